import fc from 'fast-check';
import { expect, it } from 'vitest';
import { retention } from '../../../tools/amplitude/retention.ts';
import { keyOf } from '../../support/amplitude-retention.ts';
import { report } from '../../support/ask.ts';
import { age, ago, type Dice, diceOf, names, sent, times } from '../../support/compared-twice.ts';
import { expectCount, expectShare, mustSay, said } from '../../support/headline.ts';

/** One day's cohort; what came back of it on day 1, 2, …, null where it is unknown, said to be open, or impossible. */
interface Cohort {
  date: string;
  size: number;
  back: (number | null)[];
  cells: object[];
}

function cohort(dice: Dice, date: string, most: number): Cohort {
  const [size, how] = [dice.now(0.1) ? 0 : dice.whole(0, most), dice.whole(0, 2)];
  const cell = (count: number | null, incomplete: boolean | string = false) => ({
    ...{ count: sent(count, how), outof: sent(size, how), incomplete },
  });
  const days = times(8, () => {
    const back = dice.whole(0, size);
    const odd = dice.whole(0, 29);
    if (odd === 0) return { back: null, cell: cell(null) };
    if (odd === 1) return { back: null, cell: cell(back, dice.now(0.5) ? 'true' : true) };
    if (odd === 2) return { back: null, cell: cell(size + 1) };
    if (odd === 3) return { back: null, cell: null };
    return { back, cell: cell(back) };
  });
  return {
    ...{ date, size, back: days.map(({ back }) => back) },
    cells: [cell(size), cell(size), ...days.map((one) => one.cell)].map((one) => one ?? cell(null)),
  };
}

/** Who came back on day n of the cohorts that have had it; day 0 is everybody, once it is over. */
const backOn = ({ date, size, back }: Cohort, n: number) =>
  n < age(date) ? (n === 0 ? size : (back[n - 1] ?? null)) : null;

function pointOf(cohorts: readonly Cohort[], n: number) {
  const ready = cohorts.filter((one) => backOn(one, n) !== null);
  const hits = ready.reduce((sum, one) => sum + (backOn(one, n) ?? 0), 0);
  return { n, hits, of: ready.reduce((sum, { size }) => sum + size, 0), cohorts: ready.length };
}

const asked = fc.record({ seed: fc.integer({ min: 1, max: 2 ** 31 - 1 }), groups: fc.integer({ min: 1, max: 4 }) });

it('days, best and worst cohort and halves are those of the cells that are complete', () => {
  fc.assert(
    fc.property(asked, ({ seed, groups }) => {
      const dice = diceOf(seed);
      const [count, end] = [dice.whole(1, 12), ago('2026-08-15', dice.whole(0, 5))];
      const start = ago(end, count - 1);
      const all = times(groups, (index) => {
        const dates = times(count, (at) => ago(start, -at)).filter(() => !dice.now(0.08));
        return { name: names[index] ?? '', cohorts: dates.map((date) => cohort(dice, date, dice.now(0.2) ? 40 : 900)) };
      });
      const style = dice.now(0.5) ? 'iso' : 'short';
      const series = all.map(({ name, cohorts }) => ({
        groupValue: name,
        values: Object.fromEntries(cohorts.map(({ date, cells }) => [keyOf(date, style), cells])),
      }));
      const grouping = groups === 1 ? {} : { group_by: 'os' };
      const args = { start_event: '_new', return_event: '_active', start, end, ...grouping };
      const { headline } = report(retention, args, [{ data: { series } }]);
      const entries = ({ cohorts }: (typeof all)[number]) => cohorts.reduce((sum, { size }) => sum + size, 0);
      const [top] = all.toSorted((a, b) => entries(b) - entries(a));
      if (top === undefined || entries(top) === 0) {
        expect(headline).toEqual(['No data: nobody did _new in this range; retention n/a.']);
        return;
      }
      const whose = groups === 1 ? '' : `${groups} groups; the largest, ${top.name}: `;
      const found = mustSay(headline, `{events}; ${whose}{cohorts} daily {word}, {entries} new users.`);
      expectCount(found.cohorts, top.cohorts.length);
      expectCount(found.entries, entries(top));
      expectDays(headline, top.cohorts, groups === 1 ? [0, 1, 3, 7] : [1, 7]);
      if (groups === 1) expectCohorts(headline, top.cohorts);
      else expectGroups(headline, all);
    }),
    { numRuns: 120 },
  );
});

