import { addDays, type CivilDate, civilDate, daysBetween, daysInMonth, weekday } from './calendar.ts';
import { plainChange } from './difference.ts';
import { label } from './label.ts';
import type { ColumnType } from './report.ts';
import type { Trend } from './trend.ts';

/** One figure of a series in time. `complete` is false while its period runs, or where the range cuts the period. */
export interface Point {
  /** `2026-08-14`, or `2026-08-14 09:00` below a day, in the vendor's zone; a label that is no date stays as it is. */
  at: string;
  value: number | null;
  complete: boolean;
}

export type Rhythm = 'realtime' | 'hourly' | 'daily' | 'weekly' | 'monthly';

/** The range that was asked for, and where the vendor's clock stands. */
export interface Span {
  interval: Rhythm;
  start: CivilDate;
  end: CivilDate;
  today: CivilDate;
  /** YYYY-MM-DDTHH:MM in the vendor's zone. */
  localTime: string;
  /** How many periods each point looks back over, itself included, where the series rolls. */
  rolling?: number;
}

/**
 * Pairs dates with figures, in their order; a missing figure is null, and figures without a date are left out.
 * A point whose label is no date, or whose rolling window may reach before the range, is never complete.
 */
export function points(dates: readonly string[], values: readonly (number | null)[], span: Span): Point[] {
  const times = dates.map((date) => timeOf(date, span.interval));
  const complete = completeTimes(
    times.filter((at) => at !== null),
    span,
  );
  return dates.map((date, index) => {
    const at = times[index] ?? null;
    return { at: at ?? date, value: values[index] ?? null, complete: at !== null && complete.has(at) };
  });
}

/** The labels of points as `points` writes them. */
export function pointLabels(dates: readonly string[], interval: Rhythm): string[] {
  return dates.map((date) => timeOf(date, interval) ?? date);
}

function completeTimes(times: readonly string[], span: Span): Set<string> {
  const inOrder = times.toSorted();
  const whole = inOrder.map((at, index) => isComplete(at, inOrder[index + 1], span));
  const first = whole.indexOf(true) + Math.max(0, (span.rolling ?? 1) - 1);
  return new Set(inOrder.filter((_, index) => whole[index] === true && index >= first));
}

/** Oldest first, without empty points of periods that have not begun; labels that are no dates stay where they are. */
export function chronological(series: readonly Point[], span: Span): Point[] {
  if (!areTimes(series, span.interval)) return [...series];
  return series.filter(({ at, value }) => hasBegun(at, span) || (value ?? 0) !== 0).sort(byTime);
}

/** Whether every point is labelled by a time, so that they have an order. */
export function areTimes(series: readonly Pick<Point, 'at'>[], interval: Rhythm): boolean {
  return series.every(({ at }) => timeOf(at, interval) !== null);
}

export function hasBegun(at: string, { interval, today, localTime }: Span): boolean {
  return at <= (interval === 'hourly' || interval === 'realtime' ? localTime.replace('T', ' ') : today);
}

export function byTime(a: Pick<Point, 'at'>, b: Pick<Point, 'at'>): number {
  return a.at < b.at ? -1 : a.at > b.at ? 1 : 0;
}

/** "2026-11-20 (Fri): 4,812 users, +3.1 % against 2026-11-13 (Fri) (4,668 users)"; `figure` writes a value with its unit. */
export function latestSentence(
  { latest, before }: Trend,
  interval: Rhythm,
  figure: (value: number | null) => string,
  type: ColumnType = 'count',
): string {
  if (latest === null) return `no complete ${period(interval)} with data in this range`;
  const now = `${when(latest, interval)}: ${figure(latest.value)}`;
  if (before === null) return `${now} (nothing to compare with in this range)`;
  return `${now}, ${plainChange(before.value, latest.value, type)} against ${when(before, interval)} (${figure(before.value)})`;
}

