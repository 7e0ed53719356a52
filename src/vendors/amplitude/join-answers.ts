import type { z } from 'zod';
import { ToolError } from '../../errors.ts';
import { addDays } from '../../report/calendar.ts';
import { type Note, noteOf } from '../../report/note.ts';
import { count } from '../../report/number.ts';
import type { ReportContext } from '../../tool.ts';
import { type answerOf, figure } from './answer.ts';
import { mostCost } from './cost.ts';
import { type Joining, joinSeries } from './join-series.ts';
import { groupCount, type SeriesData, type seriesData } from './series.ts';

type Answer = z.output<ReturnType<typeof answerOf<typeof seriesData>>>;

interface Range {
  start: string;
  end: string;
}

interface Parts extends Joining {
  /** How many groups each part was asked for, where it is grouped. */
  limit?: number;
}

/** "The number of Group By values returned (default: 100)." */
export const defaultLimit = 100;

/** The answers of consecutive ranges as that of the whole range, with whatever any of them says about its numbers. */
export function joinAnswers(answers: readonly Answer[], ranges: readonly Range[], parts: Parts): Answer {
  const joined = answers.map((answer, index) => ({ ...range(ranges, index), answer, data: answer.data }));
  for (const one of joined) refuseCutGroups(one, parts);
  return { ...joinEnvelopes(joined), data: joinSeries(joined, parts) };
}

/** That the answer was joined, and what it cannot have for that reason; `kind` as in the report of series. */
export function joinedNotes({ parts }: Pick<ReportContext, 'parts'>, kind: 'users' | 'sum' | 'average'): Note[] {
  if (parts === undefined) return [];
  const lost = {
    users: ' Users over the whole range, each counted once: n/a, because users of several parts cannot be told apart.',
    average: ' The figure for the whole range: n/a, because averages and shares of parts do not make one.',
    sum: '',
  };
  const note = noteOf(lost[kind] === '' ? 'reading' : 'missing');
  return [note(`Too dear for one query, so asked in ${parts} parts by date and joined point by point.${lost[kind]}`)];
}

interface Part extends Range {
  answer: Answer;
  data: SeriesData;
}

function range(ranges: readonly Range[], index: number): Range {
  const { start, end } = ranges[index] ?? { start: '', end: '' };
  return { start, end };
}

/** A group that is missing from a part counts as nothing there, so that no part may have been cut. */
function refuseCutGroups({ answer, data, start, end }: Part, { asked, limit = defaultLimit }: Parts): void {
  if (asked.group_by.length === 0) return;
  const groups = groupCount(data, asked);
  // Events and segments may share the limit. As many as the default may be the default, whatever was asked for.
  const full = data.series.length >= limit || [groups, data.series.length].includes(defaultLimit);
  if (!full && answer.hitChunkGroupByLimit !== true && answer.prunedResult !== true) return;
  throw new ToolError(
    'quota',
    [
      `The question is too dear for one query, and its parts cannot be joined: Amplitude cut the groups of ${start} to ${end}, or may have (${count(groups)} came back), so that a group missing there is not 0. No figure is shown; the parts were asked and are charged.`,
      `Ask without the group-by, for fewer groups (a filter on the property in "segments"), or for so few days that one query answers them (cost up to ${count(mostCost)}): it shows the biggest groups.`,
    ].join('\n'),
  );
}

function joinEnvelopes(parts: readonly Part[]): Omit<Answer, 'data'> {
  const answers = parts.map(({ answer }) => answer);
  const any = (flag: (answer: Answer) => unknown) => answers.some((answer) => flag(answer) === true);
  return {
    wasCached: any(({ wasCached }) => wasCached),
    timeComputed: computedAt(parts),
    prunedResult: any(({ prunedResult }) => prunedResult),
    timedOut: any(({ timedOut }) => timedOut),
    hitChunkGroupByLimit: any(({ hitChunkGroupByLimit }) => hitChunkGroupByLimit),
    realtimeDataMissing: any(({ realtimeDataMissing }) => realtimeDataMissing),
    minSampleRate: smallestRate(answers),
  };
}

/**
 * When the oldest part was computed that may lack something for it, because its dates were not surely over by then. Two
 * days are more than any zone is off UTC.
 */
function computedAt(parts: readonly Part[]): number | undefined {
  const early = parts.flatMap(({ answer: { timeComputed }, end }) =>
    typeof timeComputed === 'number' && timeComputed < Date.parse(addDays(end, 2)) ? [timeComputed] : [],
  );
  return early.length > 0 ? Math.min(...early) : undefined;
}

function smallestRate(answers: readonly Answer[]): number | undefined {
  const rates = answers.flatMap(({ minSampleRate }) => figure.safeParse(minSampleRate).data ?? []);
  const sampled = rates.filter((rate) => rate !== 1);
  return sampled.length > 0 ? Math.min(...sampled) : undefined;
}
