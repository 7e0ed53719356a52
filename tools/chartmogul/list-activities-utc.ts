import type { Periods, Range } from '../../src/report/periods.ts';
import { firstInstant } from '../../src/vendors/utc.ts';

/** Both ranges with every date-time in UTC: "2026-11-01T00:00:00+02:00" → "2026-10-31T22:00:00Z"; plain dates stay. */
export function periodsInUtc(periods: Periods): Periods {
  return { ...periods, now: rangeInUtc(periods.now), before: rangeInUtc(periods.before) };
}

/** "2026-10-31T22:00:00Z to 2026-11-01T22:00:00Z (UTC)" */
export function utcRangeText({ start, end }: Range): string {
  return `${inUtc(start)} to ${inUtc(end)} (UTC)`;
}

function rangeInUtc({ start, end }: Range): Range {
  return { start: inUtc(start), end: inUtc(end) };
}

function inUtc(time: string): string {
  if (time.length === 10) return time;
  return new Date(firstInstant(time)).toISOString().replace('.000Z', 'Z');
}
