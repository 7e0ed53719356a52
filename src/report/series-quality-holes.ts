import { addDays, addMonths, type CivilDate, daysBetween, daysInMonth, weekday } from './calendar.ts';
import { isTime, type Rhythm, type Span } from './series.ts';

/**
 * The periods of the range that an answer leaves out, oldest first: of those that are over and lie wholly in the range.
 * `times` are the labels of its points as `points` writes them; where one is no date or off the rhythm nothing is said.
 */
export function absentPeriods(times: readonly string[], span: Span): string[] {
  if (times.some((at) => !isTime(at, span.interval))) return [];
  const known = new Set(times);
  const expected = expectedPeriods(times, span);
  if (known.size < 2 || offRhythm(known, expected)) return [];
  return withoutClockChanges(
    expected.filter((at) => !known.has(at)),
    span.interval,
  );
}

/** "2026-10-03 to 2026-10-05, 2026-10-09" of periods in order; `most` stretches, then how many more there are. */
export function stretches(periods: readonly string[], interval: Rhythm, most = 3): string {
  const found: string[][] = [];
  for (const at of periods) {
    const last = found.at(-1);
    if (last !== undefined && next(last.at(-1) ?? '', interval) === at) last.push(at);
    else found.push([at]);
  }
  const told = found
    .slice(0, most)
    .map((one) => (one.length === 1 ? `${one[0]}` : `${one[0]} ${one.length === 2 ? 'and' : 'to'} ${one.at(-1)}`));
  const more = found.slice(most).flat().length;
  return `${told.join(', ')}${more === 0 ? '' : ` and ${more} more`}`;
}

function expectedPeriods(times: readonly string[], span: Span): string[] {
  const { interval, start, end, today } = span;
  const yesterday = addDays(today, -1);
  const last = end < yesterday ? end : yesterday;
  if (interval === 'daily') return steps(start, last, interval);
  if (interval === 'weekly') {
    const day = weekday(times.toSorted().at(-1) ?? '');
    const first = [0, 1, 2, 3, 4, 5, 6].map((days) => addDays(start, days)).find((date) => weekday(date) === day);
    return steps(first ?? start, addDays(last, -6), interval);
  }
  if (interval === 'monthly') {
    const first = start.endsWith('-01') ? start : addMonths(`${start.slice(0, 8)}01`, 1);
    return steps(first, last, interval).filter((month) => addDays(month, daysInMonth(month) - 1) <= last);
  }
  return slots(span);
}

/** Hours or five-minute slots that have been over for an hour. */
function slots({ interval, start, end, localTime }: Span): string[] {
  const length = minutes(interval) * 60_000;
  const over = Date.parse(`${localTime.slice(0, 16)}:00Z`) - 3_600_000;
  const stop = Math.min(Date.parse(`${addDays(end, 1)}T00:00:00Z`), over);
  const first = Date.parse(`${start}T00:00:00Z`);
  const size = Math.min(most, Math.floor((stop - first) / length));
  return Array.from({ length: Math.max(0, size) }, (_, index) => clockTime(first + index * length));
}

// No range that can be asked for has more.
const most = 20_000;

function steps(first: CivilDate, last: CivilDate, interval: Rhythm): string[] {
  const found: string[] = [];
  if (daysBetween(first, last) > most) return found;
  for (let at = first; at <= last; at = next(at, interval)) found.push(at);
  return found;
}

/** The period after this one. */
function next(at: string, interval: Rhythm): string {
  if (interval === 'daily') return addDays(at, 1);
  if (interval === 'weekly') return addDays(at, 7);
  if (interval === 'monthly') return addMonths(at, 1);
  return clockTime(Date.parse(`${at.replace(' ', 'T')}:00Z`) + minutes(interval) * 60_000);
}

function clockTime(instant: number): string {
  return new Date(instant).toISOString().slice(0, 16).replace('T', ' ');
}

function minutes(interval: Rhythm): number {
  return interval === 'realtime' ? 5 : 60;
}

/** Whether points lie where none is expected, up to the last that is; a range may cut its first week or month. */
function offRhythm(known: ReadonlySet<string>, expected: readonly string[]): boolean {
  const [first = '', last = ''] = [expected[0], expected.at(-1)];
  const grid = new Set(expected);
  const odd = [...known].filter((at) => at <= last && !grid.has(at));
  return odd.length > 1 || odd.some((at) => at >= first);
}

/** Without the hour of the night that a day lacks on which clocks change. */
function withoutClockChanges(absent: readonly string[], interval: Rhythm): string[] {
  if (interval !== 'hourly' && interval !== 'realtime') return [...absent];
  const ofDay = (day: string) => absent.filter((at) => at.startsWith(day));
  const changed = (day: string) => {
    const missing = ofDay(day);
    return missing.length <= 60 / minutes(interval) && missing.every((at) => at.slice(11) < '04:00');
  };
  return [...new Set(absent.map((at) => at.slice(0, 10)))].flatMap((day) => (changed(day) ? [] : ofDay(day)));
}
