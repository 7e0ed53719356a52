import { describe, expect, it } from 'vitest';
import { rawOf, standsRaw } from './raw.ts';

const body = JSON.stringify({
  data: { series: [[4812, 0.12444, 216_040]], mrr: -6150, revenue: '1000.00', at: '2026-08-17', user: 'u-00123' },
});

describe('a figure in raw JSON', () => {
  it('stands in any usual notation', () => {
    const raw = rawOf([body]);
    for (const figure of ['4,812', '12.4 %', 'EUR -61.50', 'EUR 1,000.00', '3.6 min = 216 s', '4812/216040']) {
      expect(standsRaw(raw, figure), figure).toBe(true);
    }
  });

  it('misses when it is not there as a whole', () => {
    const raw = rawOf([body]);
    for (const figure of ['481', '812', '12.5 %', 'EUR 61.51', '3.6 min = 217 s', '17', '8', '123', '4812/5']) {
      expect(standsRaw(raw, figure), figure).toBe(false);
    }
  });

  it('is not seen beyond the cut', () => {
    const long = JSON.stringify(Array.from({ length: 30_000 }, (_, index) => index));
    const raw = rawOf([long]);
    expect(raw).toMatchObject({ isCut: true, tokens: 25_000 });
    expect(standsRaw(raw, '100')).toBe(true);
    expect(standsRaw(raw, '29,999')).toBe(false);
  });
});
