import { z } from 'zod';
import type { Masks } from '../../src/report/mask.ts';
import { axisLabels } from '../../src/vendors/amplitude/axis-labels.ts';
import { figureOf, figureRows } from '../../src/vendors/amplitude/figures.ts';
import { csvGrids, type Grid } from './query-chart-csv.ts';
import { figureRowsOf, filledForward, labelColumns } from './query-chart-grid.ts';
import { maskedChart, maskedGrid } from './query-chart-masks.ts';
import { named } from './query-chart-names.ts';

/** What a saved chart answered, by the shape in which it came. */
export type Chart =
  | { shape: 'series'; titles: string[]; axis: string[]; series: ChartSeries[]; percent: boolean }
  | { shape: 'tables'; titles: string[]; grids: { grid: Grid; labels: number }[] }
  | { shape: 'funnel'; groups: z.output<typeof funnelGroup>[] }
  | { shape: 'retention'; series: z.output<typeof retentionSeries>[] }
  | { shape: 'unknown'; data: unknown };

export interface ChartSeries {
  name: string;
  values: readonly (number | null)[];
  /** Amplitude's own figure for the whole range; null where it sends none. */
  whole: number | null;
}

/** Reads the data of any saved chart, personal data masked; what fits no known shape is left as it is. */
export function readChart(data: unknown, masks: Masks): Chart {
  return maskedChart(typeof data === 'string' ? readCsv(data, masks) : readJson(data, masks), masks);
}

function readJson(data: unknown, masks: Masks): Chart {
  const known = readSeries(data) ?? readDataTable(data, masks) ?? readFunnel(data) ?? readRetention(data);
  return known ?? { shape: 'unknown', data };
}

/** Whether a label of an axis is a date that can be compared with today. */
export function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}(?:[T ].*)?$/.test(text);
}

const seriesShape = z.looseObject({
  series: figureRows,
  seriesLabels: z.array(z.unknown()).nullish(),
  seriesMeta: z.array(z.unknown()).nullish(),
  seriesCollapsed: z.array(z.unknown()).nullish(),
  xValues: axisLabels.nullish(),
});

function readSeries(data: unknown): Chart | null {
  const parsed = seriesShape.safeParse(data);
  if (!parsed.success) return null;
  const { series, seriesLabels, seriesMeta, seriesCollapsed, xValues } = parsed.data;
  const names = named(series.length, seriesLabels ?? [], seriesMeta ?? []);
  const length = Math.max(xValues?.length ?? 0, longest(series));
  return {
    shape: 'series',
    titles: [],
    axis: Array.from({ length }, (_, index) => xValues?.[index] ?? `#${index + 1}`),
    series: series.map((values, index) => ({
      name: names[index] ?? '',
      values,
      whole: collapsedFigure(seriesCollapsed?.[index]),
    })),
    percent: false,
  };
}

/** `[{value}]` or `[N]`. */
function collapsedFigure(entry: unknown): number | null {
  return figureOf(Array.isArray(entry) ? entry[0] : entry);
}

const cellText = z
  .union([z.string(), z.number(), z.boolean(), z.null(), z.looseObject({ value: z.union([z.number(), z.null()]) })])
  .transform((cell) => (typeof cell === 'object' && cell !== null ? cell.value : cell))
  .transform((cell) => (cell === null ? '' : String(cell).trim()));
const matrix = z.array(z.array(cellText));
const dataTable = z.looseObject({ labels: matrix, values: matrix });

/** A data table: labels and values side by side, with the header in row 0. */
function readDataTable(data: unknown, masks: Masks): Chart | null {
  const parsed = dataTable.safeParse(data);
  if (!parsed.success) return null;
  const { labels, values } = parsed.data;
  const [wide, across] = [longest(labels), longest(values)];
  const rows = Array.from({ length: Math.max(labels.length, values.length) }, (_, index) => [
    ...padded(labels[index], wide),
    ...padded(values[index], across),
  ]);
  // Figures where the header should be are figures: no row is taken for a header that it is not.
  const bare = headless.safeParse(data).success;
  const header = rows[0]?.map((_, index) => (index < wide ? `label ${index + 1}` : `value ${index - wide + 1}`)) ?? [];
  const grid = bare ? { header, rows } : { header: rows[0] ?? [], rows: rows.slice(1) };
  return fromGrid(maskedGrid(grid, masks), wide, []);
}

const headless = z.looseObject({
  values: z.tuple([z.array(z.union([z.number(), z.looseObject({ value: z.number() })])).min(1)]).rest(z.unknown()),
});

function longest(lists: readonly (readonly unknown[])[]): number {
  return lists.reduce((most, list) => Math.max(most, list.length), 0);
}

function padded(row: readonly string[] | undefined, length: number): string[] {
  return Array.from({ length }, (_, index) => row?.[index] ?? '');
}

function readCsv(text: string, masks: Masks): Chart {
  const csv = csvGrids(text);
  const all = csv?.grids.map((grid) => maskedGrid(grid, masks)) ?? [];
  const [only, ...others] = all;
  if (csv === null || only === undefined) return { shape: 'unknown', data: text.split(/\r?\n/) };
  if (others.length === 0) return fromGrid(only, labelColumns(only), csv.titles);
  const grids = all.map((grid) => ({
    grid: filledForward(grid, labelColumns(grid)),
    labels: labelColumns(grid),
  }));
  return { shape: 'tables', titles: csv.titles, grids };
}

/** A table whose columns are dates, or that starts with "Segment", is a series for each row; any other stays a table. */
function fromGrid(grid: Grid, labels: number, titles: string[]): Chart {
  const firstDate = grid.header.findIndex(isDate);
  const start = firstDate > 0 ? firstDate : grid.header[0]?.toLowerCase() === 'segment' ? Math.max(1, labels) : 0;
  const axis = grid.header.slice(start);
  const wide = filledForward(grid, start > 0 ? start : labels);
  const series = start > 0 && (firstDate > 0 ? axis.every(isDate) : axis.length > 0) ? gridSeries(wide, start) : null;
  if (series !== null) return { shape: 'series', titles, axis, ...series };
  return { shape: 'tables', titles, grids: [{ grid: filledForward(grid, labels), labels }] };
}

function gridSeries(grid: Grid, start: number): { series: ChartSeries[]; percent: boolean } | null {
  const figures = figureRowsOf(grid.rows, start);
  if (figures === null && grid.rows.length > 0) return null;
  const names = named(
    grid.rows.length,
    grid.rows.map((row) => row.slice(0, start).flatMap((cell) => (cell === '' ? [] : String(cell)))),
    [],
  );
  const series = (figures?.rows ?? []).map((values, index) => ({ name: names[index] ?? '', values, whole: null }));
  return { series, percent: figures?.type === 'percent' };
}

const funnelGroup = z.looseObject({
  cumulativeRaw: z.array(z.number()).min(1),
  events: z.array(z.unknown()).nullish(),
  groupValue: z.unknown().optional(),
});

function readFunnel(data: unknown): Chart | null {
  const parsed = z.array(funnelGroup).min(1).safeParse(data);
  return parsed.success ? { shape: 'funnel', groups: parsed.data } : null;
}

const retentionSeries = z.looseObject({
  combined: z.array(z.looseObject({ count: z.number(), outof: z.number(), incomplete: z.boolean().nullish() })),
});

function readRetention(data: unknown): Chart | null {
  const parsed = z.looseObject({ series: z.array(retentionSeries).min(1) }).safeParse(data);
  return parsed.success ? { shape: 'retention', series: parsed.data.series } : null;
}
