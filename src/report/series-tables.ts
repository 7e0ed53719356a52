import { changeCell } from './difference.ts';
import { laterRows, rowPerItem } from './later-rows.ts';
import type { Cell, Column, ColumnType, Table } from './report.ts';
import type { Point, Rhythm } from './series.ts';
import type { Trend } from './trend.ts';

/** One named series with what is known of it beside its points. */
export interface NamedTrend {
  /** As it is: cleaned by whoever prints it. */
  name: string;
  trend: Trend;
  /** The figure that is right for the whole period, or null where there is none. */
  whole: number | null;
  /** Periods of the range that the answer leaves out. */
  absent?: readonly string[];
}

export interface SeriesTableOptions {
  interval: Rhythm;
  /** Column name and type of the figures: `active_users`, `count`. */
  measure: { name: string; type: ColumnType };
  /** Column name of `whole`; no such column when it is left out. */
  whole?: string;
  /** Column name of the mean: `mean`, unless it says more. */
  mean?: string;
}

/** So many of the ranked series are worth showing at once. */
export const shownSeries = 8;

/** The tables of one or several series: the ranked series where there are several, and every point. */
export function seriesTables(series: readonly NamedTrend[], options: SeriesTableOptions): Table[] {
  const ranked = rank(series);
  const points = ranked.length === 1 ? singleTable(ranked[0], options) : longTable(ranked, options);
  return ranked.length === 1 ? [points] : [rankedTable(ranked, options), points];
}

/** Largest first: by the whole period's figure, or by the mean where a series has none. */
export function rank(series: readonly NamedTrend[]): NamedTrend[] {
  const everyWhole = series.every(({ whole }) => whole !== null);
  const size = ({ whole, trend }: NamedTrend) => (everyWhole ? whole : trend.mean) ?? Number.NEGATIVE_INFINITY;
  return [...series].sort((a, b) => descending(size(a), size(b)));
}

// Minus infinity from itself is no number.
function descending(a: number, b: number): number {
  return a === b ? 0 : b - a;
}

function rankedTable(series: readonly NamedTrend[], { interval, measure, whole, mean }: SeriesTableOptions): Table {
  const { type } = measure;
  const columns: Column[] = [
    { name: 'series', type: 'label' },
    ...(whole === undefined ? [] : [{ name: whole, type }]),
    { name: 'latest', type },
    { name: 'change', type: type === 'percent' ? 'points' : 'change' },
    { name: mean ?? 'mean', type: type === 'count' ? 'number' : type },
    { name: 'peak', type },
    { name: 'peak_at', type: 'date' },
    { name: 'low', type },
    { name: 'low_at', type: 'date' },
  ];
  const at = latestOf(series);
  const rows = rowPerItem(series, ({ name, trend, whole: figure }) => [
    name,
    ...(whole === undefined ? [] : [figure]),
    ...latestCells(trend, at, type),
    trend.mean,
    ...extremeCells(trend.peak),
    ...extremeCells(trend.low),
  ]);
  const title = `by series, ${interval}, largest first${at === null ? '' : `; latest is ${at}`}`;
  return { name: 'series', title, columns, rows, show: shownSeries };
}

/** The latest complete period in which any of the series has data. */
function latestOf(series: readonly NamedTrend[]): string | null {
  const all = series.flatMap(({ trend }) => trend.latest?.at ?? []);
  return all.reduce<string | null>((last, at) => (last === null || at > last ? at : last), null);
}

// A series without data there has no latest figure: an older one would stand beside newer ones.
function latestCells(trend: Trend, at: string | null, type: ColumnType): Cell[] {
  const now = trend.latest?.value ?? null;
  return trend.latest?.at === at ? [now, changeCell(now, trend.before?.value ?? null, type)] : [null, null];
}

function extremeCells(point: Point | null): Cell[] {
  return [point?.value ?? null, point?.at ?? null];
}

function singleTable(series: NamedTrend | undefined, { interval, measure }: SeriesTableOptions): Table {
  const rows = (series?.trend.points ?? []).map(({ at, value, complete }): Cell[] => [at, value, complete]);
  const columns: Column[] = [{ name: 'date', type: 'date' }, measure, { name: 'complete', type: 'flag' }];
  return { name: 'points', title: `${interval}, newest first`, columns, rows: rows.reverse(), show: 8 };
}

function longTable(series: readonly NamedTrend[], { interval, measure }: SeriesTableOptions): Table {
  const columns: Column[] = [
    { name: 'series', type: 'label' },
    { name: 'date', type: 'date' },
    measure,
    { name: 'complete', type: 'flag' },
  ];
  const rows = laterRows(
    series,
    ({ trend }) => trend.values,
    ({ name, trend }, _, index): Cell[] => {
      const point = trend.point(trend.values.length - 1 - index);
      return [name, point?.at ?? null, point?.value ?? null, point?.complete ?? null];
    },
  );
  return { name: 'points', title: `every point, ${interval}, newest first`, columns, rows, show: 0 };
}
