import { keyOf } from './amplitude-retention.ts';

interface Made {
  /** First days of the cohorts. */
  cohorts: string[];
  keys?: 'short' | 'long' | 'iso';
  users(cohort: number): number;
  /** The metric of a cohort n days after joining. */
  value(n: number, cohort: number): number;
}

/** Lifetime values as recorded bodies have them: 90 days for every cohort, however young, and keys beside them. */
export function recordedLtv({ cohorts, keys = 'iso', users, value }: Made) {
  const entries = cohorts.map((date, cohort) => {
    const days = Array.from({ length: 90 }, (_, index): [string, number] => [
      `r${index + 1}d`,
      value(index + 1, cohort),
    ]);
    const news = days.map(([key, amount]): [string, number] => [key.replace('d', 'new'), amount]);
    const paid = Math.floor(users(cohort) / 10);
    const totals = { count: users(cohort), paid, total_amount: paid * 20.25, rtotal: 3, rtotalnew: 1 };
    return [keyOf(date, keys), { ...Object.fromEntries([...days, ...news]), ...totals }];
  });
  return {
    // They may be written in another way than the keys of values.
    dates: [...cohorts].reverse().map((date) => keyOf(date, 'short')),
    values: Object.fromEntries(entries),
    combined: { r1d: 1 },
    complete: {},
  };
}
