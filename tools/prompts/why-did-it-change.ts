import { z } from 'zod';
import { ToolError } from '../../src/errors.ts';
import { again, definePrompt, quoted, step } from '../../src/prompt.ts';
import { daysText, eventInput, type Period, period, periodOf } from '../../src/prompt-inputs.ts';
import { addDays, daysIn } from '../../src/report/calendar.ts';
import { amplitude } from '../../src/vendors/amplitude/vendor.ts';

const input = z.strictObject({
  event: eventInput('The event that changed, by its name in Amplitude; default: active users'),
  start: period.start,
  end: period.end,
});

/** Whether a change is real, where it sits, and what can and cannot be said of its cause. */
export const whyDidItChange = definePrompt({
  name: 'why_did_it_change',
  title: 'Why did it change?',
  description:
    'A change of an event or of active users: whether it is real, since when, where it sits, and what cannot be known.',
  vendors: [amplitude],
  input,
  completes: { event: { events: amplitude } },
  script(q, scene) {
    const range = shortEnough(periodOf(q, 7, scene));
    const what =
      q.event === undefined ? 'the number of active users' : `the number of users who did ${quoted(q.event)}`;
    return [
      `Find out whether and why ${what} changed in ${daysText(range)}. Stop where a step settles it.`,
      ...isItReal(range, q.event),
      ...who(range, q.event),
      ...where(range, q.event),
      ...whatBroke(range, q.event),
      ...verdict,
    ];
  },
});

/** So that every split of it is one query, and the weeks before it can be shown by day. */
const mostDays = 92;
const mostFunnelDays = 50;

function shortEnough(range: Period): Period {
  const days = daysIn(range);
  if (days <= mostDays) return range;
  throw new ToolError(
    'input',
    `"start": these are ${days} days; give the days in which it changed, at most ${mostDays}.`,
  );
}

const compare = 'previous_period';

function measure(event: string | undefined, args: Record<string, unknown>): string {
  if (event === undefined) return step('amplitude_active_users', args);
  return step('amplitude_event_segmentation', { events: [event], ...args });
}

function isItReal({ start, end }: Period, event: string | undefined): string[] {
  return [
    `1. Real? ${measure(event, { start, end, compare })}, ${again({ compare: 'previous_year' })} (a season?), and ${measure(event, { start: addDays(start, -56), end })}: since when, and more than usual in these weeks? Notes first. Partial, missing or sampled data, or a usual change: say so and stop.`,
  ];
}

function who(range: Period, event: string | undefined): string[] {
  const fresh = { metric: 'new', compare };
  if (event === undefined)
    return [
      `2. Who? ${step('amplitude_active_users', { ...range, ...fresh })}: did fewer arrive, or do those who were here stay away?`,
    ];
  return [
    `2. Who? ${step('amplitude_active_users', { ...range, compare })}, ${again({ metric: 'new' })}: did the event go with them (then explain those instead), or do as many people do it less?`,
  ];
}

function where(range: Period, event: string | undefined): string[] {
  const platform = measure(event, { ...range, group_by: 'platform', compare });
  return [
    `3. Where? ${platform}, ${again({ group_by: 'country' })}, ${again({ group_by: 'version' })}. Weigh changes in users, not percentages. One moved, the others held: a lead, to split once more (segments). All alike: a common cause. New versions take users from old ones: ${perVersion(event)}`,
  ];
}

/** What a version's users do, whatever their number. */
function perVersion(event: string | undefined): string {
  if (event === undefined) return 'judge versions together, not one by one.';
  const share = { metric: 'formula', formula: 'UNIQUES(A)/UNIQUES(B)', group_by: 'version' };
  return `judge versions by their share of users, ${again({ events: [event, '_active'], ...share })}.`;
}

function whatBroke(range: Period, event: string | undefined): string[] {
  const search = event === undefined ? {} : { search: event };
  const start = daysIn(range) > mostFunnelDays ? addDays(range.end, 1 - mostFunnelDays) : range.start;
  const steps = step('amplitude_funnel', {
    ...{ events: ['EVENT_BEFORE', event ?? 'EVENT'], start, end: range.end },
    ...{ conversion_window_seconds: 86_400, group_by: 'platform' },
  });
  return [
    `4. Broken? A fall to zero, or one event gone while its neighbours stay, is tracking (renamed? ${step('amplitude_list_events', search)}). If people reach the event before it and fail here, ${steps}, the product broke. Is the first bad day that of a new version?`,
  ];
}

const verdict = [
  'Answer: how much, since when, where; the explanation that fits the figures best, and how much of the change it covers; what was ruled out. Rules:',
  '- The same day is a lead, not a cause. Of many groups some differ by chance; under 30 users, or with a 95 % interval around 0, nothing is shown.',
  '- Never add users over groups or days.',
  '- Campaigns, prices, outages and rivals are not in the data: say what to ask whom.',
];
