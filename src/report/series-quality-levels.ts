import type { Rhythm } from './series.ts';
import { median } from './series-quality-median.ts';
import { type Known, withoutWeekdays } from './series-quality-rhythm.ts';
import { longest, type Noise, noiseOf, type Part, type Step, shortest, stepAt } from './series-quality-step.ts';

/** A series that went over to another level and stayed there. */
export interface LevelShift {
  /** The first point at the new level; noise may move it by a point or two. */
  at: string;
  /** Medians of the points just before it and from it on, as they are: whole weeks where points are days. */
  before: number;
  after: number;
  /** How many points the medians are of. */
  pointsBefore: number;
  pointsAfter: number;
}

/**
 * Where daily, weekly or monthly figures go over to another level, oldest first. Daily figures are first freed of their
 * weekday rhythm, which takes four weeks. Up to 14 points before a place are then held against up to 14 from it on, at
 * least 7 on each side. The level has shifted there when
 * - the medians differ by a fifth of the higher one, and by five standard errors. The noise behind these is the largest
 *   of: deviations (MAD) inside the two windows, deviations from the running median of all points, the square root of
 *   the level where figures are whole numbers, 2 % of the level;
 * - three quarters of the points of each window lie on its side of the middle between both medians (no holiday of some days);
 * - the three points just before and after differ by half of that at least, and the step leaves at most 85 % of the
 *   deviation that a straight line through both medians leaves (no slow growth), and 90 % of what a wave through them leaves
 *   (no month or season that comes round).
 * Of the places that qualify the one that explains most is taken, and the two parts are looked at again.
 */
export function levelShifts(known: readonly Known[], interval: Rhythm): LevelShift[] {
  if (interval === 'hourly' || interval === 'realtime' || known.some(({ value }) => value < 0)) return [];
  if (interval === 'daily' && known.length < fourWeeks) return [];
  const series = interval === 'daily' ? withoutWeekdays(known) : known;
  const values = series.map(({ value }) => value);
  const noise = noiseOf(values, known);
  return shiftsIn(values, { from: 0, to: values.length }, noise).flatMap(({ place, up }) =>
    asShift(known, series[place]?.at ?? '', interval, up),
  );
}

const fourWeeks = 28;

function shiftsIn(values: readonly number[], part: Part, noise: Noise): Step[] {
  let best: Step | null = null;
  for (let place = part.from + shortest; place <= part.to - shortest; place += 1) {
    const step = stepAt(values, part, place, noise);
    if (step !== null && (best === null || step.gain > best.gain)) best = step;
  }
  if (best === null) return [];
  return [
    ...shiftsIn(values, { ...part, to: best.place }, noise),
    best,
    ...shiftsIn(values, { ...part, from: best.place }, noise),
  ];
}

/** A shift in the figures as they are, in whole weeks of days; none where these do not move, or the other way. */
function asShift(known: readonly Known[], at: string, interval: Rhythm, up: boolean): LevelShift[] {
  const place = known.findIndex((point) => point.at === at);
  const before = known.slice(place - sizeOf(place, interval), place).map(({ value }) => value);
  const after = known.slice(place, place + sizeOf(known.length - place, interval)).map(({ value }) => value);
  const levels = { before: median(before), after: median(after) };
  if (levels.after === levels.before || levels.after > levels.before !== up) return [];
  return [{ at, ...levels, pointsBefore: before.length, pointsAfter: after.length }];
}

function sizeOf(points: number, interval: Rhythm): number {
  return Math.min(longest, interval === 'daily' ? points - (points % shortest) : points);
}
