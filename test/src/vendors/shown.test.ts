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

it('shows no value that looks like a key, whosever it is', () => {
  const keys = ['9f86d081884c7d659a2feaa0c55ad015', '8bc55ab6-c3b5-11eb-ac45-2f9a49d75af7', 'sk_live_4eC39HqLyjWDarjt'];
  for (const key of [...keys, ...keys.map((one) => `http://proxy.example/${one}/`), 'am/K3y+x=s1gns%&<x>9f31'])
    expect(shown(key)).toBe('not shown (it looks like a key)');
  const addresses = ['http://proxy-2.eu-west-1.example/amplitude', 'proxy-2.eu-west-1.example.com'];
  for (const plain of ['America/Argentina/ComodRivadavia', ...addresses, 'eu']) expect(shown(plain)).toBe(`"${plain}"`);
  const folders = ['/tmp/metrics-mcp-test-0erc2k', '~/state-of/metrics-2-and-more', 'C:\\Users\\b4\\state-of-metrics'];
  for (const folder of folders) expect(shown(folder)).toBe(`"${folder}"`);
});

it('is one visible line, whatever the value', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (value) => !/[\p{Cc}\p{Cf}\p{Cs}]/u.test(shown(value))),
  );
});
