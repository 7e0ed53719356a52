type Figure = number | null;
export type Rows = readonly (readonly Figure[])[];

/** How the by-day figures of a funnel are laid out: a row per day or a row per step. */
export interface Layout {
  rows: 'days' | 'steps';
  /** False where nothing in the answer speaks for one of the two alone. */
  sure: boolean;
}

/**
 * Which way `dayFunnels.series` is to be read; null where it is neither. Amplitude sends one row per day with one number
 * per step, although its page says otherwise. So where there are as many days as steps it is read as days, unless only
 * the other reading is one that a funnel can have: users never rise from step to step, no day has more than the whole,
 * and the days cover the whole.
 */
export function dayLayout(series: Rows, dates: number, totals: readonly Figure[]): Layout | null {
  const steps = totals.length;
  const perDay = series.every((row) => row.length === steps);
  const perStep = series.length === steps && series.every((row) => row.length === dates);
  if (!perDay && !perStep) return null;
  if (!perDay || !perStep) return { rows: perDay ? 'days' : 'steps', sure: true };
  const turned = transposed(series);
  if (JSON.stringify(turned) === JSON.stringify(series)) return { rows: 'days', sure: true };
  const [asDays, asSteps] = [isFunnel(series, totals), isFunnel(turned, totals)];
  return { rows: asSteps && !asDays ? 'steps' : 'days', sure: asDays !== asSteps };
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
