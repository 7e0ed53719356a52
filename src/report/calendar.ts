/** A date without a time or zone, YYYY-MM-DD. Compares as text. */
export type CivilDate = string;

/** YYYY-MM-DD of a real calendar day, or null (31 February, month 13, NaN). */
export function civilDate(year: number, month: number, day: number): CivilDate | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (Number.isNaN(date.getTime()) || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || year < 1000)
    return null;
  return iso(date.getTime() / 86_400_000);
}

export function addDays(date: CivilDate, days: number): CivilDate {
  return iso(dayNumber(date) + days);
}

/** The same day of another month, or that month's last day. */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
  return addDays(first, Math.min(day, daysInMonth(first)) - 1);
}

/** Days from one date to another; negative when the second is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** How many days an inclusive range has. */
export function daysIn({ start, end }: { start: CivilDate; end: CivilDate }): number {
  return daysBetween(start, end) + 1;
}

export function daysInMonth(date: CivilDate): number {
  const [year = 0, month = 1] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Mon … Sun. */
export function weekday(date: CivilDate): string {
  return ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'][((dayNumber(date) % 7) + 7) % 7] ?? '';
}

export function isWeekend(date: CivilDate): boolean {
  return ['Sat', 'Sun'].includes(weekday(date));
}

/** The Monday of the week that a date is in. */
export function monday(date: CivilDate): CivilDate {
  return addDays(date, -((((dayNumber(date) + 3) % 7) + 7) % 7));
}

function dayNumber(date: CivilDate): number {
  return Math.floor(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / 86_400_000);
}

// Written by hand where the year has four digits, as toISOString takes four times as long and answers have many dates.
function iso(day: number): CivilDate {
  const date = new Date(day * 86_400_000);
  const year = date.getUTCFullYear();
  if (!(year >= 1000 && year <= 9999)) return date.toISOString().slice(0, 10);
  return `${year}-${twoDigits(date.getUTCMonth() + 1)}-${twoDigits(date.getUTCDate())}`;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
