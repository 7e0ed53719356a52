import { simulateCompany } from '../../src/demo/company/simulate.ts';
import type { DemoUser } from '../../src/demo/company/types.ts';
import { simulateSubscriptions } from '../../src/demo/subscriptions/simulate.ts';
import type { Entry } from '../../src/demo/subscriptions/types.ts';
import { utcDay } from './book.ts';
import { clocksOf, plus } from './days.ts';
import { type Deed, deedsOf, firsts } from './deeds.ts';
import { type Session, sessionsOf } from './sessions.ts';

/** All that happened, as it was: the log and the book of the simulated company, up to a moment. */
export interface World {
  today: string;
  /** The time of day in the company's zone: `HH:MM`. */
  clock: string;
  /** The day so many days before today. */
  ago(days: number): string;
  /** The same in UTC, where ChartMogul and Qonversion cut their days: it may be another day there. */
  utcAgo(days: number): string;
  users: readonly DemoUser[];
  /** Oldest first. */
  deeds: readonly Deed[];
  /** Each user's first. */
  arrivals: readonly Deed[];
  sessions: readonly Session[];
  /** Subscriptions and payments, oldest first. */
  book: readonly Entry[];
  /** The company's day of a time. */
  dayOf(time: number): string;
}

/** Another `seed` gives a world in which other things happened at the same time. */
export function worldAt(now: number, zone: string, seed?: number): World {
  const company = simulateCompany({ now, zone, ...(seed === undefined ? {} : { seed }) });
  const clocks = clocksOf(zone);
  const today = clocks(now).slice(0, 10);
  const deeds = deedsOf(company);
  return {
    today,
    clock: clocks(now).slice(11, 16),
    ago: (days) => plus(today, -days),
    utcAgo: (days) => plus(utcDay(now), -days),
    users: company.users,
    deeds,
    arrivals: firsts(deeds),
    sessions: sessionsOf(deeds),
    book: simulateSubscriptions(company, seed).entries,
    dayOf: (time) => clocks(time).slice(0, 10),
  };
}
