import type { DemoEvent, DemoUser } from '../company/types.ts';
import { type Bucket, bucketAt } from './buckets.ts';
import { shortDate } from './date-label.ts';
import type { Endpoint } from './endpoint.ts';
import { enveloped } from './envelope.ts';
import { eventTest } from './event-spec.ts';
import { type FunnelQuery, readFunnelQuery } from './funnel-query.ts';
import { groupingBy } from './grouping.ts';
import type { Log } from './log.ts';
import { exact } from './metric.ts';
import { type Passage, passagesOf } from './passage.ts';
import { type Segment, segmentTest } from './segment.ts';
import { averages, medians, timeDistribution, transitionTimes } from './transition.ts';

/** How many users get from step to step. One element for each segment, or for each group. */
export const funnels: Endpoint = {
  path: '/api/2/funnels',
  parameters: ['e', 'start', 'end', 'mode', 'n', 'i', 's', 'g', 'cs', 'limit'],
  answer: (call) => {
    const { log, query } = call;
    const asked = readFunnelQuery(query, log);
    const groups = asked.segments.map((conditions) => groupsOf(log, asked, conditions));
    const data = groups.flatMap((segment, segmentIndex) =>
      segment.slice(0, asked.limit).map((group) => answered(log, asked, segmentIndex, group)),
    );
    return enveloped(
      data,
      call,
      groups.some((segment) => segment.length > asked.limit),
    );
  },
};

/** The passages of one group's users. A user who enters from two groups is in both. */
interface Group {
  name: string;
  passages: Passage[];
}

function groupsOf(log: Log, query: FunnelQuery, conditions: Segment): Group[] {
  const groupOf = groupingBy(log, query.groupBy);
  const steps = query.steps.map((step) => eventTest(log, step));
  const mayEnter = entryTest(log, query, conditions);
  const groups = new Map<string, Passage[]>(query.groupBy.length === 0 ? [['', []]] : []);
  for (const history of log.histories.values()) {
    for (const passage of passagesOf({ history, steps, mode: query.mode, window: query.window, mayEnter })) {
      const name = groupOf(passage.entry);
      const known = groups.get(name);
      if (known) known.push(passage);
      else groups.set(name, [passage]);
    }
  }
  const all = [...groups].map(([name, passages]) => ({ name, passages }));
  return all.sort((a, b) => furthest(b.passages).length - furthest(a.passages).length);
}

/** New users are those whose first event lies in the period. */
function entryTest(log: Log, { period, newUsersOnly }: FunnelQuery, conditions: Segment) {
  const inSegment = segmentTest(log, conditions, period);
  return (event: DemoEvent) => {
    if (event.time < period.start || event.time >= period.end) return false;
    if (newUsersOnly && (event.user.firstSeen < period.start || event.user.firstSeen >= period.end)) return false;
    return inSegment(event);
  };
}

/** Each user once, on the passage that went furthest; the earliest of equals. */
function furthest(passages: readonly Passage[]): Passage[] {
  const best = new Map<DemoUser, Passage>();
  for (const passage of passages) {
    const known = best.get(passage.entry.user);
    if (known === undefined || passage.times.length > known.times.length) best.set(passage.entry.user, passage);
  }
  return [...best.values()];
}

function answered(log: Log, query: FunnelQuery, segmentIndex: number, { name, passages }: Group) {
  const { steps, period } = query;
  const users = furthest(passages);
  const reached = counts(users, steps.length);
  const times = transitionTimes(users, steps.length);
  const days = byBucket(passages, period.buckets).map(furthest);
  const dayTimes = days.map((day) => transitionTimes(day, steps.length));
  return {
    meta: { segmentIndex },
    groupValue: name,
    events: steps.map(({ event_type }) => event_type),
    cumulativeRaw: reached,
    cumulative: reached.map((users) => share(users, reached[0])),
    stepByStep: reached.map((users, step) => share(users, reached[step - 1] ?? users)),
    medianTransTimes: medians(times),
    avgTransTimes: averages(times),
    dayFunnels: {
      series: days.map((day) => counts(day, steps.length)),
      isComplete: complete(log, query),
      ...axis(period.buckets),
    },
    dayMedianTransTimes: { series: dayTimes.map(medians), ...axis(period.buckets) },
    dayAvgTransTimes: { series: dayTimes.map(averages), ...axis(period.buckets) },
    stepTransTimeDistribution: timeDistribution(times),
  };
}

function counts(passages: readonly Passage[], steps: number): number[] {
  return Array.from({ length: steps }, (_, step) => passages.filter(({ times }) => times.length > step).length);
}

function share(part: number, whole: number | undefined): number {
  return whole === undefined || whole === 0 ? 0 : exact(part / whole);
}

/** A passage belongs to the bucket of its entry. */
function byBucket(passages: readonly Passage[], buckets: readonly Bucket[]): Passage[][] {
  const lists: Passage[][] = buckets.map(() => []);
  for (const passage of passages) lists[bucketAt(buckets, passage.entry.time)]?.push(passage);
  return lists;
}

/** Whether all who entered in the bucket have had the whole window to convert. */
function complete(log: Log, { period, window }: FunnelQuery): boolean[] {
  return period.buckets.map(({ end }) => end + window <= log.company.now);
}

function axis(buckets: readonly Bucket[]) {
  const xValues = buckets.map(({ label }) => label);
  return { xValues, formattedXValues: xValues.map((label) => shortDate(label)) };
}
