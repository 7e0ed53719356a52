import fc from 'fast-check';
import { expect, it } from 'vitest';
import { revenueLtv } from '../../../tools/amplitude/revenue-ltv.ts';
import { report } from '../../support/ask.ts';
import { age, ago, type Dice, diceOf, names, sent, times } from '../../support/compared-twice.ts';
import { expectCount, expectDecimal, expectMoney, expectShare, mustSay, said } from '../../support/headline.ts';

type Metric = 'arpu' | 'arppu' | 'total_revenue' | 'paying_users';
type Figure = number | null;

interface Cohort {
  date: string;
  users: Figure;
  payers: Figure;
  /** What was paid to date, in quarters. */
  paid: Figure;
  /** The metric by day 1, 7 and 14. */
  days: Map<number, Figure>;
}

const keyDays = [1, 7, 14];

function cohort(dice: Dice, date: string, most: number, whole: boolean): Cohort {
  const maybe = (value: number) => (dice.now(0.06) ? null : value);
  return {
    ...{
      date,
      users: maybe(dice.whole(0, most)),
      payers: maybe(dice.whole(0, 40)),
      paid: maybe(dice.whole(0, 90_000) / 4),
    },
    days: new Map(keyDays.map((n) => [n, maybe(whole ? dice.whole(0, 9) : dice.whole(0, 90_000) / 4)])),
  };
}

const known = ({ date, days }: Cohort, n: number) => (n < age(date) ? (days.get(n) ?? null) : null);
const sum = <One>(all: readonly One[], pick: (one: One) => Figure) =>
  all.reduce((total, one) => total + (pick(one) ?? 0), 0);

/** The cohorts old enough for day n that have somebody to average over, and what they make together. */
function pointOf(cohorts: readonly Cohort[], n: number, metric: Metric) {
  const each = ({ users, payers }: Cohort) => (metric === 'arpu' ? users : metric === 'arppu' ? payers : 1) ?? 0;
  const ready = cohorts.filter((one) => known(one, n) !== null && each(one) > 0);
  const total = sum(ready, (one) => (known(one, n) ?? 0) * each(one));
  const averaged = metric === 'arpu' || metric === 'arppu';
  return {
    ...{
      n,
      cohorts: ready.length,
      users: sum(ready, ({ users }) => users),
      payers: sum(ready, ({ payers }) => payers),
    },
    value: averaged ? total / sum(ready, each) : total,
  };
}

const metrics = { arpu: 'ARPU', arppu: 'ARPPU, approximate,', total_revenue: 'Revenue', paying_users: 'Paying users' };
const asked = fc.record({
  seed: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
  metric: fc.constantFrom<Metric[]>('arpu', 'arppu', 'total_revenue', 'paying_users'),
  groups: fc.integer({ min: 1, max: 3 }),
});

it('each day is made of the cohorts old enough for it, and of what is to date nothing is lost', () => {
  fc.assert(
    fc.property(asked, ({ seed, metric, groups }) => {
      const dice = diceOf(seed);
      const [count, end] = [dice.whole(1, 18), ago('2026-08-15', dice.whole(0, 12))];
      const start = ago(end, count - 1);
      const all = times(groups, (index) => ({
        name: names[index] ?? '',
        cohorts: times(count, (at) =>
          cohort(dice, ago(start, -at), dice.now(0.3) ? 35 : 400, metric === 'paying_users'),
        ),
      }));
      const { headline } = report(revenueLtv, { metric, start, end, ...(groups === 1 ? {} : { group_by: 'os' }) }, [
        answer(all, dice),
      ]);
      const [top] = all.toSorted((a, b) => sum(b.cohorts, ({ users }) => users) - sum(a.cohorts, ({ users }) => users));
      const cohorts = top?.cohorts ?? [];
      const nothing = all.every((one) => one.cohorts.every((own) => isNothing(own)));
      if (nothing) {
        expect(headline).toEqual(['No data: Amplitude sent no new users for this range; lifetime value n/a.']);
        return;
      }
      if (groups > 1) expect(headline[0]).toBe(`${groups} groups. Most new users: ${top?.name}.`);
      else expectToDate(headline, cohorts);
      expectDays(headline, cohorts, metric);
      expectExtremes(headline, cohorts, metric);
    }),
    { numRuns: 200 },
  );
});

function isNothing(one: Cohort): boolean {
  return ![one.users, one.payers, one.paid, ...keyDays.map((n) => known(one, n))].some(Boolean);
}

