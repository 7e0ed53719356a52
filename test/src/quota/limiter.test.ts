import { describe, expect, test } from 'vitest';
import type { ToolError } from '../../../src/errors.ts';
import { createLimiter, type Lease, type Waiting } from '../../../src/quota/limiter.ts';
import type { Limits, Price } from '../../../src/vendor.ts';
import { createFakeClock, settled } from '../../support/fake-clock.ts';
import { amplitudeFiveMinuteLimits, amplitudeLimits, chartmogulLimits } from '../../support/limits.ts';

const minute = 60_000;

function setUp(limits: Limits = amplitudeLimits) {
  const clock = createFakeClock();
  const limiter = createLimiter({ clock });
  const ask = (
    price: Price,
    options: { signal?: AbortSignal; onWait?: (waiting: Waiting) => void; key?: string } = {},
  ) => limiter.acquire({ key: 'project', limits, price, signal: new AbortController().signal, ...options });
  const used = async () => {
    const usage = await limiter.usage('project', limits);
    return Object.fromEntries(usage.map((each) => [each.limit, each.used]));
  };
  return { clock, limiter, ask, used };
}

async function fault(outcome: Promise<unknown>): Promise<ToolError> {
  return outcome.then(
    () => expect.fail('should have failed'),
    (error) => error,
  );
}

/** Whether it is settled now, and how. */
async function state(outcome: Promise<unknown>): Promise<string> {
  await settled();
  return Promise.race([
    outcome.then(
      () => 'granted',
      () => 'failed',
    ),
    settled().then(() => 'waiting'),
  ]);
}

describe('room and release', () => {
  test('lets five through at once; the sixth when one is released', async () => {
    const { ask } = setUp();
    const leases: Lease[] = [];
    for (let call = 0; call < 5; call++) leases.push(await ask({ cost: 1 }));
    const sixth = ask({ cost: 1 });
    expect(await state(sixth)).toBe('waiting');
    leases[2]?.release();
    expect(await state(sixth)).toBe('granted');
  });

  test('what was spent stays spent, and what the vendor names counts', async () => {
    const { ask, used } = setUp();
    const lease = await ask({ cost: 100 });
    lease.correct(415);
    lease.release();
    lease.release();
    lease.correct(900);
    await settled();
    expect(await used()).toEqual({
      'calls at once': 0,
      'cost at once': 0,
      'cost an hour': 415,
      'user calls an hour': 0,
    });
  });

  test('keys do not share', async () => {
    const { ask } = setUp();
    await ask({ cost: 1_000 });
    expect(await state(ask({ cost: 1_000 }))).toBe('waiting');
    expect(await state(ask({ cost: 1_000 }, { key: 'other' }))).toBe('granted');
  });

  test('a cheap call passes a dear one that has no room', async () => {
    const { ask } = setUp();
    await ask({ cost: 600 });
    const dear = ask({ cost: 900 });
    const cheap = ask({ cost: 10 });
    expect(await state(dear)).toBe('waiting');
    expect(await state(cheap)).toBe('granted');
  });

  test('no stream of cheap calls holds up a dear one for long', async () => {
    const { clock, ask } = setUp();
    const busy = { now: true };
    const stream = async () => {
      while (busy.now) {
        const lease = await ask({ cost: 150 });
        await clock.sleep(1_000 + Math.floor(clock.now() % 7) * 50);
        lease.release();
      }
    };
    for (let each = 0; each < 12; each++) void stream();
    await clock.run(100);
    const asked = clock.now();
    const dear = ask({ cost: 900 }).then((lease) => ({ lease, waited: clock.now() - asked }));
    await clock.run(30_000);
    const { lease, waited } = await dear;
    expect(waited).toBeLessThan(6_000);
    lease.release();
    busy.now = false;
    await clock.run(30_000);
    expect(clock.sleepers()).toBe(0);
  });

  test('nor does it eat up the window for which a dear one waits', async () => {
    const clock = createFakeClock();
    const limiter = createLimiter({ clock, maximumWait: Number.POSITIVE_INFINITY });
    const ask = (cost: number) =>
      limiter.acquire({
        ...{ key: 'project', limits: amplitudeFiveMinuteLimits, price: { cost } },
        signal: new AbortController().signal,
      });
    const busy = { now: true };
    const stream = async () => {
      while (busy.now) (await ask(20).then((lease) => clock.sleep(1_000).then(() => lease))).release();
    };
    for (let each = 0; each < 3; each++) void stream();
    await clock.run(minute);
    const dear = ask(900);
    await clock.run(7 * minute);
    expect(await state(dear)).toBe('granted');
    (await dear).release();
    busy.now = false;
    await clock.run(20 * minute);
    expect(clock.sleepers()).toBe(0);
  });

  test('no queue of dear calls holds up a cheap one', async () => {
    const { clock, ask } = setUp();
    for (let each = 0; each < 15; each++) {
      void ask({ cost: 900 }).then(
        (lease) => clock.sleep(3_000).then(lease.release),
        () => {},
      );
    }
    await clock.run(29_000);
    expect(await state(ask({ cost: 10 }))).toBe('granted');
    await clock.run(60_000);
  });

  test('nor dear calls that leave it no room: it is the next', async () => {
    const { clock, ask } = setUp();
    for (let each = 0; each < 15; each++) {
      void ask({ cost: 1_000 }).then(
        (lease) => clock.sleep(3_000).then(lease.release),
        () => {},
      );
    }
    await clock.run(10_000);
    const cheap = ask({ cost: 10 });
    expect(await state(cheap)).toBe('waiting');
    await clock.run(3_000);
    expect(await state(cheap)).toBe('granted');
    await clock.run(60_000);
  });

  test('calls a second go on as the second passes, each as soon as it may', async () => {
    const { clock, ask } = setUp(chartmogulLimits);
    const starts: number[] = [];
    const began = clock.now();
    const calls = Array.from({ length: 100 }, async () => {
      const lease = await ask({ cost: 1 });
      starts.push(clock.now() - began);
      await clock.sleep(50);
      lease.release();
    });
    await clock.run(10_000);
    await Promise.all(calls);
    expect(starts.filter((at) => at < 1_000)).toHaveLength(40);
    expect(starts.filter((at) => at < 2_500)).toHaveLength(100);
  });
});

