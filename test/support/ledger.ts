import { queue, release as released, withdraw } from '../../src/quota/edits.ts';
import { type Ledger, lapse } from '../../src/quota/ledger.ts';
import type { Decision } from '../../src/quota/serve.ts';
import { settle } from '../../src/quota/settle.ts';
import { turn } from '../../src/quota/turn.ts';
import type { Limits, Price } from '../../src/vendor.ts';

/** One who asks, does not wait, and of whose process nothing more is heard. */
export function take(
  ledger: Ledger,
  limits: Limits,
  { id, price }: { id: string; price: Price },
  now: number,
): { ledger: Ledger; decision: Decision } {
  const mine = { leases: {}, waiters: {} };
  const visitor = { owner: id, limits, mine, edits: [queue(id, price, id)], isGone: () => false };
  const taken = turn(ledger, visitor, now);
  const decision = taken.decisions[id];
  if (decision === undefined) throw new Error('nothing was decided');
  return { ledger: decision.verdict === 'grant' ? taken.ledger : withdraw(id)(taken.ledger, now), decision };
}

/** What one would be told who asks now. */
export function look(ledger: Ledger, limits: Limits, price: Price, now: number): Decision {
  return take(ledger, limits, { id: 'onlooker', price }, now).decision;
}

export function release(ledger: Ledger, limits: Limits, id: string, now: number): Ledger {
  return released(id, limits)(settle(ledger, limits, now), now);
}

/** The processes that hold the leases show that they live. */
export function renew(ledger: Ledger, limits: Limits, ids: readonly string[], now: number): Ledger {
  const settled = settle(ledger, limits, now);
  const expires = now + lapse.lease;
  const leases = Object.entries(settled.leases).map(([id, lease]) => [
    id,
    ids.includes(id) ? { ...lease, expires } : lease,
  ]);
  return { ...settled, leases: Object.fromEntries(leases) };
}
