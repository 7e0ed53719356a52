import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amount, isAmount } from '../../../src/vendors/amount.ts';
import { amplitudeId, isAmplitudeId } from '../../../src/vendors/amplitude/user.ts';

const texts = fc.oneof(fc.string(), fc.stringMatching(/^[+-]?\d{0,20}\.?\d{0,4}(e\d)?$/));
const anything = fc.oneof(fc.anything(), texts, fc.double(), fc.integer());

describe('what is known at a glance', () => {
  it('is an amount that the schema gives as it was sent', () => {
    fc.assert(
      fc.property(anything, (sent) => {
        fc.pre(isAmount(sent));
        expect(amount.parse(sent)).toBe(sent);
      }),
    );
    expect(['12', '-0.5', 7, -1e-7].every(isAmount)).toBe(true);
    expect(['', '.5', '1e3', ' 1', '12\n', Number.NaN, Number.POSITIVE_INFINITY, null].some(isAmount)).toBe(false);
  });

  it('is an Amplitude ID that the schema takes too', () => {
    fc.assert(
      fc.property(anything, (sent) => {
        expect(isAmplitudeId(sent)).toBe(amplitudeId.safeParse(sent).success);
      }),
    );
  });
});
