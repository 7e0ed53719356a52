import { share } from '../../src/report/number.ts';
import type { Cell, Cohort, Retention } from './retention-reading.ts';

/** Days, weeks or months that people ask for first. */
export const keyPoints = [0, 1, 3, 7, 14, 30, 60, 90];

/** Cohorts smaller than this say little. */
export const enough = 30;

/** One day, week, month or bracket over all cohorts in which it is complete. */
export interface Point {
  n: number;
  count: number;
  outof: number;
  rate: number | null;
  cohorts: number;
}

/** What compares cohorts with each other, all at the same n. */
export interface Comparison {
  n: number;
  cohorts: number;
  best: Cohort | null;
  worst: Cohort | null;
  earlier: Point | null;
  later: Point | null;
}

/** The figures of a cell that is complete and possible; null otherwise. */
export function finalCell(cohort: Cohort, n: number): { count: number; outof: number } | null {
  const cell = cohort.cells[n];
  if (cell === undefined || !cell.complete || !isPossible(cell)) return null;
  return { count: cell.count ?? 0, outof: cell.outof ?? 0 };
}

/** A cohort's rate at n; null where it is not complete, and for 0/0. */
export function rateAt(cohort: Cohort, n: number): number | null {
  const cell = finalCell(cohort, n);
  return cell === null ? null : share(cell.count, cell.outof);
}

/** The retention at n, weighted by cohort size. */
export function pointAt(cohorts: readonly Cohort[], n: number): Point {
  const cells = cohorts.flatMap((cohort) => finalCell(cohort, n) ?? []);
  const count = cells.reduce((sum, cell) => sum + cell.count, 0);
  const outof = cells.reduce((sum, cell) => sum + cell.outof, 0);
  return { n, count, outof, rate: share(count, outof), cohorts: cells.length };
}

/** Every n that the answer has, in order. */
export function everyPoint({ cohorts }: Retention): Point[] {
  return Array.from({ length: mostCells(cohorts) }, (_, n) => pointAt(cohorts, n));
}

export function mostCells(cohorts: readonly Cohort[]): number {
  return cohorts.reduce((most, { cells }) => Math.max(most, cells.length), 0);
}

/**
 * Best and worst cohort, and the earlier half of the cohorts against the later one, at the largest n that is complete
 * in at least half of the cohorts (four at least, where there are so many). Cohorts that are too young for it, or
 * partial, stay out, so that all had equally long. Null where there are not two cohorts to compare.
 */
export function compare({ cohorts }: Retention): Comparison | null {
  const whole = cohorts.filter(({ first, partial, size }) => first !== null && !partial && (size ?? 0) > 0);
  const wanted = Math.max(2, Math.min(whole.length, 4), Math.ceil(whole.length / 2));
  for (let n = mostCells(whole) - 1; n >= 0; n -= 1) {
    const ready = whole.filter((cohort) => rateAt(cohort, n) !== null);
    if (ready.length >= wanted && (n > 0 || mostCells(whole) === 1)) return comparison(ready, n);
  }
  return null;
}

/** Whether the vendor's `combined` row says the same as the complete cells do; null where the two cannot be compared. */
export function agrees({ cohorts, combined }: Retention, n: number): boolean | null {
  const cell = combined?.[n];
  const own = pointAt(cohorts, n);
  if (cell === undefined || cell.count === null || cell.outof === null || own.cohorts < cohorts.length) return null;
  return cell.count === own.count && cell.outof === own.outof;
}

/** More people back than there were cannot be. */
export function isPossible({ count, outof }: Cell): boolean {
  return count !== null && outof !== null && count >= 0 && count <= outof;
}

/** `ready` is newest first. */
function comparison(ready: readonly Cohort[], n: number): Comparison {
  const fair = ready.filter(({ size }) => (size ?? 0) >= enough);
  const ranked = [...fair].sort((a, b) => (rateAt(b, n) ?? 0) - (rateAt(a, n) ?? 0));
  const half = Math.floor(ready.length / 2);
  return {
    ...{ n, cohorts: ready.length },
    best: ranked[0] ?? null,
    worst: ranked.length > 1 ? (ranked.at(-1) ?? null) : null,
    earlier: half > 0 ? pointAt(ready.slice(-half), n) : null,
    later: half > 0 ? pointAt(ready.slice(0, half), n) : null,
  };
}
