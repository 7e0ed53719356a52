import { describe, expect, it } from 'vitest';
import { type Acquire, createLimiter, type Lease, type Limiter } from '../../../src/quota/limiter.ts';
import { metered } from '../../../src/quota/metered.ts';

let time = 0;
const clock = { now: () => time, sleep: async () => {} };
const corrected: number[] = [];
const lease: Lease = { release: () => {}, correct: (cost) => corrected.push(cost), refused: () => {} };
const ask = (cost: number): Acquire => ({
  ...{ key: 'k', price: { cost }, signal: new AbortController().signal },
  limits: { atOnce: { calls: 1 }, windows: [] },
});

/** Grants when it is told to, in any order. */
function gates() {
  const open: ((grant: Lease | Error) => void)[] = [];
  const acquire = () =>
    new Promise<Lease>((resolve, reject) => {
      open.push((grant) => (grant instanceof Error ? reject(grant) : resolve(grant)));
    });
  const limiter: Limiter = { ...createLimiter(), acquire };
  return { limiter, open };
}

describe('a metered limiter', () => {
  it('counts what was granted, as the vendor corrects it, and waits side by side once', async () => {
    const { limiter, open } = gates();
    const meter = metered(limiter, clock);
    time = 1_000;
    const first = meter.limiter.acquire(ask(10));
    time = 1_100;
    const second = meter.limiter.acquire(ask(5));
    time = 1_300;
    open[0]?.(lease);
    const granted = await first;
    expect(meter.read()).toEqual({ cost: 10, waited: 300 });
    time = 1_400;
    open[1]?.(lease);
    await second;
    time = 5_000;
    granted.correct(14);
    granted.correct(12);
    expect(corrected).toEqual([14, 12]);
    expect(meter.read()).toEqual({ cost: 17, waited: 400 });
  });

  it('charges nothing for what was refused, and counts the wait for it', async () => {
    const { limiter, open } = gates();
    const meter = metered(limiter, clock);
    time = 0;
    const refused = meter.limiter.acquire(ask(10));
    time = 40;
    open[0]?.(new Error('no room'));
    await expect(refused).rejects.toThrow('no room');
    expect(meter.read()).toEqual({ cost: 0, waited: 40 });
  });
});
