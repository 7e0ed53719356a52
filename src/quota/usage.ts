import type { Limits } from '../vendor.ts';
import type { Ledger } from './ledger.ts';
import { rulesOf } from './rules.ts';
import { settle } from './settle.ts';
import { entriesOf, sum } from './standing.ts';

/** How much of one limit is taken now. */
export interface Usage {
  /** The limit's name: `calls at once`, `cost at once` or the window's. */
  limit: string;
  unit: 'calls' | 'cost';
  most: number;
  used: number;
  left: number;
  /** Seconds until the oldest charge leaves its window; null where there is none, or where only a release makes room. */
  nextRoomSeconds: number | null;
}

export function usageOf(ledger: Ledger, limits: Limits, now: number): Usage[] {
  const settled = settle(ledger, limits, now);
  return rulesOf(limits).map((rule) => {
    const used = sum(entriesOf(settled, rule, now));
    const oldest = rule.milliseconds > 0 ? settled.spent[rule.name]?.[0] : undefined;
    const nextRoomSeconds = oldest ? Math.ceil((oldest.to + rule.milliseconds + 1 - now) / 1000) : null;
    const { name: limit, unit, limit: most } = rule;
    return { limit, unit, most, used, left: Math.max(0, most - used), nextRoomSeconds };
  });
}
