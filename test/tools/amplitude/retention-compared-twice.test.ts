import fc from 'fast-check';
import { expect, it } from 'vitest';
import { retention } from '../../../tools/amplitude/retention.ts';
import { dates } from '../../support/amplitude-funnel.ts';
import { keyOf } from '../../support/amplitude-retention.ts';
import { compared } from '../../support/ask-compared.ts';
import { age, ago, type Dice, diceOf, expectRates, names, rowsOf, sent, times } from '../../support/compared-twice.ts';

const points = 7;

/** One cohort: its size, and who came back on day 1, 2, …; a day may be unknown, said not to be complete, or impossible. */
interface Cohort {
  gone: boolean;
  size: number;
  back: { share: number; unknown: boolean; open: boolean; odd: boolean }[];
}

const side = (dice: Dice): Cohort[] =>
  times(8, () => ({
    gone: dice.now(0.1),
    size: dice.whole(0, 120),
    back: times(points, () => ({
      share: dice.part(),
      unknown: dice.now(0.1),
      open: dice.now(0.1),
      odd: dice.now(0.1),
    })),
  }));

/** [total, day 0, day 1, …] */
function cellsOf({ size, back }: Cohort) {
  const whole = { count: size, outof: size, incomplete: false };
  const days = back.map(({ share, unknown, open, odd }) => ({
    ...{ count: unknown ? null : odd ? size + 1 : Math.floor(share * size), outof: size, incomplete: open },
  }));
  return [whole, whole, ...days];
}

function series(cohorts: readonly Cohort[], start: string, name: string, how: number) {
  const entries = dates(start, 8).flatMap((date, index) => {
    const one = cohorts[index];
    if (one === undefined || one.gone) return [];
    const cells = cellsOf(one).map((cell) => ({ ...cell, count: sent(cell.count, how), outof: sent(cell.outof, how) }));
    return [[keyOf(date, how === 0 ? 'short' : 'iso'), cells] as const];
  });
  return { values: Object.fromEntries(entries), groupValue: name };
}

it('retention is summed over the cohorts that have completed a day on both sides', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 31 - 1 }), (seed) => {
      const dice = diceOf(seed);
      const pairs = times(dice.whole(2, 4), () => [side(dice), side(dice)] as const);
      const [back, how] = [dice.whole(0, 3), dice.whole(0, 2)];
      const end = ago('2026-08-14', back);
      const [start, earlier] = [ago(end, 7), ago(end, 15)];
      const later = pairs.map(([own], index) => series(own, start, names[index] ?? '', how));
      const before = pairs.map(([, other], index) => series(other, earlier, names[index] ?? '', how)).reverse();
      const args = { start_event: '_new', return_event: '_active', start, end, group_by: 'os' };
      const found = rowsOf(compared(retention, args, [{ data: { series: later } }, { data: { series: before } }]), 2);
      for (const [index, [own, other]] of pairs.entries())
        for (let n = 1; n <= points; n += 1) {
          const ready = dates(start, 8).flatMap((date, at) => (isReady(date, at, n, own, other) ? [at] : []));
          const row = found.get(`${names[index]} · day ${n}`);
          if (ready.length === 0) expect(row).toBeUndefined();
          else {
            expectRates(row, shareOf(own, ready, n), shareOf(other, ready, n));
            expect(row?.cohorts).toBe(ready.length);
          }
        }
    }),
    { numRuns: 60 },
  );
});

/** The later cohort decides by its age; the earlier is older by the whole range. */
function isReady(date: string, at: number, n: number, own: readonly Cohort[], other: readonly Cohort[]): boolean {
  return (
    n < age(date) &&
    [own[at], other[at]].every((one) => {
      const day = one?.back[n - 1];
      if (one === undefined || day === undefined || one.gone) return false;
      return !day.unknown && !day.open && !day.odd;
    })
  );
}

function shareOf(cohorts: readonly Cohort[], ready: readonly number[], n: number) {
  const sum = { hits: 0, of: 0 };
  for (const at of ready) {
    const one = cohorts[at];
    sum.hits += Math.floor((one?.back[n - 1]?.share ?? 0) * (one?.size ?? 0));
    sum.of += one?.size ?? 0;
  }
  return sum;
}
