import { addDays, type CivilDate, daysBetween, daysInMonth } from './calendar.ts';

export type CohortInterval = 'daily' | 'weekly' | 'monthly';

/** The last day on which someone could join the cohort that begins on `first`. */
export function lastDay(first: CivilDate, interval: CohortInterval): CivilDate {
  if (interval === 'daily') return first;
  return addDays(first, interval === 'weekly' ? 6 : daysInMonth(first) - Number(first.slice(8)));
}

/** Whether the range, or the next cohort's beginning, cuts days off a weekly or monthly cohort. */
export function isCut(
  first: CivilDate,
  next: CivilDate | null,
  { start, end, interval }: { start: CivilDate; end: CivilDate; interval: CohortInterval },
): boolean {
  if (interval === 'daily') return false;
  const last = lastDay(first, interval);
  const short = next !== null && daysBetween(first, next) < daysBetween(first, last) + 1;
  return first < start || last > end || short || (interval === 'monthly' && !first.endsWith('-01'));
}

/** The order of cohorts: newest first, those without a date last. */
export function newestFirst(a: { first: CivilDate | null }, b: { first: CivilDate | null }): number {
  const [one, other] = [a.first ?? '', b.first ?? ''];
  return one === other ? 0 : one < other ? 1 : -1;
}
