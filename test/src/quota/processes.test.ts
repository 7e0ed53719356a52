import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EightCallers, eightCallers } from '../../support/eight-callers.ts';

let callers: EightCallers;

beforeAll(async () => {
  callers = await eightCallers();
});

afterAll(() => callers.close());

test('through a state folder: 8 processes, 300 calls, 3 killed; no 429, and whoever lives is answered', async () => {
  const state = join(callers.folder, 'state');
  expect(await callers.play({ settings: { METRICS_MCP_STATE_DIR: state }, killed: 3 })).toEqual([]);
  expect(callers.statuses()).toEqual([200]);
  const files = readdirSync(state, { recursive: true, encoding: 'utf8' }).map((name) => join(state, name));
  expect(statSync(state).mode & 0o777).toBe(0o700);
  for (const file of files.filter((name) => name.endsWith('.json'))) {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(file, 'utf8')).ledger).toMatchObject({ leases: {}, waiters: {} });
  }
  expect(files.filter((name) => name.endsWith('.lock'))).toEqual([]);
}, 60_000);
