import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Cell } from '../../../src/report/report.ts';
import { revenueLtv } from '../../../tools/amplitude/revenue-ltv.ts';
import { dates } from '../../support/amplitude-funnel.ts';
import { compared } from '../../support/ask-compared.ts';
import { age, ago, type Dice, diceOf, expectRates, names, rowsOf, sent, times } from '../../support/compared-twice.ts';

interface Cohort {
  users: number;
  /** Part of the users who pay by day 1, 7, 14, and what each pays. */
  payers: { part: number; each: number; unknown: boolean }[];
}

const keyDays = [1, 7, 14];
const side = (dice: Dice): Cohort[] =>
  times(20, () => ({
    users: dice.whole(1, 60),
    payers: keyDays.map(() => ({ part: dice.part(), each: dice.whole(1, 900), unknown: dice.now(0.1) })),
  }));
const metrics = ['arpu', 'total_revenue', 'paying_users'] as const;
type Metric = (typeof metrics)[number];

/** What is sent for a day. */
function figure({ users, payers }: Cohort, index: number, metric: Metric): number | null {
  const { part = 0, each = 0, unknown = true } = payers[index] ?? {};
  const paying = Math.floor(part * users);
  const revenue = (paying * each) / 4;
  if (unknown) return null;
  return { arpu: revenue / users, total_revenue: revenue, paying_users: paying }[metric];
}

function series(cohorts: readonly Cohort[], start: string, metric: Metric, how: number) {
  const values = dates(start, 20).map((date, at) => {
    const one = cohorts[at] ?? { users: 0, payers: [] };
    const days = keyDays.map((n, index) => [`r${n}d`, sent(figure(one, index, metric), how)]);
    return [date, { ...Object.fromEntries(days), count: sent(one.users, how), paid: 1, total_amount: 5 }];
  });
  return { values: Object.fromEntries(values) };
}

it.each(metrics)('%s is made of the cohorts old enough and known on both sides', (metric) => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 31 - 1 }), (seed) => {
      const dice = diceOf(seed);
      const pairs = times(dice.whole(2, 3), () => [side(dice), side(dice)] as const);
      const [back, how] = [dice.whole(0, 5), dice.whole(0, 2)];
      const end = ago('2026-08-14', back);
      const [start, earlier] = [ago(end, 19), ago(end, 39)];
      const labels = pairs.map((_, index) => names[index]);
      const later = pairs.map(([own]) => series(own, start, metric, how));
      const before = pairs.map(([, other]) => series(other, earlier, metric, how)).reverse();
      const told = compared(revenueLtv, { metric, start, end, group_by: 'os' }, [
        { data: { seriesLabels: labels, series: later } },
        { data: { seriesLabels: labels.toReversed(), series: before } },
      ]);
      const found = rowsOf(told, 2);
      for (const [index, [own, other]] of pairs.entries())
        for (const [place, n] of keyDays.entries()) {
          const ready = dates(start, 20).flatMap((date, at) =>
            n < age(date) && [own[at], other[at]].every((one) => one?.payers[place]?.unknown === false) ? [at] : [],
          );
          const row = found.get(`${labels[index]} · ${n}`);
          const [mine, theirs] = [sums(own, ready, place), sums(other, ready, place)];
          if (ready.length === 0) expect(row).toBeUndefined();
          else if (metric !== 'paying_users') expectMoney(row, metric, mine, theirs);
          else expectRates(row, { hits: mine.paying, of: mine.users }, { hits: theirs.paying, of: theirs.users });
        }
    }),
    { numRuns: 40 },
  );
});

function sums(cohorts: readonly Cohort[], ready: readonly number[], place: number) {
  const all = { users: 0, paying: 0, revenue: 0 };
  for (const at of ready) {
    const { users = 0, payers = [] } = cohorts[at] ?? {};
    const paying = Math.floor((payers[place]?.part ?? 0) * users);
    all.users += users;
    all.paying += paying;
    all.revenue += (paying * (payers[place]?.each ?? 0)) / 4;
  }
  return all;
}

function expectMoney(
  row: Record<string, Cell> | undefined,
  metric: Metric,
  own: ReturnType<typeof sums>,
  other: typeof own,
) {
  const [now, before] = [own, other].map(({ revenue, users }) => (metric === 'arpu' ? revenue / users : revenue));
  expect(row?.current).toBeCloseTo(now ?? Number.NaN, 5);
  expect(row?.previous).toBeCloseTo(before ?? Number.NaN, 5);
  expect([row?.current_users, row?.previous_users]).toEqual([own.users, other.users]);
  const few = Math.min(own.users, other.users) < 30;
  expect(row?.verdict).toBe(few ? 'too few' : 'no interval');
  const change = (now ?? 0) / (before ?? 0) - 1;
  if (few || before === 0) expect(row?.change_percent).toBeNull();
  else expect(row?.change_percent).toBeCloseTo(change, 4);
  if (metric === 'total_revenue') expect(row?.current_per_user).toBeCloseTo(own.revenue / own.users, 5);
}
