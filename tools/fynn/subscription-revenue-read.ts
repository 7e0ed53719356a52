import { addDays } from '../../src/report/calendar.ts';
import { joined } from '../../src/report/joined.ts';
import type { Input } from './subscription-revenue.ts';
import { missing, type Page } from './subscription-revenue-pages.ts';
import { byCode, oldestFirst, type Point, pointsOf } from './subscription-revenue-points.ts';
import { withQuietDates } from './subscription-revenue-quiet.ts';
import type { Row } from './subscription-revenue-rows.ts';
import { isNegative } from './subscription-revenue-sums.ts';

export type Pages = readonly (Page & { data: readonly Row[] })[];

/** What the rows say, and what of it was asked for. */
export interface Read {
  /** Each date and currency once, oldest first, dates on which nothing moved filled in. */
  all: Point[];
  /** Those in the dates and the currency asked for. */
  points: Point[];
  /**
   * By currency, the point of the day before the start asked for: where all was read and it has a level. Movements of the first
   * date are in that date's level already, so that only the level before it opens the range.
   */
  openings: ReadonlyMap<string, Point>;
  repeated: number;
  contradicting: number;
  /** Why not everything was read; null when everything was. */
  gap: string | null;
  /** Currencies whose churn is sent as negative amounts. */
  negative: ReadonlySet<string>;
}

export function readOf(pages: Pages, q: Input): Read {
  const { points, repeated, contradicting } = pointsOf(joined(pages.map(({ data }) => data)));
  const gap = missing(pages);
  const own = [...byCode(points)];
  const negative = new Set(own.flatMap(([currency, some]) => (isNegative(some) ? [currency] : [])));
  // What was not read is no date without a movement.
  const all = gap === null ? oldestFirst(joined(own.map(([, some]) => withQuietDates(some)))) : points;
  const openings = gap === null ? openingsOf(all, q) : new Map<string, Point>();
  return { ...{ all, repeated, contradicting, gap, negative, openings }, points: askedOf(all, q) };
}

/** The sentence on what was not read, where something was not. */
export function partialOf({ gap }: Pick<Read, 'gap'>): string[] {
  return gap === null ? [] : [`Partial: ${gap}, so dates may be missing from everything below.`];
}

function askedOf(points: Point[], { start, end, currency: asked }: Input): Point[] {
  return points.filter(
    ({ date, currency }) =>
      (start === undefined || date >= start) &&
      (end === undefined || date <= end) &&
      (asked === undefined || currency === asked),
  );
}

function openingsOf(points: readonly Point[], { start }: Input): Map<string, Point> {
  if (start === undefined) return new Map();
  const eve = addDays(start, -1);
  const levels = points.filter(({ date, revenue }) => date === eve && revenue !== null);
  return new Map(levels.map((point) => [point.currency, point]));
}
