import { addDays, daysBetween, daysIn } from '../../src/report/calendar.ts';
import { type Range, rangeText } from '../../src/report/periods.ts';
import type { Input } from './subscription-revenue.ts';
import type { Point } from './subscription-revenue-points.ts';
import type { CurrencyRevenue } from './subscription-revenue-sums.ts';

/** Finished dates of a currency that have no row, although others before them have. */
export interface Gaps {
  currency: string;
  /** Between its rows, or between the start asked for and its first row there. */
  inside: Range[];
  /** From its last row to the end asked for, or to yesterday; null where it reaches that, or its MRR is 0. */
  after: Range | null;
}

/** `begins` is the date of its first row of all, asked for or not. */
export function gapsOf(
  { currency, points, latest }: CurrencyRevenue,
  begins: string | undefined,
  q: Input,
  today: string,
): Gaps {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return { currency, inside: [], after: null };
  const ever = begins ?? first.date;
  const start = q.start !== undefined && q.start > ever ? q.start : first.date;
  return {
    currency,
    inside: holes(start, points),
    after: latest?.revenue?.sign() === 0 ? null : lateness(last.date, q, today),
  };
}

/** How many dates are missing inside, over all currencies. */
export function datesIn(gaps: readonly Gaps[]): number {
  return gaps.flatMap(({ inside }) => inside).reduce((sum, range) => sum + daysIn(range), 0);
}

/** "EUR 2026-07-03, EUR 2026-07-09 to 2026-07-10 and 3 more" */
export function named(ranges: readonly { code: string; range: Range }[], most = 3): string {
  const some = ranges.slice(0, most).map(({ code, range }) => `${code} ${rangeText(range)}`);
  return `${some.join(', ')}${ranges.length > most ? ` and ${ranges.length - most} more` : ''}`;
}

/** The dates between the start and the last point that have none; each date has one point. */
function holes(start: string, points: readonly Point[]): Range[] {
  if (points.length === daysIn({ start, end: points.at(-1)?.date ?? start })) return [];
  const edges = [addDays(start, -1), ...points.map(({ date }) => date)];
  return edges.slice(1).flatMap((date, index) => between(edges[index] ?? date, date));
}

function between(before: string, after: string): Range[] {
  return daysBetween(before, after) > 1 ? [{ start: addDays(before, 1), end: addDays(after, -1) }] : [];
}

/** Without an end asked for, a day's delay is nothing to tell of. */
function lateness(last: string, { end }: Input, today: string): Range | null {
  const yesterday = addDays(today, -1);
  const expected = end !== undefined && end < yesterday ? end : yesterday;
  const days = daysBetween(last, expected);
  return days <= (end === undefined ? 1 : 0) ? null : { start: addDays(last, 1), end: expected };
}
