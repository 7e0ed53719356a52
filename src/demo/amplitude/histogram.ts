import type { AskedSeries } from './asked-series.ts';
import { eventsBetween, type Log } from './log.ts';
import type { SegmentationQuery } from './segmentation-query.ts';

/** How the values of the measured property spread: bins of values, not dates, on the x axis; events are counted. */
export function histogram(log: Log, query: SegmentationQuery, asked: readonly AskedSeries[]) {
  const lines = asked.flatMap(({ segment, event, ...series }) =>
    valuesByGroup(log, query, series).map(([group, values]) => ({ segment, event, group, values })),
  );
  const bins = binsFor(lines.flatMap(({ values }) => values));
  return {
    series: lines.map(({ values }) => bins.map((bin) => values.filter((value) => isIn(bin, value)).length)),
    seriesLabels: lines.map(({ group, event }) => (group === '' ? 0 : [event, group])),
    seriesCollapsed: lines.map(({ values }) => [{ setId: '', value: values.length }]),
    seriesMeta: lines.map(({ segment, event }) => ({ segmentIndex: segment, eventIndex: event })),
    xValues: bins.map(({ low, high }) => `${low} - ${high}`),
  };
}

interface Bin {
  low: number;
  high: number;
}

type Values = [group: string, values: number[]];

function valuesByGroup(log: Log, query: SegmentationQuery, { question }: Pick<AskedSeries, 'question'>): Values[] {
  const groups = new Map<string, number[]>();
  for (const event of eventsBetween(log, query.period.start, query.period.end)) {
    const value = question.measure?.(event);
    if (typeof value !== 'number' || !question.matches(event) || !question.inSegment(event)) continue;
    if (question.activeOnly && !question.activeOnly(event)) continue;
    const group = question.group(event);
    const values = groups.get(group) ?? [];
    values.push(value);
    groups.set(group, values);
  }
  return [...groups].sort(([, a], [, b]) => b.length - a.length).slice(0, query.limit);
}

/** About ten bins whose width is 1, 2 or 5 times a power of ten. */
function binsFor(values: readonly number[]): Bin[] {
  if (values.length === 0) return [];
  const smallest = values.reduce((low, value) => Math.min(low, value));
  const largest = values.reduce((high, value) => Math.max(high, value));
  const width = niceWidth((largest - smallest) / 10);
  const first = Math.floor(smallest / width);
  const count = Math.floor(largest / width) - first + 1;
  return Array.from({ length: count }, (_, index) => ({
    low: rounded((first + index) * width),
    high: rounded((first + index + 1) * width),
  }));
}

/** The upper bound belongs to the next bin. */
function isIn({ low, high }: Bin, value: number): boolean {
  return value >= low && value < high;
}

function niceWidth(width: number): number {
  if (width <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(width));
  return power * ([1, 2, 5, 10].find((step) => step * power >= width) ?? 10);
}

function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
