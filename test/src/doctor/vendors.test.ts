import { expect, test } from 'vitest';
import { examineVendor } from '../../../src/doctor/vendors.ts';
import type { Engine } from '../../../src/engine.ts';
import type { HttpAnswer } from '../../../src/wire/http.ts';
import { catalogue } from '../../../tools/index.ts';
import { engineOf } from '../../support/engine.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const keys = { AMPLITUDE_API_KEY: 'api-key-of-a-test', AMPLITUDE_SECRET_KEY: 'secret-key-of-a-test' };
const refused = { status: 403, contentType: 'application/json', text: '{"error":{"message":"Invalid API key"}}' };

async function examine(settings: Record<string, string>, answer: HttpAnswer) {
  const clock = createFakeClock();
  const http: Engine['http'] = { get: async () => answer, close: async () => {} };
  const engine = { ...engineOf(catalogue, settings, clock), http };
  const [amplitude] = engine.config.vendors;
  if (amplitude === undefined) throw new Error('there is no vendor');
  return { found: await examineVendor(amplitude, engine, () => 'HTTPS_PROXY'), now: clock.now() };
}

test.each([
  [{}, 'us'],
  [{ AMPLITUDE_REGION: 'eu' }, 'eu'],
])('a refused key names the region that was asked: %j', async (settings, region) => {
  const { found } = await examine({ ...keys, ...settings }, refused);
  expect(found).toMatchObject({ health: 'broken', status: 403, proxy: 'HTTPS_PROXY' });
  expect(found.finding).toContain(`The region that was asked is ${region} (AMPLITUDE_REGION).`);
});

test('another address than the region of the settings is told by itself', async () => {
  const { found } = await examine({ ...keys, AMPLITUDE_BASE_URL: 'https://gateway.example.com/a' }, refused);
  expect(found.finding).not.toContain('region that was asked');
  expect(found.facts).toMatchObject({ region: 'us', address: 'that of the settings' });
  expect(JSON.stringify(found)).not.toContain('gateway');
});

test('a clock is compared to the second, whatever the vendor says', async () => {
  const { now } = await examine(keys, refused);
  // Cut to whole seconds, a date is half a second behind on average.
  const date = now - 90_500;
  const { found } = await examine(keys, { ...refused, date });
  expect(found.clockAheadSeconds).toBe(-90);
  expect((await examine(keys, refused)).found).not.toHaveProperty('clockAheadSeconds');
});
