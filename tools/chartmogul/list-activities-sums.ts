import type Big from 'big.js';
import { exactSum } from '../../src/report/exact.ts';
import { groupBy } from '../../src/report/group-by.ts';
import type { Activity } from './list-activities-entries.ts';

/** The page's types in the order in which they are told. */
export const knownTypes = ['new_biz', 'reactivation', 'expansion', 'contraction', 'churn'] as const;

export function isKnown(type: string): boolean {
  return knownTypes.some((one) => one === type);
}

export interface Sum {
  activities: number;
  customers: number;
  movement: Big;
}

export interface CurrencySums {
  currency: string;
  all: Sum;
  byType: Map<string, Sum>;
  activities: Activity[];
}

export interface Mover {
  customer: string;
  currency: string;
  movement: Big;
  types: string[];
}

/** Sums by currency, the one with most activities first; currencies are never added up. */
export function byCurrency(activities: readonly Activity[]): CurrencySums[] {
  const groups = [...groupBy(activities, ({ currency }) => currency)];
  const sums = groups.map(([currency, own]) => ({
    currency,
    all: sum(own),
    byType: new Map([...groupBy(own, ({ type }) => type)].map(([type, some]) => [type, sum(some)])),
    activities: own,
  }));
  return sums.sort((a, b) => b.all.activities - a.all.activities);
}

/** The types to tell: the one asked for or all of the page's, and any other that came. */
export function typesOf(activities: readonly Activity[], asked: string | undefined): string[] {
  const wanted = asked === undefined ? [...knownTypes] : [asked];
  return [...new Set([...wanted, ...activities.map(({ type }) => type)])];
}

/** What each customer's MRR moved by, largest first in its currency, and each currency's largest before any second. */
export function movers(currencies: readonly CurrencySums[]): Mover[] {
  const ranked = currencies.map(({ activities }) =>
    [...groupBy(activities, ({ customerKey }) => customerKey).values()]
      .map(mover)
      .sort((a, b) => b.movement.abs().cmp(a.movement.abs())),
  );
  const longest = Math.max(0, ...ranked.map((list) => list.length));
  return Array.from({ length: longest }, (_, rank) => ranked.flatMap((list) => list.slice(rank, rank + 1))).flat();
}

export function sum(activities: readonly Activity[]): Sum {
  return {
    activities: activities.length,
    customers: new Set(activities.map(({ customerKey }) => customerKey)).size,
    movement: exactSum(activities.map(({ movement }) => movement)),
  };
}

function mover(own: readonly Activity[]): Mover {
  const [first] = own;
  return {
    customer: first?.customer ?? '',
    currency: first?.currency ?? '',
    movement: exactSum(own.map(({ movement }) => movement)),
    types: [...new Set(own.map(({ type }) => type))],
  };
}
