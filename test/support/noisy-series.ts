import fc from 'fast-check';
import type { Known } from '../../src/report/series-quality-rhythm.ts';
import { dates } from './amplitude-series.ts';

export interface Noisy {
  /** Of a mean day. */
  level: number;
  days: number;
  /** How much each weekday has of the mean day. */
  week: readonly number[];
  /** Of the generator: the same figures every time. */
  seed: number;
}

/** Series of counts with a weekday rhythm, whose weakest day may have a tenth of the strongest. */
export function noisy({ level, days }: { level: fc.Arbitrary<number>; days: fc.Arbitrary<number> }) {
  const week = fc.array(fc.double({ min: 0.2, max: 2, noNaN: true }), { minLength: 7, maxLength: 7 });
  return fc.record({ level, days, week, seed: fc.integer({ min: 1, max: 2 ** 30 }) });
}

/** Poisson counts of such a series, from Monday, 4 May 2026 on; `factor` says how much of it is left on each day. */
export function counts(series: Noisy, factor: (day: number) => number = () => 1): Known[] {
  const random = randomOf(series.seed);
  const mean = series.week.reduce((sum, one) => sum + one, 0) / 7;
  return dates('2026-05-04', series.days).map((at, day) => {
    const expected = (series.level * (series.week[day % 7] ?? 1) * factor(day)) / mean;
    return { at, value: poisson(expected, random) };
  });
}

/** A count that is expected to be so large, drawn by chance. */
export function poisson(expected: number, random: () => number): number {
  if (expected > 40) return Math.max(0, Math.round(expected + Math.sqrt(expected) * normal(random)));
  let count = 0;
  for (let rest = random(); rest > Math.exp(-expected); rest *= random()) count += 1;
  return count;
}

export function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Even numbers from 0 to 1 (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    const mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    const again = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((again ^ (again >>> 14)) >>> 0) / 4_294_967_296;
  };
}
