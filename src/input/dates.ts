import { addDays, addMonths, type CivilDate, civilDate, daysIn, weekday } from '../report/calendar.ts';
import { remembered } from '../report/remembered.ts';

/** How an endpoint takes `start` and `end`. */
export interface DateRule {
  /** What `start` is when it is left out; by interval where the endpoint has intervals. */
  start?: string;
  /** What `end` is when it is left out. */
  end?: string;
  /** ISO date-times are accepted beside dates; dates then become the first and last second of their day in UTC. */
  times?: boolean;
  /** Realtime, hourly and daily series are limited to 2, 7 and 365 days. */
  capped?: boolean;
  /** Both stay undefined when left out: the vendor has no date filter of its own, or none is wanted. */
  optional?: boolean;
}

export interface Today {
  /** The vendor's civil date now. */
  today: CivilDate;
  zone: string;
}

// Realtime and hourly end today, which counts among the 2 and 7 days that the vendor allows.
const defaultStart: Record<string, string> = { realtime: '-1d', hourly: '-6d', weekly: '-12w', monthly: '-6m' };
const mostDays: Record<string, number> = { realtime: 2, hourly: 7, daily: 365 };
export const accepted = 'YYYY-MM-DD, YYYYMMDD, "today", "yesterday", or "-30d", "-12w", "-6m" counted back from today';

/**
 * Fills in and resolves `start` and `end` of raw arguments to YYYY-MM-DD (with `times`: or an ISO date-time as given).
 * Anything that is not a string is left for the schema to refuse. Mistakes come back as sentences.
 */
export function resolveDates(
  args: Record<string, unknown>,
  rule: DateRule,
  { today, zone }: Today,
): { args: Record<string, unknown>; problems: string[] } {
  const interval = typeof args.interval === 'string' ? args.interval : 'daily';
  const live = interval === 'realtime' || interval === 'hourly';
  const problems: string[] = [];
  const resolve = (name: 'start' | 'end', fallback: string | undefined) => {
    const given = args[name] ?? fallback;
    if (typeof given !== 'string') return given;
    const found = resolveDate(given, today, rule.times === true);
    if (found === null)
      problems.push(`"${name}": ${noDate(given, today)}; use ${accepted}${rule.times ? ', or an ISO date-time' : ''}.`);
    return found ?? given;
  };
  const start = resolve('start', rule.optional ? undefined : (defaultStart[interval] ?? rule.start ?? '-30d'));
  // Who asks from today on means today.
  const lastDay = rule.end ?? (live || start === today ? 'today' : 'yesterday');
  const end = resolve('end', rule.optional ? undefined : lastDay);
  if (problems.length === 0 && args.start === undefined && isBefore(end, start)) problems.push(needsStart(start, end));
  if (problems.length === 0) problems.push(...rangeProblems(start, end, rule, interval, { today, zone }));
  return {
    args: { ...args, ...(start === undefined ? {} : { start }), ...(end === undefined ? {} : { end }) },
    problems,
  };
}

/** One date as YYYY-MM-DD (or, with `times`, an ISO date-time as given); null when it is none. */
export function resolveDate(text: string, today: CivilDate, times = false): string | null {
  const word = text.trim().toLowerCase();
  if (word === 'today') return today;
  if (word === 'yesterday') return addDays(today, -1);
  const [, amount, unit] = /^-(\d{1,4})([dwm])$/.exec(word) ?? [];
  if (amount !== undefined)
    return unit === 'm' ? addMonths(today, -Number(amount)) : addDays(today, -Number(amount) * (unit === 'w' ? 7 : 1));
  const [, year, month, day, rest] = /^(\d{4})-?(\d{2})-?(\d{2})(t.*)?$/.exec(word) ?? [];
  const date = civilDate(Number(year), Number(month), Number(day));
  if (date === null) return null;
  if (rest === undefined) return date;
  return times && isTime(rest) && !Number.isNaN(Date.parse(`${date}${rest.toUpperCase()}`))
    ? `${date}${rest.toUpperCase()}`
    : null;
}

/** Whoever wrote "last week" may not know the day from which to count: `"last week" is no date (today is Sun 2026-11-22)`. */
export function noDate(text: string, today: CivilDate): string {
  return `${JSON.stringify(text.slice(0, 40))} is no date (today is ${weekday(today)} ${today})`;
}

/** The civil date and the clock in a zone at an instant: `2026-08-14` and `2026-08-14T09:30`. */
export function localClock(now: Date, zone: string): { today: CivilDate; localTime: string } {
  const parts = clockOf(zone).formatToParts(now);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  const today = `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
  return { today, localTime: `${today}T${part('hour')}:${part('minute')}` };
}

// Made once for each of the few zones, since that takes longer than all that is asked of it.
const clockOf = remembered(
  (timeZone) =>
    new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    }),
);

function rangeProblems(
  start: unknown,
  end: unknown,
  rule: DateRule,
  interval: string,
  { today, zone }: Today,
): string[] {
  const late = Object.entries({ start, end }).filter(([, date]) => typeof date === 'string' && utcDate(date) > today);
  if (late.length > 0) return late.map(([name, date]) => future(name, String(date), today, zone));
  if (typeof start !== 'string' || typeof end !== 'string') return [];
  if (isBefore(end, start)) return [`"start" (${start}) is after "end" (${end}): swap them, or leave "end" out.`];
  const most = rule.capped ? mostDays[interval] : undefined;
  const days = daysIn({ start, end });
  return most !== undefined && days > most ? [tooLong(interval, days, most, end)] : [];
}

function isBefore(end: unknown, start: unknown): boolean {
  return typeof start === 'string' && typeof end === 'string' && instant(start, '00:00:00') > instant(end, '23:59:59');
}

function needsStart(start: unknown, end: unknown): string {
  return `"end" (${String(end)}) is before the "start" that is taken when none is given (${String(start)}): give "start" too.`;
}

function future(name: string, date: string, today: string, zone: string): string {
  return `"${name}": ${date} is in the future; today is ${today} (${zone}). Use "today" or an earlier date.`;
}

function tooLong(interval: string, days: number, most: number, end: string): string {
  const wider = { realtime: 'hourly', hourly: 'daily', daily: 'weekly' }[interval] ?? 'monthly';
  const start = addDays(end.slice(0, 10), 1 - most);
  return `"interval": ${interval} data covers at most ${most} days and this range has ${days}: start on ${start}, or use "interval": "${wider}".`;
}

function isTime(text: string): boolean {
  return /^t\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(z|[+-]\d{2}:?\d{2})?$/.test(text);
}

/** The UTC date of a date or date-time. */
function utcDate(text: string): string {
  return text.length === 10 ? text : new Date(instant(text, '')).toISOString().slice(0, 10);
}

function instant(text: string, time: string): number {
  const zoned =
    text.length === 10 ? `${text}T${time}Z` : /([zZ]|[+-]\d{2}:?\d{2})$/.test(text.slice(11)) ? text : `${text}Z`;
  return Date.parse(zoned);
}
