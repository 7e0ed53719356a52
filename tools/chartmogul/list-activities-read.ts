import { joined } from '../../src/report/joined.ts';
import { plural } from '../../src/report/number.ts';
import type { Input } from './list-activities.ts';
import { type Activity, activitiesOf, type Entry } from './list-activities-entries.ts';
import { type Page, type Progress, progress } from './list-activities-pages.ts';

/** What was read of the activities that were asked for. */
export interface Read {
  activities: Activity[];
  /** Entries that came a second time, and are counted once. */
  repeated: number;
  /** Of those counted: how many came with a time that names no zone. */
  zoneless: number;
  progress: Progress;
}

export function readOf(pages: readonly (Page & { entries: readonly Entry[] })[], q: Input): Read {
  return { ...activitiesOf(joined(pages.map(({ entries }) => entries))), progress: progress(pages, q) };
}

/** "117 activities" */
export function howMany({ activities }: Read): string {
  return plural(activities.length, 'activity', 'activities');
}

/** From the first date that was read to the last, whatever the order. */
export function datesRead({ activities }: Read): string {
  const dates = activities.map(({ time }) => time.slice(0, 10)).sort();
  return activities.length === 0 ? 'none' : `${dates[0]} to ${dates.at(-1)}`;
}

/** A cursor as it can be sent back, so it is not escaped; null where it cannot be shown whole. */
export function shownCursor({ cursor }: Progress): string | null {
  return cursor !== null && /^[\w+/=.:~-]{1,300}$/.test(cursor) ? cursor : null;
}
