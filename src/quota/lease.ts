import type { Limits } from '../vendor.ts';
import { correct, type Ledger, release } from './ledger.ts';
import type { LedgerStore } from './store.ts';

/** The right to send one request. */
export interface Lease {
  /** Frees the slot; what was spent stays spent. May be called more than once. */
  release(): void;
  /** The vendor named another cost than our price; only before the release. */
  correct(cost: number): void;
}

/** The granted lease of that id, and when its release has reached the store. */
export function openLease(
  store: LedgerStore,
  { key, limits, id }: { key: string; limits: Limits; id: string },
): { lease: Lease; ended: Promise<void> } {
  // One after another. A store that fails here is no reason to fail an answer: the lease lapses by itself.
  let last: Promise<unknown> = Promise.resolve();
  const change = (edit: (ledger: Ledger, now: number) => Ledger) => {
    const update = () => store.update(key, (ledger, now) => ({ ledger: edit(ledger, now), result: undefined }));
    last = last.then(update).catch(() => {});
    return last;
  };
  let released = false;
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const lease: Lease = {
    release() {
      if (released) return;
      released = true;
      change((ledger, now) => release(ledger, limits, id, now)).then(end);
    },
    correct(cost) {
      if (!released) change((ledger) => correct(ledger, id, cost));
    },
  };
  return { lease, ended };
}
