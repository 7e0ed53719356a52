import { describe, expect, it } from 'vitest';
import { changeOfBalance, changeOfSize } from '../../../src/report/amount-change.ts';
import { Decimal } from '../../../src/report/decimal.ts';

const change = (of: typeof changeOfSize, before: string, now: string) => of(Decimal.of(before), Decimal.of(now));

describe('the change of an amount', () => {
  it('is one of its size, so that a loss that grew has a plus', () => {
    expect(change(changeOfSize, '100', '150')).toBe(0.5);
    expect(change(changeOfSize, '-100', '-150')).toBe(0.5);
    expect(change(changeOfSize, '-100', '-25')).toBe(-0.75);
    expect(change(changeOfSize, '0.1', '0.3')).toBe(2);
    expect(change(changeOfSize, '100', '0')).toBe(-1);
  });

  it('is none from nothing, nor between a gain and a loss', () => {
    for (const [before, now] of [
      ['0', '10'],
      ['0', '0'],
      ['10', '-10'],
      ['-10', '10'],
    ] as const)
      expect(change(changeOfSize, before, now)).toBeNull();
  });

  it('is told of a balance only where both are gains', () => {
    expect(change(changeOfBalance, '100', '150')).toBe(0.5);
    expect(change(changeOfBalance, '100', '0')).toBe(-1);
    for (const [before, now] of [
      ['-100', '-150'],
      ['100', '-1'],
      ['-1', '0'],
    ] as const)
      expect(change(changeOfBalance, before, now)).toBeNull();
  });
});
