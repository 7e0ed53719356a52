import { type Clock, systemClock } from '../clock.ts';
import { ToolError } from '../errors.ts';
import type { Limits, Price } from '../vendor.ts';
import { createLane, type Lane, type Waiting } from './lane.ts';
import type { Lease } from './lease.ts';
import { brokenAlone } from './ledger.ts';
import { openPlace } from './place.ts';
import { neverFits } from './refusal.ts';
import { createMemoryStore, type LedgerStore } from './store.ts';
import { type Usage, usageOf } from './usage.ts';

export type { Waiting } from './lane.ts';
export type { Lease } from './lease.ts';
export type { Usage } from './usage.ts';

/** Lets calls through as the quota of their key allows: first in, first out. */
export interface Limiter {
  /**
   * Waits for room and takes it. Throws ToolError: of kind quota at once when the price can never fit or the wait would
   * reach the maximum, of kind cancelled when the signal aborts.
   */
  acquire(request: Acquire): Promise<Lease>;
  /** What is used and left of each limit now. */
  usage(key: string, limits: Limits): Promise<Usage[]>;
}

export interface Acquire {
  /** The connection's fingerprint: all who have it share one quota. */
  key: string;
  limits: Limits;
  price: Price;
  signal: AbortSignal;
  /** Told when the call has to wait, and again when the reason changes. */
  onWait?: ((waiting: Waiting) => void) | undefined;
  /** Milliseconds; shortens the limiter's maximum, never lengthens it. */
  maximumWait?: number;
}

export interface LimiterOptions {
  clock?: Clock;
  store?: LedgerStore;
  /** Milliseconds. */
  maximumWait?: number;
  /** Milliseconds after which a lease lapses although nobody released it; longer than any request may take. */
  leaseTime?: number;
}

export function createLimiter(options: LimiterOptions = {}): Limiter {
  const { clock = systemClock, maximumWait = 40_000, leaseTime = 60_000 } = options;
  const { store = createMemoryStore(clock) } = options;
  const lanes = new Map<string, Lane>();

  function laneOf({ key, limits }: Acquire): Lane {
    const lane = lanes.get(key) ?? createLane({ key, calls: limits.atOnce.calls, store, clock, leaseTime });
    lanes.set(key, lane);
    return lane;
  }

  return {
    async acquire(request) {
      const { price, limits, signal } = request;
      const broken = brokenAlone(limits, price);
      if (broken) throw neverFits(broken, price);
      if (signal.aborted) throw cancelled();
      const place = openPlace<Lease>();
      const leave = () => place.leave(cancelled());
      signal.addEventListener('abort', leave, { once: true });
      const leaveBy = clock.now() + Math.min(request.maximumWait ?? maximumWait, maximumWait);
      laneOf(request).enter({ price, limits, place, leaveBy, onWait: onChange(request.onWait) });
      return place.outcome.finally(() => signal.removeEventListener('abort', leave));
    },
    async usage(key, limits) {
      const { ledger, now } = await store.read(key);
      return usageOf(ledger, limits, now);
    },
  };
}

function onChange(tell: Acquire['onWait']): (waiting: Waiting) => void {
  let last: string | undefined;
  return (waiting) => {
    if (waiting.limit !== last) tell?.(waiting);
    last = waiting.limit;
  };
}

function cancelled(): ToolError {
  return new ToolError('cancelled', 'The call was cancelled.');
}
