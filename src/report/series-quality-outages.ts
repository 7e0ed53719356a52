import type { Rhythm } from './series.ts';
import { median, quantile } from './series-quality-median.ts';
import type { Known } from './series-quality-rhythm.ts';
import { noiseOf, type Places, samePlaces, usualAround, usualBefore, zeroRuns } from './series-quality-usual.ts';

/** Points in a row at which a series has nothing, or next to nothing, of what is usual there. */
export interface Outage {
  from: string;
  to: string;
  points: number;
  /** The most that any of them has. */
  most: number;
  /** The median of what is usual at them. */
  usual: number;
  /** Whether it lasts up to the latest point. */
  open: boolean;
}

/**
 * Sudden zeros, oldest first: points with at most 5 % of what is usual. Usual is the median of up to four points before
 * and four after at the same place of the rhythm (the same weekday; the same hour), at least two, the zeros around it
 * left aside. It must be sure:
 * - at most a quarter of these lies below a third of it, nor, where figures count something (`counts`), below 25, of
 *   which chance never makes a zero (below 5 beside such a point);
 * - one of the three points before has a quarter of what was usual there: what fades out, or was never above zero, has
 *   not broken off;
 * - the series is steady: its points scatter by at most 30 % of themselves (MAD), those of what counts nothing by 20 %.
 * What happens more than three times, and more than once in 90 points, is not sudden. Five-minute slots are left out.
 */
export function outages(known: readonly Known[], interval: Rhythm, counts: boolean): Outage[] {
  const highest = known.reduce((most, { value }) => Math.max(most, value), 0);
  const enough = counts ? surelyCounted : Number.MIN_VALUE;
  if (interval === 'realtime' || highest < enough || known.some(({ value }) => value < 0)) return [];
  const begin = known.findIndex(({ value }) => value > 0);
  // Nothing else can be below 5 % of anything, and most series have no such point.
  const suspects = known.flatMap(({ value }, index) =>
    index > begin && value <= nearlyNothing * highest ? [index] : [],
  );
  if (suspects.length === 0) return [];
  const all = { known, same: samePlaces(known, interval), zeros: zeroRuns(known) };
  // What is missed at one point is not what is usual at another.
  const without = (left: readonly number[]) => ({ ...all, same: samePlaces(known, interval, left) });
  const found = missedRows(suspects, all, counts).flatMap((row) => row.map(({ index }) => index));
  if (found.length === 0 || noiseOf(without(suspects), suspects) > (counts ? steadyCounts : steadyFigures)) return [];
  const missed = missedRows(suspects, without(found), counts);
  return missed.length > Math.max(3, known.length / often) ? [] : missed.flatMap((row) => outage(row, known));
}

/** Whether a series with this lowest and highest figure can have an outage: most cannot, which is cheap to know. */
export function mayHaveOutage(lowest: number | null, highest: number | null): boolean {
  return lowest !== null && highest !== null && lowest <= nearlyNothing * highest;
}

function missedRows(suspects: readonly number[], series: Places, counts: boolean): Missed[][] {
  const missed = suspects.flatMap((index) => missedAt(index, series, counts));
  return rows(missed).filter((row) => row.some(({ sure }) => sure) && isSudden(row[0]?.index ?? 0, series));
}

const nearlyNothing = 0.05;
const surelyCounted = 25;
const likelyCounted = 5;
const often = 90;
const steadyCounts = 0.3;
const steadyFigures = 0.2;

interface Missed {
  index: number;
  usual: number;
  /** Likely is enough beside a sure one. */
  sure: boolean;
}

/** The point with what is usual there, where it has next to nothing of it. */
function missedAt(index: number, series: Places, counts: boolean): Missed[] {
  const around = usualAround(index, series);
  const usual = median(around);
  if (around.length < 2 || !((series.known[index]?.value ?? 0) <= nearlyNothing * usual)) return [];
  const low = quantile(around, 0.25);
  const [likely, sure] = counts ? [likelyCounted, surelyCounted] : [0, 0];
  return usual > 0 && low >= Math.max(usual / 3, likely) ? [{ index, usual, sure: low >= sure }] : [];
}

/** Whether one of the three points before has something of what is usual there: what fades out does not break off. */
function isSudden(start: number, series: Places): boolean {
  return [1, 2, 3].some((back) => {
    const value = series.known[start - back]?.value ?? 0;
    const usual = median(usualBefore(start - back, start - back, series));
    return value > 0 && !(value < usual / 4);
  });
}

/** Those that follow each other without one between. */
function rows(missed: readonly Missed[]): Missed[][] {
  const found: Missed[][] = [];
  for (const one of missed) {
    const last = found.at(-1);
    if (last !== undefined && last.at(-1)?.index === one.index - 1) last.push(one);
    else found.push([one]);
  }
  return found;
}

function outage(row: readonly Missed[], known: readonly Known[]): Outage[] {
  const points = row.flatMap(({ index }) => known[index] ?? []);
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return [];
  return [
    {
      ...{ from: first.at, to: last.at, points: points.length },
      most: Math.max(...points.map(({ value }) => value)),
      usual: median(row.map(({ usual }) => usual)),
      open: last === known.at(-1),
    },
  ];
}
