import { z } from 'zod';
import type { DemoEvent, DemoUser } from '../company/types.ts';
import { type Bucket, bucketAt } from './buckets.ts';
import { eventFilters, eventTest, parseJson } from './event-spec.ts';
import { filterTest } from './filter.ts';
import { between, type Log } from './log.ts';
import type { Period } from './period.ts';
import { userProperty } from './property.ts';
import { invalid } from './refusal.ts';

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);

const property = z.strictObject({ prop: z.string(), op: z.string(), values: z.array(text) });

const performed = z.strictObject({
  type: z.literal('event'),
  op: z.string(),
  event_type: z.string(),
  filters: eventFilters.default([]),
  value: z.number(),
  time_type: z.enum(['forEachInterval', 'currentInterval', 'allTime']),
  time_value: z.number().int().positive().optional(),
});

const segment = z.array(z.union([performed, property]));

/** Conditions that must all hold. */
export type Segment = z.infer<typeof segment>;
type Performed = z.infer<typeof performed>;

export type EventTest = (event: DemoEvent) => boolean;

/** One segment for each `s`; everybody when there is none. */
export function readSegments(query: URLSearchParams): Segment[] {
  const given = query.getAll('s').map((value) => parseJson('s', value, segment));
  if (given.length > 1 && query.has('g')) throw invalid('Group by is available only when there is a single segment');
  return given.length === 0 ? [[]] : given;
}

/** Whether an event counts for the segment: properties as they were at the event, deeds within their time. */
export function segmentTest(log: Log, conditions: Segment, period: Period): EventTest {
  const tests = conditions.map((condition) => {
    if ('event_type' in condition) return performedTest(log, condition, period);
    const read = userProperty(log, condition.prop);
    const test = filterTest(condition.op, condition.values);
    return (event: DemoEvent) => test(read(event));
  });
  return (event) => tests.every((test) => test(event));
}

function performedTest(log: Log, condition: Performed, period: Period): EventTest {
  const compare = comparisons.get(condition.op);
  if (compare === undefined) throw invalid(`Invalid operator ${condition.op}`);
  const timesOf = timesByUser(log, condition);
  return (event) => {
    const [from, to] = within(condition, event.time, period);
    return compare(between(timesOf(event.user), (time) => time, from, to).length, condition.value);
  };
}

/**
 * The page does not define the three times. They are read as: in the interval of the event; in the `time_value` days
 * that end with that interval; at any time.
 */
function within({ time_type, time_value }: Performed, time: number, { buckets }: Period): [number, number] {
  if (time_type === 'allTime') return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const bucket: Pick<Bucket, 'start' | 'end'> = buckets[bucketAt(buckets, time)] ?? { start: time, end: time + 1 };
  if (time_type === 'currentInterval' || time_value === undefined) return [bucket.start, bucket.end];
  return [bucket.end - time_value * 86_400_000, bucket.end];
}

function timesByUser(log: Log, condition: Performed): (user: DemoUser) => readonly number[] {
  const matches = eventTest(log, condition);
  const known = new Map<DemoUser, number[]>();
  return (user) => {
    const times = known.get(user) ?? (log.histories.get(user) ?? []).filter(matches).map((event) => event.time);
    known.set(user, times);
    return times;
  };
}

const comparisons = new Map<string, (count: number, value: number) => boolean>([
  ['>=', (count, value) => count >= value],
  ['>', (count, value) => count > value],
  ['<=', (count, value) => count <= value],
  ['<', (count, value) => count < value],
  ['=', (count, value) => count === value],
  ['!=', (count, value) => count !== value],
]);
