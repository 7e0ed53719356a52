import type { Engine } from '../engine.ts';
import type { Usage } from '../quota/limiter.ts';
import { count } from '../report/number.ts';
import type { Call, Tool } from '../tool.ts';
import type { Connection, Limits } from '../vendor.ts';

/** How a call reaches its vendor. */
export type Plan =
  | { kind: 'whole' }
  | { kind: 'parts'; parts: readonly Call[]; milliseconds: number }
  /** It cannot be sent; `reason` says why it cannot be split either, where it could be otherwise. */
  | { kind: 'refused'; reason?: string };

/** A call has so long for everything: waiting, tries, pages and parts. */
export const callBudget = 45_000;

/**
 * What one part is assumed to take. Vendors promise nothing; what must be split asks much, so that it is slow,
 * and a plan that fails half-way has spent its quota for nothing, so this is more than most of them take.
 */
export const timePerPart = 7_000;

/** One query where that fits; else the parts it splits into, priced whole before the first is sent; else none. */
export async function planOf(call: Call, { vendor }: Tool, connection: Connection, engine: Engine): Promise<Plan> {
  const { limits, fingerprint } = connection;
  const { most } = dearest(limits);
  if (call.price.cost <= most) return { kind: 'whole' };
  const parts = call.split(most);
  if (parts === null) return { kind: 'refused' };
  return planOfParts(parts, limits, await engine.limiter.usage(fingerprint, limits), vendor.title);
}

/** The most that one query may cost, and how the vendor puts it. */
export function dearest({ atOnce, windows }: Limits): { most: number; words: string } {
  const cost = windows.filter(({ unit, pool }) => unit === 'cost' && pool === undefined);
  const all = cost.map(({ limit, name }) => ({ most: limit, words: `${count(limit)} ${name}` }));
  const first = { most: atOnce.cost ?? Number.POSITIVE_INFINITY, words: `${count(atOnce.cost)} at once` };
  return all.reduce((least, one) => (one.most < least.most ? one : least), first);
}

/** Whether all parts can be answered within one call's time; `usage` is what is left of the limits now. */
export function planOfParts(parts: readonly Call[], limits: Limits, usage: readonly Usage[], title: string): Plan {
  const costs = parts.map(({ price }) => price.cost);
  const whole = `It could be asked in ${parts.length} parts by date`;
  const short = limits.windows
    .filter(({ pool }) => pool === undefined)
    .map(({ name, limit, unit }) => ({ name, limit, need: unit === 'cost' ? sum(costs) : parts.length, unit }))
    .map((window) => ({ ...window, left: usage.find((one) => one.limit === window.name)?.left ?? window.limit }))
    .find(({ need, left }) => need > left);
  if (short !== undefined) {
    const { need, left, limit, name } = short;
    const reason = `${whole}, which take ${count(need)} together, and ${title} has ${count(left)} left of ${count(limit)} ${name}.`;
    return { kind: 'refused', reason };
  }
  const milliseconds = timeFor(costs, limits);
  if (milliseconds <= callBudget) return { kind: 'parts', parts, milliseconds };
  const reason = `${whole}, which would take about ${seconds(milliseconds)}, and a call has ${seconds(callBudget)}.`;
  return { kind: 'refused', reason };
}

/** Milliseconds in which the limits let all of them through, in order, each as soon as there is room. */
export function timeFor(costs: readonly number[], { atOnce }: Limits): number {
  const most = atOnce.cost ?? Number.POSITIVE_INFINITY;
  let now = 0;
  let running: { cost: number; until: number }[] = [];
  for (const cost of costs) {
    while (
      running.length >= atOnce.calls ||
      (running.length > 0 && sum(running.map((one) => one.cost)) + cost > most)
    ) {
      const first = running[0]?.until ?? now;
      now = first;
      running = running.filter(({ until }) => until > first);
    }
    running.push({ cost, until: now + timePerPart });
  }
  return running.at(-1)?.until ?? 0;
}

export function seconds(milliseconds: number): string {
  return `${Math.ceil(milliseconds / 1000)} s`;
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
