import type { Limits, Price } from '../vendor.ts';
import { type Refusal, refuse } from './curb.ts';
import type { InFlight, Ledger } from './ledger.ts';
import { lapse } from './ledger.ts';
import { end } from './settle.ts';

/** One change to a settled ledger. Pure, as a store may try it several times. */
export type Edit = (ledger: Ledger, now: number) => Ledger;

/** Somebody begins to wait; the lease will have the same id. */
export function queue(id: string, price: Price, owner: string): Edit {
  return (ledger, now) => {
    const waiter = { ...price, owner, arrived: now, expires: now + lapse.waiter };
    return { ...ledger, waiters: { ...ledger.waiters, [id]: waiter } };
  };
}

/** Somebody goes away who has not sent anything: neither the place in the queue nor a grant leaves a trace. */
export function withdraw(id: string): Edit {
  return (ledger) => {
    const [{ [id]: waiter, ...waiters }, { [id]: lease, ...leases }] = [ledger.waiters, ledger.leases];
    return waiter || lease ? { ...ledger, waiters, leases } : ledger;
  };
}

/** Ends a call: its slot is free, what it spent stays spent. Does nothing for an unknown or lapsed lease. */
export function release(id: string, limits: Limits): Edit {
  return (ledger, now) => end(ledger, limits, id, { at: now, now });
}

/** The cost that the vendor names for a call in flight takes the place of our price. */
export function correct(id: string, cost: number): Edit {
  return (ledger) => withLease(ledger, id, (lease) => ({ ...lease, cost }));
}

/** The vendor refused the call in flight as one too many. */
export function learn(id: string, limits: Limits, refusal: Pick<Refusal, 'atOnce' | 'pause'>): Edit {
  return (ledger, now) => {
    const lease = ledger.leases[id];
    return lease ? refuse(ledger, limits, { ...refusal, price: lease, granted: lease.since }, now) : ledger;
  };
}

/**
 * Ends what belongs to dead processes; the same ledger where there is nothing to do. The vendor gets a moment to see
 * that their connections are broken.
 */
export function bury(ledger: Ledger, isGone: (owner: string) => boolean, now: number): Ledger {
  const late = now + moment;
  const dead = Object.entries(ledger.leases).filter(([, { owner, expires }]) => expires > late && isGone(owner));
  const waiters = Object.entries(ledger.waiters).filter(([, { owner }]) => !isGone(owner));
  if (dead.length === 0 && waiters.length === Object.keys(ledger.waiters).length) return ledger;
  const leases = Object.fromEntries(dead.map(([id, lease]) => [id, { ...lease, expires: late }]));
  return { ...ledger, leases: { ...ledger.leases, ...leases }, waiters: Object.fromEntries(waiters) };
}

const moment = 500;

function withLease(ledger: Ledger, id: string, change: (lease: InFlight) => InFlight): Ledger {
  const lease = ledger.leases[id];
  return lease ? { ...ledger, leases: { ...ledger.leases, [id]: change(lease) } } : ledger;
}
