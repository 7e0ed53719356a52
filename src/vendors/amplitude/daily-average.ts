import { z } from 'zod';
import type { ColumnType } from '../../report/report.ts';
import type { Rhythm } from '../../report/series.ts';
import { hasFigures, seriesReport } from '../../report/series-report.ts';
import type { Report, ReportContext } from '../../tool.ts';
import { dateRange } from '../inputs.ts';
import { answerOf, envelopeNotes } from './answer.ts';
import { asOf } from './as-of.ts';
import { queryCost } from './cost.ts';
import { axisNotes, collapsed, datedSeriesData, namedTrends } from './series.ts';

/** The session endpoints take a range and nothing else. */
export const rangeInput = z.strictObject(dateRange);

type Range = z.output<typeof rangeInput>;

export const dailyAverages = answerOf(datedSeriesData);

/** "User Sessions: The cost for this chart is 4." (Endpoint costs) */
export function sessionsCost({ start, end }: Range): number {
  return queryCost({ start, end }, 4);
}

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
  const asked = { segments: [], group_by: [], everything: words.noun };
  const series = namedTrends(data, asked, { ...asOf(answer, context), ...range, ...daily }, collapsed(data));
  if (!hasFigures(series)) return nothing(words, range);
  const told = seriesReport(series, { ...words, ...range, ...daily, kind: 'average' });
  return { ...told, notes: [...told.notes, ...axisNotes(data), ...envelopeNotes(answer)] };
}

function nothing({ noun }: Words, { start, end }: Range): Report {
  return {
    headline: [`No data: Amplitude sent no ${noun} for ${start} to ${end}.`],
    tables: [],
    notes: [
      'Likely causes: no sessions in this range (sessions need events with a session id), a range before the project had data, or the wrong project or region. Next: ask for later dates.',
    ],
    empty: true,
  };
}
