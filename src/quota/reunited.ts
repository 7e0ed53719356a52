import { type Bucket, emptyLedger, type Ledger } from './ledger.ts';
import { aloneSuffix } from './standing.ts';

/** The shared ledger with what one process spent and learnt while it was cut off from it. */
export function reunited(shared: Ledger = emptyLedger, apart?: Ledger): Ledger {
  const { share: _, ...ledger } = shared;
  if (apart === undefined) return ledger;
  const spent: Record<string, readonly Bucket[]> = { ...ledger.spent };
  for (const [name, buckets] of Object.entries(apart.spent)) {
    if (!name.endsWith(aloneSuffix)) continue;
    const window = name.slice(0, -aloneSuffix.length);
    spent[window] = [...(spent[window] ?? []), ...buckets].sort((one, other) => one.to - other.to);
  }
  const learnt = Object.entries(apart.curbs).filter(([name, { since }]) => since > (ledger.curbs[name]?.since ?? 0));
  return { ...ledger, spent, curbs: { ...ledger.curbs, ...Object.fromEntries(learnt) } };
}
