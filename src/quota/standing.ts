import type { Limits } from '../vendor.ts';
import { easedAt, shareAt } from './curb.ts';
import type { Ledger } from './ledger.ts';
import { amountOf, type Rule, rulesOf } from './rules.ts';

/** A limit as it stands now: the vendor's, or less. */
export interface Standing {
  rule: Rule;
  /** At most `rule.limit`. A call that is dearer may still go where nothing else counts in the limit. */
  most: number;
  /** Nothing that counts in the limit is granted before; 0 where nothing is held back. */
  from: number;
  /** When `most` grows by itself. */
  eased?: number;
  /** Why it is less than the vendor's. */
  reason?: 'refused' | 'alone';
}

/** Every limit that a call has to keep now. */
export function standings(ledger: Ledger, limits: Limits, now: number): Standing[] {
  const { share } = ledger;
  return rulesOf(limits).flatMap((rule): Standing[] => {
    const standing = curbed(ledger, rule, now);
    if (share === undefined) return [standing];
    const part = lowered({ rule: alone(rule), most: rule.limit, from: 0 }, share, 'alone');
    // At once, others do not show: there is only the share. In a window, what all have spent before still counts.
    return rule.milliseconds === 0 ? [lowered(standing, share, 'alone')] : [standing, part];
  });
}

/** The same limit for what one process spends while it is cut off from the others. */
export function alone(rule: Rule): Rule {
  return { ...rule, name: `${rule.name}${aloneSuffix}` };
}

export const aloneSuffix = ', alone';

/** Everything that counts against the limit, in the order in which it can leave: calls in flight not before now. */
export function entriesOf(ledger: Ledger, rule: Rule, now: number): { to: number; amount: number }[] {
  const past = rule.milliseconds === 0 ? [] : (ledger.spent[rule.name] ?? []);
  const inFlight = Object.values(ledger.leases).map((lease) => ({ to: now, amount: amountOf(rule, lease) }));
  return [...past, ...inFlight];
}

/** The earliest moment at which the limit may have room for the amount; null where only a release makes room. */
export function roomAt(ledger: Ledger, { rule, most, from, eased }: Standing, amount: number, now: number) {
  if (amount === 0) return now;
  const entries = entriesOf(ledger, rule, now);
  let over = sum(entries) + amount - Math.max(most, amount);
  if (over <= 0) return Math.max(now, from);
  if (rule.milliseconds === 0) return from > now ? from : null;
  for (const entry of entries) {
    over -= entry.amount;
    // One millisecond more, so that two moments exactly a window apart do not count as one window.
    if (over <= 0) return Math.max(from, Math.min(entry.to + rule.milliseconds + 1, eased ?? Number.POSITIVE_INFINITY));
  }
  return null;
}

export function sum(entries: readonly { amount: number }[]): number {
  return entries.reduce((total, { amount }) => total + amount, 0);
}

function curbed({ curbs }: Ledger, rule: Rule, now: number): Standing {
  const curb = curbs[rule.name];
  if (curb === undefined) return { rule, most: rule.limit, from: 0 };
  const standing = { rule, most: rule.limit, from: curb.until > now ? curb.until : 0, eased: easedAt(curb, rule, now) };
  return lowered(standing, shareAt(curb, rule, now), 'refused');
}

function lowered(standing: Standing, share: number, reason: 'refused' | 'alone'): Standing {
  const most = Math.min(standing.most, Math.max(1, Math.floor(standing.rule.limit * share)));
  return most < standing.rule.limit || standing.from > 0 ? { ...standing, most, reason } : standing;
}
