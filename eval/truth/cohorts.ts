import type { DemoUser } from '../../src/demo/company/types.ts';
import { plus } from './days.ts';
import { type Deed, people, revenue, split, within } from './deeds.ts';

/** The users of a first deed, by its day (or the week or month that `named` says). */
export type Cohorts = Map<string, DemoUser[]>;

export function cohortsOf(firstDeeds: readonly Deed[], named = (day: string) => day): Cohorts {
  const parts = split(firstDeeds, ({ day }) => named(day));
  return new Map([...parts].map(([name, part]) => [name, part.map(({ user }) => user)]));
}

export interface Retained {
  back: number;
  of: number;
}

/** Of the members, how many did one of the deeds. */
export function retained(members: readonly DemoUser[], deeds: readonly Deed[]): Retained {
  const wanted = new Set(members);
  return { back: people(deeds.filter(({ user }) => wanted.has(user))), of: wanted.size };
}

/** Over several cohorts: whoever is in two is two entries. */
export function together(cells: readonly Retained[]): Retained {
  return cells.reduce((sum, { back, of }) => ({ back: sum.back + back, of: sum.of + of }), { back: 0, of: 0 });
}

/** Of those who began on each of the days: back on the day so many days later. Days that still run are left out. */
export function backAfter(
  starts: readonly Deed[],
  deeds: readonly Deed[],
  days: readonly string[],
  age: number,
  today: string,
): Retained {
  const cohorts = cohortsOf(starts);
  const over = days.filter((day) => plus(day, age) < today);
  const back = (day: string) => within(deeds, plus(day, age), plus(day, age));
  return together(over.map((day) => retained(cohorts.get(day) ?? [], back(day))));
}

/** Dollars that the members had paid by the end of their day number `days`; the first is that of their first deed. */
export function paidBy(
  members: readonly Deed[],
  payments: readonly Deed[],
  lastDay: (first: string) => string,
): number {
  const ends = new Map(members.map(({ user, day }) => [user, lastDay(day)]));
  return revenue(payments.filter(({ user, day }) => day <= (ends.get(user) ?? '')));
}
