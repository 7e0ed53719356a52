import { type Clock, systemClock } from '../clock.ts';
import { ToolError } from '../errors.ts';
import type { Limits, Price } from '../vendor.ts';
import { createLane, type Lane, type Waiting } from './lane.ts';
import { learnt } from './learnt.ts';
import type { Lease } from './lease.ts';
import { openPlace } from './place.ts';
import { processIsGone, processName } from './process-name.ts';
import { neverFits } from './refusal.ts';
import { brokenAlone } from './rules.ts';
import { createMemoryStore, type LedgerStore } from './store.ts';
import { type Usage, usageOf } from './usage.ts';

export type { Waiting } from './lane.ts';
export type { Lease } from './lease.ts';
export type { Usage } from './usage.ts';

/** Lets calls through as the quota of their key allows, together with all who share the store. */
export interface Limiter {
  /**
   * Waits for room and takes it. Throws ToolError: of kind quota at once when the price can never fit or the wait would
   * reach the maximum, of kind cancelled when the signal aborts.
   */
  acquire(request: Acquire): Promise<Lease>;
  /** What is used and left of each limit now. */
  usage(key: string, limits: Limits): Promise<Usage[]>;
  /** Whose calls `usage` counts, as the rest of "used by …". */
  readonly scope: string;
  /** What people should know: where the quota is counted, whether that works, what the vendor's refusals have taught. */
  notes(keys: readonly { key: string; title: string; limits: Limits }[]): Promise<string[]>;
  /** Gives back what is held and leaves the store. */
  close(): Promise<void>;
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
  /** The name of this process among those who share the store. */
  owner?: string;
  /** Whether another process is seen to be dead. */
  isGone?: (owner: string) => boolean;
}

export function createLimiter(options: LimiterOptions = {}): Limiter {
  const { clock = systemClock, maximumWait = 40_000, owner = processName(), isGone = processIsGone } = options;
  const { store = createMemoryStore(clock) } = options;
  const lanes = new Map<string, Lane>();

  function laneOf({ key, limits }: Acquire): Lane {
    const lane = lanes.get(key) ?? createLane({ key, limits, owner, isGone, store, clock });
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
      laneOf(request).enter({ price, place, leaveBy, onWait: onChange(request.onWait) });
      return place.outcome.finally(() => signal.removeEventListener('abort', leave));
    },
    async usage(key, limits) {
      const { ledger, now } = await store.read(key);
      return usageOf(ledger, limits, now);
    },
    get scope() {
      return store.scope;
    },
    async notes(keys) {
      const learned = await Promise.all(
        keys.map(async ({ key, title, limits }) => {
          const { ledger, now } = await store.read(key);
          return learnt(ledger, limits, now).map((sentence) => `${title}: ${sentence}`);
        }),
      );
      return [...store.notes(), ...learned.flat()];
    },
    async close() {
      await Promise.all([...lanes.values()].map((lane) => lane.close()));
      await store.close();
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
