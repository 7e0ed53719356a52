import { z } from 'zod';
import type { Note } from '../../src/report/note.ts';
import { share } from '../../src/report/number.ts';
import type { ReportContext } from '../../src/tool.ts';
import { asOf } from '../../src/vendors/amplitude/as-of.ts';
import { axisLabels } from '../../src/vendors/amplitude/axis-labels.ts';
import { eventWords } from '../../src/vendors/amplitude/condition-words.ts';
import { figureRows, figures } from '../../src/vendors/amplitude/figures.ts';
import type { Grouping } from '../../src/vendors/amplitude/group-words.ts';
import type { Event, Grouped, Interval, Segment } from '../../src/vendors/amplitude/inputs.ts';
import { type Member, memberNames } from '../../src/vendors/amplitude/member-names.ts';
import { unsetMembers } from '../../src/vendors/amplitude/unset-groups.ts';
import { type DayTable, dayReader } from './funnel-days.ts';
import { effectiveWindow } from './funnel-window.ts';

// Beside the point of a funnel: what cannot be read of these is told as not sent.
const dayTimes = z.looseObject({ xValues: axisLabels, series: figureRows }).nullish().catch(null);
const check = figures.nullish().catch(null);

/** One group or segment of the answer. The step distributions, the bulk of it, are not read. */
export const funnelElement = z.looseObject({
  meta: z.looseObject({ segmentIndex: z.number().nullish() }).nullish().catch(null),
  groupValue: z.unknown().optional(),
  events: z.array(z.unknown()).nullish().catch(null),
  cumulativeRaw: figures,
  stepByStep: check,
  cumulative: check,
  medianTransTimes: figures.nullish(),
  avgTransTimes: figures.nullish(),
  dayFunnels: z
    .looseObject({ xValues: axisLabels.nullish(), series: figureRows.nullish(), isComplete: z.unknown().optional() })
    .nullish(),
  dayMedianTransTimes: dayTimes,
  dayAvgTransTimes: dayTimes,
});
export type Element = z.output<typeof funnelElement>;

type Figure = number | null;

/** A step and what became of those who reached the step before it. Times are in seconds. */
export interface Step {
  /** 1, 2, … */
  place: number;
  event: string;
  users: Figure;
  ofPrevious: Figure;
  ofAll: Figure;
  lost: Figure;
  median: Figure;
  average: Figure;
}

export interface Funnel {
  name: string;
  /** Index of the segment, where the answer gives one. */
  segment: number | null;
  steps: Step[];
  entrants: Figure;
  finished: Figure;
  conversion: Figure;
  /** Of the whole funnel, in seconds. */
  median: Figure;
  average: Figure;
  /** The step before which most users are lost; null when none are. */
  drop: Step | null;
  days: DayTable;
  /** What is odd about this part of the answer. */
  doubts: string[];
}

export interface FunnelQuestion {
  start: string;
  end: string;
  interval: Interval;
  events: readonly Event[];
  mode: 'ordered' | 'unordered' | 'sequential';
  user_type: 'active' | 'new';
  segments: readonly Segment[];
  group_by: readonly string[];
  conversion_window_seconds?: number | undefined;
  limit?: number | undefined;
}

/** The funnels of an answer, most entrants first; every share is computed from the counts. */
export function readFunnels(
  answer: { data: readonly Element[]; timeComputed?: unknown },
  q: FunnelQuestion,
  context: ReportContext,
): Funnel[] {
  const elements = answer.data.filter(hasSteps);
  const { masks } = context;
  const names = memberNames(elements.map(memberOf), { segments: q.segments, grouping: grouping(q, context), masks });
  const asked = { ...q, words: q.events.map((one) => eventWords(one, masks)) };
  const read = dayReader({ ...q, ...asOf(answer, context) }, effectiveWindow(q));
  const funnels = elements.map((element, index) => funnelOf(element, names[index] ?? '', asked, read));
  return funnels.sort((a, b) => (b.entrants ?? -1) - (a.entrants ?? -1));
}

/** A doubt where nobody has a value of what the funnels are grouped by. */
export function unsetFunnels(elements: readonly Element[], q: FunnelQuestion): Note[] {
  return unsetMembers(elements.filter(hasSteps).map(memberOf), properties(q));
}

export function isGrouped(q: Pick<FunnelQuestion, 'group_by' | 'events'>): boolean {
  return properties(q).length > 0;
}

