import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../../src/report/calendar.ts';
import { cheaper, queryCost } from '../../../../src/vendors/amplitude/cost.ts';

const changes = (interval: 'daily' | 'weekly' | 'monthly') =>
  cheaper({ start: '2025-08-15', end: '2026-08-14', group_by: ['country'], interval }, (q) => queryCost(q)).map(
    ({ change }) => change,
  );

describe('cheaper questions', () => {
  it('are the same for fewer days', () =>
    expect(changes('daily').slice(0, 2)).toEqual([
      '"start": "2026-01-27" (the last 200 days)',
      '"end": "2026-03-02" (the first 200 days)',
    ]));

  it('cut no week and no month', () => {
    expect(changes('weekly').slice(0, 2)).toEqual([
      '"start": "2026-02-02" (the last 194 days)',
      '"end": "2026-03-01" (the first 199 days)',
    ]);
    expect(changes('monthly').slice(0, 2)).toEqual([
      '"start": "2026-02-01" (the last 195 days)',
      '"end": "2026-02-28" (the first 198 days)',
    ]);
  });

  it('are of no more than 365 daily points, though more would be paid for', () => {
    const long = { start: '2023-01-01', end: '2026-08-14', group_by: ['country'] };
    const first = (interval: 'daily' | 'weekly') => cheaper({ ...long, interval }, (q) => queryCost(q) / 5)[0]?.change;
    expect(first('daily')).toContain('(the last 365 days)');
    expect(first('weekly')).toContain('(the last 999 days)');
  });

  it('fit, lie in the range and keep its end or its start', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 700 }),
        fc.integer({ min: 1, max: 400 }),
        fc.constantFrom('daily' as const, 'weekly' as const, 'monthly' as const),
        (days, typeCost, interval) => {
          const asked = { start: '2024-06-05', end: addDays('2024-06-05', days - 1), interval };
          for (const { input } of cheaper(asked, (q) => queryCost(q, typeCost))) {
            expect(queryCost(input, typeCost)).toBeLessThanOrEqual(1_000);
            expect(input.start <= input.end).toBe(true);
            expect([input.start >= asked.start, input.end <= asked.end]).toEqual([true, true]);
            expect(input.start === asked.start || input.end === asked.end).toBe(true);
          }
        },
      ),
    ));
});
