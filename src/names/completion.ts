import { configured, type Engine, sceneOf } from '../engine.ts';
import type { Completes } from '../prompt.ts';
import { nearest } from '../report/nearest.ts';
import type { Vendor } from '../vendor.ts';
import { eventList, readEventList } from './event-list.ts';
import { eventNames, presentable } from './event-names.ts';

/** What may follow from what somebody has typed so far, best first; nothing where it cannot be found out. */
export async function complete(typed: string, from: Completes, engine: Engine): Promise<string[]> {
  if ('words' in from) return matches(typed, from.words(sceneOf(engine)));
  const known = await eventsOf(from.events, engine);
  if (from.several !== true) return matches(typed, known);
  const before = readEventList(typed);
  const last = before?.pop() ?? '';
  if (before === undefined) return [];
  const fresh = known.filter((name) => !before.includes(name));
  return matches(last, fresh).map((name) => eventList([...before, name]));
}

/** Names that begin with what was typed, then those that have it, then those that are like it, capitals aside. */
export function matches(typed: string, names: readonly string[]): string[] {
  const wanted = typed.trim().toLowerCase();
  const having = names.filter((name) => name.toLowerCase().includes(wanted));
  const isBeginning = (name: string) => name.toLowerCase().startsWith(wanted);
  const begun = having.filter(isBeginning);
  const near = wanted === '' ? [] : nearest(typed, names, 10);
  return [...new Set([...begun, ...having, ...near])];
}

async function eventsOf(vendor: Vendor, engine: Engine): Promise<string[]> {
  const connection = configured(engine, vendor.id)?.connection;
  if (connection === undefined) return [];
  const nobody = { signal: new AbortController().signal, tell: () => {} };
  const listed = await eventNames(vendor, connection, engine, nobody);
  if (listed === undefined) return [];
  return [...presentable(listed.names, engine), ...Object.keys(vendor.eventNames?.codes ?? {})];
}
