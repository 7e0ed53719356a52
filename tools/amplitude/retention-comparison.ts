import { type Pair, pairNames } from '../../src/report/counterparts.ts';
import { type PairedCohort, pairCohorts, wholePairs } from '../../src/report/paired-cohorts.ts';
import type { Periods } from '../../src/report/periods.ts';
import { type Rates, ratesOf } from '../../src/report/rate-comparison.ts';
import type { Change } from '../../src/tool.ts';
import { isNamed } from '../../src/vendors/amplitude/member-names.ts';
import { comparisonTables } from './retention-comparison-tables.ts';
import { comparisonHeadline, comparisonNotes, isEverybody } from './retention-comparison-words.ts';
import { finalCell, keyPoints, mostCells } from './retention-curve.ts';
import type { Layout } from './retention-layout.ts';
import type { Cohort, Retention, RetentionQuestion } from './retention-reading.ts';

/** The retention of one range, and how its cells were read. */
export interface RetentionSide {
  series: readonly Retention[];
  layout: Layout;
}

/** One day, week, month or bracket over the cohorts that have completed it on both sides. */
export interface ComparedPoint {
  n: number;
  cohorts: number;
  rates: Rates | null;
}

export interface ComparedRetention {
  name: string;
  cohorts: PairedCohort<Cohort>[];
  /** What people ask for first leads. */
  points: ComparedPoint[];
}

/** What changed between the retention of two ranges: cohort against cohort, each point only where it is complete in both. */
export function compareRetention(
  now: RetentionSide,
  before: RetentionSide,
  q: RetentionQuestion,
  periods: Periods,
): Change {
  const { pairs, notes } = pairNames(now.series, before.series, isNamed);
  const compared = pairs.map((pair) => comparedRetention(pair, q, periods));
  const refusal = refusalOf(now.layout, before.layout, q);
  const [top] = compared;
  return {
    declined: top === undefined || wholePairs(top.cohorts).length === 0 || refusal?.read === 'unlike',
    headline: comparisonHeadline(compared, q, periods, refusal),
    tables: refusal?.read === 'unlike' ? [] : comparisonTables(compared, q, refusal),
    notes: [...comparisonNotes(compared, refusal), ...notes],
  };
}

/** Why no change may be called of any figure. */
export interface Refusal {
  /** Whether the figures may stand side by side. */
  read: 'alike' | 'unlike';
  sentence: string;
}

/**
 * Where the cells of the two answers were read in two ways, a point of one may be another point of the other. Rolling
 * retention counts who came back at any later time, and the earlier cohorts have had more of it.
 */
function refusalOf(now: Layout, before: Layout, { retention_type }: RetentionQuestion): Refusal | null {
  const layout = ({ totalFirst, because }: Layout) =>
    `${totalFirst ? 'with' : 'without'} a total in front (${because})`;
  if (now.totalFirst !== before.totalFirst)
    return {
      read: 'unlike',
      sentence: `The cells of the later range were read ${layout(now)}, those of the earlier ${layout(before)}: one of the two is wrong.`,
    };
  if (retention_type !== 'rolling') return null;
  return {
    read: 'alike',
    sentence:
      'Rolling counts who came back at any time since, and the earlier cohorts have had longer. For a change ask n-day, or bracket with one bracket for the time that counts.',
  };
}

function comparedRetention(
  { now, before }: Pair<Retention>,
  q: RetentionQuestion,
  { shift }: Periods,
): ComparedRetention {
  const cohorts = pairCohorts(now.cohorts, before.cohorts, shift);
  const whole = wholePairs(cohorts);
  const every = Array.from({ length: mostCells(whole.map(({ now }) => now)) }, (_, n) => pointOf(whole, n));
  const known = every.filter(({ cohorts }) => cohorts > 0);
  const isKey = (point: ComparedPoint) =>
    q.retention_type === 'bracket' || (keyPoints.includes(point.n) && !(point.n === 0 && isEverybody(point)));
  return {
    ...{ name: now.name, cohorts },
    points: [...known.filter(isKey), ...known.filter((point) => !isKey(point))],
  };
}

function pointOf(whole: readonly Pair<Cohort>[], n: number): ComparedPoint {
  const complete = whole.flatMap(({ now, before }) => {
    const [own, other] = [finalCell(now, n), finalCell(before, n)];
    return own === null || other === null ? [] : [{ now: own, before: other }];
  });
  const rates = ratesOf(
    complete,
    ({ count }) => count,
    ({ outof }) => outof,
  );
  return { n, cohorts: complete.length, rates };
}