function expectDays(headline: readonly string[], cohorts: readonly Cohort[], asked: readonly number[]): void {
  const known = times(9, (n) => pointOf(cohorts, n)).filter(({ of }) => of > 0);
  if (known.every(({ n }) => n === 0)) {
    expect(headline[1]).toBe('No day after the first is complete yet, so there is no retention to tell.');
    return;
  }
  const told = mustSay(headline, 'Back on {days}.').days ?? '';
  const shown = [...told.matchAll(/day (\d+) ([\d.]+ %) \(([\d,]+)\/([\d,]+)\)/g)];
  const days = shown.map(([, n]) => Number(n));
  for (const { n } of known) if (asked.includes(n)) expect(days).toContain(n);
  expect(days.every((n) => known.some((point) => point.n === n))).toBe(true);
  expect(told.split(', day')).toHaveLength(shown.length);
  for (const [, n, rate, hits, of] of shown) {
    const point = pointOf(cohorts, Number(n));
    expectShare(rate, point.hits, point.of);
    expectCount(hits, point.hits);
    expectCount(of, point.of);
  }
}

function expectCohorts(headline: readonly string[], cohorts: readonly Cohort[]): void {
  // A day that still runs is no cohort to compare.
  const whole = cohorts.filter(({ date, size }) => age(date) > 0 && size > 0).reverse();
  const point = said(headline, 'At day {n} ({over}): {rest}.');
  if (point === null) {
    // Half of the cohorts, and two at least, must have come to day 1.
    const come = whole.filter((one) => backOn(one, 1) !== null);
    expect(come.length).toBeLessThan(Math.max(2, Math.ceil(whole.length / 2)));
    return;
  }
  const n = Number(point.n);
  const ready = whole.filter((one) => backOn(one, n) !== null);
  const young = whole.length - ready.length;
  const over =
    young === 0 ? `all ${whole.length} cohorts` : `${ready.length} of ${whole.length} cohorts, ${young} too young`;
  expect(point.over).toBe(over);
  const fair = ready.flatMap((one) => (one.size >= 30 ? [{ ...one, hits: backOn(one, n) ?? 0 }] : []));
  const rates = fair.map(({ hits, size }) => hits / size);
  if (fair.length > 1) {
    const template = 'best {best}: {high} of {of}, worst {worst}: {low} of {less} (of {fair} with 30+)';
    const found = mustSay([point.rest ?? ''], template);
    expectCount(found.fair, fair.length);
    const [best, worst] = [found.best, found.worst].map((date) => fair.find((one) => one.date === date));
    expectShare(found.high, best?.hits ?? null, best?.size ?? null);
    expectShare(found.low, worst?.hits ?? null, worst?.size ?? null);
    expect((best?.hits ?? 0) / (best?.size ?? 0)).toBe(Math.max(...rates));
    expect((worst?.hits ?? 0) / (worst?.size ?? 0)).toBe(Math.min(...rates));
    expectCount(found.of, best?.size ?? null);
    expectCount(found.less, worst?.size ?? null);
  } else expect(point.rest).toMatch(fair.length === 1 ? /^only one has 30\+, / : /^none has 30/);
  const middle = Math.ceil(whole.length / 2);
  const [later, earlier] = [pointOf(whole.slice(0, middle), n), pointOf(whole.slice(middle), n)];
  const halves =
    'Later half ({l}) against earlier ({e}): {now} of {of} against {before} of {ofBefore} new users{rest}.';
  const found = said(headline, halves);
  if (later.cohorts === 0 || earlier.cohorts === 0) expect(found).toBeNull();
  else {
    expectShare(found?.now, later.hits, later.of);
    expectShare(found?.before, earlier.hits, earlier.of);
    expectCount(found?.of, later.of);
    expectCount(found?.ofBefore, earlier.of);
  }
}

function expectGroups(headline: readonly string[], all: readonly { name: string; cohorts: Cohort[] }[]): void {
  const found = said(
    headline,
    'At day {n}, of {fair} with 30+: best {best}: {high} of {of}, worst {worst}: {low} of {less};{apart}.',
  );
  if (found === null) return;
  const fair = all
    .map(({ name, cohorts }) => ({ name, ...pointOf(cohorts, Number(found.n)) }))
    .filter(({ of }) => of >= 30);
  expectCount(found.fair, fair.length);
  const rate = ({ hits, of }: { hits: number; of: number }) => hits / of;
  for (const [name, shown, of, extreme] of [
    [found.best, found.high, found.of, Math.max(...fair.map(rate))] as const,
    [found.worst, found.low, found.less, Math.min(...fair.map(rate))] as const,
  ]) {
    const own = fair.find((one) => one.name === name);
    expectShare(shown, own?.hits ?? null, own?.of ?? null);
    expectCount(of, own?.of ?? null);
    expect((own?.hits ?? 0) / (own?.of ?? 0)).toBe(extreme);
  }
}
