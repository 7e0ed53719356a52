import { count, duration } from '../report/number.ts';
import type { Limits } from '../vendor.ts';
import type { Ledger } from './ledger.ts';
import { settle } from './settle.ts';
import { standings } from './standing.ts';

/** What the vendor's refusals have taught about the limits, in sentences. */
export function learnt(ledger: Ledger, limits: Limits, now: number): string[] {
  return standings({ ...settle(ledger, limits, now), share: undefined }, limits, now)
    .filter(({ reason }) => reason === 'refused')
    .map(({ rule, most, eased = now }) => {
      const next = duration(Math.max(1, Math.ceil((eased - now) / 1000)));
      return (
        `it refused a call although ours had room (others use the same key), so ${count(most)} of ` +
        `${count(rule.limit)} ${rule.name} are used for the next ${next}, then more again.`
      );
    });
}
