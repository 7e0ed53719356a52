import fc from 'fast-check';
import { expect, it } from 'vitest';
import { emailIn, holdsAt, mayLookPersonal, patterns } from '../../../src/report/personal-text.ts';

const numbers = ['1', '12', '123', '1234567', '192.168.1.1', '5.123', '-1234', '\u0663'];
const letters = ['a', 'f', 'F', 'g', 'Z', '_', 'deadbeef', 'abcd-', '0x', 'jane', '.com', '\u017f', '\u212a'];
const signs = ['-', '.', ':', '::', '+', ' ', ',', '/', '(', ')', ';', '"', '\u3002', '%2E', '\u00b0', 'a1-'];
const ats = ['@', '\uff20', '%40', '%2540', '&commat;', '(at)', '[AT]', '&#064;', '&#x40;', '\\u0040', '%EF%BC%A0'];
const text = fc
  .array(fc.constantFrom(...numbers, ...letters, ...signs, ...ats), { maxLength: 30 })
  .map((parts) => parts.join(''));

it('the quick looks at a text miss nothing that the patterns find', () => {
  fc.assert(
    fc.property(text, (one) => {
      if (one.search(emailIn) >= 0) expect(holdsAt(one)).toBe(true);
      if (patterns.some(([pattern]) => one.search(pattern) >= 0)) expect(mayLookPersonal(one)).toBe(true);
    }),
    { numRuns: 5_000 },
  );
});

it.each(['summer 12', 'iOS', 'Company 4812', 'checkout_step', '12:30'])('nor keep %j', (one) => {
  expect([holdsAt(one), mayLookPersonal(one)]).toEqual([false, false]);
});
