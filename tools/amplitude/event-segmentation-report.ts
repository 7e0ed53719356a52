import type { z } from 'zod';
import { exactTotal } from '../../src/report/exact.ts';
import { label } from '../../src/report/label.ts';
import type { Masks } from '../../src/report/mask.ts';
import { type Note, noteOf } from '../../src/report/note.ts';
import { count } from '../../src/report/number.ts';
import { period } from '../../src/report/series.ts';
import { hasFigures, isAllZero, type SeriesSubject, seriesReport } from '../../src/report/series-report.ts';
import type { NamedTrend } from '../../src/report/series-tables.ts';
import type { Report, ReportContext, Table } from '../../src/tool.ts';
import { answerOf, envelopeNotes } from '../../src/vendors/amplitude/answer.ts';
import { asOf, openEndNotes } from '../../src/vendors/amplitude/as-of.ts';
import { eventWords } from '../../src/vendors/amplitude/condition-words.ts';
import type { Event, Interval, Segment } from '../../src/vendors/amplitude/inputs.ts';
import { defaultLimit, joinedNotes } from '../../src/vendors/amplitude/join-answers.ts';
import { checkedUsers } from '../../src/vendors/amplitude/period-users.ts';
import {
  type Asked,
  axisNotes,
  collapsed,
  groupCount,
  namedTrends,
  type SeriesData,
  seriesData,
  seriesNames,
} from '../../src/vendors/amplitude/series.ts';
import { unsetSeries } from '../../src/vendors/amplitude/unset-groups.ts';
import { activeShares } from './event-segmentation-active-share.ts';
import { type Histogram, histogramReport } from './event-segmentation-histogram.ts';
import { type Measure, type Metric, measureOf } from './event-segmentation-measure.ts';
import { isPropertyMetric, measuresProperty, mostGroups } from './event-segmentation-rules.ts';

const doubt = noteOf('doubt');
const missing = noteOf('missing');
const assumed = noteOf('assumed');

export const segmentationAnswer = answerOf(seriesData);
type Answer = z.output<typeof segmentationAnswer>;

export interface Question {
  events: readonly Event[];
  metric: Metric;
  user_type: 'any' | 'active';
  interval: Interval;
  start: string;
  end: string;
  segments: readonly Segment[];
  group_by: readonly string[];
  limit?: number | undefined;
  formula?: string | undefined;
  rolling_window?: number | undefined;
  rolling_average?: number | undefined;
}

export function tellSegmentation(answer: Answer, q: Question, context: ReportContext): Report {
  const told = q.metric === 'histogram' ? tellBins(answer.data, q, context) : tellPoints(answer, q, context);
  const groups = context.parts === undefined ? cutNote(answer, q) : limitNote(q);
  // Bins have no dates that could be marked.
  const open = q.metric === 'histogram' && told.empty !== true ? openEndNotes(q, asOf(answer, context)) : [];
  const joined = joinedNotes(context, measureOf(q).kind);
  const unset = told.empty === true ? [] : unsetSeries(answer.data, asked(q));
  const notes = [
    ...unset,
    ...joined,
    ...told.notes,
    ...open,
    ...envelopeNotes(answer, context),
    ...groups,
    ...currencyNotes(q),
  ];
  return { ...told, notes };
}

function tellPoints(answer: Answer, q: Question, context: ReportContext): Report {
  const { sent, series, notes } = readPoints(answer, q, context);
  const told = seriesReport(series, subjectOf(q));
  if (saysNothing(series, measureOf(q))) {
    return nothing(told.tables, sent, q);
  }
  return { ...told, notes: [...told.notes, ...notes, ...axisNotes(answer.data)] };
}

/** Every series as it was sent, and with what is right to say of its whole range. */
export function readPoints(answer: Answer, q: Question, context: ReportContext) {
  const { data, wholes, notes } = figuresOf(answer.data, q);
  const rolling = rollingOf(q);
  const span = { ...asOf(answer, context), ...q, ...(rolling === undefined ? {} : { rolling }) };
  const { masks } = context;
  const sent = namedTrends(data, { ...asked(q, masks), masks }, span, wholes);
  const whole = wholeFigures(sent, measureOf(q), rolling);
  return { sent, series: whole.series, notes: [...whole.notes, ...notes] };
}

export function subjectOf(q: Question): SeriesSubject {
  return {
    ...{ ...measureOf(q), ...q, rolling: rollingOf(q) },
    about: aboutEvents(q),
    grouped: asked(q).group_by.length > 0,
  };
}

function rollingOf({ rolling_window, rolling_average }: Question): number | undefined {
  return rolling_window ?? rolling_average;
}

/** The figures as they are meant, with the vendor's own for the whole range. */
function figuresOf(data: SeriesData, { metric }: Question) {
  const wholes = collapsed(data);
  if (metric !== 'pct_dau') return { data, wholes, notes: [] };
  const shares = activeShares(data, wholes);
  return { data: shares.data, wholes: shares.collapsed, notes: shares.notes };
}

/** For each series the figure that is right for the whole range: none where points overlap, sums where they add up. */
function wholeFigures(sent: readonly NamedTrend[], { kind, figure }: Measure, rolling: number | undefined) {
  if (rolling !== undefined) return { series: sent.map((one) => ({ ...one, whole: null })), notes: [] };
  if (kind === 'users') return checkedUsers(sent);
  if (kind === 'average') return { series: sent, notes: [] };
  const series = sent.map((one) => ({ ...one, whole: sumOf(one) }));
  const odd = series.findIndex(({ whole }, index) => differ(whole, sent[index]?.whole ?? null));
  const [own, sum] = [sent[odd]?.whole ?? null, series[odd]?.whole ?? null];
  const difference = doubt(
    `Amplitude's own figure for the range (${figure(own)}) is not the sum of the points (${figure(sum)}), which is what is shown.`,
  );
  return { series, notes: odd < 0 ? [] : [difference] };
}

