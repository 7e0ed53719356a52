import { randomBytes } from 'node:crypto';
import { createClient, type RedisClientType } from '@redis/client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Clock, systemClock } from '../../../src/clock.ts';
import { createSharedResults } from '../../../src/results/shared.ts';
import type { Results, StoredResult, Wait } from '../../../src/results.ts';
import { type RedisServer, redisServer } from '../../support/redis-server.ts';

let redis: RedisServer;
const open: Results[] = [];

beforeAll(async () => {
  redis = await redisServer('docs/redis.conf');
  await redis.start();
});
beforeEach(() => inRedis((client) => client.flushAll()));
afterEach(async () => {
  vi.restoreAllMocks();
  for (const results of open.splice(0)) await results.close();
});
afterAll(() => redis.stop());

/** What one process has of them. */
function shared(settings: { showPersonalData?: boolean; clock?: Clock } = {}): Results {
  const results = createSharedResults({ url: redis.url, clock: systemClock, showPersonalData: false, ...settings });
  open.push(results);
  return results;
}

let questions = 0;

function answered(change: Partial<StoredResult> = {}): Omit<StoredResult, 'id'> {
  questions += 1;
  const input = { start: '2026-01-01', end: '2026-01-31', number: questions };
  const about = { tool: 'a_tool', input, owner: 'owner-fingerprint', zone: 'UTC', personal: false };
  return { ...about, bodies: ['{"data":[1,"Zürich"]}'], fetchedAt: Date.now(), cost: 7, ...change };
}

const minute = () => 60_000;

function wait(change: Partial<Wait> = {}): Wait {
  return { signal: new AbortController().signal, deadline: Date.now() + 45_000, tell: () => {}, ...change };
}

async function inRedis<Value>(look: (client: RedisClientType) => Promise<Value>): Promise<Value> {
  const client: RedisClientType = createClient({ url: redis.url });
  await client.connect();
  return await look(client).finally(() => client.destroy());
}

describe('results in Redis', () => {
  it('are opened by their id, and given again, by any process', async () => {
    const [here, there] = [shared(), shared()];
    const kept = await here.keep(answered({ parts: [{ start: '2026-01-01' }] }));
    expect(await there.get(kept.id)).toEqual(kept);
    expect(await shared().recent(kept, minute)).toEqual(kept);
    expect(await there.recent({ ...kept, owner: 'another' }, minute)).toBeUndefined();
    expect(await there.recent({ ...kept, input: {} }, minute)).toBeUndefined();
    expect(await there.recent({ ...kept, zone: 'Europe/Berlin' }, minute)).toBeUndefined();
    expect(await there.get('0'.repeat(20))).toBeUndefined();
  });

  it('expire within an hour, and their names tell nothing', async () => {
    const kept = await shared().keep(answered());
    await inRedis(async (client) => {
      const names = (await client.keys('*')).filter((name) => !name.includes(':turn:'));
      expect(names.length).toBeGreaterThan(1);
      for (const name of names) {
        expect(name).toMatch(/^metrics-mcp:results:[\d.]+:(result|newest):[\da-f]{64}$/);
        expect(name).not.toContain(kept.id);
        expect(await client.pTTL(name)).toBeGreaterThan(3_590_000);
        expect(await client.pTTL(name)).toBeLessThanOrEqual(3_600_000);
      }
    });
  });

  it('are as old as Redis says, whatever the clock of the process that made them', async () => {
    const ahead = { ...systemClock, now: () => Date.now() + 30_000 };
    const kept = await shared({ clock: ahead }).keep(answered({ fetchedAt: Date.now() + 30_000 }));
    await new Promise((resolve) => setTimeout(resolve, 300));
    const there = shared();
    expect(await there.recent(kept, () => 250)).toBeUndefined();
    expect(await there.recent(kept, () => 5_000)).toEqual(kept);
  });

  it('that tell of single users stay in the process, unless their data is to be shown', async () => {
    const [here, there, open] = [shared(), shared(), shared({ showPersonalData: true })];
    const kept = await here.keep(answered({ personal: true }));
    expect(await here.get(kept.id)).toEqual(kept);
    expect(await here.recent(kept, minute)).toEqual(kept);
    expect(await there.get(kept.id)).toBeUndefined();
    const shown = await open.keep(answered({ personal: true }));
    expect(await there.get(shown.id)).toEqual(shown);
  });

  it('that are cut are opened, and not given again', async () => {
    const [here, there] = [shared(), shared()];
    const kept = await here.keep(answered({ cut: 'Page 2 was not read.' }));
    expect(await there.recent(kept, minute)).toBeUndefined();
    expect(await there.get(kept.id)).toEqual(kept);
  });

  it('that are too large stay in the process', async () => {
    const [here, there] = [shared(), shared()];
    const large = await here.keep(answered({ bodies: [randomBytes(9_000_000).toString('base64')] }));
    expect(await here.get(large.id)).toBe(large);
    expect(await there.get(large.id)).toBeUndefined();
    const fitting = await here.keep(answered({ bodies: [randomBytes(4_000_000).toString('base64')] }));
    expect(await there.get(fitting.id)).toEqual(fitting);
  });

  it('that are broken are none', async () => {
    const kept = await shared().keep(answered());
    await inRedis(async (client) => {
      for (const name of await client.keys('*:result:*')) await client.set(name, 'H4sIAAAA');
    });
    expect(await shared().get(kept.id)).toBeUndefined();
    expect(await shared().recent(kept, minute)).toBeUndefined();
  });

  it('are kept here while Redis hangs, which costs a quarter of a second, and are shared again afterwards', async () => {
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const [here, there] = [shared(), shared()];
    await here.keep(answered());
    redis.signal('SIGSTOP');
    const began = performance.now();
    const alone = await here.keep(answered());
    expect(await here.get(alone.id)).toBe(alone);
    expect(await here.recent(answered(), minute)).toBeUndefined();
    expect(await here.turn(answered(), minute, wait())).toHaveProperty('end');
    expect(performance.now() - began).toBeLessThan(600);
    redis.signal('SIGCONT');
    await vi.waitFor(async () => expect(await there.get((await here.keep(answered())).id)).toBeDefined(), {
      timeout: 5_000,
      interval: 50,
    });
    const lines = said.mock.calls.map(([line]) => String(line));
    expect(lines.filter((line) => line.includes('does not answer'))).toHaveLength(1);
    expect(lines.filter((line) => line.includes('answers again'))).toHaveLength(1);
  });
});

