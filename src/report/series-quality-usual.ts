import { weekday } from './calendar.ts';
import type { Rhythm } from './series.ts';
import { median } from './series-quality-median.ts';
import type { Known } from './series-quality-rhythm.ts';

/** A series by the places of its rhythm. */
export interface Places {
  known: readonly Known[];
  /** For each point the indexes of those at its place of the rhythm, oldest first. */
  same: readonly (readonly number[])[];
  zeros: readonly Run[];
}

/** Indexes of the first and last point of some in a row. */
interface Run {
  from: number;
  to: number;
}

/** Up to four points before and four after at the same place of the rhythm, without the zeros that the point stands in. */
export function usualAround(index: number, series: Places): number[] {
  const { from, to } = series.zeros[index] ?? { from: index, to: index };
  const after = (series.same[index] ?? []).filter((other) => other > to).slice(0, neighbours);
  return [...usualBefore(index, from, series), ...after.map((other) => series.known[other]?.value ?? 0)];
}

/** Up to four points at its place that lie before another one. */
export function usualBefore(index: number, from: number, { same, known }: Places): number[] {
  const before = (same[index] ?? []).filter((other) => other < from).slice(-neighbours);
  return before.map((other) => known[other]?.value ?? 0);
}

/**
 * How far points scatter, as a part of themselves: from the one at the same place before, which a new level moves only once;
 * of all but some points.
 */
export function noiseOf(series: Places, without: readonly number[]): number {
  const left = new Set(without);
  const away = series.known.flatMap(({ value }, index) => {
    const before = left.has(index) ? undefined : usualBefore(index, index, series).at(-1);
    return before === undefined || value + before === 0 ? [] : [(2 * Math.abs(value - before)) / (value + before)];
  });
  // A difference of two scatters by the root of 2 more than one.
  return (1.4826 * median(away)) / Math.SQRT2;
}

const neighbours = 4;

/** For each point the indexes of those at its place, but for some that are left out. */
export function samePlaces(known: readonly Known[], interval: Rhythm, without: readonly number[] = []): number[][] {
  const places = new Map<string, number[]>();
  const left = new Set(without);
  return known.map(({ at }, index) => {
    const place = placeOf(at, interval);
    const found = places.get(place) ?? [];
    places.set(place, found);
    if (!left.has(index)) found.push(index);
    return found;
  });
}

function placeOf(at: string, interval: Rhythm): string {
  if (interval === 'daily') return weekday(at);
  return interval === 'hourly' ? at.slice(11) : '';
}

/** For each point the row of zeros that it stands in; itself where it is none. */
export function zeroRuns(known: readonly Known[]): Run[] {
  const found: Run[] = [];
  for (const [index, { value }] of known.entries()) {
    const last = found.at(-1);
    const goesOn = value === 0 && last !== undefined && known[index - 1]?.value === 0;
    if (goesOn) last.to = index;
    found.push(goesOn ? last : { from: index, to: index });
  }
  return found;
}
