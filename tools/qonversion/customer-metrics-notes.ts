import { label } from '../../src/report/label.ts';
import { type Note, noteOf } from '../../src/report/note.ts';
import { count, plural } from '../../src/report/number.ts';
import { enough } from '../../src/report/proportion.ts';
import type { ReportContext } from '../../src/tool.ts';
import { isRunning, lastInstant } from '../../src/vendors/utc.ts';
import type { Counters, Input } from './customer-metrics.ts';
import { figure, isDocumented, type Known, knownNames, rateOf, units } from './customer-metrics-counters.ts';
import { filterWords, since } from './customer-metrics-query.ts';

const doubt = noteOf('doubt');
const partial = noteOf('partial');
const reading = noteOf('reading');

/** What changes the meaning of the counters. */
export function notesOf(data: Counters, q: Input, { now }: ReportContext): Note[] {
  const { from, to } = since(q);
  const filters = filterWords(q);
  const documented = isDocumented(data);
  return [
    ...contradictions(data),
    ...(isRunning(q.end, now) ? [partial('Today still runs, so the window is not complete.')] : []),
    ...(documented ? youngNote(q, now) : []),
    ...fewNote(data),
    reading('Only clients first seen in this window are counted; subscribers who came before are not.'),
    ...(documented ? [reading('churnedSubscribers and canceledTrials are percentages, not people.')] : []),
    ...(filters.length > 0 ? [reading(`Filters: ${label(filters.join('; '), 160)}.`)] : []),
    ...(q.environment === 'sandbox' ? [reading('Sandbox: test purchases, not sales.')] : []),
    reading(`Window sent: ${from} to ${to} (Unix seconds).`),
  ];
}

/** Figures that cannot be what their names and the vendor say. */
function contradictions(data: Counters): Note[] {
  const clients = figure(data, 'clientsWithEvent');
  const parts = knownNames.filter(
    (name) => units[name] === 'clients' && (figure(data, name) ?? 0) > (clients ?? Infinity),
  );
  const rates = (['churnedSubscribers', 'canceledTrials'] as const).filter((name) => {
    const rate = rateOf(data, name);
    return rate !== null && (rate < 0 || rate > 1);
  });
  const sentence = (names: readonly Known[], rest: string) =>
    names.length === 0 ? [] : [doubt(`${names.join(', ')} ${rest}`)];
  return [
    ...sentence(parts, 'above clientsWithEvent: they may not count the same clients.'),
    ...sentence(rates, 'outside 0 to 100, so they may be no percentages.'),
  ];
}

/** Within a month of their first day clients still start, cancel and pay. */
function youngNote({ end }: Input, now: Date): Note[] {
  const days = Math.floor((now.getTime() - Date.parse(lastInstant(end))) / 86_400_000);
  if (days >= 30) return [];
  const age = days < 1 ? 'less than a day' : plural(days, 'day');
  return [partial(`The youngest clients came ${age} ago: rates, payments and sales still change with age.`)];
}

function fewNote(data: Counters): Note[] {
  const clients = figure(data, 'clientsWithEvent');
  if (clients === null || clients >= enough) return [];
  return [reading(`Fewer than ${count(enough)} clients: rates and averages are decided by chance.`)];
}
