import fc from 'fast-check';
import { expect, it } from 'vitest';
import { median, quantile } from '../../../src/report/series-quality-median.ts';

const figure = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ noNaN: true, min: -1e9, max: 1e9 }));

it('a quantile lies where it does among the sorted figures, of few and of many', () => {
  fc.assert(
    fc.property(fc.array(figure, { minLength: 1, maxLength: 90 }), fc.constantFrom(0, 0.25, 0.5, 1), (values, part) => {
      const sorted = [...values].sort((a, b) => a - b);
      const place = (sorted.length - 1) * part;
      const [low = 0, high = 0] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
      expect(quantile(values, part)).toBeCloseTo(low + (high - low) * (place % 1), 4);
    }),
  );
});

it('nothing has no median', () => expect(median([])).toBeNaN());
