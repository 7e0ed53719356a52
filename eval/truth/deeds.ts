import type { Company, DemoUser, PropertyValue } from '../../src/demo/company/types.ts';
import { clocksOf } from './days.ts';

/** An event of the log, with the date and time of day (`HH:MM`) that the company's clocks showed. */
export interface Deed {
  user: DemoUser;
  type: string;
  time: number;
  day: string;
  clock: string;
  session: number;
  version: string;
  about: Record<string, PropertyValue>;
}

export function deedsOf({ events, zone }: Company): Deed[] {
  const clocks = clocksOf(zone);
  return events.map(({ user, type, time, session, version, properties }) => {
    const shown = clocks(time);
    return {
      user,
      type,
      time,
      day: shown.slice(0, 10),
      clock: shown.slice(11, 16),
      session,
      version,
      about: properties,
    };
  });
}

/** Of deeds in their order, those from one day to another. */
export function within(deeds: readonly Deed[], from: string, to: string): Deed[] {
  return deeds.slice(
    placeOf(deeds, ({ day }) => day >= from),
    placeOf(deeds, ({ day }) => day > to),
  );
}

export function of(deeds: readonly Deed[], type: string): Deed[] {
  return deeds.filter((deed) => deed.type === type);
}

/** Deeds of the users themselves: a notification is sent by the server and makes nobody active. */
export function active(deeds: readonly Deed[]): Deed[] {
  return deeds.filter(({ type }) => type !== 'notification_received');
}

/** Different users. */
export function people(deeds: readonly Deed[]): number {
  return new Set(deeds.map(({ user }) => user)).size;
}

/** Dollars that the deeds brought in. */
export function revenue(deeds: readonly Deed[]): number {
  const cents = deeds.map(({ about }) => Math.round(Number(about.$revenue ?? 0) * 100));
  return cents.reduce((sum, amount) => sum + amount, 0) / 100;
}

export function paid(deeds: readonly Deed[]): Deed[] {
  return deeds.filter(({ about }) => about.$revenue !== undefined);
}

/** The first deed of each user. */
export function firsts(deeds: readonly Deed[]): Deed[] {
  const first = new Map<DemoUser, Deed>();
  for (const deed of deeds) if (!first.has(deed.user)) first.set(deed.user, deed);
  return [...first.values()];
}

export function split<T>(items: readonly T[], by: (item: T) => string): Map<string, T[]> {
  const parts = new Map<string, T[]>();
  for (const item of items) {
    const part = parts.get(by(item));
    if (part === undefined) parts.set(by(item), [item]);
    else part.push(item);
  }
  return parts;
}

/** The names with their figures, largest first. */
export function ranked<T>(parts: Map<string, T[]>, figure: (part: T[]) => number): { name: string; figure: number }[] {
  return [...parts].map(([name, part]) => ({ name, figure: figure(part) })).sort((a, b) => b.figure - a.figure);
}

/** The first deed for which this holds, as it does for all after it: asked of a few, for there are many. */
function placeOf(deeds: readonly Deed[], holds: (deed: Deed) => boolean): number {
  let [low, high] = [0, deeds.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const deed = deeds[middle];
    if (deed !== undefined && holds(deed)) high = middle;
    else low = middle + 1;
  }
  return low;
}
