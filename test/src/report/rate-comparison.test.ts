import { describe, expect, it } from 'vitest';
import {
  apart,
  chanceSentences,
  checked,
  clearChanges,
  clearCount,
  rateCells,
  rateColumns,
  ratesOf,
} from '../../../src/report/rate-comparison.ts';
import { interval } from '../../support/newcombe.ts';

const of = (hits: number, all: number, people?: number) => ({
  hits,
  of: all,
  ...(people === undefined ? {} : { people }),
});

describe('the cells of two rates', () => {
  it('have the difference, its interval and what may be said', () => {
    expect(rateCells({ now: of(56, 70), before: of(48, 80) })).toEqual([
      ...[0.8, 0.6, 0.8 - 0.6, '+5.2 to +33.4', 'higher', 70, 80],
    ]);
    expect(rateColumns).toHaveLength(7);
  });

  it('have no difference on few, where it is refused, and without rates', () => {
    expect(rateCells({ now: of(29, 29), before: of(0, 500) })).toEqual([1, 0, null, null, 'too few', 29, 500]);
    expect(rateCells({ now: of(0, 0), before: of(0, 500) })).toEqual([null, 0, null, null, 'too few', 0, 500]);
    expect(rateCells({ now: of(56, 70), before: of(48, 80) }, 'unequal time')).toEqual([
      0.8,
      0.6,
      null,
      null,
      'unequal time',
      70,
      80,
    ]);
    expect(rateCells(null)).toEqual(rateColumns.map(() => null));
  });

  it('are judged by the people behind them', () => {
    const often = { now: of(560, 700, 70), before: of(480, 800, 80) };
    expect(rateCells(often).slice(3, 5)).toEqual(['+5.2 to +33.4', 'higher']);
    expect(rateCells({ now: of(560, 700, 29), before: of(480, 800) })[4]).toBe('too few');
    // More people than times is no more than the times.
    expect(rateCells({ now: of(56, 70, 900), before: of(48, 80) })[3]).toBe('+5.2 to +33.4');
  });
});

it('sums both sides, and knows no rate of nothing or of more than all', () => {
  const pairs = [
    { now: [3, 5], before: [1, 4] },
    { now: [0, 2], before: [2, 2] },
  ];
  const rates = (some: typeof pairs) =>
    ratesOf(
      some,
      ([hits = 0]) => hits,
      ([, all = 0]) => all,
    );
  expect(rates(pairs)).toEqual({ now: of(3, 7), before: of(3, 6) });
  expect(rates([])).toBeNull();
  expect(rates([{ now: [3, 5], before: [5, 4] }])).toBeNull();
  expect(checked({ now: of(-1, 5), before: of(1, 4) })).toBeNull();
});

it('finds the changes beyond chance, the largest first, down or up', () => {
  const rate = (hits: number) => ({ now: of(hits, 1000), before: of(500, 1000) });
  const all = [
    { name: 'a little up', rates: rate(560) },
    { name: 'chance', rates: rate(510) },
    { name: 'far down', rates: rate(300) },
    { name: 'few', rates: { now: of(20, 20), before: of(500, 1000) } },
    { name: 'unknown', rates: null },
  ];
  expect(clearChanges(all).map(({ name }) => name)).toEqual(['far down', 'a little up']);
});

it('counts only what has an interval', () => {
  const rate = (hits: number) => ({ now: of(hits, 1000), before: of(500, 1000) });
  const few = { now: of(20, 20), before: of(500, 1000) };
  const all = [rate(560), rate(510), few, null].map((rates) => ({ rates }));
  expect(clearCount(all.slice(0, 2), 'groups')).toBe('2 groups 1 rose and 0 fell beyond chance');
  expect(clearCount(all, 'groups')).toBe(
    '2 groups with enough users (2 too small to judge) 1 rose and 0 fell beyond chance',
  );
  expect(clearCount([{ rates: few }, { rates: few }], 'groups')).toBe('2 groups none has enough users to judge');
  const nine = Array.from({ length: 9 }, () => rate(510));
  expect(chanceSentences([...nine, few, null])).toEqual([]);
  expect(chanceSentences([...nine, rate(560), few])).toEqual([
    'Of 10 intervals about one in 20 leaves out 0 by chance alone.',
  ]);
});

it('tells how far two rates are apart, or that they are not clearly', () => {
  const [high, low] = [of(400, 1000), of(300, 1000)];
  expect(apart(high, low)).toBe(`10.0 points apart (${interval(high, low).replaceAll('+', '')})`);
  expect(apart(of(13, 31), of(12, 31))).toMatch(
    /^not clearly apart: 3\.2 points \(95 % interval -\d+\.\d to \d+\.\d\)$/,
  );
});
