import { Decimal } from '../../src/report/decimal.ts';
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
  movement: Decimal;
}

export interface CurrencySums {
  currency: string;
  all: Sum;
  byType: Map<string, Sum>;
  activities: Activity[];
}

/** One customer in one currency. */
export interface Mover {
  currency: string;
  movement: Decimal;
  /** Of the movement, without its sign. */
  size: Decimal;
  activities: readonly Activity[];
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
  const ranked = currencies.map(({ currency, activities }) =>
    [...groupBy(activities, ({ customerKey }) => customerKey).values()]
      .map((own) => moverOf(currency, own))
      .sort((a, b) => b.size.compare(a.size)),
  );
  const longest = ranked.reduce((most, { length }) => Math.max(most, length), 0);
  const all: Mover[] = [];
  for (let rank = 0; rank < longest; rank++) {
    for (const list of ranked) {
      const next = list[rank];
      if (next !== undefined) all.push(next);
    }
  }
  return all;
}

export function sum(activities: readonly Activity[]): Sum {
  return {
    activities: activities.length,
    customers: new Set(activities.map(({ customerKey }) => customerKey)).size,
    movement: movementOf(activities),
  };
}

export function movementOf(activities: readonly Activity[]): Decimal {
  return Decimal.sum(activities.map(({ movement }) => movement));
}

function moverOf(currency: string, activities: readonly Activity[]): Mover {
  const movement = movementOf(activities);
  return { currency, movement, size: movement.abs(), activities };
}