function answer(all: readonly { name: string; cohorts: Cohort[] }[], dice: Dice) {
  const how = dice.whole(0, 2);
  const series = all.map(({ cohorts }) => {
    const entries = cohorts.map(({ date, users, payers, paid, days }) => {
      const byDay = [...days].map(([n, value]) => [`r${n}d`, sent(value, how)]);
      const beside = { r7new: 999_999, rtotal: 777_777 };
      const toDate = { count: sent(users, how), paid: sent(payers, how), total_amount: sent(paid, how) };
      return [date, { ...Object.fromEntries(byDay), ...beside, ...toDate }] as const;
    });
    return { values: Object.fromEntries(dice.now(0.5) ? entries.toReversed() : entries) };
  });
  return { data: { seriesLabels: all.map(({ name }) => name), series } };
}

function expectToDate(headline: readonly string[], cohorts: readonly Cohort[]): void {
  const template = 'To date, {cohorts} daily {word}: {users} new {people}, {payers} {paying} ({part}), {paid} paid.';
  const found = mustSay(headline, template);
  const [users, payers] = [sum(cohorts, (one) => one.users), sum(cohorts, (one) => one.payers)];
  expectCount(found.cohorts, cohorts.length);
  expectCount(found.users, users);
  expectCount(found.payers, payers);
  expectShare(found.part, payers, users);
  expectMoney(
    found.paid,
    sum(cohorts, ({ paid }) => paid),
  );
}

function expectDays(headline: readonly string[], cohorts: readonly Cohort[], metric: Metric): void {
  const points = keyDays.map((n) => pointOf(cohorts, n, metric)).filter((point) => point.cohorts > 0);
  const found = said(headline, `${metrics[metric]} by {days}.`);
  if (points.length === 0) {
    expect(found).toBeNull();
    expect(headline.join('\n')).toMatch(/^(ARPU|ARPPU|Revenue|Paying users) n\/a: /m);
    return;
  }
  const shown = found?.days?.split(', day ') ?? [];
  expect(shown).toHaveLength(points.length);
  for (const [index, text] of shown.entries()) {
    const [, n, value, own, people, , rest] =
      /^(?:day )?(\d+) (\S+) \(([\d,]+) cohorts?, ([\d,]+) (users?|payers?)(?:, (.+))?\)$/.exec(text) ?? [];
    const point = points[index];
    if (point === undefined) throw new Error(text);
    expect(n).toBe(String(point.n));
    expectValue(value, point.value, metric);
    expectCount(own, point.cohorts);
    expectCount(people, metric === 'arppu' ? point.payers : point.users);
    if (metric === 'paying_users') expectShare(rest, point.value, point.users);
    if (metric === 'total_revenue')
      expectValue(rest?.replace(' per user', ''), point.users === 0 ? null : point.value / point.users, metric);
  }
}

function expectExtremes(headline: readonly string[], cohorts: readonly Cohort[], metric: Metric): void {
  const size = ({ users, payers }: Cohort) => (metric === 'arppu' ? payers : users) ?? 0;
  const people = metric === 'arppu' ? 'payers' : 'users';
  const [most, least] = metric === 'arpu' || metric === 'arppu' ? ['best', 'worst'] : ['most', 'least'];
  const template = `At day {n}, of {fair} cohorts with 30+ ${people}: ${most} {best}: {high} ({of} {a}), ${least} {worst}: {low} ({less} {b}).`;
  const found = said(headline, template);
  const fair = cohorts.filter((one) => age(one.date) > 0 && size(one) >= 30);
  const enough = (n: number) => fair.filter((one) => known(one, n) !== null);
  const n = keyDays.findLast((one) => enough(one).length >= Math.max(2, Math.ceil(fair.length / 2)));
  if (n === undefined) {
    expect(found).toBeNull();
    return;
  }
  const figures = enough(n).map((one) => known(one, n) ?? 0);
  expect(found?.n).toBe(String(n));
  expectCount(found?.fair, figures.length);
  expectValue(found?.high, Math.max(...figures), metric);
  expectValue(found?.low, Math.min(...figures), metric);
  const [best, worst] = [found?.best, found?.worst].map((date) => cohorts.find((one) => one.date === date));
  expectCount(found?.of, best ? size(best) : null);
  expectCount(found?.less, worst ? size(worst) : null);
  expect([best && known(best, n), worst && known(worst, n)]).toEqual([Math.max(...figures), Math.min(...figures)]);
}

/** Two decimals, unless they hide what a small fraction is. */
function expectValue(shown: string | undefined, value: Figure, metric: Metric): void {
  if (metric === 'paying_users') expectCount(shown, value);
  else if (value !== null && Math.abs(value) < 0.1 && Number(value.toFixed(2)) !== value) expectDecimal(shown, value);
  else expectMoney(shown, value);
}