describe('waiting', () => {
  test('tells why and how long', async () => {
    const { clock, ask } = setUp(amplitudeFiveMinuteLimits);
    (await ask({ cost: 900 })).release();
    await clock.run(4.5 * minute);
    const told: Waiting[] = [];
    const lease = ask({ cost: 500 }, { onWait: (waiting) => told.push(waiting) });
    expect(await state(lease)).toBe('waiting');
    expect(told).toEqual([{ limit: 'cost in five minutes', seconds: 31 }]);
    await clock.run(30_001);
    expect(await state(lease)).toBe('granted');
  });

  test('tells that it waits for a slot', async () => {
    const { ask } = setUp();
    for (let call = 0; call < 5; call++) await ask({ cost: 1 });
    const told: Waiting[] = [];
    const sixth = ask({ cost: 1 }, { onWait: (waiting) => told.push(waiting) });
    expect(await state(sixth)).toBe('waiting');
    expect(told).toEqual([{ limit: 'calls at once', seconds: null }]);
  });

  test('fails at once where the wait would pass 40 s, and says when there will be room', async () => {
    const { clock, ask, used } = setUp(amplitudeFiveMinuteLimits);
    (await ask({ cost: 900 })).release();
    await clock.run(2 * minute);
    const refused = await fault(ask({ cost: 500 }));
    expect(refused).toMatchObject({ name: 'ToolError', kind: 'quota', retryAfterSeconds: 181 });
    expect(refused.message).toContain('1,000 cost in five minutes');
    expect(refused.message).toContain('3 min = 181 s');
    expect(clock.sleepers()).toBe(0);
    expect(await used()).toMatchObject({ 'cost in five minutes': 900, 'calls at once': 0 });
  });

  test('fails at once behind others too', async () => {
    const { clock, ask } = setUp(amplitudeFiveMinuteLimits);
    const running = await Promise.all(Array.from({ length: 5 }, () => ask({ cost: 150 })));
    const before = clock.now();
    await expect(ask({ cost: 500 })).rejects.toMatchObject({ kind: 'quota', retryAfterSeconds: 301 });
    expect(clock.now()).toBe(before);
    expect(running).toHaveLength(5);
  });

  test('fails after 40 s where the running calls do not end', async () => {
    const { clock, ask } = setUp();
    const first = await ask({ cost: 900 });
    const second = fault(ask({ cost: 500 }));
    await clock.run(39_999);
    expect(await state(second)).toBe('waiting');
    await clock.run(1);
    expect(await second).toMatchObject({ kind: 'quota', retryAfterSeconds: 5 });
    expect((await second).message).toContain('1,000 cost at once');
    first.release();
    await settled();
    expect(clock.sleepers()).toBe(0);
  });

  test('fails after 40 s where no slot comes free', async () => {
    const { clock, ask } = setUp();
    for (let call = 0; call < 5; call++) await ask({ cost: 1 });
    const sixth = fault(ask({ cost: 1 }));
    await clock.run(40_000);
    expect(await sixth).toMatchObject({ kind: 'quota', retryAfterSeconds: 5 });
    expect((await sixth).message).toContain('5 calls at once');
  });

  test('a shorter patience is the call’s own', async () => {
    const { clock, limiter } = setUp();
    const common = { key: 'project', limits: amplitudeLimits, signal: new AbortController().signal };
    await limiter.acquire({ ...common, price: { cost: 900 } });
    const second = fault(limiter.acquire({ ...common, price: { cost: 500 }, maximumWait: 3_000 }));
    await clock.run(3_000);
    expect(await second).toMatchObject({ kind: 'quota' });
  });

  test('what can never fit is refused with its price and the limit', async () => {
    const { ask } = setUp();
    const refused = await fault(ask({ cost: 1_008 }));
    expect(refused.kind).toBe('quota');
    expect(refused.retryAfterSeconds).toBeUndefined();
    expect(refused.message).toBe(
      'the request costs 1,008, and the quota allows 1,000 cost at once: it can never be sent. Ask for less.',
    );
  });
});

