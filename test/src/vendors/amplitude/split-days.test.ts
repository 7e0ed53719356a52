import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysIn } from '../../../../src/report/calendar.ts';
import { splitDays } from '../../../../src/vendors/amplitude/split-days.ts';

const start = '2024-02-27';

describe('a range that is split', () => {
  it('is covered by its parts, once, in order, each within the limit and about as long as the others', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 800 }), fc.integer({ min: 1, max: 1_000 }), (days, perDay) => {
        const cost = (range: { start: string; end: string }) => perDay * daysIn(range);
        const whole = { start, end: addDays(start, days - 1), metric: 'totals' };
        const parts = splitDays(whole, { most: 1_000, cost }) ?? [];
        expect(parts[0]?.start).toBe(whole.start);
        expect(parts.at(-1)?.end).toBe(whole.end);
        for (const [index, part] of parts.slice(1).entries())
          expect(part.start).toBe(addDays(parts[index]?.end ?? '', 1));
        const lengths = parts.map(daysIn);
        expect(Math.min(...lengths)).toBeGreaterThanOrEqual(1);
        expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(1);
        for (const part of parts) expect(cost(part)).toBeLessThanOrEqual(1_000);
        for (const { metric } of parts) expect(metric).toBe('totals');
      }),
    ));

  it('is not split where one day is too dear', () =>
    expect(splitDays({ start, end: start }, { most: 1_000, cost: () => 1_001 })).toBeNull());
});
