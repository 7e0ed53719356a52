import { z } from 'zod';
import type { Masks } from '../../report/mask.ts';
import { type Note, noteOf } from '../../report/note.ts';
import { pointLabels, type Span } from '../../report/series.ts';
import { absentPeriods } from '../../report/series-quality-holes.ts';
import type { NamedTrend } from '../../report/series-tables.ts';
import { trendReader } from '../../report/trend.ts';
import { axisLabels } from './axis-labels.ts';
import { segmentWords } from './condition-words.ts';
import { figureOf, figureRows } from './figures.ts';
import { valuesReader } from './group-words.ts';
import type { Grouped, Segment } from './inputs.ts';

const doubt = noteOf('doubt');
const missing = noteOf('missing');

/** `series`, its labels and its x axis, as segmentation sends them. */
export const seriesData = z.looseObject({
  series: figureRows,
  seriesLabels: z.array(z.unknown()).nullish(),
  seriesMeta: z.array(z.unknown()).nullish(),
  seriesCollapsed: z.array(z.unknown()).nullish(),
  xValues: axisLabels,
});
export type SeriesData = z.output<typeof seriesData>;

/** The same where the x axis is always dates, as users and sessions send them. */
export const datedSeriesData = seriesData.extend({ xValues: z.array(z.string().regex(/^\d{4}-\d{2}-\d{2}/)) });

/** What a series is about, from the best of its labels. */
export interface SeriesName {
  /** Index of the event and of the segment that it counts; null when the answer does not tell them apart. */
  event: number | null;
  segment: number | null;
  /** Value of the group-by; "" when nothing is grouped. */
  group: string;
  /** All of it in words, as they are; unique. What everything is called when there is nothing to tell apart. */
  text: string;
}

export interface Asked {
  /** Names of the events as asked; none where the series are not of different events. */
  events?: readonly string[];
  segments: readonly Segment[];
  /** What splits the series, in or above the events. */
  group_by: readonly Grouped[];
  /** What a lone, ungrouped series is called. */
  everything: string;
  /** What values of personal properties are shown as; without them names are for comparing, not for showing. */
  masks?: Masks;
}

/** Every series with its name, its points in time, and its figure for the whole period. */
export function namedTrends(
  data: SeriesData,
  asked: Asked & { masks: Masks },
  span: Span,
  wholes: readonly (number | null)[],
): NamedTrend[] {
  const names = seriesNames(data, asked);
  const absent = absentPeriods(pointLabels(data.xValues, span.interval), span);
  const trendOf = trendReader(data.xValues, span);
  return data.series.map((values, index) => ({
    name: names[index]?.text ?? '',
    trend: trendOf(values),
    whole: wholes[index] ?? null,
    absent,
  }));
}

/** Names every series. Two events can both be labelled 0, so the event index and the names asked for win. */
export function seriesNames(data: SeriesData, asked: Asked): SeriesName[] {
  const { events = [], segments, everything, masks } = asked;
  const counts = countsOf(data, asked);
  const names = data.series.map((_, index) => {
    const { event, segment } = placeOf(data, index, counts);
    const group = counts.grouped ? groupOf(data, index, counts) : '';
    // What differs most comes first: names are cut at their end where they are printed.
    const parts = [
      counts.grouped ? notSet(group) : '',
      segments.length > 1 ? segmentText(segments, segment, masks) : '',
      events.length > 1 ? eventText(events, event) : '',
    ].filter((part) => part !== '');
    return { event, segment, group, text: parts.join(', ') || everything };
  });
  return numbered(names);
}

/** How many groups the series are of: each may have several events and segments. */
export function groupCount(data: SeriesData, asked: Asked): number {
  const counts = countsOf(data, asked);
  return new Set(data.series.map((_, index) => (counts.grouped ? groupOf(data, index, counts) : ''))).size;
}

function countsOf({ series }: SeriesData, { events = [], segments, group_by, masks }: Asked): Counts {
  const expected = Math.max(1, events.length) * Math.max(1, segments.length);
  const shown = masks === undefined ? (values: string[]) => values : valuesReader({ properties: group_by, masks });
  return {
    ...{ events: events.length, segments: segments.length, expected },
    grouped: group_by.length > 0 || series.length > expected,
    show: (values) => shown(values).join('; '),
  };
}

/** The vendor's figure for the whole period of each series: `[{value}]` or `[N]`; null where it sends none. */
export function collapsed(data: SeriesData): (number | null)[] {
  return data.series.map((_, index) => {
    const entry = data.seriesCollapsed?.[index];
    return figureOf(Array.isArray(entry) ? entry[0] : entry);
  });
}

