import { describe, expect, it } from 'vitest';
import { zoneNotes } from '../../../src/answer/zone-note.ts';
import { call } from '../../../src/call.ts';
import type { Tool } from '../../../src/tool.ts';
import { amplitude } from '../../../src/vendors/amplitude/vendor.ts';
import { catalogue } from '../../../tools/index.ts';
import { engineOf } from '../../support/engine.ts';
import { connection } from '../../support/settings.ts';
import { reply, vendorServer } from '../../support/vendor-server.ts';

const keys = { AMPLITUDE_API_KEY: 'a', AMPLITUDE_SECRET_KEY: 'b' };
const assumed = connection(amplitude, keys);
const known = connection(amplitude, { ...keys, AMPLITUDE_TIMEZONE: 'Europe/Berlin' });
const fetchedAt = Date.parse('2026-08-15T12:00:00Z');

function tool(name: string): Tool {
  const found = catalogue.tools.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no tool ${name}`);
  return found;
}

const noted = (input: Record<string, unknown>, made = assumed) =>
  zoneNotes({ input, zone: made.zone, fetchedAt }, tool('amplitude_funnel'), made);

describe('an assumed time zone', () => {
  it('is named where a range reaches yesterday or today', () => {
    const note = {
      gravity: 'assumed',
      text: 'Days are taken to end at midnight UTC, which is assumed: set AMPLITUDE_TIMEZONE to be sure what is over.',
    };
    expect(noted({ end: '2026-08-14' })).toEqual([note]);
    expect(noted({ end: '2026-08-15' })).toEqual([note]);
    expect(noted({ end: '2026-08-13' })).toEqual([]);
    expect(noted({})).toEqual([]);
  });

  it('is not named where the zone is set', () => expect(noted({ end: '2026-08-15' }, known)).toEqual([]));
});

it('stands among the notes of an answer', async () => {
  const users = { data: { series: [[10, 12]], xValues: ['2026-08-13', '2026-08-14'] } };
  const server = await vendorServer((_, response) => reply(response, users));
  const engine = engineOf(catalogue, { ...keys, AMPLITUDE_BASE_URL: server.origin });
  const ask = async (start: string, end: string) =>
    (await call('amplitude_active_users', { start, end }, engine, { signal: new AbortController().signal })).text;
  const [recent, older] = [await ask('-2d', 'yesterday'), await ask('-9d', '-8d')];
  await engine.http.close();
  await server.close();
  expect(recent).toContain('- Days are taken to end at midnight UTC, which is assumed');
  expect(older).toContain('(UTC, assumed)');
  expect(older).not.toContain('midnight');
});
