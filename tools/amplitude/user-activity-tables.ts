import { rowPerItem } from '../../src/report/later-rows.ts';
import type { Cell, Table } from '../../src/report/report.ts';

export interface Activity {
  type: string;
  /** As sent: `YYYY-MM-DD HH:MM:SS.ffffff` without a zone. */
  time: string | null;
  session: string | null;
  platform: string | null;
  version: string | null;
  country: string | null;
  /** Condensed, and already masked. */
  properties: string;
}

/** What one event type amounts to among the events returned. */
export interface TypeCount {
  type: string;
  events: number;
  first: string | null;
  last: string | null;
}

/** Events by type, most frequent first. */
export function countTypes(events: readonly Activity[]): TypeCount[] {
  const counts = new Map<string, TypeCount>();
  for (const { type, time } of events) {
    const own = counts.get(type) ?? { type, events: 0, first: time, last: time };
    own.events += 1;
    own.first = earlier(own.first, time);
    own.last = later(own.last, time);
    counts.set(type, own);
  }
  return [...counts.values()].sort((a, b) => b.events - a.events);
}

export function typeTable(counts: readonly TypeCount[]): Table {
  const all = counts.reduce((sum, { events }) => sum + events, 0);
  return {
    name: 'event_types',
    title: 'events returned by type, most frequent first',
    columns: [
      { name: 'event_type', type: 'label' },
      { name: 'events', type: 'count' },
      { name: 'share', type: 'percent' },
      { name: 'first', type: 'date' },
      { name: 'last', type: 'date' },
    ],
    rows: counts.map(({ type, events, first, last }): Cell[] => [
      type,
      events,
      events / all,
      second(first),
      second(last),
    ]),
    show: 4,
  };
}

export function eventTable(events: readonly Activity[], order: string): Table {
  return {
    name: 'events',
    title: `returned, ${order}; times as sent`,
    columns: [
      { name: 'time', type: 'date' },
      { name: 'event_type', type: 'label' },
      { name: 'properties', type: 'label' },
    ],
    rows: rowPerItem(events, (one) => [second(one.time), one.type, one.properties]),
    show: 5,
  };
}

/** Where each event came from: apart from the events, since it seldom changes from one to the next. */
export function clientTable(events: readonly Activity[]): Table {
  return {
    name: 'event_clients',
    title: 'session, platform, version and country of each event',
    columns: [
      { name: 'time', type: 'date' },
      { name: 'event_type', type: 'label' },
      { name: 'session', type: 'label' },
      { name: 'platform', type: 'label' },
      { name: 'version', type: 'label' },
      { name: 'country', type: 'label' },
    ],
    rows: rowPerItem(events, (one) => [
      ...[second(one.time), one.type, one.session],
      ...[one.platform, one.version, one.country],
    ]),
    show: 0,
  };
}

/** Times as text of one form compare as text. */
export function sortByTime(events: readonly Activity[], direction: 'latest' | 'earliest'): Activity[] {
  const sign = direction === 'latest' ? -1 : 1;
  return [...events].sort((a, b) => {
    if (a.time === null || b.time === null) return Number(a.time === null) - Number(b.time === null);
    return a.time === b.time ? 0 : sign * (a.time < b.time ? -1 : 1);
  });
}

function earlier(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

function later(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

/** Without the fraction of the second. */
function second(time: string | null): string | null {
  return time === null ? null : time.replace(/(:\d{2})\.\d+$/, '$1');
}
