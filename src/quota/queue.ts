import type { Limits, Price } from '../vendor.ts';
import type { Ledger, Queued } from './ledger.ts';

/** Milliseconds. */
export const patience = {
  /** Who has waited for so long is served before all who came later, whatever they cost. */
  most: 15_000,
  /** Who has waited for so long is not held up any more by those who pass. */
  passing: 3_000,
} as const;

/**
 * Everybody who waits, in the order in which they are served. Short and dear queries take turns: first come the kind of
 * which fewer are running, and within a kind who came first. So neither waits for the whole queue of the other, and dear
 * ones run beside short ones, which fills the quota better than one kind after the other.
 */
export function queueOf({ waiters, leases }: Ledger, limits: Limits, now: number): [id: string, waiter: Queued][] {
  const running = { short: 0, dear: 0 };
  for (const lease of Object.values(leases)) running[kindOf(lease, limits)] += 1;
  const byArrival = Object.entries(waiters).sort(([, one], [, other]) => one.arrived - other.arrived);
  const ranked = byArrival.map((entry) => {
    const kind = kindOf(entry[1], limits);
    const rank = running[kind];
    running[kind] += 1;
    return { entry, rank: now - entry[1].arrived > patience.most ? -1 : rank };
  });
  return ranked.sort((one, other) => one.rank - other.rank).map(({ entry }) => entry);
}

/** Dear is what takes more than a quarter of the cost that may run at once. */
function kindOf({ cost }: Price, { atOnce }: Limits): 'short' | 'dear' {
  return atOnce.cost !== undefined && cost > atOnce.cost / 4 ? 'dear' : 'short';
}
