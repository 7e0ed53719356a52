import type { DemoEvent } from '../company/types.ts';
import { type Bucket, bucketAt } from './buckets.ts';
import type { Grouping } from './grouping.ts';
import { eventsBetween, type Log } from './log.ts';
import type { Reader } from './property.ts';
import type { EventTest } from './segment.ts';
import { count, emptyTally, type Tally } from './tally.ts';

/** What is counted, and into what it is split. */
export interface Question {
  matches: EventTest;
  inSegment: EventTest;
  group: Grouping;
  /** The property that is summed. */
  measure: Reader | null;
  /** Only those who are also active in the same bucket. */
  activeOnly: EventTest | null;
}

/** One group's counts in each bucket. */
export interface Counts {
  group: string;
  /** An event of the group, to look up what else it belongs to. */
  sample: DemoEvent | null;
  buckets: Tally[];
  /** All buckets of the period together: people are counted once. */
  whole: Tally;
}

/** Counts the events of the buckets. `wholeFrom` is where the period begins when the buckets begin before it. */
export function countEvents(
  log: Log,
  question: Question,
  buckets: readonly Bucket[],
  wholeFrom = 0,
): Map<string, Counts> {
  const groups = new Map<string, Counts>();
  for (const event of eventsBetween(log, buckets[0]?.start ?? 0, buckets.at(-1)?.end ?? 0)) {
    if (!question.matches(event) || !question.inSegment(event)) continue;
    if (question.activeOnly && !question.activeOnly(event)) continue;
    const group = question.group(event);
    const counts = groups.get(group) ?? emptyCounts(group, event, buckets);
    groups.set(group, counts);
    const value = question.measure?.(event);
    const bucket = counts.buckets[bucketAt(buckets, event.time)];
    if (bucket) count(bucket, event.user, value);
    if (event.time >= wholeFrom) count(counts.whole, event.user, value);
  }
  return groups;
}

export function emptyCounts(group: string, sample: DemoEvent | null, buckets: readonly Bucket[]): Counts {
  return { group, sample, buckets: buckets.map(emptyTally), whole: emptyTally() };
}
