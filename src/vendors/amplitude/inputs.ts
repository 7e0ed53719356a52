import { z } from 'zod';
import { listOf } from '../inputs.ts';
import { eventCode } from './event-codes.ts';

// "either is, is not, contains, does not contain, less, less or equal, greater, greater or equal, set is, or set is not"
// (Dashboard REST API, Event format and Segment definition)
const operators = [
  'is',
  'is not',
  'contains',
  'does not contain',
  'less',
  'less or equal',
  'greater',
  'greater or equal',
  'set is',
  'set is not',
] as const;

// The operators of "who performed" conditions count events.
const counts = ['>=', '<=', '>', '<', '=', '!='] as const;

const operator = z.string().refine((word) => operators.some((one) => one === word), {
  error: `must be one of ${operators.join(', ')}`,
});
const property = z.string().min(1);
// Not listed in full, so a single value and numbers are understood here.
const values = z.preprocess(
  (given) => (given === undefined || Array.isArray(given) ? given : [given]),
  z.array(z.union([z.string(), z.number(), z.boolean()]).transform(String)),
);
const eventType = z.string().min(1).max(1024).transform(eventCode);

const eventFilters = described(
  z.strictObject({ type: z.enum(['event', 'user']), property, operator, values }),
  'AND-ed {type: event|user, property, operator: as in segments, values}',
);
const eventGroup = z.strictObject({ type: z.enum(['event', 'user']), property });

/** An event without a group-by, as retention takes it. */
export const plainEvent = z.strictObject({
  event_type: eventType.describe('Raw name; _active, _all, _new, revenue_amount, or ce:name'),
  filters: eventFilters,
});

/** An event with optional filters and at most two properties to group by. */
export const event = z.strictObject({
  event_type: eventType.describe('Raw name; _active, _all, revenue_amount, or ce:name'),
  // "group_by Optional. A list of properties to group by (at most 2)." (Event format)
  filters: eventFilters,
  group_by: listOf(eventGroup, 2),
});

const performed = z.strictObject({
  event_type: eventType,
  operator: z.enum(counts).default('>='),
  count: z.number().int().min(0).default(1),
  time_type: z.enum(['forEachInterval', 'currentInterval', 'allTime']).default('forEachInterval'),
  time_value: z.number().int().min(1).max(365).default(30),
  filters: eventFilters,
});

const condition = z.strictObject({ property, operator, values });

const segment = z.strictObject({
  filters: described(
    condition,
    'AND-ed {property, values, operator}: is, is not, contains, does not contain, less, less or equal, greater, greater or equal, set is, set is not',
  ),
  performed: described(
    performed,
    'Who performed {event_type, operator: >=, count, time_type: forEachInterval|currentInterval|allTime, time_value, filters}',
  ),
});

/** `segments`: which users; one vendor `s` each. */
export const segments = listOf(segment, 20).describe('Which users; one segment each');

/** `group_by` at the top: property names, at most as many as the endpoint takes. */
export function groupBy(most: 1 | 2) {
  return listOf(property, most).describe(
    `${most === 1 ? 'One property' : 'At most two properties'}, e.g. country; custom ones as gp:name. Needs a single segment`,
  );
}

export function interval<const Words extends readonly [Interval, ...Interval[]]>(...words: Words) {
  return z
    .enum(words)
    .default('daily' as const)
    .describe('Length of each period');
}

export type Interval = 'realtime' | 'hourly' | 'daily' | 'weekly' | 'monthly';
export type Event = z.output<typeof event>;
/** What splits an answer: a user property by its name at the top, or either inside an event. */
export type Grouped = string | Event['group_by'][number];
export type PlainEvent = z.output<typeof plainEvent>;
export type Segment = z.output<typeof segment>;

/** "g: Available only when there is a single segment. Limit: two." (Shared query parameters) */
export function groupRules({
  segments,
  group_by,
}: {
  segments: readonly Segment[];
  group_by: readonly string[];
}): string[] {
  if (group_by.length === 0 || segments.length <= 1) return [];
  return [
    `"group_by" works with a single segment only, and there are ${segments.length}: keep one segment, or leave "group_by" out.`,
  ];
}

/** A list whose listed schema tells the inner shape in words, which takes a third of the room; it is checked all the same. */
function described<Item extends z.ZodType<unknown, Record<string, unknown>>>(item: Item, description: string) {
  return listOf(z.looseObject({}).pipe(item)).describe(description);
}