describe('abort', () => {
  test('before it begins', async () => {
    const { ask, used } = setUp();
    await expect(ask({ cost: 1 }, { signal: AbortSignal.abort() })).rejects.toMatchObject({ kind: 'cancelled' });
    expect(await used()).toMatchObject({ 'cost an hour': 0 });
  });

  test('at the head of the queue: those behind move up at once', async () => {
    const { clock, ask, used } = setUp();
    const running = await ask({ cost: 600 });
    const controller = new AbortController();
    const first = fault(ask({ cost: 900 }, { signal: controller.signal }));
    const second = ask({ cost: 900 });
    await clock.run(20_000);
    const third = ask({ cost: 350 });
    expect(await state(third)).toBe('waiting');
    controller.abort();
    expect(await first).toMatchObject({ kind: 'cancelled' });
    expect(await state(third)).toBe('waiting');
    running.release();
    const lease = await second;
    expect(await used()).toMatchObject({ 'calls at once': 1, 'cost at once': 900, 'cost an hour': 1_500 });
    lease.release();
    (await third).release();
    await settled();
    expect(clock.sleepers()).toBe(0);
  });

  test('in the middle of the queue', async () => {
    const { clock, ask, used } = setUp();
    const running = await Promise.all(Array.from({ length: 5 }, () => ask({ cost: 1 })));
    const controller = new AbortController();
    const gone = fault(ask({ cost: 1 }, { signal: controller.signal }));
    const next = ask({ cost: 1 });
    expect(await state(next)).toBe('waiting');
    controller.abort();
    expect(await gone).toMatchObject({ kind: 'cancelled' });
    running[0]?.release();
    expect(await state(next)).toBe('granted');
    expect(await used()).toMatchObject({ 'calls at once': 5, 'cost an hour': 6 });
    for (const lease of [...running, await next]) lease.release();
    await settled();
    expect(clock.sleepers()).toBe(0);
  });

  test('in the very moment of the grant: the lease is given or given back, never lost', async () => {
    for (let ticks = 0; ticks < 30; ticks++) {
      const { ask, used } = setUp();
      const first = await ask({ cost: 900 });
      const controller = new AbortController();
      const second = ask({ cost: 900 }, { signal: controller.signal }).then(
        (lease) => lease.release(),
        () => {},
      );
      await settled();
      first.release();
      for (let tick = 0; tick < ticks; tick++) await Promise.resolve();
      controller.abort();
      await second;
      await settled();
      expect(await used()).toMatchObject({ 'calls at once': 0, 'cost at once': 0 });
    }
  });
});
