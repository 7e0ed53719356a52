import type { Limits, Price } from '../vendor.ts';
import type { Ledger } from './ledger.ts';

/** One limit in the shape that all of them share: what is allowed at once is a window without a past. */
export interface Rule {
  name: string;
  unit: 'calls' | 'cost';
  limit: number;
  /** 0: only calls in flight count. */
  milliseconds: number;
  pool?: string;
}

export function rulesOf(limits: Limits): Rule[] {
  const { cost } = limits.atOnce;
  const rules: Rule[] = [slotsRule(limits)];
  if (cost !== undefined) rules.push({ name: 'cost at once', unit: 'cost', limit: cost, milliseconds: 0 });
  return [...rules, ...limits.windows];
}

export function slotsRule({ atOnce }: Limits): Rule {
  return { name: 'calls at once', unit: 'calls', limit: atOnce.calls, milliseconds: 0 };
}

export function windowRules(limits: Limits): Rule[] {
  return rulesOf(limits).filter(({ milliseconds }) => milliseconds > 0);
}

/** What a call of this price takes of the limit. */
export function amountOf(rule: Rule, { cost, pool }: Price): number {
  if (rule.pool !== undefined && rule.pool !== pool) return 0;
  return rule.unit === 'calls' ? 1 : cost;
}

/** Everything that counts against the limit, in the order in which it can leave: calls in flight not before now. */
export function entriesOf(ledger: Ledger, rule: Rule, now: number): { to: number; amount: number }[] {
  const past = rule.milliseconds === 0 ? [] : (ledger.spent[rule.name] ?? []);
  const inFlight = Object.values(ledger.leases).map((lease) => ({ to: now, amount: amountOf(rule, lease) }));
  return [...past, ...inFlight];
}

export function sum(entries: readonly { amount: number }[]): number {
  return entries.reduce((total, { amount }) => total + amount, 0);
}
