import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newcombe, rateChange, verdict, wilson } from '../../../src/report/proportion.ts';

describe('Wilson', () => {
  it('gives the published interval', () => {
    // Newcombe 1998, table I: 81 of 263, and 15 of 148, without continuity correction.
    expect(wilson({ hits: 81, of: 263 }).low).toBeCloseTo(0.2553, 4);
    expect(wilson({ hits: 81, of: 263 }).high).toBeCloseTo(0.3662, 4);
    expect(wilson({ hits: 15, of: 148 }).low).toBeCloseTo(0.0624, 4);
    expect(wilson({ hits: 15, of: 148 }).high).toBeCloseTo(0.1605, 4);
    expect(wilson({ hits: 0, of: 20 })).toEqual({ low: 0, high: expect.closeTo(0.1611, 4) });
  });
});

describe('Newcombe', () => {
  it('gives the published interval of a difference', () => {
    // Newcombe 1998, table II: 56/70 against 48/80, method 10.
    const { difference, low, high } = newcombe({ hits: 56, of: 70 }, { hits: 48, of: 80 });
    expect(difference).toBeCloseTo(0.2, 10);
    expect(low).toBeCloseTo(0.0524, 4);
    expect(high).toBeCloseTo(0.3339, 4);
  });

  it('holds the difference, and turns round with its sides', () => {
    const proportion = fc
      .integer({ min: 30, max: 100_000 })
      .chain((of) => fc.record({ of: fc.constant(of), hits: fc.integer({ min: 0, max: of }) }));
    fc.assert(
      fc.property(proportion, proportion, (one, other) => {
        const [there, back] = [newcombe(one, other), newcombe(other, one)];
        expect(there.low).toBeLessThanOrEqual(there.difference + 1e-12);
        expect(there.high).toBeGreaterThanOrEqual(there.difference - 1e-12);
        expect(there.low).toBeCloseTo(-back.high, 12);
        expect(there.low).toBeGreaterThanOrEqual(-1);
        expect(there.high).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('what is said of two rates', () => {
  it('is a change only where the interval leaves 0 out', () => {
    expect(verdict({ hits: 300, of: 1_000 }, { hits: 240, of: 1_000 })).toBe('higher');
    expect(verdict({ hits: 240, of: 1_000 }, { hits: 300, of: 1_000 })).toBe('lower');
    expect(verdict({ hits: 30, of: 100 }, { hits: 24, of: 100 })).toBe('no clear change');
    expect(verdict({ hits: 29, of: 29 }, { hits: 1, of: 10_000 })).toBe('too few');
  });

  it('has its interval with it', () => {
    expect(rateChange({ hits: 300, of: 1_000 }, { hits: 240, of: 1_000 }, 'entrants')).toBe(
      '30.0 % of 1,000 against 24.0 % of 1,000 entrants: up 6.0 points (95 % interval +2.1 to +9.9)',
    );
    expect(rateChange({ hits: 30, of: 100 }, { hits: 24, of: 100 }, 'entrants')).toBe(
      '30.0 % of 100 against 24.0 % of 100 entrants: no clear change (+6.0 points, 95 % interval -6.3 to +18.1)',
    );
    // Its lower end is 0.017 points, which would read as an interval that holds 0.
    expect(rateChange({ hits: 166, of: 383 }, { hits: 173, of: 471 }, 'entrants')).toBe(
      '43.3 % of 383 against 36.7 % of 471 entrants: up 6.6 points (95 % interval +0.02 to +13.2)',
    );
    expect(rateChange({ hits: 1_000_400, of: 10_000_000 }, { hits: 996_000, of: 10_000_000 }, 'entrants')).toBe(
      '10.0 % of 10,000,000 against 10.0 % of 10,000,000 entrants: up 0.04 points (95 % interval +0.02 to +0.1)',
    );
    expect(rateChange({ hits: 50, of: 100 }, { hits: 50, of: 100 }, 'entrants')).toContain('(0.0 points, 95 %');
    expect(rateChange({ hits: 3, of: 10 }, { hits: 0, of: 0 }, 'entrants')).toBe(
      '30.0 % of 10 against n/a of 0 entrants: fewer than 30 on a side, too few to call a change',
    );
  });
});
