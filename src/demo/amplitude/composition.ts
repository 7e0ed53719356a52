import { addDays } from '../company/calendar.ts';
import type { DemoUser } from '../company/types.ts';
import type { Endpoint } from './endpoint.ts';
import { enveloped } from './envelope.ts';
import { textOf } from './filter.ts';
import { eventsBetween, isActive } from './log.ts';
import { dailyOnly, readPeriod } from './period.ts';
import { userProperty } from './property.ts';
import { invalid, Refusal } from './refusal.ts';

/** Active users by each value that a property had: those who changed it count under every value. */
export const composition: Endpoint = {
  path: '/api/2/composition',
  parameters: ['start', 'end', 'p'],
  answer: (call) => {
    const { log, query } = call;
    const property = query.get('p');
    if (property === null || property === '') throw invalid('Missing parameter p');
    const { from, start, end } = readPeriod(query, log, dailyOnly);
    if (from < addDays(log.company.today, -365)) throw tooOld();
    const read = userProperty(log, property);
    const users = new Map<string, Set<DemoUser>>();
    for (const event of eventsBetween(log, start, end)) {
      if (!isActive(event)) continue;
      const value = textOf(read(event));
      const known = users.get(value);
      if (known) known.add(event.user);
      else users.set(value, new Set([event.user]));
    }
    const ranked = [...users].sort(([, a], [, b]) => b.size - a.size);
    const series = [ranked.map(([, { size }]) => size)];
    return enveloped({ series, seriesLabels: [property], xValues: ranked.map(([value]) => value) }, call);
  },
};

function tooOld(): Refusal {
  return new Refusal(403, 'forbidden', 'Forbidden', 'Date too far back');
}