function sumOf({ trend: { values } }: NamedTrend): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : exactTotal(known);
}

function differ(sum: number | null, own: number | null): boolean {
  return sum !== null && own !== null && Math.abs(sum - own) > 1e-6 * Math.max(1, Math.abs(sum));
}

/** An event's amounts come as bare numbers. */
function currencyNotes({ events, metric, formula }: Question): Note[] {
  const measured = isPropertyMetric(metric) || (formula !== undefined && measuresProperty(formula));
  const money = events.some(({ group_by }) => /revenue|price|amount/i.test(group_by[0]?.property ?? ''));
  return measured && money && metric !== 'histogram' ? [assumed('Currency not stated by Amplitude.')] : [];
}

/** What tells the series apart. A formula is one series of all events; a measured property splits nothing. */
export function asked({ events, metric, formula, segments, group_by }: Question, masks?: Masks): Asked {
  const names = events.map((one) => eventWords(one, masks));
  const measured = isPropertyMetric(metric) || (formula !== undefined && measuresProperty(formula));
  const inside = events.flatMap((event) => event.group_by.slice(measured ? 1 : 0));
  return {
    ...(formula === undefined ? { events: names } : {}),
    segments,
    group_by: [...group_by, ...inside],
    everything: formula ?? names.join(', '),
  };
}

/** What the figures are about, cleaned: the events or the formula, and who and which days each point counts. */
export function aboutEvents(q: Question): string {
  const names = q.events.map((one) => `${label(one.event_type, 40)}${one.filters.length > 0 ? ' (filtered)' : ''}`);
  const letters = names.map((name, index) => `${index === 0 ? 'A' : 'B'} = ${name}`);
  const subject = q.formula === undefined ? names.join(' and ') : `${label(q.formula, 80)} with ${letters.join(', ')}`;
  const how = [
    ...(q.user_type === 'active' ? ['active users only'] : []),
    ...(q.rolling_window === undefined ? [] : [`rolling window of ${q.rolling_window} ${period(q.interval)}s`]),
    ...(q.rolling_average === undefined ? [] : [`rolling average of ${q.rolling_average} ${period(q.interval)}s`]),
  ];
  return how.length === 0 ? subject : `${subject} (${how.join(', ')})`;
}

function tellBins(data: SeriesData, q: Question, context: ReportContext): Report {
  const histogram = readBins(data, q, context);
  const { series } = histogram;
  const told = histogramReport(histogram);
  const empty = series.every(({ counts }) => counts.every((count) => count === null || count === 0));
  return empty ? nothing(told.tables, [], q) : told;
}

export function readBins(data: SeriesData, q: Question, { masks }: ReportContext): Histogram {
  const names = seriesNames(data, { ...asked(q, masks), masks });
  const property = q.events[0]?.group_by[0]?.property ?? 'property';
  const series = data.series.map((counts, index) => ({ name: names[index]?.text ?? '', counts }));
  return { start: q.start, end: q.end, bins: data.xValues, series, property };
}

// Groups of several events or segments share the limit. That the answer itself says to be cut is a note of its own.
function cutNote({ data, hitChunkGroupByLimit }: Answer, q: Question): Note[] {
  const { group_by } = asked(q);
  const limit = q.limit ?? defaultLimit;
  if (group_by.length === 0 || data.series.length < limit) return [];
  const groups = groupCount(data, asked(q));
  if (groups < limit) return [];
  const more = limit < mostGroups ? `"limit" can be up to ${count(mostGroups)}.` : '';
  const came = `${count(groups)} groups came back`;
  if (hitChunkGroupByLimit === true) return more === '' ? [] : [missing(`${came}, as many as asked for: ${more}`)];
  return [missing(`${came}, which is the limit: Amplitude drops further ones without saying so. ${more}`.trim())];
}

function limitNote({ limit }: Question): Note[] {
  return limit === undefined
    ? []
    : [assumed('"limit" is left aside: which groups are the biggest of the range, parts cannot tell.')];
}

/** Neither points nor a figure of the range, or nothing but zeros where zeros mean that nothing happened. */
function saysNothing(series: readonly NamedTrend[], { kind }: Measure): boolean {
  return !hasFigures(series) || (kind !== 'average' && isAllZero(series));
}

function nothing(tables: readonly Table[], sent: readonly NamedTrend[], q: Question): Report {
  const zeros = sent.some(({ trend }) => trend.values.includes(0));
  const found = zeros ? 'all figures are 0' : 'Amplitude sent no figures';
  return {
    headline: [`No data: ${found} for ${aboutEvents(q)}, ${q.start} to ${q.end}.`],
    tables: tables.map((table) => ({ ...table, show: 0 })),
    notes: [doubt(causes(q))],
    empty: true,
  };
}

function causes({ metric, events }: Question): string {
  const property = label(events[0]?.group_by[0]?.property ?? '', 40);
  return [
    'Likely causes: an event name that is not exactly as in the data (amplitude_list_events shows names)',
    ...(isPropertyMetric(metric)
      ? [`a property that the event does not have, or that is no number (${property})`]
      : []),
    'a filter whose property or value matches nothing (both are case-sensitive)',
    'or a range before the event was tracked.',
  ].join(', ');
}