/** Notes on figures and dates that do not pair, or dates that are none. */
export function axisNotes({ series, xValues }: SeriesData): Note[] {
  const uneven = series.some((values) => values.length !== xValues.length);
  const unread = xValues.some((text) => !/^\s*\d{4}-\d{2}-\d{2}/.test(text));
  return [
    ...(uneven
      ? [doubt('Amplitude sent more or fewer figures than dates; they are paired from the first date on.')]
      : []),
    ...(unread
      ? [missing('Amplitude labelled points with something else than dates; such points are only listed.')]
      : []),
  ];
}

/** "(none)" and "" are users for whom the property is not set. */
export function notSet(value: string): string {
  return value === '(none)' || value === '' ? '(none) = not set' : value;
}

/** The same name twice would mix two series up. */
function numbered(names: readonly SeriesName[]): SeriesName[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const times = (seen.get(name.text) ?? 0) + 1;
    seen.set(name.text, times);
    return times === 1 ? name : { ...name, text: `${name.text} (${times})` };
  });
}

const indexes = z.looseObject({ segmentIndex: z.number().nullish(), eventIndex: z.number().nullish() });

interface Counts {
  events: number;
  segments: number;
  expected: number;
  grouped: boolean;
  show(values: string[]): string;
}

/**
 * Which event and segment a series counts: the vendor's word, else its place where only one reading is possible. Groups
 * come and go, so that among them a place says nothing.
 */
function placeOf({ seriesMeta, seriesLabels, series }: SeriesData, index: number, counts: Counts) {
  if (counts.events <= 1 && counts.segments <= 1) return { event: 0, segment: 0 };
  const meta = indexes.safeParse(seriesMeta?.[index]);
  const { segmentIndex, eventIndex } = meta.success ? meta.data : {};
  const oneReading = series.length === counts.expected && (counts.events <= 1 || counts.segments <= 1);
  const byPlace = oneReading && !counts.grouped ? index : null;
  return {
    event: counts.events <= 1 ? 0 : (eventIndex ?? eventOf(seriesLabels?.[index], mostIndexes(counts)) ?? byPlace),
    segment: counts.segments <= 1 ? 0 : (segmentIndex ?? byPlace),
  };
}

/** The index in a pair such as `[1, "United States"]`; a number that no index can be is the value of a group. */
export function eventOf(label: unknown, indexes = Number.POSITIVE_INFINITY): number | null {
  if (!Array.isArray(label) || label.length < 2) return null;
  const first: unknown = label[0];
  return typeof first === 'number' && isIndex(first, indexes) ? first : null;
}

function isIndex(number: number, indexes: number): boolean {
  return Number.isInteger(number) && number >= 0 && number < indexes;
}

/** Of how many events, or segments, a label can hold the index. */
function mostIndexes({ events, segments }: Counts): number {
  return Math.max(1, events, segments);
}

function groupOf({ seriesLabels, seriesMeta }: SeriesData, index: number, counts: Counts): string {
  const [label, meta] = [seriesLabels?.[index], seriesMeta?.[index]];
  const hollow = seriesLabels?.every((one) => one === '') === true;
  return (
    (hollow ? labelText(meta, counts) : null) ??
    labelText(label, counts) ??
    labelText(meta, counts) ??
    bareValue(label, seriesLabels ?? [], counts) ??
    `group ${index + 1}`
  );
}

/** A number or a flag as the value of a group; a number may be a mere index, as 0 is where every label is 0. */
function bareValue(label: unknown, labels: readonly unknown[], counts: Counts): string | null {
  if (typeof label === 'boolean') return counts.show([String(label)]);
  if (typeof label !== 'number') return null;
  const groupsOnly = counts.events <= 1 && counts.segments <= 1 && labels.some((one) => one !== 0);
  return groupsOnly || !isIndex(label, mostIndexes(counts)) ? counts.show([String(label)]) : null;
}

/** A label is an index, a string, a list of values, or a pair of an index and a string. */
function labelText(label: unknown, counts: Counts): string | null {
  if (typeof label === 'string') return label === '' ? label : counts.show([label]);
  if (!Array.isArray(label)) return null;
  const values = eventOf(label, mostIndexes(counts)) === null ? label : label.slice(1);
  return counts.show(values.map((value: unknown) => (value === '' || value === null ? '(none)' : word(value))));
}

function word(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function eventText(events: readonly string[], index: number | null): string {
  const name = index === null ? undefined : events[index];
  if (name === undefined || index === null) return 'event not told';
  return events.indexOf(name) === events.lastIndexOf(name) ? name : `${name} (event ${index + 1})`;
}

function segmentText(segments: readonly Segment[], index: number | null, masks?: Masks): string {
  const segment = index === null ? undefined : segments[index];
  if (segment === undefined || index === null) return 'segment not told';
  const told = segmentWords(segment, masks);
  return `segment ${index + 1}${told === '' ? '' : ` (${told})`}`;
}
