import { describe, expect, it } from 'vitest';
import { retention } from '../../../tools/amplitude/retention.ts';
import { recordedRetention } from '../../support/amplitude-retention.ts';
import { report } from '../../support/ask.ts';

const newcomers = { start_event: '_new', return_event: '_active', start: '2026-08-05', end: '2026-08-14' };
const one = (args: Record<string, unknown>, series: unknown) =>
  report(retention, { ...newcomers, ...args }, [{ data: { series: [series] } }]);
const back = (size: number, n: number) => (n === 0 ? size : Math.min(size, 41 - n));

describe('splits all cohorts in half before any is left out', () => {
  /** The last 20 of 40 cohorts crash from 40 % to 10 %. */
  const crashed = (start: string, end: string) =>
    one(
      { start, end },
      recordedRetention({
        ...{ start, days: 40, today: '2026-08-15', size: () => 100 },
        back: (size, n, cohort) => (n === 0 ? size : cohort < 20 ? 40 : 10),
      }),
    ).headline.slice(2);

  it('at a day that the youngest reach with a quarter left out at most', () => {
    expect(crashed('2026-07-06', '2026-08-14')).toEqual([
      'At day 7 (33 of 40 cohorts, 7 too young): best 2026-07-25: 40.0 % of 100, worst 2026-07-26: 10.0 % of 100 (of 33 with 30+).',
      'Later half (13 of 20 cohorts) against earlier (20 cohorts): 10.0 % of 1,300 against 40.0 % of 2,000 new users: down 30.0 points (95 % interval -32.6 to -27.2).',
    ]);
  });

  it('at the largest day that all of an older range reach', () => {
    expect(crashed('2026-06-16', '2026-07-25')).toEqual([
      'At day 20 (all 40 cohorts): best 2026-07-05: 40.0 % of 100, worst 2026-07-06: 10.0 % of 100 (of 40 with 30+).',
      'Later half (20 cohorts) against earlier (20 cohorts): 10.0 % of 2,000 against 40.0 % of 2,000 new users: down 30.0 points (95 % interval -32.5 to -27.5).',
    ]);
  });
});

it('compares three cohorts at day 1, and two that have only day 0 not at all', () => {
  const few = (days: number) =>
    one(
      { start: `2026-08-${15 - days}` },
      recordedRetention({ start: `2026-08-${15 - days}`, days, today: '2026-08-15', back }),
    ).headline.slice(2);
  expect(few(3)).toEqual([
    'At day 1 (2 of 3 cohorts, 1 too young): best 2026-08-12: 40.0 % of 100, worst 2026-08-13: 39.6 % of 101 (of 2 with 30+).',
    'Later half (1 of 2 cohorts) against earlier (1 cohort): 39.6 % of 101 against 40.0 % of 100 new users: no clear change (-0.4 points, 95 % interval -13.7 to +12.9).',
  ]);
  expect(few(2)).toEqual([]);
});

it('names no best where only one cohort has 30 users', () => {
  const sizes = (cohort: number) => (cohort === 0 ? 30 : 20);
  const told = one(
    {},
    recordedRetention({ start: '2026-08-05', days: 10, today: '2026-08-15', size: sizes, back: () => 9 }),
  );
  expect(told.headline[2]).toBe('At day 2 (8 of 10 cohorts, 2 too young): only one has 30+, 2026-08-05: 30.0 % of 30.');
});
