import { addDays, type CivilDate, civilDate, monday } from './calendar.ts';

interface Range {
  start: CivilDate;
  end: CivilDate;
  interval: 'daily' | 'weekly' | 'monthly';
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * The first day of a cohort from its label: "2025-11-19", "Nov 19, 2025", "Aug 15", "Nov 2025". A missing year is the
 * one that puts the cohort into the range; null where no year or more than one does, and where the label is no date.
 */
export function cohortDate(label: string, range: Range): CivilDate | null {
  const text = label.trim();
  const [, year, month, day] = /^(\d{4})-(\d{2})(?:-(\d{2}))?(?![\d-])/.exec(text) ?? [];
  if (year !== undefined) return civilDate(Number(year), Number(month), Number(day ?? 1));
  const [, monthName, monthYear] = /^([A-Za-z]{3,9})\.?,? (\d{4})$/.exec(text) ?? [];
  if (monthYear !== undefined) return civilDate(Number(monthYear), monthNumber(monthName), 1);
  const [, name, dayOfMonth, told] = /^([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?$/.exec(text) ?? [];
  if (dayOfMonth === undefined) return null;
  if (told !== undefined) return civilDate(Number(told), monthNumber(name), Number(dayOfMonth));
  return onlyYearInRange(monthNumber(name), Number(dayOfMonth), range);
}

function monthNumber(name = ''): number {
  return months.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

function onlyYearInRange(month: number, day: number, { start, end, interval }: Range): CivilDate | null {
  const first = { daily: start, weekly: monday(start), monthly: `${start.slice(0, 7)}-01` }[interval];
  // Weeks may begin on a Sunday.
  const earliest = interval === 'weekly' ? addDays(first, -1) : first;
  const years = Array.from({ length: Number(end.slice(0, 4)) - Number(earliest.slice(0, 4)) + 1 }, (_, index) =>
    civilDate(Number(earliest.slice(0, 4)) + index, month, day),
  ).filter((date) => date !== null && date >= earliest && date <= end);
  return years.length === 1 ? (years[0] ?? null) : null;
}
