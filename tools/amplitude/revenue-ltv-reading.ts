import { z } from 'zod';
import { addDays, type CivilDate, daysBetween } from '../../src/report/calendar.ts';
import { cohortDate } from '../../src/report/cohort-date.ts';
import { isCut, lastDay, newestFirst } from '../../src/report/cohort-period.ts';
import type { Note } from '../../src/report/note.ts';
import { remembered } from '../../src/report/remembered.ts';
import type { ReportContext } from '../../src/tool.ts';
import { figure } from '../../src/vendors/amplitude/answer.ts';
import { asOf } from '../../src/vendors/amplitude/as-of.ts';
import type { Segment } from '../../src/vendors/amplitude/inputs.ts';
import { memberNames } from '../../src/vendors/amplitude/member-names.ts';
import { segmentIndexOf } from '../../src/vendors/amplitude/segment-index.ts';
import { unsetMembers } from '../../src/vendors/amplitude/unset-groups.ts';
import { placesOf } from './revenue-ltv-keys.ts';

type Figure = number | null;

/** A cohort as sent: `days[n]` is the metric n days after joining. */
interface SentCohort {
  count: Figure;
  paid: Figure;
  total_amount: Figure;
  days: Figure[];
}

// Checked by hand, as an answer may hold millions of these figures.
const sentCohort = z.custom<Record<string, unknown>>(isRecord).transform((sent, context): SentCohort => {
  const cohort: SentCohort = { count: null, paid: null, total_amount: null, days: [] };
  for (const { key, place } of placesOf(Object.keys(sent))) {
    const input = sent[key];
    const value = isNumber(input) ? input : figure.safeParse(input).data;
    if (value === undefined) context.addIssue({ code: 'custom', path: [key], message: 'is no figure', input });
    else if (typeof place === 'number') cohort.days[place] = value;
    else cohort[place] = value;
  }
  return cohort;
});

export const ltvData = z.looseObject({
  seriesLabels: z.array(z.unknown()).nullish().catch(null),
  seriesMeta: z.array(z.unknown()).nullish().catch(null),
  series: z.array(z.looseObject({ values: z.record(z.string(), sentCohort) })),
});

export interface LtvQuestion {
  start: CivilDate;
  end: CivilDate;
  metric: 'arpu' | 'arppu' | 'total_revenue' | 'paying_users';
  interval: 'daily' | 'weekly' | 'monthly';
  segments: readonly Segment[];
  group_by: readonly string[];
}

export interface Cohort {
  /** The date, or the vendor's label where it cannot be read as one. */
  label: string;
  first: CivilDate | null;
  partial: boolean;
  users: Figure;
  /** Payers and what they paid, to date. */
  payers: Figure;
  paid: Figure;
  /** By days since joining; only those that are over for the cohort's last member. */
  values: readonly Figure[];
  /** How many days are over for its last member; -1 when its date is not known. */
  age: number;
}

/** Everybody, or one segment or group. */
export interface Member {
  name: string;
  /** Newest first. */
  cohorts: Cohort[];
  /** Each new user is in one cohort only, so these may be added. */
  users: number;
  payers: number;
  paid: number;
  /** The days since joining that the answer has figures for, in order. */
  days: number[];
}

/** The members of an answer, most users first. */
export function readLtv(
  answer: { data: z.output<typeof ltvData>; timeComputed?: unknown },
  q: LtvQuestion,
  context: ReportContext,
): Member[] {
  const { today } = asOf(answer, context);
  const { series } = answer.data;
  const grouping = q.group_by.length > 0 ? { properties: q.group_by, masks: context.masks } : null;
  const names = memberNames(labelsOf(answer.data), { segments: q.segments, grouping, masks: context.masks });
  // Every series has the same dates.
  const joined = remembered((key) => joinedOn(key, q, today));
  const members = series.map(({ values }, index) => memberOf(names[index] ?? '', values, joined, q));
  return members.sort((a, b) => b.users - a.users);
}

/** A doubt where nobody has a value of what the members are grouped by. */
export function unsetLtv(data: z.output<typeof ltvData>, { group_by }: LtvQuestion): Note[] {
  return unsetMembers(labelsOf(data), group_by);
}

function labelsOf({ series, seriesLabels, seriesMeta }: z.output<typeof ltvData>) {
  return series.map((_, index) => ({ segment: segmentIndexOf(seriesMeta?.[index]), label: seriesLabels?.[index] }));
}

interface Joined {
  label: string;
  first: CivilDate | null;
  age: number;
}

function joinedOn(key: string, q: LtvQuestion, today: CivilDate): Joined {
  const first = cohortDate(key, q);
  if (first === null) return { label: key, first, age: -1 };
  // The last member joined on the cohort's last day, and day n is over when that day + n lies before today.
  return { label: first, first, age: daysBetween(lastDay(first, q.interval), addDays(today, -1)) };
}

function memberOf(
  name: string,
  values: Record<string, SentCohort>,
  joined: (key: string) => Joined,
  q: LtvQuestion,
): Member {
  const dated = Object.entries(values).map(([key, sent]) => ({ ...joined(key), sent }));
  const sorted = dated.sort(newestFirst);
  const cohorts = sorted.map((one, index) => cohortOf(one, sorted[index - 1]?.first ?? null, q));
  const sum = (figures: readonly Figure[]) => rounded(figures.reduce<number>((all, one) => all + (one ?? 0), 0));
  const longest = sorted.reduce((most, { sent }) => Math.max(most, sent.days.length), 0);
  return {
    ...{ name, cohorts },
    users: sum(cohorts.map(({ users }) => users)),
    payers: sum(cohorts.map(({ payers }) => payers)),
    paid: sum(cohorts.map(({ paid }) => paid)),
    days: Array.from({ length: longest }, (_, day) => day).filter((day) =>
      sorted.some(({ sent }) => sent.days[day] !== undefined),
    ),
  };
}

function cohortOf(
  { sent, label, first, age }: Joined & { sent: SentCohort },
  next: CivilDate | null,
  q: LtvQuestion,
): Cohort {
  return {
    label,
    first,
    age,
    users: sent.count,
    payers: sent.paid,
    paid: sent.total_amount,
    partial: first !== null && (age < 0 || isCut(first, next, q)),
    values: sent.days.slice(0, Math.max(0, age + 1)),
  };
}

/** Without the dust of binary fractions. */
export function rounded(sum: number): number {
  return Number(sum.toFixed(6));
}

function isNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
