import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shown } from '../../../src/vendors/shown.ts';

it('quotes a value and spells out what cannot be seen', () => {
  expect(shown('mars')).toBe('"mars"');
  expect(shown('e\u200bu\u00a0\n')).toBe('"e\\u{200b}u\\u{a0}\\u{a}"');
  expect(shown('x'.repeat(200))).toHaveLength(82);
});

it('shows no value that holds a secret, whole or in part', () => {
  expect(shown('eu', ['neutral-key-1'])).toBe('"eu"');
  expect(shown('key=neutral-key-1', ['neutral-key-1'])).not.toContain('neutral');
  expect(shown('neutral-key', ['neutral-key-1'])).not.toContain('neutral');
});

it('is one visible line, whatever the value', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (value) => !/[\p{Cc}\p{Cf}]/u.test(shown(value))),
  );
});
