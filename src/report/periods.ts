import { addDays, addMonths, type CivilDate, daysBetween, daysIn, daysInMonth, monday, weekday } from './calendar.ts';
import { type Note, noteOf } from './note.ts';
import { plural } from './number.ts';

/** What a range is compared with: the range of the same length just before it, or the same dates a year ago. */
export const comparisons = ['previous_period', 'previous_year'] as const;
export type Comparison = (typeof comparisons)[number];

/** Inclusive; each is YYYY-MM-DD, or an ISO date-time where the vendor takes one. */
export interface Range {
  start: string;
  end: string;
}

/** How far before the later range the earlier one lies. */
export type Shift = { days: number } | { months: number } | { milliseconds: number };

/** Two ranges that are compared, `before` against `now`. */
export interface Periods {
  how: Comparison;
  interval: string;
  now: Range;
  before: Range;
  shift: Shift;
}

/**
 * The earlier range of a comparison. Weeks are moved by as many weeks as the range holds whole and months by as many months,
 * so that both ranges are cut into the same buckets and none is skipped between them; else the earlier range has as many days and ends where the later one begins, or, a year ago,
 * has the same dates.
 */
export function periodsOf(now: Range, how: Comparison, interval: string): Periods {
  const shift = shiftOf(now, how, interval);
  const start = before(now.start, shift, '00:00:00');
  const inMonths = interval === 'monthly' && 'months' in shift;
  const end = inMonths ? monthsBefore(now.end, shift.months) : before(now.end, shift, '23:59:59');
  return { how, interval, now, before: { start, end }, shift };
}

/** The earlier date that a date is held against, a time of day kept; null where there is none, as for 29 February, or no date. */
export function counterpart(at: string, shift: Shift): string | null {
  return movedBy(at, shift, -1);
}

/** The later date that is held against a date: what `counterpart` undoes; null where there is none. */
export function successor(at: string, shift: Shift): string | null {
  return movedBy(at, shift, 1);
}

/** "2026-10-22 to 2026-11-20 against 2026-09-22 to 2026-10-21" */
export function bothRanges({ now, before }: Periods): string {
  return `${rangeText(now)} against ${rangeText(before)}`;
}

export function rangeText({ start, end }: Range): string {
  return start === end ? start : `${start} to ${end}`;
}

/** What the alignment of the two ranges may mislead to. */
export function alignmentNotes(periods: Periods): Note[] {
  const { now, before, interval, how } = periods;
  if (now.start.length > 10 || now.end.length > 10) return [];
  const [days, daysBefore] = [daysIn(now), daysIn(before)];
  const inBuckets = interval === 'weekly' || interval === 'monthly';
  // Whole weeks and months never overlap, and the others are left out by name.
  const overlaps = before.end >= now.start && !(inBuckets && how === 'previous_period');
  const ranges = [
    ...(days === daysBefore ? [] : [moved(lengths(days, daysBefore))]),
    ...(overlaps ? [moved(`The ranges overlap: ${now.start} to ${before.end} is in both.`)] : []),
  ];
  if (inBuckets) return [...(how === 'previous_year' && interval === 'weekly' ? [moved(weeksNote)] : []), ...ranges];
  return [...monthNote(periods), ...ranges, ...weekdayNote(periods, days)];
}

/** Whether both ranges begin on the same weekday, so that each day is held against its like. */
export function sameStart({ now, before }: Periods): boolean {
  return weekday(now.start) === weekday(before.start);
}

const moved = noteOf('moved');

const weeksNote = 'Weeks are compared with those 52 weeks earlier, so that they begin on the same weekday.';

/** Whoever gives a calendar month may expect the one before. */
function monthNote({ now, before, how }: Periods): Note[] {
  const isWhole = ({ start, end }: Range) => start.endsWith('-01') && isLastOfMonth(end);
  if (how !== 'previous_period' || !isWhole(now) || isWhole(before)) return [];
  const days = plural(daysIn(now), 'day');
  return [
    moved(
      `Compared with the ${days} before, ${rangeText(before)}, which are no calendar month; where the tool has an "interval", "monthly" compares months.`,
    ),
  ];
}

