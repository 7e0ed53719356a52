import { type CivilDate, daysBetween } from '../../src/report/calendar.ts';
import { cohortDate } from '../../src/report/cohort-date.ts';
import { isCut, newestFirst } from '../../src/report/cohort-period.ts';
import type { Note } from '../../src/report/note.ts';
import { remembered } from '../../src/report/remembered.ts';
import { period } from '../../src/report/series.ts';
import type { ReportContext } from '../../src/tool.ts';
import { asOf } from '../../src/vendors/amplitude/as-of.ts';
import type { PlainEvent, Segment } from '../../src/vendors/amplitude/inputs.ts';
import { type Member, memberNames } from '../../src/vendors/amplitude/member-names.ts';
import { segmentIndexOf } from '../../src/vendors/amplitude/segment-index.ts';
import { unsetMembers } from '../../src/vendors/amplitude/unset-groups.ts';
import type { RetentionData } from './retention-answer.ts';
import { type Layout, readLayout, type SentCell, type SentCohort } from './retention-layout.ts';

export interface RetentionQuestion {
  start: CivilDate;
  end: CivilDate;
  interval: 'daily' | 'weekly' | 'monthly';
  start_event: PlainEvent;
  return_event: PlainEvent;
  retention_type: 'n-day' | 'rolling' | 'bracket';
  /** Inclusive pairs. */
  brackets: readonly (readonly number[])[];
  segments: readonly Segment[];
  group_by: readonly string[];
}

/** Days, weeks, months or brackets in a row, from the first, as they were sent. */
export interface Row {
  cells: readonly SentCell[];
  /** How many of them the calendar calls over. */
  passed: number;
}

export interface Cohort extends Row {
  /** The date, or the vendor's label where it cannot be read as one. */
  label: string;
  first: CivilDate | null;
  size: number | null;
  /** Its day, week or month still runs, or the range cuts days off it. */
  partial: boolean;
}

export interface Retention {
  name: string;
  /** Newest first. */
  cohorts: Cohort[];
  /** The vendor's row over all cohorts, if it sent one. */
  combined: Row | null;
}

/** Every series of an answer, largest first, and how its cells were read. */
export function readRetention(
  answer: { data: RetentionData; timeComputed?: unknown },
  q: RetentionQuestion,
  context: ReportContext,
): { series: Retention[]; layout: Layout } {
  const { today } = asOf(answer, context);
  // Every series has the same dates.
  const dated = remembered((key) => cohortTime(key, q, today));
  const sent = answer.data.series.map(({ values }) =>
    Object.entries(values).map(([key, cells]): Dated => {
      const { first, passed, inRange } = dated(key);
      return { key, first, cells, passed, inRange };
    }),
  );
  const layout = readLayout(sent.flat(), {
    unit: period(q.interval),
    startImpliesReturn: startImpliesReturn(q),
    brackets: q.retention_type === 'bracket' ? q.brackets.length : null,
    periods: Math.max(0, ...sent.map((cohorts) => cohorts.length)),
  });
  const names = namesOf(answer.data, q, context);
  const series = answer.data.series.map(({ combined }, index) => ({
    name: names[index] ?? '',
    cohorts: cohortsOf(sent[index] ?? [], layout, q),
    combined: combined ? { cells: fromFirst(combined, layout), passed: Number.POSITIVE_INFINITY } : null,
  }));
  return { series: series.sort((a, b) => entries(b) - entries(a)), layout };
}

/** A doubt where nobody has a value of what the series are grouped by. */
export function unsetRetention(data: RetentionData, { group_by }: RetentionQuestion): Note[] {
  return unsetMembers(membersOf(data), group_by);
}

/** Everybody in the cohorts: a user who starts on several days is in several cohorts. */
export function entries({ cohorts }: Retention): number {
  return cohorts.reduce((sum, { size }) => sum + (size ?? 0), 0);
}

interface Dated extends SentCohort {
  key: string;
  first: CivilDate | null;
}

function cohortTime(key: string, q: RetentionQuestion, today: CivilDate): Omit<Dated, 'key' | 'cells'> {
  const first = cohortDate(key, q);
  if (first === null) return { first, passed: null, inRange: null };
  const passed = passedPeriods(first, today, q.interval);
  if (q.retention_type !== 'bracket') return { first, passed, inRange: passedPeriods(first, q.end, q.interval) + 1 };
  return { first, passed: q.brackets.filter(([, last]) => (last ?? 0) < passed).length, inRange: null };
}

/** How many whole days, weeks or months of a cohort, counted from 0, lie before a date. */
function passedPeriods(first: CivilDate, date: CivilDate, interval: RetentionQuestion['interval']): number {
  const days = Math.max(0, daysBetween(first, date));
  if (interval !== 'monthly') return interval === 'daily' ? days : Math.floor(days / 7);
  const months = (of: CivilDate) => Number(of.slice(0, 4)) * 12 + Number(of.slice(5, 7));
  return Math.max(0, months(date) - months(first));
}

function cohortsOf(sent: readonly Dated[], layout: Layout, q: RetentionQuestion): Cohort[] {
  const sorted = [...sent].sort(newestFirst);
  return sorted.map(({ key, first, cells, passed }, index): Cohort => {
    const next = sorted[index - 1]?.first ?? null;
    // Key by key, as spreading takes several times as long and there may be a hundred thousand.
    return {
      label: first ?? key,
      first,
      size: cells[0]?.outof ?? cells[0]?.count ?? null,
      partial: passed === 0 || (first !== null && isCut(first, next, q)),
      cells: fromFirst(cells, layout),
      passed: passed ?? 0,
    };
  });
}

/** The cells from day 0 on. */
function fromFirst(cells: readonly SentCell[], { totalFirst }: Layout): readonly SentCell[] {
  return totalFirst ? cells.slice(1) : cells;
}

/** Whether day 0 is everybody: the return event is any event, any active event, or one that the start event satisfies. */
function startImpliesReturn({ start_event, return_event, retention_type, brackets }: RetentionQuestion): boolean {
  if (retention_type === 'bracket' && brackets[0]?.[0] !== 0) return false;
  const same = start_event.event_type === return_event.event_type;
  const filtered = return_event.filters.length > 0;
  if (filtered) return same && JSON.stringify(start_event.filters) === JSON.stringify(return_event.filters);
  return same || return_event.event_type === '_all' || return_event.event_type === '_active';
}

function namesOf(
  data: RetentionData,
  { segments, group_by: properties }: RetentionQuestion,
  { masks }: ReportContext,
): string[] {
  const grouping = properties.length > 0 ? { properties, masks } : null;
  return memberNames(membersOf(data), { segments, grouping, masks });
}

function membersOf({ series, seriesMeta, seriesLabels }: RetentionData): Member[] {
  return series.map(({ groupValue }, index) => {
    const meta = seriesMeta?.[index];
    const words = typeof meta === 'string' || Array.isArray(meta) ? meta : undefined;
    return {
      segment: segmentIndexOf(meta),
      group: groupValue,
      label: seriesLabels?.[index] ?? words,
    };
  });
}
