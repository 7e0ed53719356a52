import { expect, it } from 'vitest';
import { strikeSecrets } from '../../../src/wire/secrets.ts';

const connection = { secrets: ['key5'], headers: {}, pathSecrets: {} };

it('a short secret is struck where it stands alone, also behind a percent-encoded sign, and never in a word', () => {
  const told = 'key5 x%3Akey5, y%253akey5%253a; monkey5 key55 3Akey5';
  expect(strikeSecrets(told, connection)).toBe('(secret) x%3A(secret), y%253a(secret)%253a; monkey5 key55 3Akey5');
});

it.each(['25', '%25', '2', '%', 'key', 'a'])('%j over and over takes no time', (unit) => {
  const began = performance.now();
  strikeSecrets(unit.repeat(200_000), connection);
  expect(performance.now() - began).toBeLessThan(1_000);
});