describe('the turn to ask', () => {
  it('is one process’s at a time, and the next finds its answer', async () => {
    const [here, there, third] = [shared(), shared(), shared()];
    const result = answered();
    const turn = await here.turn(result, minute, wait());
    if (!('end' in turn)) throw new Error('nobody was before');
    const told: string[] = [];
    const waiting = [there, third].map((one) => one.turn(result, minute, wait({ tell: (text) => told.push(text) })));
    await new Promise((resolve) => setTimeout(resolve, 250));
    const kept = await here.keep(result);
    await turn.end();
    expect(await Promise.all(waiting)).toEqual([{ result: kept }, { result: kept }]);
    expect(told.length).toBeGreaterThan(1);
  });

  it('goes on to the next where it ended without an answer', async () => {
    const [here, there] = [shared(), shared()];
    const result = answered();
    const turn = await here.turn(result, minute, wait());
    const next = there.turn(result, minute, wait());
    if ('end' in turn) await turn.end();
    const began = performance.now();
    expect(await next).toHaveProperty('end');
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  it('lasts while its process lives, and lapses within seconds after it', async () => {
    const [here, there] = [shared(), shared()];
    const result = answered();
    const turn = await here.turn(result, minute, wait());
    await inRedis(async (client) => {
      const [name = ''] = await client.keys('*:turn:*');
      const token = await client.get(name);
      await new Promise((resolve) => setTimeout(resolve, 3_300));
      expect(await client.get(name)).toBe(token);
      // As another process leaves it that has died a moment ago.
      await client.set(name, 'another', { PX: 3_000 });
      const began = performance.now();
      const next = there.turn(result, minute, wait());
      if ('end' in turn) await turn.end();
      expect(await next).toHaveProperty('end');
      expect(performance.now() - began).toBeGreaterThan(2_000);
      expect(performance.now() - began).toBeLessThan(4_000);
      expect([token, 'another']).not.toContain(await client.get(name));
    });
  });

  it('is waited for no longer than the call lasts', async () => {
    const [here, there] = [shared(), shared()];
    const result = answered();
    await here.turn(result, minute, wait());
    const began = performance.now();
    expect(await there.turn(result, minute, wait({ deadline: Date.now() + 500 }))).toHaveProperty('end');
    expect(performance.now() - began).toBeLessThan(1_000);
    const cancel = new AbortController();
    setTimeout(() => cancel.abort(), 100);
    await there.turn(result, minute, wait({ signal: cancel.signal }));
    expect(performance.now() - began).toBeLessThan(1_500);
  });
});
