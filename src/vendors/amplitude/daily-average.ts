import { z } from 'zod';
import type { ColumnType, Table } from '../../report/report.ts';
import type { Rhythm } from '../../report/series.ts';
import { hasFigures, isAllZero, seriesReport } from '../../report/series-report.ts';
import type { Report, ReportContext } from '../../tool.ts';
import { dateRange } from '../inputs.ts';
import { answerOf, envelopeNotes } from './answer.ts';
import { asOf } from './as-of.ts';
import { queryCost } from './cost.ts';
import { joinAnswers, joinedNotes } from './join-answers.ts';
import { axisNotes, collapsed, datedSeriesData, namedTrends } from './series.ts';

/** The session endpoints take a range and nothing else. */
export const rangeInput = z.strictObject(dateRange);

type Range = z.output<typeof rangeInput>;

export const dailyAverages = answerOf(datedSeriesData);

/** "User Sessions: The cost for this chart is 4." (Endpoint costs) */
export function sessionsCost({ start, end }: Range): number {
  return queryCost({ start, end }, 4);
}

/** The days of several ranges as one answer. */
export function joinDailyAverages(
  answers: readonly z.output<typeof dailyAverages>[],
  parts: readonly Range[],
): z.output<typeof dailyAverages> {
  return joinAnswers(answers, parts, { asked: ungrouped, rhythm: 'daily', absent: null });
}

const ungrouped = { segments: [], group_by: [], everything: '' };

interface Words {
  /** What is averaged: "session length". */
  noun: string;
  /** A value with its unit. */
  figure(value: number | null): string;
  measure: { name: string; type: ColumnType };
  /** Why the mean over days is not the mean over all, as a sentence. */
  caution: string;
}

/** What one average a day says. */
export function tellDailyAverages(
  answer: z.output<typeof dailyAverages>,
  range: Range,
  context: ReportContext,
  words: Words,
): Report {
  const { data } = answer;
  const daily: { interval: Rhythm } = { interval: 'daily' };
  const asked = { ...ungrouped, everything: words.noun };
  const series = namedTrends(data, asked, { ...asOf(answer, context), ...range, ...daily }, collapsed(data));
  const told = seriesReport(series, { ...words, ...range, ...daily, kind: 'average' });
  const joined = joinedNotes(context, 'average');
  const notes = [...joined, ...envelopeNotes(answer)];
  if (!hasFigures(series)) return nothing(words, range, [], notes);
  if (isAllZero(series)) return nothing(words, range, told.tables, notes);
  return { ...told, notes: [...joined, ...told.notes, ...axisNotes(data), ...envelopeNotes(answer)] };
}

function nothing({ noun }: Words, { start, end }: Range, tables: readonly Table[], notes: readonly string[]): Report {
  const found = tables.length > 0 ? `all figures of ${noun} are 0` : `Amplitude sent no ${noun}`;
  return {
    headline: [`No data: ${found} for ${start} to ${end}.`],
    tables: tables.map((table) => ({ ...table, show: 0 })),
    notes: [
      'Likely causes: no sessions in this range (sessions need events with a session id), a range before the project had data, or the wrong project or region. Next: ask for later dates.',
      ...notes,
    ],
    empty: true,
  };
}
