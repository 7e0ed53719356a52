import { z } from 'zod';
import { ToolError } from '../../errors.ts';
import { joinAxis } from './join-axis.ts';
import { type Asked, eventOf, type SeriesData, type SeriesName, seriesNames } from './series.ts';

/** The answer to one of several questions that are the same but for their dates, which follow each other. */
export interface SeriesPart {
  data: SeriesData;
  start: string;
  end: string;
}

export interface Joining {
  asked: Asked;
  rhythm: 'daily' | 'hourly';
  /** What a group has in a part that does not name it: 0 where it is counted, null where it is averaged. */
  absent: 0 | null;
}

/**
 * The series of all parts as one: matched by event, segment and group, point after point. Figures for the whole range
 * are dropped: they are counted once over a part, and cannot be added. Throws where anything is ambiguous.
 */
export function joinSeries(parts: readonly SeriesPart[], { asked, rhythm, absent }: Joining): SeriesData {
  const xValues = joinAxis(
    parts.map(({ data, start, end }) => ({ start, end, xValues: data.xValues })),
    rhythm,
  );
  const keyed = parts.map((part) => keyedSeries(part, asked));
  const every = new Map(keyed.flatMap((series) => [...series]));
  // What is not grouped has its series in every part that has data at all.
  const filler = asked.group_by.length > 0 ? absent : null;
  const series = [...every.keys()].map((key) =>
    parts.flatMap(({ data }, index) => keyed[index]?.get(key)?.values ?? data.xValues.map(() => filler)),
  );
  const found = [...every.values()];
  return {
    series,
    seriesLabels: found.map(({ label }) => label),
    seriesMeta: found.map(({ meta }) => meta),
    seriesCollapsed: null,
    xValues,
  };
}

interface Keyed {
  values: readonly (number | null)[];
  label: unknown;
  meta: unknown;
}

function keyedSeries(part: SeriesPart, asked: Asked): Map<string, Keyed> {
  const { series, seriesLabels, seriesMeta, xValues } = part.data;
  const names = seriesNames(part.data, asked);
  if (!isExpected(part, asked)) throw unclear(part, `${series.length} series came, and not those that were asked for`);
  if (series.some((values) => values.length !== xValues.length)) throw unclear(part, 'dates and figures do not pair');
  const keyed = new Map<string, Keyed>();
  for (const [index, name] of names.entries()) {
    const key = keyOf(name, part, index, asked);
    if (keyed.has(key)) throw unclear(part, 'two series have the same name');
    const values = series[index] ?? [];
    keyed.set(key, { values, label: seriesLabels?.[index] ?? null, meta: seriesMeta?.[index] ?? null });
  }
  return keyed;
}

/** Ungrouped, there is one series of each event and segment, or none at all where there is no data. */
function isExpected({ data }: SeriesPart, { events = [], segments, group_by }: Asked): boolean {
  const expected = Math.max(1, events.length) * Math.max(1, segments.length);
  return group_by.length > 0 || data.series.length === 0 || data.series.length === expected;
}

const placed = z.looseObject({ segmentIndex: z.number().nullish(), eventIndex: z.number().nullish() });

/** Groups come and go from part to part, so that among them a place says nothing: the vendor must say what a series is. */
function keyOf({ event, segment, group }: SeriesName, part: SeriesPart, index: number, asked: Asked): string {
  const { events = [], segments, group_by } = asked;
  const meta = placed.safeParse(part.data.seriesMeta?.[index]);
  const { eventIndex, segmentIndex } = meta.success ? meta.data : {};
  const grouped = group_by.length > 0;
  const labelled = eventOf(part.data.seriesLabels?.[index]);
  const places = [
    events.length <= 1 ? 0 : grouped ? (eventIndex ?? labelled) : event,
    segments.length <= 1 ? 0 : grouped ? (segmentIndex ?? null) : segment,
  ];
  const [first, second] = places;
  if (first == null || second == null) throw unclear(part, 'it is not told of which event or segment each series is');
  if (grouped && !isLabelled(part.data, index)) throw unclear(part, 'groups came without their names');
  return JSON.stringify([first, second, group]);
}

function isLabelled({ seriesLabels, seriesMeta }: SeriesData, index: number): boolean {
  return [seriesLabels?.[index], seriesMeta?.[index]].some((one) => typeof one === 'string' || Array.isArray(one));
}

function unclear({ start, end }: SeriesPart, what: string): ToolError {
  return new ToolError(
    'vendor',
    `The question was too dear for one query and was asked in parts, and the part ${start} to ${end} cannot be joined with the others: ${what}. No figure is shown. Ask for a shorter range, which one query can answer.`,
  );
}
