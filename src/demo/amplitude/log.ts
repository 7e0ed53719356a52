import type { Company, DemoEvent, DemoUser } from '../company/types.ts';

/** The company's events with what every endpoint looks up in them, computed once. */
export interface Log {
  company: Company;
  events: readonly DemoEvent[];
  /** Each user's events, oldest first. */
  histories: ReadonlyMap<DemoUser, readonly DemoEvent[]>;
  sessions: readonly Session[];
  /** The time of each payer's first revenue. */
  firstPaid: ReadonlyMap<DemoUser, number>;
  userProperties: ReadonlySet<string>;
  eventProperties: ReadonlySet<string>;
  numericProperties: ReadonlySet<string>;
}

export interface Session {
  user: DemoUser;
  start: number;
  /** From the first to the last event, in milliseconds: 0 when there is only one. */
  length: number;
}

export function indexLog(company: Company): Log {
  const { events, users } = company;
  const histories = group(events);
  const { eventProperties, numericProperties } = propertyNames(events);
  return {
    company,
    events,
    histories,
    sessions: [...histories.values()].flatMap(sessionsOf).sort((a, b) => a.start - b.start),
    firstPaid: firstPayments(events),
    userProperties: new Set(users.flatMap((user) => Object.keys(user.properties))),
    eventProperties,
    numericProperties,
  };
}

/** The items whose time is in [from, to); `items` are ordered by it. */
export function between<T>(items: readonly T[], timeOf: (item: T) => number, from: number, to: number): readonly T[] {
  return items.slice(firstAt(items, timeOf, from), firstAt(items, timeOf, to));
}

export function eventsBetween(log: Log, from: number, to: number): readonly DemoEvent[] {
  return between(log.events, (event) => event.time, from, to);
}

/** Everything the vendor counts as activity: all but what the server sent to the user. */
export function isActive(event: DemoEvent): boolean {
  return !inactiveTypes.has(event.type);
}

export const inactiveTypes: ReadonlySet<string> = new Set(['notification_received']);

export function revenueOf(event: DemoEvent): number | undefined {
  const revenue = event.properties.$revenue;
  return typeof revenue === 'number' ? revenue : undefined;
}

function firstAt<T>(items: readonly T[], timeOf: (item: T) => number, time: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    if (item !== undefined && timeOf(item) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

function group(events: readonly DemoEvent[]): Map<DemoUser, DemoEvent[]> {
  const histories = new Map<DemoUser, DemoEvent[]>();
  for (const event of events) {
    const history = histories.get(event.user);
    if (history) history.push(event);
    else histories.set(event.user, [event]);
  }
  return histories;
}

function sessionsOf(history: readonly DemoEvent[]): Session[] {
  const sessions = new Map<number, Session>();
  for (const { session, time, user } of history) {
    if (session < 0) continue;
    const known = sessions.get(session);
    if (known) known.length = time - session;
    else sessions.set(session, { user, start: session, length: time - session });
  }
  return [...sessions.values()];
}

function firstPayments(events: readonly DemoEvent[]): Map<DemoUser, number> {
  const first = new Map<DemoUser, number>();
  for (const event of events) {
    if (revenueOf(event) !== undefined && !first.has(event.user)) first.set(event.user, event.time);
  }
  return first;
}

function propertyNames(events: readonly DemoEvent[]) {
  const eventProperties = new Set<string>();
  const numericProperties = new Set<string>();
  for (const { properties } of events) {
    for (const name in properties) {
      eventProperties.add(name);
      if (typeof properties[name] === 'number') numericProperties.add(name);
    }
  }
  return { eventProperties, numericProperties };
}
