import type { Tally } from './tally.ts';

/** A tally as a number; `active` counts the active users of the same segment, group and time. null: no data. */
export type Metric = (tally: Tally, active: Tally) => number | null;

export const plainMetrics: Record<string, Metric> = {
  uniques: (tally) => tally.users.size,
  totals: (tally) => tally.totals,
  /** A fraction of 1, as in the funnel's figures. */
  pct_dau: (tally, active) => ratio(tally.users.size, active.users.size),
  average: (tally) => ratio(tally.totals, tally.users.size),
};

export const propertyMetrics: Record<string, Metric> = {
  sums: (tally) => exact(tally.sum),
  value_avg: (tally) => ratio(tally.sum, tally.measured),
};

export function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : exact(part / whole);
}

/** Without the dust that adding binary fractions leaves. */
export function exact(value: number): number {
  return Math.round(value * 1e9) / 1e9;
}
