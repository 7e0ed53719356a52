import { wholeBuckets } from './buckets.ts';
import { type Cell, type Cohort, cellsOf, cohortsOf, emptyCohorts, returnsByUser } from './cohort.ts';
import { cohortLabels } from './date-label.ts';
import type { Endpoint } from './endpoint.ts';
import { enveloped } from './envelope.ts';
import { eventTest } from './event-spec.ts';
import { groupingBy } from './grouping.ts';
import type { Log } from './log.ts';
import { type RetentionQuery, readRetentionQuery } from './retention-query.ts';
import { segmentTest } from './segment.ts';

const mostGroups = 100;

/** Who comes back after how many days, weeks or months. */
export const retention: Endpoint = {
  path: '/api/2/retention',
  parameters: ['se', 're', 'start', 'end', 'rm', 'rb', 'i', 's', 'g'],
  answer: (call) => {
    const { log, query } = call;
    const asked = readRetentionQuery(query, log);
    const groups = asked.segments.flatMap((_, segment) => groupsOf(log, asked, segment));
    const shown = groups.slice(0, mostGroups);
    const data = {
      series: shown.map(({ cohorts, cells }) => answered(cohorts, cells)),
      seriesMeta: shown.map(({ segment }) => ({ segmentIndex: segment, eventIndex: 0 })),
      seriesLabels: shown.map(({ name, segment }) => (name === '' ? segment : name)),
    };
    return enveloped(data, call, groups.length > shown.length);
  },
};

interface Group {
  segment: number;
  name: string;
  cohorts: Cohort[];
  /** For each cohort. */
  cells: Cell[][];
}

function groupsOf(log: Log, query: RetentionQuery, segment: number): Group[] {
  const { from, to, interval, buckets } = query.period;
  const { today, zone, now } = log.company;
  const calendar = wholeBuckets(from, later(to, today), interval, zone);
  const isStart = eventTest(log, query.start);
  const inSegment = segmentTest(log, query.segments[segment] ?? [], query.period);
  const groups = cohortsOf(
    log,
    query,
    calendar,
    (event) => isStart(event) && inSegment(event),
    groupingBy(log, query.groupBy),
  );
  if (query.groupBy.length === 0 && groups.size === 0) groups.set('', emptyCohorts(buckets, calendar));
  const returns = returnsByUser(log, calendar, eventTest(log, query.returning));
  const all = [...groups].map(([name, cohorts]) => ({
    segment,
    name,
    cohorts,
    cells: cohorts.map((cohort) => cellsOf(cohort, calendar, now, returns, query)),
  }));
  return all.sort((a, b) => entries(b.cohorts) - entries(a.cohorts));
}

function later(day: string, other: string): string {
  return day.localeCompare(other) > 0 ? day : other;
}

function entries(cohorts: readonly Cohort[]): number {
  return cohorts.reduce((sum, { members }) => sum + members.size, 0);
}

/** Newest cohort first. */
function answered(cohorts: readonly Cohort[], cells: readonly Cell[][]) {
  const dates = cohortLabels(cohorts.map(({ label }) => label));
  return {
    dates: dates.toReversed(),
    values: Object.fromEntries(dates.map((date, index) => [date, cells[index] ?? []]).reverse()),
    combined: combined(cells),
  };
}

/** Each cell adds the cohorts that are old enough for it; where none is, those that have begun it. */
function combined(cells: readonly Cell[][]) {
  const longest = Math.max(0, ...cells.map(({ length }) => length));
  return Array.from({ length: longest }, (_, index) => {
    const begun = cells.flatMap((row) => row[index] ?? []);
    const complete = begun.filter(({ incomplete }) => !incomplete);
    const added = complete.length > 0 ? complete : begun;
    return {
      count: added.reduce((sum, { count }) => sum + count, 0),
      outof: added.reduce((sum, { outof }) => sum + outof, 0),
      retainedSetId: null,
      incomplete: complete.length === 0,
    };
  });
}
