import { type Pair, pairNames } from '../../src/report/counterparts.ts';
import { type PairedCohort, pairCohorts, wholePairs } from '../../src/report/paired-cohorts.ts';
import type { Periods } from '../../src/report/periods.ts';
import { enough } from '../../src/report/proportion.ts';
import { checked, type Rates } from '../../src/report/rate-comparison.ts';
import type { Change } from '../../src/tool.ts';
import { isNamed } from '../../src/vendors/amplitude/member-names.ts';
import { comparisonTables } from './revenue-ltv-comparison-tables.ts';
import { comparisonHeadline, comparisonNotes } from './revenue-ltv-comparison-words.ts';
import { keyDays, type Point, pointAt } from './revenue-ltv-curve.ts';
import type { Cohort, LtvQuestion, Member } from './revenue-ltv-reading.ts';

/** The metric n days after joining, over the cohorts that are old enough in both ranges. */
export interface ComparedDay {
  n: number;
  /** How many cohorts each side has. */
  cohorts: number;
  now: Point;
  before: Point;
  /** Fewer than 30 are behind the figure of a side. */
  few: boolean;
  /** Of paying users alone, who are a part of all users. */
  rates: Rates | null;
}

export interface ComparedMember {
  name: string;
  cohorts: PairedCohort<Cohort>[];
  days: ComparedDay[];
}

/** What changed between the cohorts of two ranges, each day of life only where both had it. */
export function compareLtv(
  now: readonly Member[],
  before: readonly Member[],
  q: LtvQuestion,
  periods: Periods,
): Change {
  const { pairs, notes } = pairNames(now, before, isNamed);
  const compared = pairs.map((pair) => comparedMember(pair, q, periods));
  const [top] = compared;
  return {
    declined: top === undefined || wholePairs(top.cohorts).length === 0,
    headline: comparisonHeadline(compared, q, periods),
    tables: comparisonTables(compared, q),
    notes: [...comparisonNotes(compared, q), ...notes],
  };
}

/**
 * Whether a cohort is old enough for day n and its figure known. One without anybody to average over counts for nothing;
 * of ARPPU a cohort that nobody has paid in by then has no figure.
 */
export function isReady({ values, users, age }: Cohort, n: number, metric: LtvQuestion['metric']): boolean {
  if (age < n || users === null) return false;
  return typeof values[n] === 'number' || users === 0 || metric === 'arppu';
}

function comparedMember({ now, before }: Pair<Member>, { metric }: LtvQuestion, { shift }: Periods): ComparedMember {
  const cohorts = pairCohorts(now.cohorts, before.cohorts, shift);
  const whole = wholePairs(cohorts);
  return {
    ...{ name: now.name, cohorts },
    days: keyDays.flatMap((n) => comparedDay(whole, n, metric)),
  };
}

/** None where no cohort is ready in both, or neither side has a figure. */
function comparedDay(whole: readonly Pair<Cohort>[], n: number, metric: LtvQuestion['metric']): ComparedDay[] {
  const ready = whole.filter((pair) => isReady(pair.now, n, metric) && isReady(pair.before, n, metric));
  const point = (side: 'now' | 'before') => pointAt({ cohorts: ready.map((pair) => pair[side]) }, n, metric);
  const [now, before] = [point('now'), point('before')];
  if (now.value === null && before.value === null) return [];
  const few = [now, before].some((one) => behind(one, metric) < enough);
  const rate = ({ value, users }: Point) => ({ hits: value ?? 0, of: users });
  const rates = metric === 'paying_users' ? checked({ now: rate(now), before: rate(before) }) : null;
  return [{ n, cohorts: ready.length, now, before, few, rates }];
}

/** Those whom a figure averages over. */
export function behind({ users, payers }: Point, metric: LtvQuestion['metric']): number {
  return metric === 'arppu' ? payers : users;
}
