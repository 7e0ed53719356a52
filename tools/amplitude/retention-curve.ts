import { share } from '../../src/report/number.ts';
import { enough } from '../../src/report/proportion.ts';
import type { SentCell } from './retention-layout.ts';
import type { Cohort, Retention, Row } from './retention-reading.ts';

/** Days, weeks or months that people ask for first. */
export const keyPoints = [0, 1, 3, 7, 14, 30, 60, 90];

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
  /** Whole cohorts, and how many of them have not completed n and stay out. */
  cohorts: number;
  young: number;
  /** How many have at least 30 users, of whom best and worst are taken. */
  fair: number;
  best: Cohort | null;
  worst: Cohort | null;
  halves: { earlier: Half; later: Half } | null;
}

/** Half of the cohorts, and those of them that have completed n. */
export interface Half {
  cohorts: number;
  point: Point;
}

/** Whether nobody can be added to a cell any more: both the vendor and the calendar must say so. */
export function isComplete({ cells, passed }: Row, n: number): boolean {
  return n < passed && cells[n]?.incomplete === false;
}

/** The figures of a cell that is complete and possible; null otherwise. */
export function finalCell(cohort: Cohort, n: number): { count: number; outof: number } | null {
  const cell = cohort.cells[n];
  if (cell === undefined || !isComplete(cohort, n) || !isPossible(cell)) return null;
  return { count: cell.count ?? 0, outof: cell.outof ?? 0 };
}

/** A cohort's rate at n; null where it is not complete, and for 0/0. */
export function rateAt(cohort: Cohort, n: number): number | null {
  const cell = finalCell(cohort, n);
  return cell === null ? null : share(cell.count, cell.outof);
}

/** The retention at n, weighted by cohort size. */
export function pointAt(cohorts: readonly Cohort[], n: number): Point {
  const all = { count: 0, outof: 0, cohorts: 0 };
  for (const cohort of cohorts) {
    const cell = finalCell(cohort, n);
    all.count += cell?.count ?? 0;
    all.outof += cell?.outof ?? 0;
    all.cohorts += cell === null ? 0 : 1;
  }
  return { n, ...all, rate: share(all.count, all.outof) };
}

/** Every n that the answer has, in order. */
export function everyPoint({ cohorts }: Retention): Point[] {
  return Array.from({ length: mostCells(cohorts) }, (_, n) => pointAt(cohorts, n));
}

export function mostCells(cohorts: readonly Cohort[]): number {
  return cohorts.reduce((most, { cells }) => Math.max(most, cells.length), 0);
}

/**
 * Best and worst cohort, and the earlier half of the cohorts against the later one, all at the same n: the largest that
 * every cohort has completed. Where the youngest keep that below `enoughPeriods`, as few of them as bring it there are
 * left out, at most a quarter (half of them only for the sake of n = 1). Partial cohorts always stay out. Null where
 * there are not two cohorts to compare.
 */
export function compare({ cohorts }: Retention, enoughPeriods: number): Comparison | null {
  const whole = cohorts.filter(({ first, partial, size }) => first !== null && !partial && (size ?? 0) > 0);
  const most = mostCells(whole);
  for (let n = most - 1; n >= 0; n -= 1) {
    const part = n > enoughPeriods ? 1 : n > 1 ? 3 / 4 : 1 / 2;
    const ready = whole.filter((cohort) => rateAt(cohort, n) !== null);
    const wanted = Math.max(2, Math.ceil(whole.length * part));
    if (ready.length >= wanted && (n > 0 || most === 1)) return comparison(whole, ready, n);
  }
  return null;
}

/** Whether the vendor's `combined` row says the same as the complete cells do; null where the two cannot be compared. */
export function agrees({ cohorts, combined }: Retention, n: number): boolean | null {
  const cell = combined?.cells[n];
  const own = pointAt(cohorts, n);
  if (cell === undefined || cell.count === null || cell.outof === null || own.cohorts < cohorts.length) return null;
  return cell.count === own.count && cell.outof === own.outof;
}

/** More people back than there were cannot be. */
export function isPossible({ count, outof }: SentCell): boolean {
  return count !== null && outof !== null && count >= 0 && count <= outof;
}

function comparison(whole: readonly Cohort[], ready: readonly Cohort[], n: number): Comparison {
  const fair = ready.filter((cohort) => (finalCell(cohort, n)?.outof ?? 0) >= enough);
  const ranked = [...fair].sort((a, b) => (rateAt(b, n) ?? 0) - (rateAt(a, n) ?? 0));
  return {
    ...{ n, cohorts: whole.length, young: whole.length - ready.length, fair: fair.length },
    best: ranked[0] ?? null,
    worst: ranked.length > 1 ? (ranked.at(-1) ?? null) : null,
    halves: halvesAt(whole, n),
  };
}

/** All whole cohorts, newest first, are split before any is left out: the halves are those of the range. */
function halvesAt(whole: readonly Cohort[], n: number): Comparison['halves'] {
  const middle = Math.ceil(whole.length / 2);
  const half = (cohorts: readonly Cohort[]): Half => ({ cohorts: cohorts.length, point: pointAt(cohorts, n) });
  const [later, earlier] = [half(whole.slice(0, middle)), half(whole.slice(middle))];
  return later.point.cohorts > 0 && earlier.point.cohorts > 0 ? { earlier, later } : null;
}
