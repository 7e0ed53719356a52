import { addDays, addMonths, daysIn, monday } from '../../report/calendar.ts';
import type { Event, Interval, Segment } from './inputs.ts';

/** "Concurrent Limit: Up to 1000 cost at the same time." (Endpoint costs) */
export const mostCost = 1_000;

/**
 * "daily displays up to 365 days of data" (Event Segmentation, Funnel Analysis). The page says so of no other endpoint, so
 * that longer ranges are refused there only; but no longer one is suggested anywhere.
 */
const mostDailyDays = 365;

interface Priced {
  start: string;
  end: string;
  interval?: Interval;
  segments?: readonly Segment[];
  group_by?: readonly string[];
}

/**
 * "cost = (# of days) * (# of conditions) * (cost for the query type)" (Endpoint costs), read dearly.
 * `typeCost` is the cost for the query type; 1 "for all endpoints not listed".
 */
export function queryCost(input: Priced, typeCost = 1): number {
  return daysIn(input) * conditions(input) * typeCost;
}

/** "If any event has a group by, add a cost of 4 per group by and event." (Event Segmentation, Funnel Analysis) */
export function groupedEventsCost(events: readonly Event[]): number {
  return events.reduce((cost, event) => cost + 4 * event.group_by.length, 0);
}

/**
 * "the number of segments plus the number of conditions within the segments […] Each group by counts as 4 segments."
 * There is one segment, everybody, when none is given. Filters of an event are not conditions.
 */
function conditions({ segments = [], group_by = [] }: Priced): number {
  const inside = segments.flatMap(({ filters, performed }) => [
    ...filters,
    ...performed.flatMap((one) => [one, ...one.filters]),
  ]);
  return Math.max(1, segments.length) + inside.length + 4 * group_by.length;
}

/**
 * The same question asked for less: the longest range up to the same end that fits, the same for its earlier part,
 * and without group-by or segments. The engine prices them and keeps those that fit.
 */
export function cheaper<Q extends Priced>(
  input: Q,
  cost: (input: NoInfer<Q>) => number,
): { change: string; input: Q }[] {
  const { segments = [], group_by = [] } = input;
  const slim = [
    ...(group_by.length > 0 ? [{ change: 'no "group_by"', input: { ...input, group_by: [] } }] : []),
    ...(segments.length > 1
      ? [{ change: 'only the first segment', input: { ...input, segments: segments.slice(0, 1) } }]
      : []),
  ];
  return [...shorter('', input, cost), ...slim, ...slim.flatMap((one) => shorter(`${one.change}, `, one.input, cost))];
}

function shorter<Q extends Priced>(
  prefix: string,
  input: Q,
  cost: (input: NoInfer<Q>) => number,
): { change: string; input: Q }[] {
  const days = daysIn(input);
  const most = Math.min(Math.floor(mostCost / (cost(input) / days)), input.interval === 'daily' ? mostDailyDays : days);
  if (most < 1 || most >= days) return [];
  const late = { ...input, start: periodStart(addDays(input.end, 1 - most), input) };
  const early = { ...input, end: addDays(periodStart(addDays(input.start, most), input, 'before'), -1) };
  return [
    { change: `${prefix}"start": "${late.start}" (the last ${daysIn(late)} days)`, input: late },
    { change: `${prefix}"end": "${early.end}" (the first ${daysIn(early)} days)`, input: early },
  ];
}

/** The first day of a week or month, at the date or after (before) it, so that none is cut; the date where that leaves nothing. */
function periodStart(date: string, { start, end, interval }: Priced, side: 'after' | 'before' = 'after'): string {
  const month = (day: string) => `${day.slice(0, 8)}01`;
  const [after, before] =
    interval === 'weekly'
      ? [monday(addDays(date, 6)), monday(date)]
      : interval === 'monthly'
        ? [date.endsWith('-01') ? date : addMonths(month(date), 1), month(date)]
        : [date, date];
  const found = side === 'after' ? after : before;
  return found > start && found <= end ? found : date;
}
