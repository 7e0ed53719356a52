import type { Limits, Price } from '../vendor.ts';
import type { Ledger, Queued } from './ledger.ts';

/**
 * Everybody who waits, in the order in which they are served. Short and dear queries take turns: first comes the kind of
 * which fewer are running, or else the one that was served longer ago; within a kind, who came first. So neither waits
 * for the whole queue of the other, and dear ones run beside short ones, which fills the quota better than one kind
 * after the other.
 */
export function queueOf(ledger: Ledger, limits: Limits): [id: string, waiter: Queued][] {
  const running = { short: 0, dear: 0 };
  for (const lease of Object.values(ledger.leases)) running[kindOf(lease, limits)] += 1;
  const byArrival = Object.entries(ledger.waiters).sort(([, one], [, other]) => one.arrived - other.arrived);
  const ranked = byArrival.map((entry) => {
    const kind = kindOf(entry[1], limits);
    const rank = isOvertaken(entry[1], ledger) ? -1 : running[kind];
    running[kind] += 1;
    return { entry, rank, served: ledger.served[kind] };
  });
  return ranked.sort((one, other) => one.rank - other.rank || one.served - other.served).map(({ entry }) => entry);
}

/**
 * Whether an equal that came later runs already: its process was the first to come when there was room for both. The room
 * of this one is not given to the other kind for that.
 */
function isOvertaken({ cost, pool, arrived }: Queued, { leases }: Ledger): boolean {
  return Object.values(leases).some((lease) => lease.arrived > arrived && lease.cost === cost && lease.pool === pool);
}

/** Dear is what takes more than a quarter of the cost that may run at once. */
export function kindOf({ cost }: Price, { atOnce }: Limits): 'short' | 'dear' {
  return atOnce.cost !== undefined && cost > atOnce.cost / 4 ? 'dear' : 'short';
}
