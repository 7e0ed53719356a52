import type { Limits, Price } from '../vendor.ts';

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

/** What a call of this price takes of the limit. */
export function amountOf({ unit, pool: counted }: Rule, { cost, pool }: Price): number {
  if (counted !== undefined && counted !== pool) return 0;
  return unit === 'calls' ? 1 : cost;
}

/** The limit that a single call of this price breaks, whatever else is going on. */
export function brokenAlone(limits: Limits, price: Price): Rule | undefined {
  return rulesOf(limits).find((rule) => amountOf(rule, price) > rule.limit);
}
