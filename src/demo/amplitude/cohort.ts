import type { DemoEvent, DemoUser } from '../company/types.ts';
import { type Bucket, bucketAt } from './buckets.ts';
import type { Log } from './log.ts';
import type { RetentionQuery } from './retention-query.ts';
import type { EventTest } from './segment.ts';

/** The users who started in one bucket, with when each first did so. */
export interface Cohort {
  label: string;
  /** Position of its bucket on the calendar. */
  position: number;
  members: Map<DemoUser, number>;
}

export interface Cell {
  count: number;
  outof: number;
  incomplete: boolean;
}

/** One cohort for each bucket of the period, oldest first, for each group of start events. */
export function cohortsOf(
  log: Log,
  { period }: Pick<RetentionQuery, 'period'>,
  calendar: readonly Bucket[],
  starts: EventTest,
  groupOf: (event: DemoEvent) => string,
): Map<string, Cohort[]> {
  const groups = new Map<string, Cohort[]>();
  for (const event of log.events) {
    if (event.time < period.start || event.time >= period.end || !starts(event)) continue;
    const group = groupOf(event);
    const cohorts = groups.get(group) ?? emptyCohorts(period.buckets, calendar);
    groups.set(group, cohorts);
    const members = cohorts[bucketAt(period.buckets, event.time)]?.members;
    if (members && !members.has(event.user)) members.set(event.user, event.time);
  }
  return groups;
}

export function emptyCohorts(buckets: readonly Bucket[], calendar: readonly Bucket[]): Cohort[] {
  return buckets.map((bucket) => ({
    label: bucket.label,
    position: bucketAt(calendar, bucket.start),
    members: new Map<DemoUser, number>(),
  }));
}

/** When a user came back: in which buckets, and the last time in each. */
export type Returns = ReadonlyMap<number, number>;

export function returnsByUser(log: Log, calendar: readonly Bucket[], returns: EventTest): (user: DemoUser) => Returns {
  const known = new Map<DemoUser, Returns>();
  return (user) => {
    const found = known.get(user) ?? returnsOf(log.histories.get(user) ?? [], calendar, returns);
    known.set(user, found);
    return found;
  };
}

/**
 * The cells of one cohort: its total, then one for each interval from its own on, up to the running one (or one for
 * each bracket). In the cohort's own interval only a return at or after the start counts.
 */
export function cellsOf(
  cohort: Cohort,
  calendar: readonly Bucket[],
  now: number,
  returnsOf: (user: DemoUser) => Returns,
  { brackets, rolling }: Pick<RetentionQuery, 'brackets' | 'rolling'>,
): Cell[] {
  const outof = cohort.members.size;
  const spans = brackets ?? calendar.slice(cohort.position).map((_, age): Span => [age, age + 1]);
  const counts = spans.map(() => 0);
  for (const [user, started] of cohort.members) {
    const ages = agesOf(returnsOf(user), cohort.position, started);
    for (const index of retainedIn(ages, brackets, rolling)) counts[index] = (counts[index] ?? 0) + 1;
  }
  const isIncomplete = ([, to]: Span) => (calendar[cohort.position + to - 1]?.end ?? Number.POSITIVE_INFINITY) > now;
  const cells = spans.map((span, index) => ({ count: counts[index] ?? 0, outof, incomplete: isIncomplete(span) }));
  return [{ count: outof, outof, incomplete: false }, ...cells];
}

/** Intervals after the cohort's own: [from, to). */
type Span = [from: number, to: number];

function agesOf(returns: Returns, position: number, started: number): number[] {
  const ages: number[] = [];
  for (const [bucket, last] of returns) {
    if (bucket > position || (bucket === position && last >= started)) ages.push(bucket - position);
  }
  return ages;
}

/** The positions of the cells that a user with these ages is counted in. */
function retainedIn(ages: readonly number[], brackets: readonly Span[] | null, rolling: boolean): readonly number[] {
  if (rolling) return Array.from({ length: Math.max(-1, ...ages) + 1 }, (_, age) => age);
  if (brackets === null) return ages;
  return brackets.flatMap(([from, to], index) => (ages.some((age) => age >= from && age < to) ? [index] : []));
}

function returnsOf(history: readonly DemoEvent[], calendar: readonly Bucket[], returns: EventTest): Returns {
  const last = new Map<number, number>();
  for (const event of history) {
    const position = returns(event) ? bucketAt(calendar, event.time) : -1;
    if (position >= 0) last.set(position, event.time);
  }
  return last;
}
