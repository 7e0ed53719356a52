import { daysBetween } from '../../src/report/calendar.ts';
import { isTime, type Rhythm } from '../../src/report/series.ts';
import { isDate } from './query-chart-read.ts';

/**
 * The rhythm of an axis of dates, which a saved chart does not name: told by its steps, most of which have one length
 * and all of which are whole ones, so that dates may be missing. The first may be shorter, where the range cuts the period.
 */
export function rhythm(axis: readonly string[]): Rhythm | null {
  if (axis.length < 2 || !axis.every((at) => isDate(at) && isTime(at.slice(0, 10), 'daily'))) return null;
  const sorted = axis.toSorted();
  const timed = sorted.some((at) => /[T ]\d{2}:\d{2}/.test(at) && !/[T ]00:00(:00(\.0+)?)?Z?$/.test(at));
  return timed ? clockRhythm(sorted) : dayRhythm(sorted);
}

function dayRhythm(sorted: readonly string[]): Rhythm | null {
  const dates = sorted.map((at) => at.slice(0, 10));
  const steps = dates.slice(1).map((at, index) => daysBetween(dates[index] ?? at, at));
  const whole = steps.length > 1 ? steps.slice(1) : steps;
  const first = steps[0] ?? 0;
  if (mostly(steps, 1)) return 'daily';
  if (mostly(whole, 7) && (first < 7 || first % 7 === 0)) return 'weekly';
  const months = dates.slice(steps.length > 1 ? 1 : 0).every((at) => at.endsWith('-01'));
  const single = whole.filter((step) => step <= 31).length;
  return months && single > whole.length / 2 ? 'monthly' : null;
}

function clockRhythm(sorted: readonly string[]): Rhythm | null {
  const times = sorted.map((at) => Date.parse(`${at.replace(' ', 'T').slice(0, 16)}Z`));
  const steps = times.slice(1).map((time, index) => (time - (times[index] ?? time)) / 60_000);
  if (mostly(steps, 60)) return 'hourly';
  return mostly(steps, 5) ? 'realtime' : null;
}

/** Whether most steps have this length, and the others a multiple of it. */
function mostly(steps: readonly number[], length: number): boolean {
  const exact = steps.filter((step) => step === length).length;
  return exact > steps.length / 2 && steps.every((step) => step > 0 && step % length === 0);
}
