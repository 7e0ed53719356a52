import type { Clock } from '../clock.ts';
import type { Lease, Limiter } from './limiter.ts';

/** What one call has taken so far. */
export interface Reading {
  /** Charged to the quota, failed tries included. */
  cost: number;
  /** Milliseconds in which it waited for the quota. */
  waited: number;
}

/** The same limiter, with a meter for one call that goes through it. */
export function metered(limiter: Limiter, clock: Clock): { limiter: Limiter; read(): Reading } {
  const wait = stopwatch(clock);
  let cost = 0;
  const counted = (lease: Lease, price: number): Lease => {
    let charged = price;
    cost += price;
    return {
      ...lease,
      correct(right) {
        cost += right - charged;
        charged = right;
        lease.correct(right);
      },
    };
  };
  return {
    limiter: {
      ...limiter,
      acquire: async (request) => counted(await wait.during(limiter.acquire(request)), request.price.cost),
    },
    read: () => ({ cost, waited: wait.elapsed() }),
  };
}

/** Time in which at least one of the promises was pending: waits side by side count once. */
function stopwatch({ now }: Clock) {
  let pending = 0;
  let since = 0;
  let total = 0;
  return {
    async during<Value>(promise: Promise<Value>): Promise<Value> {
      if (pending === 0) since = now();
      pending += 1;
      try {
        return await promise;
      } finally {
        pending -= 1;
        if (pending === 0) total += now() - since;
      }
    },
    elapsed: () => total + (pending > 0 ? now() - since : 0),
  };
}
