import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cover } from '../../../src/report/cover.ts';

it('is the part of the sum that the first figures are', () => {
  expect(cover([50, 30, 15, 5], 2)).toBe(0.8);
  expect(cover([0.3, 0.1, 0.2], 1)).toBe(0.5);
});

it('is none where everything is shown, or the sum says nothing', () => {
  expect(cover([50, 30], 2)).toBeNull();
  expect(cover([50, null, 3], 2)).toBeNull();
  expect(cover([50, 3, -3], 2)).toBeNull();
  expect(cover([0, 0, 0], 2)).toBeNull();
});

it('is a fraction that grows with what is shown', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1e6), { minLength: 3 }), fc.integer({ min: 1, max: 2 }), (figures, shown) => {
      const ranked = figures.toSorted((a, b) => b - a);
      const part = cover(ranked, shown);
      if (ranked[0] === 0) return expect(part).toBeNull();
      expect(part).toBeGreaterThanOrEqual(shown / ranked.length - 1e-12);
      expect(part).toBeLessThanOrEqual(1);
    }),
  );
});
