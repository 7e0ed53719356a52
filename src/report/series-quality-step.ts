import { median } from './series-quality-median.ts';
import type { Known } from './series-quality-rhythm.ts';

/** The fewest points that are a level, and the most that are looked at, on each side. */
export const shortest = 7;
export const longest = 14;

const least = 0.2;
const errors = 5;
const onItsSide = 0.75;
const atOnce = 0.5;
const betterThanLine = 0.85;
const betterThanWave = 0.9;

/** How far figures scatter around their level. */
export interface Noise {
  overall: number;
  /** Whether figures are whole numbers, which scatter by their square root at least. */
  counts: boolean;
}

/** Some points in a row, the last not included. */
export interface Part {
  from: number;
  to: number;
}

/** A place at which figures go over to another level. */
export interface Step {
  place: number;
  up: boolean;
  /** How much deviation it explains. */
  gain: number;
}

/** The noise of `values`, which are the figures `known`, perhaps freed of their rhythm. */
export function noiseOf(values: readonly number[], known: readonly Known[]): Noise {
  const away = values.map((value, index) =>
    Math.abs(value - median(values.slice(Math.max(0, index - shortest), index + shortest + 1))),
  );
  return { overall: 1.4826 * median(away), counts: known.every(({ value }) => Number.isInteger(value)) };
}

/** The step at a place inside of a part, where there is one; `levelShifts` says when. */
export function stepAt(values: readonly number[], { from, to }: Part, place: number, noise: Noise): Step | null {
  const before = values.slice(Math.max(from, place - longest), place);
  const after = values.slice(place, Math.min(to, place + longest));
  const levels: Levels = { before: median(before), after: median(after) };
  const highest = Math.max(levels.before, levels.after);
  const difference = Math.abs(levels.after - levels.before);
  if (difference === 0 || difference < least * highest) return null;
  if (difference < errors * standardError(before, after, levels, noise)) return null;
  if (!keepsItsSide(before, after, levels) || !isSudden(before, after, levels)) return null;
  const all = [...before, ...after];
  const gain = deviation(all, median(all)) - deviation(before, levels.before) - deviation(after, levels.after);
  return { place, gain, up: levels.after > levels.before };
}

interface Levels {
  before: number;
  after: number;
}

// The standard error of a median is 1.2533 times that of a mean, and the MAD of normal noise is its deviation / 1.4826.
function standardError(before: readonly number[], after: readonly number[], levels: Levels, noise: Noise): number {
  const away = [
    ...before.map((value) => Math.abs(value - levels.before)),
    ...after.map((value) => Math.abs(value - levels.after)),
  ];
  const spread = Math.max(
    noise.overall,
    1.4826 * median(away),
    noise.counts ? Math.sqrt((levels.before + levels.after) / 2) : 0,
    0.02 * Math.max(levels.before, levels.after),
  );
  return spread * 1.2533 * Math.sqrt(1 / before.length + 1 / after.length);
}

function keepsItsSide(before: readonly number[], after: readonly number[], levels: Levels): boolean {
  const middle = (levels.before + levels.after) / 2;
  const kept = (values: readonly number[], level: number) =>
    values.filter((value) => (value - middle) * (level - middle) > 0).length >= onItsSide * values.length;
  return kept(before, levels.before) && kept(after, levels.after);
}

function isSudden(before: readonly number[], after: readonly number[], levels: Levels): boolean {
  const difference = levels.after - levels.before;
  const near = median(after.slice(0, 3)) - median(before.slice(-3));
  if (near / difference < atOnce) return false;
  const ofStep = deviation(before, levels.before) + deviation(after, levels.after);
  return (
    ofStep <= betterThanLine * ofLine(before, after, levels) && ofStep <= betterThanWave * ofWave(before, after, levels)
  );
}

/** What a straight line through both medians leaves. */
function ofLine(before: readonly number[], after: readonly number[], levels: Levels): number {
  const all = [...before, ...after];
  const [centre, slope] = [(before.length - 1) / 2, (2 * (levels.after - levels.before)) / all.length];
  return all.reduce((sum, value, index) => sum + Math.abs(value - levels.before - slope * (index - centre)), 0);
}

/** What a wave leaves that has a trough on one side and a crest on the other, and the same medians. */
function ofWave(before: readonly number[], after: readonly number[], levels: Levels): number {
  const middle = (levels.before + levels.after) / 2;
  const side = (values: readonly number[], level: number) =>
    values.reduce((sum, value, index) => {
      const hump = Math.SQRT2 * Math.sin((Math.PI * (index + 0.5)) / values.length);
      return sum + Math.abs(value - middle - (level - middle) * hump);
    }, 0);
  return side(before, levels.before) + side(after, levels.after);
}

function deviation(values: readonly number[], level: number): number {
  return values.reduce((sum, value) => sum + Math.abs(value - level), 0);
}
