import { z } from 'zod';
import { ToolError } from '../../src/errors.ts';
import { readEventList } from '../../src/names/event-list.ts';
import { again, definePrompt, quoted, step } from '../../src/prompt.ts';
import { daysText, type Period, period, periodOf } from '../../src/prompt-inputs.ts';
import { addDays, daysIn } from '../../src/report/calendar.ts';
import { mostCost, queryCost } from '../../src/vendors/amplitude/cost.ts';
import { amplitude } from '../../src/vendors/amplitude/vendor.ts';

const input = z.strictObject({
  events: z.string().max(8_192).describe('The steps in order, by their names in Amplitude, with commas between'),
  start: period.start,
  end: period.end,
  window_days: z
    .string()
    .regex(/^[1-9]\d{0,2}$/, 'must be a whole number of days, 1 to 999')
    .describe('Days that users have to finish; default 7')
    .optional(),
});

/** Where a funnel loses people, since when, and for whom. */
export const funnelReview = definePrompt({
  name: 'funnel_review',
  title: 'Funnel review',
  description:
    'A funnel of events: where it loses people, since when, for whom, and whether the steps are the right ones.',
  vendors: [amplitude],
  input,
  completes: { events: { events: amplitude, several: true } },
  script(q, scene) {
    const events = stepsOf(q.events);
    const range = shortEnough(periodOf(q, Math.min(30, daysThatFit(events, [])), scene), events);
    const days = Number(q.window_days ?? 7);
    const funnel = step('amplitude_funnel', {
      ...{ events, ...range, conversion_window_seconds: 86_400 * days },
      compare: 'previous_period',
    });
    return [
      `Review the funnel ${events.map((name) => quoted(name)).join(' → ')} over ${daysText(range)}, with ${days} ${days === 1 ? 'day' : 'days'} to finish.`,
      `1. ${funnel}: conversion, the step that loses most, the time each takes, and whether it changed. Entries still inside the window are not final: judge settled days only. A step with 0 users is a wrong name first: the notes name the nearest.`,
      `2. Right steps? ${again({ mode: 'unordered' })}: if far more finish, people take another order, and the funnel is wrong rather than the product. Median time close to the window: it cuts people off, so ask with a longer one.`,
      ...forWhom(events, range, days),
      `4. When? ${step('read_result', { result_id: 'RESULT_ID_OF_1', table: 'days' })}: a break on one day points to a release or to tracking, a slow slide to the mix of people.`,
      ...verdict,
    ];
  },
});

const mostSteps = 20;

function stepsOf(text: string): string[] {
  const events = readEventList(text)?.filter((name) => name !== '') ?? [];
  if (events.length >= 2 && events.length <= mostSteps) return events;
  throw new ToolError(
    'input',
    `"events" must name 2 to ${mostSteps} events in order: "view_item, add_to_cart, purchase", or a JSON list where a name has a comma.`,
  );
}

function shortEnough(range: Period, events: readonly string[]): Period {
  const [days, most] = [daysIn(range), daysThatFit(events, [])];
  if (days <= most) return range;
  throw new ToolError(
    'input',
    `"start": these are ${days} days, and one query has room for ${most} of ${events.length} steps.`,
  );
}

/** How many days of a funnel one query may cost; a series of days has at most 365. */
function daysThatFit(events: readonly string[], group_by: readonly string[]): number {
  const day = queryCost({ start: '2000-01-01', end: '2000-01-01', group_by }, 2 * events.length);
  return Math.min(365, Math.floor(mostCost / day));
}

function forWhom(events: readonly string[], { start, end }: Period, days: number): string[] {
  const group_by = 'platform';
  const most = daysThatFit(events, [group_by]);
  const from = daysIn({ start, end }) > most ? addDays(end, 1 - most) : start;
  const split = { events, start: from, end, conversion_window_seconds: 86_400 * days, group_by };
  return [
    `3. For whom? ${step('amplitude_funnel', split)}, ${again({ group_by: 'version' })}, ${again({ group_by: 'country' })}; and for new users ${again({ group_by: [], user_type: 'new' })}. Look for the step at which groups differ, not only for the group that ends lowest; split the worst once more (segments).`,
  ];
}

const verdict = [
  'Answer: conversion with counts and window; the step worth work, and why (people lost, against what the best group reaches there); since when; for whom; what to check next. Rules:',
  '- The largest drop is not always the one to mend: early steps lose people who only looked.',
  '- Under 30 entrants, or with a 95 % interval around 0, groups and periods do not differ. Never add groups up.',
  '- Groups differ in who is in them too: a difference is a lead, not a cause. What people wanted is not in the data.',
];
