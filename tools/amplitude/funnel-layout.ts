type Figure = number | null;
type Rows = readonly (readonly Figure[])[];

/** How the by-day figures of a funnel are laid out: a row per day, a row per step, or not to be told. */
export type Layout = 'days' | 'steps' | 'either' | 'neither';

/**
 * Which way `dayFunnels.series` is to be read. Amplitude sends one row per day with one number per step, and its page
 * says otherwise, so the dimensions decide; where there are as many days as steps, only a reading that a funnel can
 * have counts: users never rise from step to step, no day has more than the whole, and the days cover the whole.
 */
export function dayLayout(series: Rows, dates: number, totals: readonly Figure[]): Layout {
  const steps = totals.length;
  const perDay = series.every((row) => row.length === steps);
  const perStep = series.length === steps && series.every((row) => row.length === dates);
  if (!perDay || !perStep) return perDay ? 'days' : perStep ? 'steps' : 'neither';
  const turned = transposed(series);
  if (JSON.stringify(turned) === JSON.stringify(series)) return 'days';
  const [asDays, asSteps] = [isFunnel(series, totals), isFunnel(turned, totals)];
  if (asDays && asSteps) return 'either';
  return asDays ? 'days' : asSteps ? 'steps' : 'neither';
}

/** Rows as columns. */
export function transposed<Value>(rows: readonly (readonly Value[])[]): (Value | null)[][] {
  return (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? null));
}

function isFunnel(days: Rows, totals: readonly Figure[]): boolean {
  const falls = days.every((row) => row.every((users, step) => (users ?? 0) <= (row[step - 1] ?? Number.MAX_VALUE)));
  return falls && totals.every((total, step) => total === null || covers(days, step, total));
}

/** A user counts on each day of entry, so the days add up to the whole or more. */
function covers(days: Rows, step: number, total: number): boolean {
  const users = days.map((row) => row[step] ?? 0);
  return users.every((one) => one <= total) && users.reduce((sum, one) => sum + one, 0) >= total;
}
