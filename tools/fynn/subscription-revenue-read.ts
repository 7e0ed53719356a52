import type { Input } from './subscription-revenue.ts';
import { missing, type Page } from './subscription-revenue-pages.ts';
import { byCode, type Point, pointsOf, type Row } from './subscription-revenue-points.ts';
import { withQuietDates } from './subscription-revenue-quiet.ts';
import { isNegative } from './subscription-revenue-sums.ts';

export type Pages = readonly (Page & { data: readonly Row[] })[];

/** What the rows say, and what of it was asked for. */
export interface Read {
  /** Each date and currency once, oldest first, dates on which nothing moved filled in. */
  all: Point[];
  /** Those in the dates and the currency asked for. */
  points: Point[];
  repeated: number;
  contradicting: number;
  /** Why not everything was read; null when everything was. */
  gap: string | null;
  /** Currencies whose churn is sent as negative amounts. */
  negative: ReadonlySet<string>;
}

export function readOf(pages: Pages, q: Input): Read {
  const { points, repeated, contradicting } = pointsOf(pages.flatMap(({ data }) => data));
  const gap = missing(pages);
  const own = [...byCode(points)];
  const negative = new Set(own.flatMap(([currency, some]) => (isNegative(some) ? [currency] : [])));
  // What was not read is no date without a movement.
  const all = gap === null ? own.flatMap(([, some]) => withQuietDates(some)).sort(byDate) : points;
  return { ...{ all, repeated, contradicting, gap, negative }, points: all.filter((point) => isAsked(point, q)) };
}

/** The sentence on what was not read, where something was not. */
export function partialOf({ gap }: Pick<Read, 'gap'>): string[] {
  return gap === null ? [] : [`Partial: ${gap}, so dates may be missing from everything below.`];
}

function byDate(a: Point, b: Point): number {
  return a.date < b.date ? -1 : a.date > b.date ? 1 : 0;
}

function isAsked({ date, currency }: Point, { start, end, currency: asked }: Input): boolean {
  const late = start === undefined || date >= start;
  const early = end === undefined || date <= end;
  return late && early && (asked === undefined || currency === asked);
}