/** "mean 4,700 over 30 complete days, peak 5,102 on 2026-11-02 (Mon), low 3,950 on 2026-10-25 (Sun)" */
export function spreadSentence(
  { mean, size, peak, low }: Trend,
  interval: Rhythm,
  figure: (value: number | null) => string,
  meanName = 'mean',
): string {
  if (peak === null || low === null) return '';
  const span = `${size} complete ${period(interval)}${size === 1 ? '' : 's'}`;
  return `${meanName} ${figure(mean)} over ${span}, peak ${figure(peak.value)} ${inside(peak, interval)}, low ${figure(low.value)} ${inside(low, interval)}`;
}

/** The note on points that are not final, or null when all are. */
export function partialNote(series: readonly Point[], interval: Rhythm): string | null {
  const partial = series.filter((point) => !point.complete);
  const [first] = partial;
  if (first === undefined) return null;
  const last = partial.at(-1) ?? first;
  const between = partial.length === 2 ? 'and' : `… (${partial.length} points) …`;
  const which = partial.length === 1 ? told(first) : `${told(first)} ${between} ${told(last)}`;
  return `Partial, so left out of latest, mean, peak and low: ${which} (the ${period(interval)} is not over, or is cut by the range).`;
}

export function period(interval: Rhythm): string {
  return { realtime: '5-minute slot', hourly: 'hour', daily: 'day', weekly: 'week', monthly: 'month' }[interval];
}

/** "2026-11-20 (Fri)", "week of 2026-11-16", "2026-11-20 09:00 (Fri)" */
export function when({ at }: Pick<Point, 'at'>, interval: Rhythm): string {
  return interval === 'weekly' || interval === 'monthly' ? `${period(interval)} of ${at}` : `${at} (${weekday(at)})`;
}

/** "on 2026-11-20 (Fri)", "in the week of 2026-11-16", "at 2026-11-20 09:00 (Fri)" */
export function inside(point: Point, interval: Rhythm): string {
  if (interval === 'weekly' || interval === 'monthly') return `in the ${when(point, interval)}`;
  return `${interval === 'daily' ? 'on' : 'at'} ${when(point, interval)}`;
}

// Only a label that is no date can be a stranger's words.
function told({ at }: Point): string {
  return label(at, 20);
}

/** Whether a point's label is a date, or below a day a time, that the calendar knows. */
export function isTime(at: string, interval: Rhythm): boolean {
  return timeOf(at, interval) === at;
}

/** `2026-08-14`, with ` 09:00` below a day; null where a label is no date. Zones are left alone: the date is the vendor's. */
function timeOf(text: string, interval: Rhythm): string | null {
  const [, year, month, day, hour = '00', minute = '00'] =
    /^\s*(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?\s*$/.exec(text) ??
    [];
  const date = civilDate(Number(year), Number(month), Number(day));
  if (date === null || hour > '23' || minute > '59') return null;
  return interval === 'hourly' || interval === 'realtime' ? `${date} ${hour}:${minute}` : date;
}

/** Whether a period has ended, and lies wholly inside the range. */
function isComplete(at: string, next: string | undefined, { interval, start, end, today, localTime }: Span): boolean {
  if (interval === 'hourly') return hasEnded(at, 60, localTime);
  if (interval === 'realtime') return hasEnded(at, 5, localTime);
  const length = interval === 'daily' ? 1 : interval === 'weekly' ? 7 : daysInMonth(at);
  const days = next === undefined ? length : Math.min(length, daysBetween(at, next));
  const last = addDays(at, length - 1);
  const whole = days === length && (interval !== 'monthly' || at.endsWith('-01'));
  return whole && at >= start && last <= end && last < today;
}

// Both are local times of the same zone, so that their difference is right without knowing it.
function hasEnded(at: string, minutes: number, localTime: string): boolean {
  return instant(at) + minutes * 60_000 <= instant(localTime);
}

function instant(localTime: string): number {
  return Date.parse(`${localTime.replace(' ', 'T')}:00Z`);
}
