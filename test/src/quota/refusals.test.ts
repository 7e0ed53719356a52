import { describe, expect, test } from 'vitest';
import { createLimiter, type Lease } from '../../../src/quota/limiter.ts';
import { createMemoryStore } from '../../../src/quota/store.ts';
import { createFakeClock, settled } from '../../support/fake-clock.ts';
import { amplitudeLimits } from '../../support/limits.ts';

const minute = 60_000;

/** Two processes that share a store. */
function setUp() {
  const clock = createFakeClock();
  const store = createMemoryStore(clock);
  const limiters = ['one', 'two'].map((owner) => createLimiter({ clock, store, owner, isGone: () => false }));
  const ask = (process: number, cost: number, pool?: string) => {
    const limiter = limiters[process] ?? expect.fail('no such process');
    const price = { cost, ...(pool && { pool }) };
    return limiter.acquire({ key: 'project', limits: amplitudeLimits, price, signal: new AbortController().signal });
  };
  const notes = () => limiters[0]?.notes([{ key: 'project', title: 'Acme', limits: amplitudeLimits }]);
  return { clock, ask, notes };
}

/** How many calls of that cost are let through at once now. */
async function width({ ask }: ReturnType<typeof setUp>, cost: number): Promise<number> {
  const leases: Lease[] = [];
  const asked = Array.from({ length: 6 }, () => ask(1, cost).then((lease) => leases.push(lease)));
  await settled();
  const count = leases.length;
  for (let round = 0; round < 6; round++) {
    for (const lease of leases) lease.release();
    await settled();
  }
  await Promise.all(asked);
  for (const lease of leases) lease.release();
  await settled();
  return count;
}

async function refuse(lease: Lease, refusal: Parameters<Lease['refused']>[0]): Promise<void> {
  lease.refused(refusal);
  lease.release();
  await settled();
}

describe('the vendor refuses a call that had room', () => {
  test('too much at a time: all leave it alone for two seconds, go on with half, and recover in a minute', async () => {
    const all = setUp();
    const { clock, ask, notes } = all;
    expect(await width(all, 1)).toBe(5);
    await refuse(await ask(0, 100), { atOnce: true });
    let granted = false;
    const next = ask(1, 1).then((lease) => {
      granted = true;
      return lease;
    });
    await clock.run(1_900);
    expect(granted).toBe(false);
    await clock.run(200);
    (await next).release();
    await settled();
    expect(await width(all, 1)).toBe(2);
    expect(await width(all, 300)).toBe(1);
    expect(await notes()).toEqual([
      expect.stringMatching(/^Acme: it refused a call .* so 2 of 5 calls at once are used for the next 58 s/),
      expect.stringContaining('500 of 1,000 cost at once'),
    ]);
    // Nothing that the vendor allows becomes impossible.
    (await ask(0, 900)).release();
    await clock.run(minute);
    expect(await width(all, 1)).toBe(5);
    expect(await notes()).toEqual([]);
  });

  test('again and again: less each time, and an eighth at the least', async () => {
    const all = setUp();
    for (let round = 0; round < 6; round++) {
      await refuse(await all.ask(0, 100), { atOnce: true });
      await all.clock.run(3_000);
    }
    expect(await width(all, 60)).toBe(1);
    expect((await all.notes())?.join()).toContain('125 of 1,000 cost at once');
    await all.clock.run(minute);
    expect((await all.notes())?.join()).toContain('250 of 1,000 cost at once');
    await all.clock.run(2 * minute);
    expect(await width(all, 1)).toBe(5);
  });

  test('several calls that were in flight together teach one lesson', async () => {
    const all = setUp();
    const leases = await Promise.all(Array.from({ length: 5 }, (_, index) => all.ask(index % 2, 10)));
    for (const lease of leases) await refuse(lease, { atOnce: true });
    await all.clock.run(3_000);
    expect(await width(all, 1)).toBe(2);
  });

  test('an hour used up by others: calls fail at once with the time, and user calls go on', async () => {
    const { clock, ask, notes } = setUp();
    await refuse(await ask(0, 100), { atOnce: false });
    await expect(ask(1, 1)).rejects.toMatchObject({ kind: 'quota', retryAfterSeconds: 60 });
    await expect(ask(1, 1)).rejects.toThrow('others use the same key');
    (await ask(1, 0, 'user')).release();
    await clock.run(minute);
    (await ask(1, 1)).release();
    await settled();
    expect(await notes()).toEqual([expect.stringContaining('54,000 of 108,000 cost an hour')]);
    await clock.run(15 * minute);
    expect(await notes()).toEqual([]);
  });

  test('the pause that the vendor names holds', async () => {
    const { clock, ask } = setUp();
    await refuse(await ask(0, 100), { atOnce: true, pause: 20_000 });
    const next = ask(1, 1);
    await clock.run(19_000);
    expect(await Promise.race([next, settled().then(() => 'waits')])).toBe('waits');
    await clock.run(1_100);
    (await next).release();
    await refuse(await ask(0, 100), { atOnce: true, pause: 90_000 });
    await expect(ask(1, 1)).rejects.toMatchObject({ retryAfterSeconds: 90 });
  });
});
