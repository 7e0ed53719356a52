import type { DemoUser } from '../company/types.ts';

/** What is counted of a set of events: enough for every metric, and two of them can be added. */
export interface Tally {
  users: Set<DemoUser>;
  totals: number;
  /** Of the measured property, over the events that have it as a number. */
  sum: number;
  measured: number;
  smallest: number;
  largest: number;
}

export function emptyTally(): Tally {
  return {
    users: new Set(),
    totals: 0,
    sum: 0,
    measured: 0,
    smallest: Number.POSITIVE_INFINITY,
    largest: Number.NEGATIVE_INFINITY,
  };
}

export function count(tally: Tally, user: DemoUser, value: unknown): void {
  tally.users.add(user);
  tally.totals += 1;
  if (typeof value !== 'number') return;
  tally.sum += value;
  tally.measured += 1;
  tally.smallest = Math.min(tally.smallest, value);
  tally.largest = Math.max(tally.largest, value);
}

export function union(tallies: readonly Tally[]): Tally {
  const all = emptyTally();
  for (const tally of tallies) {
    for (const user of tally.users) all.users.add(user);
    all.totals += tally.totals;
    all.sum += tally.sum;
    all.measured += tally.measured;
    all.smallest = Math.min(all.smallest, tally.smallest);
    all.largest = Math.max(all.largest, tally.largest);
  }
  return all;
}
