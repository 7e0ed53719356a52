import { addDays, localTime, nextMonth, startOfDay, startOfMonth, startOfWeek } from '../company/calendar.ts';

/** The vendor's `i`: five minutes, an hour, a day, a week, a month. */
export type Interval = -300000 | -3600000 | 1 | 7 | 30;

/** One point of the x axis: the times in [start, end). */
export interface Bucket {
  label: string;
  start: number;
  end: number;
}

/** Whole buckets that cover the days `from` to `to`. Weeks start on Monday; each is labelled by its first day. */
export function wholeBuckets(from: string, to: string, interval: Interval, zone: string): Bucket[] {
  if (interval < 0) return shortBuckets(from, to, -interval, zone);
  const buckets: Bucket[] = [];
  let day = firstDay(from, interval);
  while (day <= to) {
    const next = following(day, interval);
    buckets.push({ label: day, start: startOfDay(day, zone), end: startOfDay(next, zone) });
    day = next;
  }
  return buckets;
}

/** The same buckets without what lies outside of [start, end). */
export function cut(buckets: readonly Bucket[], start: number, end: number): Bucket[] {
  return buckets
    .filter((bucket) => bucket.end > start && bucket.start < end)
    .map((bucket) => ({ ...bucket, start: Math.max(bucket.start, start), end: Math.min(bucket.end, end) }));
}

/** The position of the bucket that holds `time`; -1 when none does. The buckets follow each other without gaps. */
export function bucketAt(buckets: readonly Bucket[], time: number): number {
  let low = 0;
  let high = buckets.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const bucket = buckets[middle];
    if (bucket === undefined || time < bucket.start) high = middle - 1;
    else if (time >= bucket.end) low = middle + 1;
    else return middle;
  }
  return -1;
}

/** The first day of the bucket that is `count` buckets before the one that holds `day`. */
export function bucketsBack(day: string, interval: Interval, count: number): string {
  let first = firstDay(day, interval);
  for (let back = 0; back < count; back++) first = firstDay(addDays(first, -1), interval);
  return first;
}

function shortBuckets(from: string, to: string, length: number, zone: string): Bucket[] {
  const end = startOfDay(addDays(to, 1), zone);
  const buckets: Bucket[] = [];
  for (let start = startOfDay(from, zone); start < end; start += length) {
    buckets.push({ label: localTime(start, zone), start, end: start + length });
  }
  return buckets;
}

function firstDay(day: string, interval: Interval): string {
  if (interval === 7) return startOfWeek(day);
  return interval === 30 ? startOfMonth(day) : day;
}

function following(day: string, interval: Interval): string {
  return interval === 30 ? nextMonth(day) : addDays(day, interval);
}
