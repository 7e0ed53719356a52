import { z } from 'zod';
import type { DemoEvent } from '../company/types.ts';
import { filterTest } from './filter.ts';
import { isActive, type Log, revenueOf } from './log.ts';
import { propertyReader } from './property.ts';
import { invalid, notSimulated } from './refusal.ts';

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const kind = z.enum(['event', 'user']);

export const eventFilters = z.array(
  z.strictObject({ subprop_type: kind, subprop_key: z.string(), subprop_op: z.string(), subprop_value: z.array(text) }),
);

const eventSpec = z.strictObject({
  event_type: z.string(),
  filters: eventFilters.default([]),
  group_by: z
    .array(z.strictObject({ type: kind, value: z.string() }))
    .max(2)
    .default([]),
});

/** "A full event": its type, filters and group-bys, as the vendor's JSON writes them. */
export type EventSpec = z.infer<typeof eventSpec>;

export function readEvent(parameter: string, value: string): EventSpec {
  return parseJson(parameter, value, eventSpec);
}

export function parseJson<T>(parameter: string, value: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(json(parameter, value));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw invalid(`Invalid parameter ${parameter}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
}

/** Whether an event of the log is one that the specification means. */
export function eventTest(log: Log, { event_type, filters }: Pick<EventSpec, 'event_type' | 'filters'>) {
  const isOfType = typeTest(log, event_type);
  const tests = filters.map(({ subprop_type, subprop_key, subprop_op, subprop_value }) => {
    const read = propertyReader(log, { type: subprop_type, name: subprop_key });
    const test = filterTest(subprop_op, subprop_value);
    return (event: DemoEvent) => test(read(event));
  });
  return (event: DemoEvent) => isOfType(event) && tests.every((test) => test(event));
}

function json(parameter: string, value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    throw invalid(`Invalid parameter ${parameter}: not JSON`);
  }
}

/** An unknown raw name is no error: nothing of that type ever happened. */
function typeTest(log: Log, type: string): (event: DemoEvent) => boolean {
  const special = specialTypes.get(type);
  if (special) return (event) => special(event, log);
  if (type.startsWith('ce:')) throw invalid(`Invalid custom event ${type.slice(3)}`);
  if (interfaceLabel.test(type)) throw invalid(`Invalid event type ${type}`);
  if (type.startsWith('_')) throw notSimulated(`the event type ${type}`);
  return (event) => event.type === type;
}

/** What the vendor's user interface shows for `_active`, `_all` and the like is not a name that the API takes. */
const interfaceLabel = /^(\[Amplitude\] )?(Any (Active )?Event|New User|Revenue( \((Unv|V)erified\))?)$/i;

const specialTypes = new Map<string, (event: DemoEvent, log: Log) => boolean>([
  ['_active', isActive],
  ['_all', () => true],
  ['_new', (event, log) => log.histories.get(event.user)?.[0] === event],
  ['revenue_amount', (event) => revenueOf(event) !== undefined],
  ['verified_revenue', (event) => revenueOf(event) !== undefined && event.properties.receipt_verified === true],
  ['unverified_revenue', (event) => revenueOf(event) !== undefined && event.properties.receipt_verified !== true],
  ['ce:Browsing', (event) => event.type === 'search' || event.type === 'view_item'],
  ['ce:Large purchase', (event) => event.type === 'purchase' && (revenueOf(event) ?? 0) >= 100],
]);
