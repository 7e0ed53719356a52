import type { Price } from '../vendor.ts';
import type { Curb } from './curb.ts';

/**
 * What is taken of one key's quota, and who waits for it: plain JSON, changed by pure functions only. Times are
 * milliseconds of the store's clock.
 *
 * A call in flight counts in every window, as the vendor may count it at any moment between its grant and its release;
 * released, it counts from its release on. So no window is exceeded, however the vendor reads the clock.
 */
export interface Ledger {
  /** Calls in flight by id. */
  leases: Readonly<Record<string, InFlight>>;
  /** Who waits, by the id that the lease will have. */
  waiters: Readonly<Record<string, Queued>>;
  /** What ended calls have spent, by the name of the window; oldest first. */
  spent: Readonly<Record<string, readonly Bucket[]>>;
  /** When a query of each kind was granted last. */
  served: Readonly<Record<'short' | 'dear', number>>;
  /** What refusals by the vendor have taught, by the name of the limit. */
  curbs: Readonly<Record<string, Curb>>;
  /**
   * Set where the store that everybody shares is away, and this is the count of one process alone: the part of each
   * limit that it may take.
   */
  share?: number | undefined;
}

export interface Queued extends Price {
  /** The process that waits. */
  owner: string;
  arrived: number;
  /** When it is no longer waited for, as its process does not answer. */
  expires: number;
}

export interface InFlight extends Price {
  owner: string;
  /** When it began to wait. */
  arrived: number;
  /** When it was granted. */
  since: number;
  /** When the lease lapses although nobody released it, as its process does not answer. */
  expires: number;
}

/** Charges between two moments. All of them count until the last has left the window. */
export interface Bucket {
  from: number;
  to: number;
  amount: number;
}

export const emptyLedger: Ledger = {
  ...{ leases: {}, waiters: {}, spent: {}, curbs: {} },
  served: { short: 0, dear: 0 },
};

/** Milliseconds. What is not renewed for so long is held to be dead; whoever lives renews every two seconds. */
export const lapse = { lease: 10_000, waiter: 5_000, renewal: 2_000 } as const;
