import { z } from 'zod';
import { addDays, type CivilDate, daysBetween } from '../../src/report/calendar.ts';
import { cohortDate } from '../../src/report/cohort-date.ts';
import { isCut, lastDay } from '../../src/report/cohort-period.ts';
import { remembered } from '../../src/report/remembered.ts';
import type { ReportContext } from '../../src/tool.ts';
import { figure } from '../../src/vendors/amplitude/answer.ts';
import { asOf } from '../../src/vendors/amplitude/as-of.ts';
import type { Segment } from '../../src/vendors/amplitude/inputs.ts';
import { memberNames } from '../../src/vendors/amplitude/member-names.ts';

type Figure = number | null;

/** A cohort as sent: `days[n]` is the metric n days after joining. */
interface SentCohort {
  count: Figure;
  paid: Figure;
  total_amount: Figure;
  days: Figure[];
}

const places = new Map<string, 'count' | 'paid' | 'total_amount' | number | null>();

/** Which figure a key holds. There are keys beside these (r7new, rtotal, …) that say nothing of a day. */
function placeOf(key: string): 'count' | 'paid' | 'total_amount' | number | null {
  const known = places.get(key);
  if (known !== undefined) return known;
  const [, day] = /^r(\d{1,3})d$/.exec(key) ?? [];
  const named = key === 'count' || key === 'paid' || key === 'total_amount' ? key : null;
  const place = day === undefined ? named : Number(day);
  if (place !== null) places.set(key, place);
  return place;
}

// Checked by hand, as an answer may hold millions of these figures.
const sentCohort = z.custom<Record<string, unknown>>(isRecord).transform((sent, context): SentCohort => {
  const cohort: SentCohort = { count: null, paid: null, total_amount: null, days: [] };
  for (const key of Object.keys(sent)) {
    const place = placeOf(key);
    if (place === null) continue;
    const value = isNumber(sent[key]) ? sent[key] : figure.safeParse(sent[key]).data;
    if (value === undefined)
      context.addIssue({ code: 'custom', path: [key], message: 'is no figure', input: sent[key] });
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
  const { series, seriesLabels, seriesMeta } = answer.data;
  const labels = series.map((_, index) => {
    const meta = z.looseObject({ segmentIndex: z.number() }).safeParse(seriesMeta?.[index]);
    return { segment: meta.success ? meta.data.segmentIndex : null, label: seriesLabels?.[index] };
  });
  const grouping = q.group_by.length > 0 ? { properties: q.group_by, masks: context.masks } : null;
  const names = memberNames(labels, { segments: q.segments, grouping });
  // Every series has the same dates.
  const dateOf = remembered((key) => cohortDate(key, q));
  const members = series.map(({ values }, index) => memberOf(names[index] ?? '', values, dateOf, q, today));
  return members.sort((a, b) => b.users - a.users);
}

function memberOf(
  name: string,
  values: Record<string, SentCohort>,
  dateOf: (key: string) => CivilDate | null,
  q: LtvQuestion,
  today: CivilDate,
): Member {
  const dated = Object.entries(values).map(([key, sent]) => ({ key, sent, first: dateOf(key) }));
  const sorted = dated.sort((a, b) => (b.first ?? '').localeCompare(a.first ?? ''));
  const cohorts = sorted.map(({ key, sent, first }, index) =>
    cohortOf(first ?? key, sent, { first, next: sorted[index - 1]?.first ?? null }, q, today),
  );
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
  label: string,
  { count, paid, total_amount, days }: SentCohort,
  { first, next }: { first: CivilDate | null; next: CivilDate | null },
  q: LtvQuestion,
  today: CivilDate,
): Cohort {
  // The last member joined on the cohort's last day, and day n is over when that day + n lies before today.
  const age = first === null ? -1 : daysBetween(lastDay(first, q.interval), addDays(today, -1));
  return {
    ...{ label, first, age, users: count, payers: paid, paid: total_amount },
    partial: first !== null && (age < 0 || isCut(first, next, q)),
    values: days.slice(0, Math.max(0, age + 1)),
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
