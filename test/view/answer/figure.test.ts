import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellText } from '../../../src/report/format.ts';
import type { ColumnType } from '../../../src/report/report.ts';
import { figureOf } from '../../../view/answer/figure.ts';

describe('a printed figure', () => {
  it.each([
    ['4,812', 4812, 'number'],
    ['0', 0, 'number'],
    ['-3', -3, 'number'],
    ['3.62', 3.62, 'number'],
    ['0.1244', 0.1244, 'number'],
    ['1.234e-7', 1.234e-7, 'number'],
    ['12.4 %', 0.124, 'percent'],
    ['+1,204.0 %', 12.04, 'percent'],
    ['-9.1 %', -0.091, 'percent'],
    ['+2.3 points', 0.023, 'points'],
    ['42 s', 42, 'seconds'],
    ['2.5 d = 216,000 s', 216_000, 'seconds'],
    ['-1 min = -60 s', -60, 'seconds'],
    ['EUR 61.50', 61.5, 'money EUR'],
    ['USD -4,718.42', -4718.42, 'money USD'],
  ])('%s is read with its unit', (text, value, unit) => {
    const figure = figureOf(text);
    expect(figure).toMatchObject({ unit, text });
    expect(figure?.value).toBeCloseTo(value, 10);
  });

  it.each(['n/a', '', 'iOS', '2026-11-22', '23:55', '0s-3s', 'yes', '5.10.2', '1 user', '12 %-ish', 'EUR', '-'])(
    '%j is none',
    (text) => expect(figureOf(text)).toBeNull(),
  );

  it('is what was meant, as far as its digits go', () => {
    const amount = fc.double({ noNaN: true, min: -1e8, max: 1e8 });
    const types: [ColumnType, number, string][] = [
      ['percent', 0.00051, 'percent'],
      ['change', 0.00051, 'percent'],
      ['seconds', 0.51, 'seconds'],
    ];
    for (const [type, off, unit] of types) {
      fc.assert(
        fc.property(amount, (value) => {
          const figure = figureOf(cellText({ name: 'figure', type }, value));
          expect(figure?.unit).toBe(unit);
          expect(Math.abs((figure?.value ?? Number.NaN) - value)).toBeLessThan(off + Math.abs(value) * 1e-9);
        }),
      );
    }
  });
});
