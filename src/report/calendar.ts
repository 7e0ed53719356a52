/** A date without a time or zone, YYYY-MM-DD. Compares as text. */
export type CivilDate = string;

/** YYYY-MM-DD of a real calendar day, or null (31 February, month 13, NaN). */
export function civilDate(year: number, month: number, day: number): CivilDate | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (Number.isNaN(date.getTime()) || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || year < 1000)
    return null;
  return iso(date.getTime() / dayLength);
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

// Read by hand where it can be, as Date.parse takes four times as long and answers have many dates.
function dayNumber(date: CivilDate): number {
  const [year, month, day] = [pair(date, 0) * 100 + pair(date, 2), pair(date, 5), pair(date, 8)];
  const known = month >= 1 && month <= 12 && day >= 1 && day <= 31 && year >= 100;
  const plain = known && date[4] === '-' && date[7] === '-';
  return Math.floor(
    (plain ? Date.UTC(year, month - 1, day) : Date.parse(`${date.slice(0, 10)}T00:00:00Z`)) / dayLength,
  );
}

/** The number that two digits are; NaN where they are none. */
function pair(text: string, at: number): number {
  const [tens, ones] = [text.charCodeAt(at) - 48, text.charCodeAt(at + 1) - 48];
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

// Written by hand where the year has four digits, as toISOString takes four times as long and answers have many dates.
function iso(day: number): CivilDate {
  const date = new Date(day * dayLength);
  const year = date.getUTCFullYear();
  if (!(year >= 1000 && year <= 9999)) return date.toISOString().slice(0, 10);
  return `${year}-${twoDigits(date.getUTCMonth() + 1)}-${twoDigits(date.getUTCDate())}`;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/** Milliseconds. */
const dayLength = 86_400_000;
