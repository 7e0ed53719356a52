import { share } from '../../src/report/number.ts';
import type { Counters } from './customer-metrics.ts';

/** The documented counters in the order in which they are told, with their units. */
export const units = {
  clientsWithEvent: 'clients',
  activeSubscribers: 'clients',
  activeTrials: 'clients',
  billingRetry: 'clients',
  // Percentages, whatever their names say.
  churnedSubscribers: '%',
  canceledTrials: '%',
  sales: 'money, currency not stated',
  avgPrice: 'money, currency not stated',
  avgPaymentCount: 'payments',
} as const;

export type Known = keyof typeof units;

export const knownNames: readonly Known[] = [
  ...(['clientsWithEvent', 'activeSubscribers', 'activeTrials', 'billingRetry'] as const),
  ...(['churnedSubscribers', 'canceledTrials', 'sales', 'avgPrice', 'avgPaymentCount'] as const),
];

export function figure(data: Counters, name: Known): number | null {
  const sent = data[name];
  return sent === null || sent === undefined ? null : Number(sent);
}

/** Whether any counter of the page was sent. */
export function isDocumented(data: Counters): boolean {
  return knownNames.some((name) => figure(data, name) !== null);
}

/** What is sent as a percentage, as a fraction. */
export function rateOf(data: Counters, name: 'churnedSubscribers' | 'canceledTrials'): number | null {
  return share(figure(data, name), 100);
}

/** Keys of an older or newer shape: shown as they are. */
export function otherCounters(data: Counters): [string, string][] {
  return Object.entries(data).flatMap(([name, value]) => (Object.hasOwn(units, name) ? [] : flat(name, value)));
}

function flat(name: string, value: unknown, depth = 3): [string, string][] {
  if (value === null || value === undefined) return [];
  if (typeof value !== 'object') return [[name, String(value)]];
  if (depth === 0) return [];
  return Object.entries(value).flatMap(([key, one]) => flat(`${name}.${key}`, one, depth - 1));
}
