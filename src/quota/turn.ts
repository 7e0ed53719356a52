import type { Limits } from '../vendor.ts';
import { bury, type Edit } from './edits.ts';
import { type Ledger, lapse } from './ledger.ts';
import { type Decision, serve } from './serve.ts';
import { settle } from './settle.ts';

/** One process at the ledger of one key. */
export interface Visitor {
  owner: string;
  limits: Limits;
  /** What the ledger held of the owner when it last came. */
  mine: Holding;
  /** What has changed since. */
  edits: readonly Edit[];
  /** Whether another process is seen to be dead. */
  isGone: (owner: string) => boolean;
}

export type Holding = Pick<Ledger, 'leases' | 'waiters'>;

export interface Turn {
  ledger: Ledger;
  decisions: Record<string, Decision>;
  /** What the ledger now holds of the owner. */
  mine: Holding;
  now: number;
  /** When the first lease or waiter of somebody else lapses, if it is not renewed. */
  firstLapse: number;
}

/**
 * All that a process does when it comes to the ledger: buries the dead, shows that it lives, makes its changes and
 * takes what it is granted. The same for every store.
 */
export function turn(before: Ledger, visitor: Visitor, now: number): Turn {
  const { owner, limits, edits, isGone } = visitor;
  const present = renew(settle(bury(before, isGone, now), limits, now), visitor, now);
  const edited = edits.reduce((ledger, edit) => edit(ledger, now), present);
  const { ledger, decisions } = serve(edited, limits, owner, now);
  const [leases, waiters] = [Object.entries(ledger.leases), Object.entries(ledger.waiters)];
  const others = [...leases, ...waiters].filter(([, entry]) => entry.owner !== owner);
  return {
    ledger,
    decisions,
    mine: {
      leases: Object.fromEntries(leases.filter(([, lease]) => lease.owner === owner)),
      waiters: Object.fromEntries(waiters.filter(([, waiter]) => waiter.owner === owner)),
    },
    now,
    firstLapse: Math.min(...others.map(([, { expires }]) => expires)),
  };
}

/**
 * The owner's part of the ledger is what the owner says it is: where a store has lost it, or was told that the owner is
 * dead, it is entered again; a grant whose answer never arrived, so that nothing was sent, goes.
 */
function renew(ledger: Ledger, { owner, mine }: Visitor, now: number): Ledger {
  return {
    ...ledger,
    leases: replaced(ledger.leases, mine.leases, owner, now + lapse.lease),
    waiters: replaced(ledger.waiters, mine.waiters, owner, now + lapse.waiter),
  };
}

/** Everybody keeps the place that they had, as those who came at the same time are served in this order. */
function replaced<Entry extends { owner: string; expires: number }>(
  all: Readonly<Record<string, Entry>>,
  mine: Readonly<Record<string, Entry>>,
  owner: string,
  expires: number,
): Record<string, Entry> {
  const others = Object.entries(all).filter(([id, entry]) => entry.owner !== owner || Object.hasOwn(mine, id));
  const renewed = Object.entries(mine).map(([id, entry]): [string, Entry] => [id, { ...entry, expires }]);
  return Object.fromEntries([...others, ...renewed]);
}