function weekdayNote(periods: Periods, days: number): Note[] {
  const { now, before, how } = periods;
  if (sameStart(periods) || (how === 'previous_period' && days % 7 === 0)) return [];
  const pair = `${now.start} is a ${weekday(now.start)}, ${before.start} a ${weekday(before.start)}`;
  if (how === 'previous_year') return [moved(`The ranges are aligned by date, so weekdays shift: ${pair}.`)];
  const whole = days === 1 ? '' : `; ${plural(days, 'day')} are no whole weeks, so the weekdays differ`;
  return [moved(`The ranges are aligned by position, not by weekday: ${pair}${whole}.`)];
}

function lengths(days: number, before: number): string {
  return `The ranges differ in length, ${plural(days, 'day')} against ${before}: what is counted over a whole range differs for that alone.`;
}

function shiftOf({ start, end }: Range, how: Comparison, interval: string): Shift {
  if (how === 'previous_year') return interval === 'weekly' ? { days: 364 } : { months: 12 };
  if (start.length > 10 || end.length > 10)
    return { milliseconds: instant(end, '23:59:59') - instant(start, '00:00:00') + 1_000 };
  if (interval === 'monthly') return { months: wholeMonths(start, end) || monthsIn(start, end) };
  const days = daysIn({ start, end });
  return { days: interval === 'weekly' ? 7 * (wholeWeeks(start, end) || Math.ceil(days / 7)) : days };
}

/** Weeks that lie inside the range whole: moved by as many, the last of the earlier ones ends where the first of the later ones begins. */
function wholeWeeks(start: CivilDate, end: CivilDate): number {
  const first = start === monday(start) ? start : addDays(monday(start), 7);
  return Math.max(0, Math.floor((daysBetween(first, end) + 1) / 7));
}

function wholeMonths(start: CivilDate, end: CivilDate): number {
  const first = start.endsWith('-01') ? start : addMonths(`${start.slice(0, 8)}01`, 1);
  let months = 0;
  while (lastOfMonth(addMonths(first, months)) <= end) months += 1;
  return months;
}

/** The fewest months by which a range must be moved to end before it begins. */
function monthsIn(start: CivilDate, end: CivilDate): number {
  let months = 1;
  while (monthsBefore(end, months) >= start) months += 1;
  return months;
}

/** The last day of a month stays the last. */
function monthsBefore(end: CivilDate, months: number): CivilDate {
  const moved = addMonths(end, -months);
  return isLastOfMonth(end) ? lastOfMonth(moved) : moved;
}

function movedBy(at: string, shift: Shift, sign: 1 | -1): string | null {
  const date = at.slice(0, 10);
  // A label that is no date is not held against anything.
  if ('milliseconds' in shift || !/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(Date.parse(date))) return null;
  if ('days' in shift) return `${addDays(date, sign * shift.days)}${at.slice(10)}`;
  const moved = addMonths(date, sign * shift.months);
  return moved.slice(8) === date.slice(8) ? `${moved}${at.slice(10)}` : null;
}

function before(at: string, shift: Shift, time: string): string {
  if ('days' in shift) return addDays(at, -shift.days);
  if ('months' in shift) return `${addMonths(at.slice(0, 10), -shift.months)}${at.slice(10)}`;
  return `${new Date(instant(at, time) - shift.milliseconds).toISOString().slice(0, 19)}Z`;
}

function instant(at: string, time: string): number {
  if (at.length === 10) return Date.parse(`${at}T${time}Z`);
  return Date.parse(/(z|[+-]\d{2}:?\d{2})$/i.test(at) ? at : `${at}Z`);
}

function isLastOfMonth(date: CivilDate): boolean {
  return date === lastOfMonth(date);
}

function lastOfMonth(date: CivilDate): CivilDate {
  return `${date.slice(0, 8)}${daysInMonth(date)}`;
}
