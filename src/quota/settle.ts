import type { Limits, Price } from '../vendor.ts';
import { settleCurbs } from './curb.ts';
import { type Bucket, type InFlight, type Ledger, lapse, type Queued } from './ledger.ts';
import { amountOf, type Rule, rulesOf } from './rules.ts';
import { alone } from './standing.ts';

/**
 * The ledger as it is now: lapsed leases ended, dead waiters gone, charges that have left their windows and curbs that
 * have passed forgotten, the future (of a clock set back) made now.
 */
export function settle(ledger: Ledger, limits: Limits, now: number): Ledger {
  const spent: Record<string, readonly Bucket[]> = { ...ledger.spent };
  for (const { name, milliseconds } of windowsOf(ledger, limits)) {
    spent[name] = (spent[name] ?? [])
      .map((bucket) => notAfter(bucket, now))
      .filter(({ to }) => to + milliseconds >= now);
  }
  const leases = Object.entries(ledger.leases).map(([id, lease]): [string, InFlight] => [id, bounded(lease, now)]);
  const waiters = Object.entries(ledger.waiters).filter(([, { expires }]) => expires > now);
  const settled: Ledger = {
    ...ledger,
    spent,
    leases: Object.fromEntries(leases),
    waiters: Object.fromEntries(waiters.map(([id, waiter]) => [id, waiting(waiter, now)])),
    served: { short: Math.min(ledger.served.short, now), dear: Math.min(ledger.served.dear, now) },
    curbs: settleCurbs(ledger, limits, now),
  };
  return leases
    .filter(([, { expires }]) => expires <= now)
    .reduce((before, [id, { expires }]) => end(before, limits, id, { at: expires, now }), settled);
}

/** Ends a call: its slot is free, what it spent stays spent. Does nothing for an unknown lease. */
export function end(ledger: Ledger, limits: Limits, id: string, { at, now }: { at: number; now: number }): Ledger {
  const { [id]: lease, ...leases } = ledger.leases;
  return lease === undefined ? ledger : { ...ledger, leases, spent: charge(ledger, limits, lease, { at, now }) };
}

function charge(ledger: Ledger, limits: Limits, price: Price, { at, now }: { at: number; now: number }) {
  const spent: Record<string, readonly Bucket[]> = { ...ledger.spent };
  for (const rule of windowsOf(ledger, limits)) {
    const amount = amountOf(rule, price);
    if (amount > 0 && at + rule.milliseconds >= now) {
      spent[rule.name] = charged(spent[rule.name] ?? [], rule, amount, at);
    }
  }
  return spent;
}

/** A charge joins the last bucket while that is younger than a small part of the window, which bounds their number. */
function charged(buckets: readonly Bucket[], rule: Rule, amount: number, at: number): Bucket[] {
  const last = buckets.at(-1);
  if (!last || at - last.from >= rule.milliseconds / bucketsPerWindow) {
    return [...buckets, { from: at, to: at, amount }];
  }
  return [...buckets.slice(0, -1), { from: last.from, to: Math.max(last.to, at), amount: last.amount + amount }];
}

const bucketsPerWindow = 60;

/** Away from the shared store a process keeps count of what it spent itself, too. */
function windowsOf({ share }: Ledger, limits: Limits): Rule[] {
  const windows = rulesOf(limits).filter(({ milliseconds }) => milliseconds > 0);
  return share === undefined ? windows : [...windows, ...windows.map(alone)];
}

function notAfter({ from, to, amount }: Bucket, now: number): Bucket {
  return { from: Math.min(from, now), to: Math.min(to, now), amount };
}

function bounded(lease: InFlight, now: number): InFlight {
  return { ...lease, since: Math.min(lease.since, now), expires: Math.min(lease.expires, now + lapse.lease) };
}

function waiting(waiter: Queued, now: number): Queued {
  return { ...waiter, arrived: Math.min(waiter.arrived, now), expires: Math.min(waiter.expires, now + lapse.waiter) };
}
