import Big from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal } from '../../../src/report/decimal.ts';

/** Amounts as vendors send them and as none does: whole, with two decimals, finer, and longer than a number can tell. */
const text = fc.oneof(
  fc.tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.nat(99)).map(([whole, cents]) => `${whole}.${cents}`),
  fc.tuple(fc.constantFrom('', '-'), fc.stringMatching(/^\d{1,20}(\.\d{1,20})?$/)).map((parts) => parts.join('')),
  fc.constantFrom('0', '-0', '0.00', '-0.01', '0.005', '9999999999999.99', '10000000000000.00', '999999999999999'),
  fc.constantFrom(
    '4503599627370497.5',
    '9007199254740993',
    '90071992547409.93',
    '0.1',
    '0.30',
    '1.0000000000000000001',
  ),
);
const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer().map((cents) => cents / 100),
);

describe('an exact decimal', () => {
  it('is the number that was sent, to the last digit', () => {
    fc.assert(fc.property(text, (sent) => expectSame(Decimal.of(sent), new Big(sent))));
    fc.assert(fc.property(number, (sent) => expectSame(Decimal.of(sent), new Big(sent))));
  });

  it('is read from cents', () => {
    fc.assert(fc.property(text, (sent) => expectSame(Decimal.ofHundredths(sent), new Big(sent).times('0.01'))));
    fc.assert(fc.property(number, (sent) => expectSame(Decimal.ofHundredths(sent), new Big(sent).times('0.01'))));
  });

  it('may have a plus', () => {
    expect(Decimal.of('+61.5').text()).toBe('61.50');
    expect(Decimal.of('+12345678901234567.125').text()).toBe('12345678901234567.125');
    expect(Decimal.ofHundredths('+6150').text()).toBe('61.50');
  });

  it('is nothing but a decimal', () => {
    for (const sent of ['', ' ', ' 5', '5 ', '5\n', '0x10', '0b1', '1,5', '+-5', '++5', '-', '.', 'NaN', 'Infinity']) {
      expect(() => Decimal.of(sent), JSON.stringify(sent)).toThrow('Invalid number');
      expect(() => Decimal.ofHundredths(sent), JSON.stringify(sent)).toThrow('Invalid number');
    }
    for (const sent of [Number.NaN, Number.POSITIVE_INFINITY]) expect(() => Decimal.of(sent)).toThrow('Invalid number');
    expect(Decimal.of('1e-20').text()).toBe('0.00000000000000000001');
    expect(Decimal.of('1e-400').sign()).toBe(1);
  });

  it('adds up exactly, in any order and of any kind', () => {
    fc.assert(
      fc.property(fc.array(text), (sent) =>
        expectSame(
          Decimal.sum(sent.map(Decimal.of)),
          sent.reduce((sum, one) => sum.plus(one), new Big(0)),
        ),
      ),
    );
  });

  it('adds up beyond what a number can tell', () => {
    const most = '9999999999999.99';
    expect(Decimal.sum(Array.from({ length: 1_000 }, () => Decimal.of(most))).text()).toBe('9999999999999990.00');
    expect(Decimal.of(most).plus(Decimal.of(most)).plus(Decimal.of('0.01')).text()).toBe('19999999999999.99');
  });

  it('reckons and compares as any exact decimal does', () => {
    fc.assert(
      fc.property(text, text, (left, right) => {
        const [a, b] = [Decimal.of(left), Decimal.of(right)];
        const [x, y] = [new Big(left), new Big(right)];
        expectSame(a.plus(b), x.plus(y));
        expectSame(a.minus(b), x.minus(y));
        expectSame(a.abs(), x.abs());
        expectSame(a.negated(), x.times(-1));
        expect(Math.sign(a.compare(b)) + 0).toBe(x.cmp(y));
        expect(a.equals(b)).toBe(x.eq(y));
        expect(a.sign()).toBe(x.cmp(0));
        if (!y.eq(0)) expect(a.over(b) + 0).toBe(Number(x.div(y)) + 0);
      }),
    );
  });
});

function expectSame(own: Decimal, expected: Big): void {
  const decimals = expected.toFixed().split('.')[1]?.length ?? 0;
  expect(own.text()).toBe(expected.toFixed(Math.max(2, decimals)));
  expect(own.toNumber() + 0).toBe(Number(expected) + 0);
}