function grouping(q: FunnelQuestion, { masks }: ReportContext): Grouping | null {
  return isGrouped(q) ? { properties: properties(q), masks } : null;
}

function properties({ group_by, events }: Pick<FunnelQuestion, 'group_by' | 'events'>): Grouped[] {
  return [...group_by, ...events.flatMap((one) => one.group_by)];
}

function hasSteps({ cumulativeRaw }: Element): boolean {
  return cumulativeRaw.length > 0;
}

function memberOf({ meta, groupValue }: Element): Member {
  return { segment: meta?.segmentIndex, group: groupValue };
}

interface Worded extends FunnelQuestion {
  /** The events with their filters. */
  words: readonly string[];
}

function funnelOf(element: Element, name: string, q: Worded, read: ReturnType<typeof dayReader>): Funnel {
  const steps = stepsOf(element, q);
  const entrants = steps[0]?.users ?? null;
  const finished = steps.at(-1)?.users ?? null;
  return {
    name,
    segment: element.meta?.segmentIndex ?? null,
    steps,
    entrants,
    finished,
    conversion: share(finished, entrants),
    median: wholeTime(element.medianTransTimes, steps.length),
    average: wholeTime(element.avgTransTimes, steps.length),
    drop: biggestDrop(steps),
    days: read(element),
    doubts: doubtsOf(element, steps, q),
  };
}

function stepsOf({ cumulativeRaw, events, medianTransTimes, avgTransTimes }: Element, q: Worded): Step[] {
  const asked = cumulativeRaw.length === q.events.length ? q.words : events;
  return cumulativeRaw.map((users, index) => {
    const before = cumulativeRaw[index - 1] ?? null;
    const word = asked?.[index];
    return {
      place: index + 1,
      event: typeof word === 'string' ? word : `step ${index + 1}`,
      users,
      ofPrevious: share(users, index === 0 ? users : before),
      ofAll: share(users, cumulativeRaw[0]),
      lost: users === null || before === null ? null : before - users,
      median: timeInto(medianTransTimes, index, cumulativeRaw.length),
      average: timeInto(avgTransTimes, index, cumulativeRaw.length),
    };
  });
}

/** "the median transition time between steps in milliseconds": entry k is the time into step k; negative means no data. */
function timeInto(times: readonly Figure[] | null | undefined, index: number, steps: number): Figure {
  const time = times?.length === steps && index > 0 ? (times[index] ?? null) : null;
  return time === null || time < 0 ? null : time / 1000;
}

/** Entry 0 is the time of the whole funnel, or 0 where Amplitude does not send it. */
function wholeTime(times: readonly Figure[] | null | undefined, steps: number): Figure {
  const time = times?.length === steps ? (times[0] ?? null) : null;
  return time === null || time <= 0 ? null : time / 1000;
}

function biggestDrop(steps: readonly Step[]): Step | null {
  return steps.reduce<Step | null>((worst, step) => ((step.lost ?? 0) > (worst?.lost ?? 0) ? step : worst), null);
}

/** What does not fit together in the answer, in the order of importance. */
function doubtsOf({ medianTransTimes, stepByStep, cumulative }: Element, steps: readonly Step[], q: FunnelQuestion) {
  const below = steps.find(({ users }) => users !== null && users < 0);
  const rises = steps.find(({ lost }) => lost !== null && lost < 0);
  const differs = steps.find(
    ({ ofPrevious, ofAll }, index) => apart(stepByStep?.[index], ofPrevious) || apart(cumulative?.[index], ofAll),
  );
  const strange =
    medianTransTimes !== null && medianTransTimes !== undefined && medianTransTimes.length !== steps.length;
  return [
    steps.length === q.events.length ? '' : `Amplitude sent ${steps.length} steps for ${q.events.length} events`,
    below === undefined ? '' : `fewer than 0 users at step ${below.place}, which cannot be`,
    rises === undefined ? '' : `more users at step ${rises.place} than before it, which a funnel cannot have`,
    differs === undefined ? '' : `Amplitude's own percentages differ from its counts at step ${differs.place}`,
    strange ? 'the times do not match the steps and are left out' : '',
  ].filter((doubt) => doubt !== '');
}

/** Whether two fractions differ by more than rounding to three decimals. */
function apart(sent: Figure | undefined, own: Figure): boolean {
  return sent !== undefined && sent !== null && own !== null && Math.abs(sent - own) > 0.0006;
}
