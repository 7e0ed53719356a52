import { describe, expect, it } from 'vitest';
import { cohortDate } from '../../../src/report/cohort-date.ts';
import { isCut, lastDay } from '../../../src/report/cohort-period.ts';

const summer = { start: '2026-06-01', end: '2026-08-15', interval: 'daily' } as const;

describe('the date of a cohort', () => {
  it.each([
    ['2026-08-15', '2026-08-15'],
    ['2026-08-15T00:00:00', '2026-08-15'],
    ['Nov 19, 2025', '2025-11-19'],
    ['Nov 19 2025', '2025-11-19'],
    ['August 5, 2026', '2026-08-05'],
    ['Aug 15', '2026-08-15'],
    ['Jun. 1', '2026-06-01'],
    ['Jul 2026', '2026-07-01'],
    ['2026-07', '2026-07-01'],
  ])('of %s', (label, date) => expect(cohortDate(label, summer)).toBe(date));

  it.each([
    'May 31',
    'Aug 16',
    'Feb 31',
    'Foo 12',
    'Day 5',
    'Aug',
    '',
    '2026-02-30',
    '2026-13-01',
    '2026-08-155',
    'Aug 10 - Aug 16',
  ])('is not told by "%s"', (label) => expect(cohortDate(label, summer)).toBeNull());

  it('takes the year from a range across new year', () => {
    const winter = { start: '2025-12-20', end: '2026-01-10', interval: 'daily' } as const;
    expect(['Dec 31', 'Jan 1', 'Dec 19'].map((label) => cohortDate(label, winter))).toEqual([
      '2025-12-31',
      '2026-01-01',
      null,
    ]);
  });

  it('does not guess between two years', () => {
    const long = { start: '2025-08-10', end: '2026-08-15', interval: 'daily' } as const;
    expect(['Aug 12', 'Aug 9', 'Sep 1'].map((label) => cohortDate(label, long))).toEqual([
      null,
      '2026-08-09',
      '2025-09-01',
    ]);
  });

  it('lets a week or month begin before the range', () => {
    const weekly = { start: '2026-01-01', end: '2026-02-15', interval: 'weekly' } as const;
    expect(['Dec 29', 'Dec 28', 'Dec 27'].map((label) => cohortDate(label, weekly))).toEqual([
      '2025-12-29',
      '2025-12-28',
      null,
    ]);
    expect(cohortDate('Jan 1', { ...weekly, start: '2026-01-20', interval: 'monthly' })).toBe('2026-01-01');
  });

  it('knows leap days', () => {
    expect(cohortDate('Feb 29', { start: '2023-12-01', end: '2024-06-01', interval: 'daily' })).toBe('2024-02-29');
  });
});

describe('the period of a cohort', () => {
  it('ends with its day, week or month', () => {
    expect([lastDay('2026-02-04', 'daily'), lastDay('2026-02-04', 'weekly'), lastDay('2026-02-04', 'monthly')]).toEqual(
      [...['2026-02-04', '2026-02-10', '2026-02-28']],
    );
  });

  it('is cut by the range, or by the next cohort', () => {
    const range = { start: '2026-02-02', end: '2026-03-15', interval: 'weekly' } as const;
    expect(isCut('2026-02-02', '2026-02-09', range)).toBe(false);
    expect(isCut('2026-02-01', '2026-02-08', range)).toBe(true);
    expect(isCut('2026-02-04', '2026-02-09', range)).toBe(true);
    expect(isCut('2026-03-09', null, range)).toBe(false);
    expect(isCut('2026-03-10', null, range)).toBe(true);
    expect(isCut('2026-02-02', '2026-03-01', { ...range, interval: 'monthly' })).toBe(true);
    expect(isCut('2026-02-02', null, { ...range, interval: 'daily' })).toBe(false);
  });
});
