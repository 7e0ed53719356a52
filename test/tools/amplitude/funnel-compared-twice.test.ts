import fc from 'fast-check';
import { expect, it } from 'vitest';
import { funnel } from '../../../tools/amplitude/funnel.ts';
import { dates } from '../../support/amplitude-funnel.ts';
import { now } from '../../support/ask.ts';
import { compared } from '../../support/ask-compared.ts';
import { ago, type Dice, diceOf, expectRates, names, rowsOf, sent, times } from '../../support/compared-twice.ts';

/** Ten days of three steps, fewer rows than dates at times. */
interface Made {
  rows: (number | null)[][];
  incomplete: number[];
  often: number;
}

function made(dice: Dice): Made {
  const row = () => {
    const users = times(3, () => dice.whole(0, 200)).sort((a, b) => b - a);
    const [gone, place] = [dice.now(0.1), dice.whole(0, 2)];
    return users.map((one, step) => (gone && step === place ? null : one));
  };
  return {
    rows: times(dice.whole(7, 10), row),
    incomplete: times(dice.whole(0, 2), () => dice.whole(0, 9)),
    often: 0.3 + 0.7 * dice.part(),
  };
}

const usersAt = ({ rows }: Made, step: number) => rows.map((users) => users[step] ?? 0);
const sumAt = (made: Made, step: number) => usersAt(made, step).reduce((sum, one) => sum + one, 0);

/** Users of the whole range: no fewer than on its best day, no more than all its entries. */
function totals(made: Made): number[] {
  const each = [0, 1, 2].map((step) => Math.max(0, ...usersAt(made, step), Math.round(sumAt(made, step) * made.often)));
  return each.sort((a, b) => b - a);
}

function element(made: Made, start: string, name: string, how: number) {
  return {
    groupValue: name,
    cumulativeRaw: totals(made),
    dayFunnels: {
      xValues: dates(start, 10),
      series: made.rows.map((users) => users.map((one) => sent(one, how))),
      isComplete: dates(start, 10).map((_, index) => !made.incomplete.includes(index)),
    },
  };
}

const seed = fc.integer({ min: 1, max: 2 ** 31 - 1 });

/** The steps as the table calls them, each as the step that is reached and the one that it is reached from. */
const figures = [
  ['all steps', 2, 0],
  ['1 → 2', 1, 0],
  ['2 → 3', 2, 1],
] as const;

it('entries are summed over the days that had the whole window on both sides', () => {
  fc.assert(
    fc.property(seed, (from) => {
      const dice = diceOf(from);
      const pairs = times(dice.whole(2, 4), () => [made(dice), made(dice)] as const);
      const [back, hours, how] = [dice.whole(0, 6), dice.whole(1, 8 * 24), dice.whole(0, 2)];
      const end = ago('2026-08-14', back);
      const [start, earlier] = [ago(end, 9), ago(end, 19)];
      const later = pairs.map(([one], index) => element(one, start, names[index] ?? '', how));
      const before = pairs.map(([, other], index) => element(other, earlier, names[index] ?? '', how)).reverse();
      const args = { events: ['a', 'b', 'c'], start, end, group_by: 'os', conversion_window_seconds: hours * 3600 };
      const found = rowsOf(compared(funnel, args, [{ data: later }, { data: before }]), 2);
      for (const [index, [own, other]] of pairs.entries()) {
        const settled = dates(start, 10).flatMap((date, at) => (isSettled(date, at, own, other, hours) ? [at] : []));
        for (const [figure, to, from] of figures) {
          const shown = found.get(`${names[index]} · ${figure}, entries`);
          if (settled.length === 0) expect(shown).toBeUndefined();
          else expectRates(shown, shareOf(own, settled, to, from), shareOf(other, settled, to, from));
        }
      }
    }),
    { numRuns: 60 },
  );
});

it('users are compared where the last of them had the whole window, and nowhere else', () => {
  fc.assert(
    fc.property(seed, (from) => {
      const dice = diceOf(from);
      const [own, other] = [made(dice), made(dice)];
      const hours = dice.whole(1, 8 * 24);
      const end = ago('2026-08-14', dice.whole(0, 6));
      const [later, earlier] = [element(own, ago(end, 9), '', 0), element(other, ago(end, 19), '', 0)];
      const args = { events: ['a', 'b', 'c'], start: ago(end, 9), end, conversion_window_seconds: hours * 3600 };
      const found = rowsOf(compared(funnel, args, [{ data: [later] }, { data: [earlier] }]), 1);
      const over = Date.parse(end) + 86_400_000 + hours * 3_600_000 <= now.getTime();
      const [row, entries] = ['users', 'entries'].map((who) => found.get(`all steps, ${who}`));
      const share = ({ cumulativeRaw: [of = 0, , hits = 0] }: typeof later) => ({ hits, of });
      if (over && [own, other].every(({ incomplete }) => incomplete.length === 0))
        expectRates(row, share(later), share(earlier));
      else if (entries !== undefined) expect(row).toBeUndefined();
      else expect(row).toMatchObject({ change: null, interval_95: null, verdict: 'unequal time' });
    }),
    { numRuns: 60 },
  );
});

function isSettled(date: string, at: number, own: Made, other: Made, hours: number): boolean {
  const over = Date.parse(date) + 86_400_000 + hours * 3_600_000 <= now.getTime();
  return (
    over &&
    [own, other].every(({ rows, incomplete }) => {
      const users = rows[at];
      return users?.every((one) => one !== null) === true && !incomplete.includes(at);
    })
  );
}

/** Of how many entries chance is judged as if they were so many fewer people as in the whole range. */
function shareOf(made: Made, settled: readonly number[], to: number, from: number) {
  const sum = (step: number) => settled.reduce((all, at) => all + (made.rows[at]?.[step] ?? 0), 0);
  const [entries, people] = [sumAt(made, from), totals(made)[from] ?? 0];
  return { hits: sum(to), of: sum(from), people: sum(from) * (entries === 0 ? 1 : Math.min(1, people / entries)) };
}
