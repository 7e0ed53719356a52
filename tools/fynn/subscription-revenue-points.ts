import { Decimal } from '../../src/report/decimal.ts';
import { groupBy } from '../../src/report/group-by.ts';
import { joined } from '../../src/report/joined.ts';
import { remembered } from '../../src/report/remembered.ts';
import type { Row } from './subscription-revenue-rows.ts';

export interface Point {
  date: string;
  currency: string;
  /** MRR on that date, a level; null where it was not sent. */
  revenue: Decimal | null;
  new: Decimal;
  expansion: Decimal;
  /** As sent: a loss is positive. */
  churn: Decimal;
  /** Not sent: a date on which nothing moved, with the level of the one before. */
  filled: boolean;
}

export const noMovement = Decimal.of(0);

/** What the rows say: each date and currency once, oldest first. */
export interface Points {
  points: Point[];
  /** Rows that came a second time, and of these the ones whose figures differ. */
  repeated: number;
  contradicting: number;
}

export function pointsOf(rows: readonly Row[]): Points {
  const currencyOf = remembered((code) => code.toUpperCase());
  const known = new Map<string, Map<string, Point>>();
  const points: Point[] = [];
  let contradicting = 0;
  for (const one of rows) {
    const point = pointOf(one, currencyOf(one.currency_code));
    const own = known.get(point.currency) ?? new Map<string, Point>();
    known.set(point.currency, own);
    const before = own.get(point.date);
    if (before !== undefined) {
      contradicting += isSame(before, point) ? 0 : 1;
      continue;
    }
    own.set(point.date, point);
    points.push(point);
  }
  return { points: oldestFirst(points), repeated: rows.length - points.length, contradicting };
}

/** Those of a date in the order in which they are. */
export function oldestFirst(points: readonly Point[]): Point[] {
  const byDate = groupBy(points, ({ date }) => date);
  // Of the dates there are fewer than of the points.
  return joined([...byDate.keys()].sort().map((date) => byDate.get(date) ?? []));
}

/** The points of each currency, in their order. */
export function byCode(points: readonly Point[]): Map<string, Point[]> {
  return groupBy(points, ({ currency }) => currency);
}

function pointOf(one: Row, currency: string): Point {
  return {
    // "The date is in the timezone of the tenant": it is never converted.
    date: one.date.slice(0, 10),
    currency,
    revenue: one.revenue === null ? null : Decimal.of(one.revenue),
    // "The value is null, when there is no churn for the given currency and date."
    new: movement(one.new_revenue),
    expansion: movement(one.expansion_revenue),
    churn: movement(one.churn_revenue),
    filled: false,
  };
}

function movement(sent: Row['new_revenue']): Decimal {
  return sent === null || sent === undefined ? noMovement : Decimal.of(sent);
}

/** Whether two points of a date and currency tell the same. */
function isSame(one: Point, other: Point): boolean {
  const level =
    one.revenue === null || other.revenue === null ? one.revenue === other.revenue : one.revenue.equals(other.revenue);
  return level && (['new', 'expansion', 'churn'] as const).every((name) => one[name].equals(other[name]));
}
