import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import { createLimiter, type Limiter } from '../../../src/quota/limiter.ts';
import { processName } from '../../../src/quota/process-name.ts';
import { createRedisStore } from '../../../src/quota/redis-store.ts';
import { createSteadyStore } from '../../../src/quota/steady-store.ts';
import { amplitudeFiveMinuteLimits, amplitudeLimits } from '../../support/limits.ts';
import { type RedisServer, redisServer } from '../../support/redis-server.ts';

let server: RedisServer;
let key = 0;
const opened: Limiter[] = [];

beforeAll(async () => {
  server = await redisServer();
  await server.start();
});

beforeEach(() => {
  key += 1;
});

afterEach(async () => {
  for (const limiter of opened.splice(0)) await limiter.close();
});

afterAll(() => server.stop());

function open({ skew = 0, share = 0.2, url = server.url } = {}): Limiter {
  const clock = { ...systemClock, now: () => Date.now() + skew };
  const owner = processName();
  // Never seen to be dead: as if on another machine.
  const limiter = createLimiter({
    ...{ clock, owner, isGone: () => false },
    store: createSteadyStore(createRedisStore(url), { clock, share, retry: 100 }),
  });
  opened.push(limiter);
  return limiter;
}

const request = (cost: number, limits = amplitudeLimits) => ({
  ...{ key: `key-${key}`, limits, price: { cost } },
  signal: new AbortController().signal,
});

/** What a status would say, which looks first. */
const notes = (limiter: Limiter) => limiter.notes([{ key: `key-${key}`, title: 'Acme', limits: amplitudeLimits }]);

async function used(limiter: Limiter, limits = amplitudeLimits) {
  const usage = await limiter.usage(`key-${key}`, limits);
  return Object.fromEntries(usage.map((each) => [each.limit, each.used]));
}

async function until(ready: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 1_000 && !(await ready()); tries++)
    await new Promise((resolve) => setTimeout(resolve, 10));
}

describe('one ledger for all machines', () => {
  test('what one takes, the other sees, waits for, and has at once when it is free', async () => {
    const [one, other] = [open(), open({ skew: 30_000 })];
    const lease = await one.acquire(request(600));
    expect(await used(other)).toMatchObject({ 'calls at once': 1, 'cost at once': 600 });
    const waiting = other.acquire(request(600));
    await new Promise((resolve) => setTimeout(resolve, 100));
    const began = performance.now();
    lease.release();
    const second = await waiting;
    expect(performance.now() - began).toBeLessThan(100);
    second.release();
    await until(async () => (await used(one))['calls at once'] === 0);
    expect(await used(one)).toMatchObject({ 'calls at once': 0, 'cost an hour': 1_200 });
  });

  test('many who write at the same time lose nothing', async () => {
    const limiters = Array.from({ length: 6 }, () => open());
    let running = 0;
    let most = 0;
    const work = async (limiter: Limiter) => {
      const lease = await limiter.acquire(request(10));
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running -= 1;
      lease.release();
    };
    await Promise.all(limiters.flatMap((limiter) => Array.from({ length: 20 }, () => work(limiter))));
    await until(async () => (await used(limiters[0] ?? open()))['calls at once'] === 0);
    expect(most).toBe(5);
    expect(await used(open())).toMatchObject({ 'calls at once': 0, 'cost an hour': 1_200 });
  });

  test('clocks 30 s apart measure the same windows', async () => {
    const [slow, fast] = [open({ skew: -30_000 }), open({ skew: 30_000 })];
    (await slow.acquire(request(900, amplitudeFiveMinuteLimits))).release();
    await until(async () => (await used(slow))['calls at once'] === 0);
    const refused = await fast.acquire(request(900, amplitudeFiveMinuteLimits)).catch((fault: unknown) => fault);
    expect(refused).toMatchObject({ kind: 'quota', retryAfterSeconds: expect.any(Number) });
    const { retryAfterSeconds } = Object(refused);
    expect(Math.abs(retryAfterSeconds - 300)).toBeLessThan(3);
  });

  test('what a dead process on another machine held is back within 12 s; what it spent is not', async () => {
    const owner = 'other-machine';
    const store = createRedisStore(server.url);
    const dead = createLimiter({ store: { ...createSteadyStore(store, { clock: systemClock, share: 0.2 }) }, owner });
    let isDead = false;
    const mortal = createSteadyStore(
      { ...store, update: (at, change) => (isDead ? new Promise<never>(() => {}) : store.update(at, change)) },
      { clock: systemClock, share: 0.2 },
    );
    const doomed = createLimiter({ store: mortal, owner });
    await doomed.acquire(request(900));
    isDead = true;
    const began = performance.now();
    const lease = await open().acquire(request(900));
    expect(performance.now() - began).toBeLessThan(12_000);
    expect(performance.now() - began).toBeGreaterThan(5_000);
    expect(await used(open())).toMatchObject({ 'calls at once': 1, 'cost an hour': 1_800 });
    lease.release();
    await dead.close();
  }, 20_000);
});

describe('away', () => {
  afterEach(async () => {
    server.signal('SIGCONT');
    await server.stop();
    await server.start();
  });

  test('keeps to a fifth, says so, comes back, and enters again what is in flight and what was spent', async () => {
    const [one, other] = [open(), open()];
    const held = await one.acquire(request(100));
    (await other.acquire(request(50))).release();
    await until(async () => (await used(one))['calls at once'] === 1);
    await server.stop();
    const began = performance.now();
    let granted = false;
    const second = one.acquire(request(30)).then((lease) => {
      granted = true;
      return lease;
    });
    await until(async () => (await notes(one)).length > 0);
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(await notes(one)).toEqual([
      expect.stringMatching(
        /^Quota: Redis at 127\.0\.0\.1:\d+ is out of reach since \d\d:\d\d UTC \((no answer|[A-Z]+)\), so this process counts for itself alone, and keeps to 20 % of each limit\./,
      ),
    ]);
    expect(one.scope).toBe('this process');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(granted).toBe(false);
    held.release();
    const alone = await second;
    await server.start();
    await until(async () => (await notes(one)).length === 0);
    await until(async () => (await used(other))['cost at once'] === 30);
    expect(await used(other)).toMatchObject({ 'calls at once': 1, 'cost at once': 30, 'cost an hour': 180 });
    alone.release();
    await until(async () => (await used(other))['calls at once'] === 0);
    expect(await used(other)).toMatchObject({ 'cost an hour': 180 });
  });

  test('a query dearer than the share goes alone', async () => {
    const limiter = open({ url: 'redis://127.0.0.1:1' });
    const dear = await limiter.acquire(request(900));
    const next = limiter.acquire(request(1));
    expect(await Promise.race([next, new Promise((resolve) => setTimeout(() => resolve('waits'), 100))])).toBe('waits');
    dear.release();
    (await next).release();
  });

  test('hangs: answers come all the same', async () => {
    const limiter = open();
    (await limiter.acquire(request(1))).release();
    server.signal('SIGSTOP');
    const began = performance.now();
    (await limiter.acquire(request(1))).release();
    expect(performance.now() - began).toBeLessThan(6_000);
    expect((await notes(limiter))[0]).toContain('no answer');
    server.signal('SIGCONT');
    await until(async () => (await notes(limiter)).length === 0);
    expect(await notes(limiter)).toEqual([]);
  }, 20_000);

  test('a password is never told', async () => {
    const limiter = open({ url: server.url.replace('//', '//user:neutral-password@') });
    (await limiter.acquire(request(1))).release();
    const [note] = await notes(limiter);
    expect(note).toContain('WRONGPASS');
    expect(note).not.toContain('neutral');
  });
});
