import { bucketAt } from './buckets.ts';
import { countEvents, type Question } from './counting.ts';
import { type EventSpec, eventTest } from './event-spec.ts';
import { groupingBy } from './grouping.ts';
import { isActive, type Log } from './log.ts';
import { type PropertyName, propertyReader, type Reader } from './property.ts';
import { invalid, notSimulated } from './refusal.ts';
import { type EventTest, type Segment, segmentTest } from './segment.ts';
import { isMeasured, type SegmentationQuery } from './segmentation-query.ts';

/** What is asked about one event in one segment, and how the active users beside it are counted. */
export interface AskedSeries {
  segment: number;
  event: number;
  /** Whether the event's own group-bys split it. */
  isSplit: boolean;
  question: Question;
  activeUsers: Question;
}

/** One for each event and segment of the query. */
export function askedSeries(log: Log, query: SegmentationQuery): AskedSeries[] {
  return query.events.flatMap((spec, event) =>
    query.segments.map((conditions, segment) => ask(log, query, spec, event, conditions, segment)),
  );
}

function ask(
  log: Log,
  query: SegmentationQuery,
  spec: EventSpec,
  event: number,
  conditions: Segment,
  segment: number,
): AskedSeries {
  const measured = isMeasured(query, event === 0 ? 0 : 1);
  const own = splits(spec, measured);
  const inSegment = segmentTest(log, conditions, query.extended);
  const group = groupingBy(log, query.groupBy);
  const activeUsers = { matches: isActive, inSegment, group, measure: null, activeOnly: null };
  const question = {
    matches: eventTest(log, spec),
    inSegment,
    group: groupingBy(log, [...query.groupBy, ...own]),
    measure: measured ? measureOf(log, spec) : null,
    activeOnly: query.activeOnly ? isActiveInBucket(log, query, activeUsers) : null,
  };
  return { segment, event, isSplit: own.length > 0, question, activeUsers };
}

/** With a property metric the first group-by is what is measured, the second splits. */
function splits(spec: EventSpec, measured: boolean): PropertyName[] {
  return spec.group_by.slice(measured ? 1 : 0).map(({ type, value }) => ({ type, name: value }));
}

function measureOf(log: Log, spec: EventSpec): Reader | null {
  const [measure] = spec.group_by;
  if (measure === undefined) return null;
  if (measure.type !== 'event') throw notSimulated(`sums of the user property ${measure.value}`);
  const read = propertyReader(log, { type: 'event', name: measure.value });
  if (!log.numericProperties.has(measure.value)) throw invalid(`Event property ${measure.value} is not numeric`);
  return read;
}

function isActiveInBucket(log: Log, { extended }: SegmentationQuery, activeUsers: Question): EventTest {
  const counts = countEvents(log, { ...activeUsers, group: () => '' }, extended.buckets).get('');
  return (event) => counts?.buckets[bucketAt(extended.buckets, event.time)]?.users.has(event.user) ?? false;
}
