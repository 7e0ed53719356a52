import { addDays, daysBetween, daysIn } from '../../src/report/calendar.ts';
import { firstInstant, lastInstant } from '../../src/vendors/utc.ts';
import type { Activity } from './list-activities-entries.ts';

export interface Quiet {
  /** Whole days without any activity, both inclusive. */
  from: string;
  to: string;
  days: number;
  /** The most such days in a row elsewhere. */
  usual: number;
}

/** Fewer activities than this have no rhythm that could be broken. */
const enough = 10;

/**
 * The one stretch of the range that is strikingly quiet: at least a week without an activity, and over three times as
 * long as any other. At the end of a range it may mean that data has stopped to come.
 */
export function quietStretch(
  activities: readonly Activity[],
  { start, end }: { start: string; end: string },
  now: Date,
): Quiet | null {
  if (activities.length < enough) return null;
  const dates = [...new Set(activities.map(({ time }) => time.slice(0, 10)))].sort();
  const edges = [addDays(utcDate(firstInstant(start)), -1), ...dates, addDays(lastDate(end, now), 1)];
  const stretches = edges.slice(1).map((date, index) => stretch(edges[index] ?? date, date));
  const [longest, second] = stretches.sort((a, b) => b.days - a.days);
  if (longest === undefined || longest.days < 7) return null;
  const usual = Math.max(0, second?.days ?? 0);
  return longest.days > 3 * usual ? { ...longest, usual } : null;
}

/** The days between two dates that have activities. */
function stretch(after: string, before: string): { from: string; to: string; days: number } {
  const [from, to] = [addDays(after, 1), addDays(before, -1)];
  return { from, to, days: daysBetween(from, to) < 0 ? 0 : daysIn({ start: from, end: to }) };
}

/** The last day of the range that is over, or the last day of the range. */
function lastDate(end: string, now: Date): string {
  const yesterday = addDays(now.toISOString().slice(0, 10), -1);
  const last = utcDate(lastInstant(end));
  return last < yesterday ? last : yesterday;
}

function utcDate(instant: string): string {
  return new Date(instant).toISOString().slice(0, 10);
}
