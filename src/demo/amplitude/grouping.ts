import type { DemoEvent } from '../company/types.ts';
import { textOf } from './filter.ts';
import type { Log } from './log.ts';
import { type PropertyName, propertyReader } from './property.ts';
import { invalid } from './refusal.ts';

/** The name of the group that an event falls into: "a", or "a; b" for two properties, '' when nothing is grouped. */
export type Grouping = (event: DemoEvent) => string;

export function groupingBy(log: Log, names: readonly PropertyName[]): Grouping {
  const readers = names.map((name) => propertyReader(log, name));
  const [first] = readers;
  if (first === undefined) return () => '';
  if (readers.length === 1) return (event) => textOf(first(event));
  return (event) => readers.map((read) => textOf(read(event))).join('; ');
}

/** The top-level group-bys: `g`, and `g2` where the endpoint takes two. */
export function readGroupBy(query: URLSearchParams, most: 1 | 2): PropertyName[] {
  const names = [...query.getAll('g'), ...query.getAll('g2')].filter((name) => name !== '');
  if (names.length > most) throw invalid(`Too many group by properties: ${names.length}, the limit is ${most}`);
  return names.map((name) => ({ type: 'user', name }));
}

/** "The number of Group By values returned (default: 100). The limit is 1000." */
export function readLimit(query: URLSearchParams): number {
  const given = query.get('limit') ?? '100';
  const limit = Number(given);
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) throw invalid(`Invalid limit ${given}: from 1 to 1000`);
  return limit;
}
