import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outages } from '../../../src/report/series-quality-outages.ts';
import type { Known } from '../../../src/report/series-quality-rhythm.ts';
import { dates, times } from '../../support/amplitude-series.ts';
import { counts, type Noisy, noisy, poisson, randomOf } from '../../support/noisy-series.ts';

const sample = (arbitrary: fc.Arbitrary<Noisy>, numRuns: number) => fc.sample(arbitrary, { numRuns, seed: 20_260_815 });
const found = (series: readonly Known[]) => outages(series, 'daily', true);
const without = (series: readonly Known[], from: number, days: number, left = 0) =>
  series.map((one, day) => (day >= from && day < from + days ? { ...one, value: Math.floor(one.value * left) } : one));

describe('chance and the weekday rhythm', () => {
  it('are no outage, however small the counts', () => {
    const level = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 5_000 }));
    const all = sample(noisy({ level, days: fc.integer({ min: 7, max: 120 }) }), 1_500);
    expect(all.filter((series) => found(counts(series)).length > 0).length).toBeLessThan(3);
  });

  it('nor are closed weekends, bursts, a beginning, an end that fades', () => {
    const day = (value: (day: number) => number) =>
      dates('2026-05-04', 60).map((at, index) => ({ at, value: value(index) }));
    expect(found(day((index) => (index % 7 > 4 ? 0 : 300)))).toEqual([]);
    expect(found(day((index) => (index % 5 === 0 ? 4_000 : 0)))).toEqual([]);
    expect(found(day((index) => (index < 20 ? 0 : 300)))).toEqual([]);
    expect(found(day((index) => Math.floor(600 * 0.7 ** index)))).toEqual([]);
    expect(found(day(() => 0))).toEqual([]);
    expect(found(day((index) => (index % 9 === 8 ? 0 : 300)))).toEqual([]);
    expect(found(day((index) => (index === 30 ? -5 : 300)))).toEqual([]);
  });

  it('nor are shares of few, which may be 0 by chance', () => {
    const random = randomOf(11);
    const shares = (users: number) =>
      dates('2026-05-04', 90).map((at) => ({ at, value: poisson(users / 4, random) / users }));
    const some = Array.from({ length: 200 }, (_, index) => outages(shares(4 + (index % 30)), 'daily', false));
    expect(some.filter((one) => one.length > 0).length).toBeLessThan(4);
  });
});

describe('an outage', () => {
  it.each([1, 2, 9])('of %d days is found to the day, wherever it is', (days) => {
    const all = sample(noisy({ level: fc.constant(400), days: fc.constant(30) }), 150);
    for (const series of all) {
      const from = 7 + (series.seed % (24 - days));
      expect(found(without(counts(series), from, days))).toMatchObject([
        { from: dates('2026-05-04', 30)[from], to: dates('2026-05-04', 30)[from + days - 1], points: days, most: 0 },
      ]);
    }
  });

  it('is found in a series whose level has changed, too', () => {
    const series = counts({ level: 400, days: 56, week: [1, 1, 1, 1, 1, 0.6, 0.6], seed: 9 }, (day) =>
      day < 25 ? 1 : 0.6,
    );
    expect(found(without(series, 47, 1))).toMatchObject([{ from: '2026-06-20', points: 1 }]);
  });

  it('tells what is usual at that weekday', () => {
    const series = dates('2026-05-04', 28).map((at, day) => ({ at, value: day % 7 > 4 ? 50 : 300 }));
    expect(found(without(series, 19, 1))).toEqual([
      { from: '2026-05-23', to: '2026-05-23', points: 1, most: 0, usual: 50, open: false },
    ]);
    expect(found(without(series, 18, 3))).toMatchObject([{ from: '2026-05-22', points: 3, usual: 50 }]);
  });

  it('may last up to the latest point, or leave next to nothing', () => {
    const series = counts({ level: 500, days: 60, week: [1, 1, 1, 1, 1, 0.6, 0.6], seed: 5 });
    expect(found(without(series, 30, 30))).toMatchObject([{ from: '2026-06-03', points: 30, open: true }]);
    const partly = found(without(series, 40, 2, 0.03));
    expect(partly).toMatchObject([{ from: '2026-06-13', to: '2026-06-14', open: false }]);
    expect(partly[0]?.most).toBeGreaterThan(0);
    expect(found(without(series, 40, 2, 0.2))).toEqual([]);
  });

  it('of averages is found where they hardly scatter', () => {
    const random = randomOf(4);
    const lengths = dates('2026-05-04', 40).map((at) => ({ at, value: 170 + 20 * random() }));
    expect(outages(without(lengths, 20, 1), 'daily', false)).toMatchObject([{ from: '2026-05-24', points: 1 }]);
  });

  it('of hours is measured by the same hour of other days', () => {
    const day = (hour: number) => (hour < 6 ? 0 : 90 + hour);
    const hours = times('2026-08-10', 120, 60).map((time, index) => ({
      at: time.slice(0, 16).replace('T', ' '),
      value: index >= 60 && index < 63 ? 0 : day(index % 24),
    }));
    expect(outages(hours, 'hourly', true)).toMatchObject([
      { from: '2026-08-12 12:00', to: '2026-08-12 14:00', points: 3, usual: 103 },
    ]);
    expect(outages(hours, 'realtime', true)).toEqual([]);
  });

  it('is not told of short series, in which nothing is usual', () => {
    const flat = dates('2026-05-04', 14).map((at) => ({ at, value: 300 }));
    expect(found(without(flat, 10, 1))).toEqual([]);
  });

  it('is found in a hundred thousand points at once', () => {
    const many = Array.from({ length: 300 }, (_, seed) =>
      without(counts({ level: 60, days: 365, week: [1, 1, 1, 1, 1, 1, 1], seed: seed + 1 }), 200, 1),
    );
    const start = performance.now();
    expect(many.flatMap(found)).toHaveLength(300);
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
