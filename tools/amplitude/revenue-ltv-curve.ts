import { share } from '../../src/report/number.ts';
import { enough } from '../../src/report/proportion.ts';
import { type Cohort, type LtvQuestion, type Member, rounded } from './revenue-ltv-reading.ts';

type Metric = LtvQuestion['metric'];

/** The days after joining that people ask for. */
export const keyDays = [1, 7, 14, 30, 60, 90];

/** The metric n days after joining, over the cohorts old enough for it. */
export interface Point {
  n: number;
  value: number | null;
  cohorts: number;
  users: number;
  /** To date, not at day n. */
  payers: number;
  /** Cohorts that are too young. */
  young: number;
}

/** Revenue and payers are summed; ARPU is weighted by users and ARPPU by payers to date, as those at day n are not sent. */
export function pointAt({ cohorts }: Pick<Member, 'cohorts'>, n: number, metric: Metric): Point {
  const sums = { cohorts: 0, weighted: 0, weights: 0, users: 0, payers: 0, young: 0 };
  for (const cohort of cohorts) {
    if (cohort.first !== null && cohort.age < n) sums.young += 1;
    const weighs = weight(cohort, n, metric);
    if (weighs === null) continue;
    sums.cohorts += 1;
    sums.weighted += (cohort.values[n] ?? 0) * weighs;
    sums.weights += weighs;
    sums.users += cohort.users ?? 0;
    sums.payers += cohort.payers ?? 0;
  }
  const [weighted, weights] = [rounded(sums.weighted), rounded(sums.weights)];
  const added = metric === 'total_revenue' || metric === 'paying_users';
  const value = sums.cohorts === 0 ? null : added ? weighted : share(weighted, weights);
  return {
    ...{ n, value, cohorts: sums.cohorts, young: sums.young },
    ...{ users: rounded(sums.users), payers: rounded(sums.payers) },
  };
}

/** The key days that the answer has figures for and some cohort is old enough for. */
export function curve(member: Member, metric: Metric): Point[] {
  return keyDays.map((n) => pointAt(member, n, metric)).filter(({ cohorts }) => cohorts > 0);
}

/**
 * Best and worst cohort of at least 30 users (payers to date for ARPPU) at the largest key day that half of these have
 * reached; partial cohorts stay out. Null where there are not two.
 */
export function extremes(
  { cohorts }: Member,
  metric: Metric,
): { n: number; of: number; best: Cohort; worst: Cohort } | null {
  const fair = cohorts.filter(
    ({ first, partial, users, payers }) =>
      first !== null && !partial && ((metric === 'arppu' ? payers : users) ?? 0) >= enough,
  );
  const wanted = Math.max(2, Math.ceil(fair.length / 2));
  for (const n of [...keyDays].reverse()) {
    const ready = fair.filter((cohort) => weight(cohort, n, metric) !== null);
    const ranked = [...ready].sort((a, b) => (b.values[n] ?? 0) - (a.values[n] ?? 0));
    const [best, worst] = [ranked[0], ranked.at(-1)];
    if (ready.length >= wanted && best && worst) return { n, of: ready.length, best, worst };
  }
  return null;
}

/** What a cohort's figure counts for; null where it has none, is too young, or has nobody to average over. */
function weight({ values, users, payers }: Cohort, n: number, metric: Metric): number | null {
  if (typeof values[n] !== 'number') return null;
  if (metric === 'total_revenue' || metric === 'paying_users') return 1;
  return (metric === 'arpu' ? users : payers) || null;
}
