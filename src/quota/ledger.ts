import type { Limits, Price } from '../vendor.ts';
import { amountOf, entriesOf, type Rule, rulesOf, sum, windowRules } from './rules.ts';

/**
 * What is taken of one key's quota: plain JSON, changed by the pure functions below only. Times are milliseconds.
 *
 * A call in flight counts in every window, as the vendor may count it at any moment between its grant and its release;
 * released, it counts from its release on. So no window is exceeded, however the vendor reads the clock.
 */
export interface Ledger {
  /** Calls in flight by id. */
  leases: Readonly<Record<string, InFlight>>;
  /** What ended calls have spent, by the name of the window; oldest first. */
  spent: Readonly<Record<string, readonly Bucket[]>>;
}

export interface InFlight {
  cost: number;
  pool?: string;
  /** When the lease lapses although nobody released it, as its process has died. */
  expires: number;
}

/** Charges between two moments. All of them count until the last has left the window. */
export interface Bucket {
  from: number;
  to: number;
  amount: number;
}

export type Decision =
  | { verdict: 'grant' }
  /** No room before `until`, or, where that is null, before another call is released. */
  | { verdict: 'wait'; until: number | null; limit: Rule }
  /** More than the limit allows to a single call. */
  | { verdict: 'never'; limit: Rule };

export const emptyLedger: Ledger = { leases: {}, spent: {} };

/** Takes the price from the quota if all limits have room for it now; leaves the ledger as it is otherwise. */
export function take(
  ledger: Ledger,
  limits: Limits,
  lease: { id: string; price: Price; expires: number },
  now: number,
): { ledger: Ledger; decision: Decision } {
  const settled = settle(ledger, limits, now);
  const decision = decide(settled, limits, lease.price, now);
  if (decision.verdict !== 'grant') return { ledger: settled, decision };
  const leases = { ...settled.leases, [lease.id]: { ...lease.price, expires: lease.expires } };
  return { ledger: { ...settled, leases }, decision };
}

/** Whether there is room for the price now; takes nothing. */
export function look(ledger: Ledger, limits: Limits, price: Price, now: number): Decision {
  return decide(settle(ledger, limits, now), limits, price, now);
}

/** Ends a call: its slot is free, what it spent stays spent. Does nothing for an unknown or lapsed lease. */
export function release(ledger: Ledger, limits: Limits, id: string, now: number): Ledger {
  const settled = settle(ledger, limits, now);
  return Object.hasOwn(settled.leases, id) ? end(settled, limits, id, now, now) : settled;
}

/** The cost that the vendor names for a call in flight takes the place of our price. */
export function correct(ledger: Ledger, id: string, cost: number): Ledger {
  const lease = ledger.leases[id];
  return lease ? { ...ledger, leases: { ...ledger.leases, [id]: { ...lease, cost } } } : ledger;
}

/** The limit that a single call of this price breaks, whatever else is going on. */
export function brokenAlone(limits: Limits, price: Price): Rule | undefined {
  return rulesOf(limits).find((rule) => amountOf(rule, price) > rule.limit);
}

/** Lapsed leases ended, charges that have left their windows forgotten, the future (of a clock set back) made now. */
export function settle(ledger: Ledger, limits: Limits, now: number): Ledger {
  const spent: Record<string, readonly Bucket[]> = { ...ledger.spent };
  for (const { name, milliseconds } of windowRules(limits)) {
    const buckets = (spent[name] ?? []).map(({ from, to, amount }) => ({
      from: Math.min(from, now),
      to: Math.min(to, now),
      amount,
    }));
    spent[name] = buckets.filter(({ to }) => to + milliseconds >= now);
  }
  let settled: Ledger = { ...ledger, spent };
  for (const [id, { expires }] of Object.entries(ledger.leases)) {
    if (expires <= now) settled = end(settled, limits, id, expires, now);
  }
  return settled;
}

function decide(ledger: Ledger, limits: Limits, price: Price, now: number): Decision {
  const never = brokenAlone(limits, price);
  if (never) return { verdict: 'never', limit: never };
  let decision: Decision = { verdict: 'grant' };
  for (const rule of rulesOf(limits)) {
    const room = roomAt(ledger, rule, amountOf(rule, price), now);
    if (room === now) continue;
    if (decision.verdict === 'wait' && (decision.until ?? now) >= (room ?? now)) continue;
    decision = { verdict: 'wait', until: room, limit: rule };
  }
  return decision;
}

/** The earliest moment at which the rule may have room for the amount; null where only a release makes room. */
function roomAt(ledger: Ledger, rule: Rule, amount: number, now: number): number | null {
  const entries = entriesOf(ledger, rule, now);
  let over = sum(entries) + amount - rule.limit;
  if (amount === 0 || over <= 0) return now;
  if (rule.milliseconds === 0) return null;
  for (const entry of entries) {
    over -= entry.amount;
    // One millisecond more, so that two moments exactly a window apart do not count as one window.
    if (over <= 0) return entry.to + rule.milliseconds + 1;
  }
  return null;
}

function end(ledger: Ledger, limits: Limits, id: string, at: number, now: number): Ledger {
  const { [id]: lease, ...leases } = ledger.leases;
  const spent: Record<string, readonly Bucket[]> = { ...ledger.spent };
  for (const rule of lease ? windowRules(limits) : []) {
    const amount = lease ? amountOf(rule, lease) : 0;
    if (amount > 0 && at + rule.milliseconds >= now)
      spent[rule.name] = charged(spent[rule.name] ?? [], rule, amount, at);
  }
  return { leases, spent };
}

/** A charge joins the last bucket while that is younger than a small part of the window, which bounds their number. */
function charged(buckets: readonly Bucket[], rule: Rule, amount: number, at: number): Bucket[] {
  const last = buckets.at(-1);
  if (!last || at - last.from >= rule.milliseconds / bucketsPerWindow)
    return [...buckets, { from: at, to: at, amount }];
  return [...buckets.slice(0, -1), { from: last.from, to: Math.max(last.to, at), amount: last.amount + amount }];
}

const bucketsPerWindow = 120;
