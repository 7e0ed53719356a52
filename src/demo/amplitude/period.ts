import { addDays, daysBetween, startOfDay } from '../company/calendar.ts';
import { type Bucket, cut, type Interval, wholeBuckets } from './buckets.ts';
import type { Log } from './log.ts';
import { invalid } from './refusal.ts';

/** The days that a query asks about, and how they are cut. */
export interface Period {
  /** YYYY-MM-DD, both included. */
  from: string;
  to: string;
  interval: Interval;
  /** Milliseconds: [start, end). */
  start: number;
  end: number;
  /** Cut at both ends of the period: its first and last week or month may be partial. */
  buckets: Bucket[];
}

export function readPeriod(query: URLSearchParams, log: Log, allowed: readonly Interval[]): Period {
  const from = readDay(query, 'start');
  const to = readDay(query, 'end');
  if (from > to) throw invalid(`start ${from} is after end ${to}`);
  const interval = readInterval(query, allowed);
  const longest = longestPeriod[interval] ?? 365 * 5;
  const days = daysBetween(from, to) + 1;
  if (days > longest)
    throw invalid(`Date range of ${days} days is too long for interval ${interval}: at most ${longest}`);
  return period(from, to, interval, log);
}

export function period(from: string, to: string, interval: Interval, log: Log): Period {
  const { zone } = log.company;
  const start = startOfDay(from, zone);
  const end = startOfDay(addDays(to, 1), zone);
  return { from, to, interval, start, end, buckets: cut(wholeBuckets(from, to, interval, zone), start, end) };
}

/** For endpoints that have no interval. */
export const dailyOnly: readonly Interval[] = [1];
export const dailyAndLonger: readonly Interval[] = [1, 7, 30];
export const allIntervals: readonly Interval[] = [-300000, -3600000, 1, 7, 30];

/** "Real-time segmentation displays up to 2 days of data, hourly … up to 7 days of data, and daily … up to 365 days." */
const longestPeriod: Partial<Record<Interval, number>> = { [-300000]: 2, [-3600000]: 7, 1: 365 };

function readDay(query: URLSearchParams, name: 'start' | 'end'): string {
  const given = query.get(name);
  if (given === null) throw invalid(`Missing parameter ${name}`);
  const day = given.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
  const valid = day !== given && !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day);
  if (!valid) throw invalid(`Invalid ${name} date ${given}: the format is YYYYMMDD`);
  return day;
}

function readInterval(query: URLSearchParams, allowed: readonly Interval[]): Interval {
  const given = query.get('i') ?? '1';
  const interval = allowed.find((candidate) => String(candidate) === given);
  if (interval === undefined) throw invalid(`Invalid interval ${given}`);
  return interval;
}
