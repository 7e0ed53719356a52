import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '../../../src/report/calendar.ts';
import { levelShifts } from '../../../src/report/series-quality-levels.ts';
import { dates } from '../../support/amplitude-series.ts';
import { counts, type Noisy, noisy, normal, poisson, randomOf } from '../../support/noisy-series.ts';

const sample = (arbitrary: fc.Arbitrary<Noisy>, numRuns: number) => fc.sample(arbitrary, { numRuns, seed: 20_260_815 });
const shifts = (series: Noisy, factor?: (day: number) => number) => levelShifts(counts(series, factor), 'daily');
/** In which part of the series something is found. */
const rate = (all: readonly Noisy[], factor?: (day: number) => number) =>
  all.filter((series) => shifts(series, factor).length > 0).length / all.length;

describe('chance and the weekday rhythm', () => {
  it.each([
    ['a month', fc.integer({ min: 28, max: 31 }), 400],
    ['a quarter', fc.integer({ min: 60, max: 92 }), 200],
    ['a year', fc.constant(365), 40],
  ])('raise hardly ever an alarm in %s', (_, days, runs) => {
    const level = fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 60, max: 20_000 }));
    expect(rate(sample(noisy({ level, days }), runs))).toBeLessThan(0.02);
  });

  it('nor do a holiday, a campaign of some days, slow growth, a season', () => {
    const all = sample(noisy({ level: fc.integer({ min: 300, max: 3_000 }), days: fc.constant(60) }), 100);
    expect(rate(all, (day) => (day >= 40 && day < 45 ? 0.4 : 1))).toBeLessThan(0.02);
    expect(rate(all, (day) => (day >= 20 && day < 23 ? 4 : 1))).toBeLessThan(0.02);
    expect(rate(all, (day) => 1.01 ** day)).toBeLessThan(0.02);
    expect(rate(all, (day) => 1 + 0.4 * Math.sin(day / 58))).toBeLessThan(0.02);
  });

  it('and seldom what comes round: months and quarters of days, quarters and years of weeks', () => {
    const wave = (period: number, size: number) => (place: number) =>
      1 + size * Math.sin((2 * Math.PI * place) / period);
    const all = sample(noisy({ level: fc.integer({ min: 300, max: 3_000 }), days: fc.constant(120) }), 100);
    expect(rate(all, wave(30, 0.25))).toBeLessThan(0.15);
    expect(rate(all, wave(91, 0.25))).toBeLessThan(0.15);
    const weeks = (period: number, seed: number) => {
      const random = randomOf(seed);
      return dates('2025-08-11', 52, 7).map((at, week) => ({
        at,
        value: poisson(500 * wave(period, 0.25)(week), random),
      }));
    };
    const alarms = (period: number) =>
      Array.from({ length: 100 }, (_, seed) => levelShifts(weeks(period, seed + 1), 'weekly')).filter(
        ({ length }) => length > 0,
      );
    expect(alarms(52).length).toBeLessThan(5);
    expect(alarms(13).length).toBeLessThan(5);
  });

  it('nor does noise beyond chance in figures that count nothing', () => {
    const random = randomOf(7);
    const series = Array.from({ length: 100 }, () =>
      dates('2026-05-04', 60).map((at) => ({ at, value: 180 * Math.exp(0.15 * normal(random)) })),
    );
    expect(series.filter((one) => levelShifts(one, 'daily').length > 0).length).toBeLessThan(2);
  });
});

describe('a step', () => {
  const near = (at: string, day: number) => Math.abs(daysBetween(addDays('2026-05-04', day), at)) <= 2;
  const found = (all: readonly Noisy[], day: number, step: number) =>
    all.filter((series) => shifts(series, (one) => (one >= day ? step : 1)).some(({ at }) => near(at, day))).length /
    all.length;

  it.each([
    [0.6, 14, 0.97],
    [0.6, 21, 0.97],
    [1.6, 9, 0.97],
    [0.75, 14, 0.85],
  ])('to %d of 500 is dated within two days, %d days into a month', (step, day, least) => {
    const all = sample(noisy({ level: fc.constant(500), days: fc.constant(30) }), 150);
    expect(found(all, day, step)).toBeGreaterThanOrEqual(least);
  });

  it('to 60 % of 120 is found in a quarter, and told once', () => {
    const all = sample(noisy({ level: fc.constant(120), days: fc.constant(90) }), 100);
    expect(found(all, 50, 0.6)).toBeGreaterThanOrEqual(0.95);
    const many = all.filter((series) => shifts(series, (day) => (day >= 50 ? 0.6 : 1)).length > 1);
    expect(many.length).toBeLessThan(2);
  });

  it('is told with the medians of whole weeks on both sides, as they are', () => {
    const week = [10, 10, 10, 10, 10, 2, 4];
    const series = dates('2026-05-04', 35).map((at, day) => ({
      at,
      value: (week[day % 7] ?? 0) * (day < 18 ? 10 : 5),
    }));
    expect(levelShifts(series, 'daily')).toEqual([
      { at: '2026-05-22', before: 100, after: 50, pointsBefore: 14, pointsAfter: 14 },
    ]);
    // Ten points are left: a whole week of them.
    expect(levelShifts(series.slice(0, 28), 'daily')).toEqual([
      { at: '2026-05-22', before: 100, after: 50, pointsBefore: 14, pointsAfter: 7 },
    ]);
  });

  it('and back are two', () => {
    const series = counts({ level: 1_000, days: 90, week: [1, 1, 1, 1, 1, 0.5, 0.5], seed: 3 }, (day) =>
      day >= 40 && day < 60 ? 2 : 1,
    );
    expect(levelShifts(series, 'daily').map(({ at }) => at)).toEqual(['2026-06-13', '2026-07-03']);
  });

  it('is found in weeks', () => {
    const weeks = dates('2026-01-05', 20, 7).map((at, week) => ({
      at,
      value: (week < 11 ? 400 : 700) + (week % 3) * 9,
    }));
    expect(levelShifts(weeks, 'weekly')).toEqual([
      { at: '2026-03-23', before: 409, after: 709, pointsBefore: 11, pointsAfter: 9 },
    ]);
  });

  it('is looked for in long series only, of figures from 0 on', () => {
    const flat = (days: number) =>
      dates('2026-05-04', days).map((at, day) => ({ at, value: day < days / 2 ? 900 : 90 }));
    expect(levelShifts(flat(28), 'daily')).toHaveLength(1);
    expect(levelShifts(flat(27), 'daily')).toEqual([]);
    expect(levelShifts(flat(13), 'weekly')).toEqual([]);
    expect(levelShifts(flat(14), 'weekly')).toHaveLength(1);
    expect(levelShifts([], 'weekly')).toEqual([]);
    expect(levelShifts(flat(60), 'hourly')).toEqual([]);
    expect(
      levelShifts(
        flat(60).map(({ at, value }) => ({ at, value: value - 500 })),
        'daily',
      ),
    ).toEqual([]);
  });

  it('of small counts is none', () => {
    const all = sample(noisy({ level: fc.constant(6), days: fc.constant(60) }), 100);
    expect(rate(all, (day) => (day >= 30 ? 0.6 : 1))).toBeLessThan(0.02);
  });
});
