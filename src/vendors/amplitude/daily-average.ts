import { z } from 'zod';
import { type Note, noteOf } from '../../report/note.ts';
import type { Periods } from '../../report/periods.ts';
import type { ColumnType, Table } from '../../report/report.ts';
import type { Rhythm } from '../../report/series.ts';
import { compareSeries } from '../../report/series-comparison.ts';
import { hasFigures, isAllZero, type SeriesSubject, seriesReport } from '../../report/series-report.ts';
import type { NamedTrend } from '../../report/series-tables.ts';
import type { Change, Report, ReportContext, Side } from '../../tool.ts';
import { dateRange } from '../inputs.ts';
import { answerOf, envelopeNotes } from './answer.ts';
import { asOf } from './as-of.ts';
import { queryCost } from './cost.ts';
import { joinAnswers, joinedNotes } from './join-answers.ts';
import { axisNotes, collapsed, datedSeriesData, namedTrends } from './series.ts';
import { sureSeries, unsureNotes } from './sure-series.ts';
import { untested } from './untested.ts';

const doubt = noteOf('doubt');

/** The session endpoints take a range and nothing else. */
export const rangeInput = z.strictObject(dateRange);

type Range = z.output<typeof rangeInput>;

export const dailyAverages = answerOf(datedSeriesData);
type Answer = z.output<typeof dailyAverages>;

/** "User Sessions: The cost for this chart is 4." (Endpoint costs) */
export function sessionsCost({ start, end }: Range): number {
  return queryCost({ start, end }, 4);
}

/** The days of several ranges as one answer. */
export function joinDailyAverages(answers: readonly Answer[], parts: readonly Range[]): Answer {
  return joinAnswers(answers, parts, { asked: ungrouped, rhythm: 'daily', absent: null });
}

const ungrouped = { segments: [], group_by: [], everything: '' };

export interface Words {
  /** What is averaged: "session length". */
  noun: string;
  /** A value with its unit. */
  figure(value: number | null): string;
  measure: { name: string; type: ColumnType };
  /** Why the mean over days is not the mean over all, as a sentence. */
  caution: string;
}

/** What one average a day says. */
export function tellDailyAverages(answer: Answer, range: Range, context: ReportContext, words: Words): Report {
  const { data } = answer;
  const series = trendsOf(answer, range, context, words);
  const told = seriesReport(series, subjectOf(range, words));
  const joined = joinedNotes(context, 'average');
  const notes = [...joined, ...envelopeNotes(answer, context)];
  if (!hasFigures(series)) return nothing(words, range, [], notes);
  if (isAllZero(series)) return nothing(words, range, told.tables, notes);
  return { ...told, notes: [...joined, ...told.notes, ...axisNotes(data), ...envelopeNotes(answer, context)] };
}

/** What changed between the averages of two ranges. */
export function compareDailyAverages(
  now: Side<Range, Answer>,
  before: Side<Range, Answer>,
  periods: Periods,
  words: Words,
): Change {
  const sure = ({ pages: [answer], input, context }: typeof now) =>
    sureSeries(answer.data, askedFor(words), trendsOf(answer, input, context, words));
  const [later, earlier] = [sure(now), sure(before)];
  const change = compareSeries(later.series, earlier.series, subjectOf(now.input, words), periods);
  return { ...change, notes: [...unsureNotes(later.unsure, earlier.unsure), ...change.notes, untested] };
}

const rhythm: { interval: Rhythm } = { interval: 'daily' };

function askedFor({ noun }: Words) {
  return { ...ungrouped, everything: noun };
}

function trendsOf(answer: Answer, range: Range, context: ReportContext, words: Words): NamedTrend[] {
  const asked = { ...askedFor(words), masks: context.masks };
  return namedTrends(answer.data, asked, { ...asOf(answer, context), ...range, ...rhythm }, collapsed(answer.data));
}

function subjectOf(range: Range, words: Words): SeriesSubject {
  return { ...words, ...range, ...rhythm, kind: 'average' };
}

function nothing({ noun }: Words, { start, end }: Range, tables: readonly Table[], notes: readonly Note[]): Report {
  const found = tables.length > 0 ? `all figures of ${noun} are 0` : `Amplitude sent no ${noun}`;
  return {
    headline: [`No data: ${found} for ${start} to ${end}.`],
    tables: tables.map((table) => ({ ...table, show: 0 })),
    notes: [
      doubt(
        'Likely causes: no sessions in this range (sessions need events with a session id), a range before the project had data, or the wrong project or region. Next: ask for later dates.',
      ),
      ...notes,
    ],
    empty: true,
  };
}
