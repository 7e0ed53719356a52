import Big from 'big.js';
import { z } from 'zod';
import { groupBy } from '../../src/report/group-by.ts';
import { amount } from '../../src/vendors/amount.ts';

/** One date and currency. Movements are null where none occurred. */
export const row = z.looseObject({
  date: z.string().regex(/^\d{4}-\d{2}-\d{2}/),
  currency_code: z.string().min(1),
  revenue: amount.nullable(),
  new_revenue: amount.nullish(),
  expansion_revenue: amount.nullish(),
  churn_revenue: amount.nullish(),
});

export type Row = z.output<typeof row>;

export interface Point {
  date: string;
  currency: string;
  /** MRR on that date, a level; null where it was not sent. */
  revenue: Big | null;
  new: Big;
  expansion: Big;
  /** As sent: a loss is positive. */
  churn: Big;
  /** Not sent: a date on which nothing moved, with the level of the one before. */
  filled: boolean;
}

/** What the rows say: each date and currency once, oldest first. */
export interface Points {
  points: Point[];
  /** Rows that came a second time, and of these the ones whose figures differ. */
  repeated: number;
  contradicting: number;
}

export function pointsOf(rows: readonly Row[]): Points {
  const known = new Map<string, Point>();
  let repeated = 0;
  let contradicting = 0;
  for (const point of rows.map(pointOf)) {
    const key = `${point.currency} ${point.date}`;
    const before = known.get(key);
    if (before === undefined) known.set(key, point);
    else repeated += 1;
    if (before !== undefined && JSON.stringify(before) !== JSON.stringify(point)) contradicting += 1;
  }
  const points = [...known.values()].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  return { points, repeated, contradicting };
}

/** The points of each currency, in their order. */
export function byCode(points: readonly Point[]): Map<string, Point[]> {
  return groupBy(points, ({ currency }) => currency);
}

function pointOf(one: Row): Point {
  return {
    // "The date is in the timezone of the tenant": it is never converted.
    date: one.date.slice(0, 10),
    currency: one.currency_code.toUpperCase(),
    revenue: one.revenue === null ? null : new Big(one.revenue),
    // "The value is null, when there is no churn for the given currency and date."
    new: new Big(one.new_revenue ?? 0),
    expansion: new Big(one.expansion_revenue ?? 0),
    churn: new Big(one.churn_revenue ?? 0),
    filled: false,
  };
}
