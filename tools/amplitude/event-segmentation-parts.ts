import type { z } from 'zod';
import type { Room } from '../../src/tool.ts';
import { joinAnswers } from '../../src/vendors/amplitude/join-answers.ts';
import { splitDays } from '../../src/vendors/amplitude/split-days.ts';
import { measureOf } from './event-segmentation-measure.ts';
import { asked, type Question, type segmentationAnswer } from './event-segmentation-report.ts';
import { mostGroups } from './event-segmentation-rules.ts';

/** The same question for consecutive days, where each point depends on its own day or hour only; else null. */
export function splitSegmentation<Q extends Question>(q: Q, room: Room<NoInfer<Q>>): Q[] | null {
  if (rhythmOf(q) === null || !isPointwise(q)) return null;
  const parts = splitDays<Q>(q, room);
  if (asked(q).group_by.length === 0) return parts;
  // Which groups are the biggest of the whole range no part can tell, so that all of them are asked for: it costs the same.
  return parts?.map((part) => ({ ...part, limit: mostGroups })) ?? null;
}

type Answer = z.output<typeof segmentationAnswer>;

/** The answers of the parts as one. A group that is missing from a part did nothing then, and has no averages. */
export function joinSegmentation(answers: readonly Answer[], parts: readonly Question[], q: Question): Answer {
  const absent = measureOf(q).kind === 'average' ? null : 0;
  const joining = { asked: asked(q), rhythm: rhythmOf(q) ?? 'daily', absent, limit: mostGroups } as const;
  return joinAnswers(answers, parts, joining);
}

function rhythmOf({ interval }: Question): 'daily' | 'hourly' | null {
  return interval === 'daily' || interval === 'hourly' ? interval : null;
}

function isPointwise({ metric, formula, rolling_window, rolling_average }: Question): boolean {
  const rolls = rolling_window !== undefined || rolling_average !== undefined;
  return metric !== 'histogram' && !rolls && (formula === undefined || isPointwiseFormula(formula));
}

// Other functions of formulas look back (CUMSUM, ROLLAVG), or at the range as a whole (TRENDLINE).
const pointwise = [
  'PERCENTILE',
  'UNIQUES',
  'TOTALS',
  'ACTIVE',
  'AVG',
  'PROPSUM',
  'PROPAVG',
  'PROPCOUNT',
  'PROPMIN',
  'PROPMAX',
];

function isPointwiseFormula(formula: string): boolean {
  const functions = formula.toUpperCase().match(/[A-Z_]\w*(?=\s*\()/g) ?? [];
  return functions.every((name) => pointwise.includes(name));
}
