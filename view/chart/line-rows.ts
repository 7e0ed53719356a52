import type { ColumnName, LineChart } from '../../src/chart.ts';
import type { TextTable } from '../answer/answer-text.ts';
import { type Figure, figureOf } from '../answer/figure.ts';
import { along } from './along.ts';
import { cellOf, figureColumns, isOpen, placeOf } from './columns.ts';
import { seriesOf } from './same-names.ts';

export interface Point {
  along: string;
  /** Where it really was, as of the earlier range; empty where that is the same. */
  on: string;
  figure: Figure | null;
  /** Of a period that still runs, or that may still change. */
  open: boolean;
  /** Of how many users, as printed; empty where that is not told. */
  of: string;
  /** A rate or mean of so few users that it tells little. */
  few: boolean;
}

export interface Line {
  name: string;
  points: Point[];
  colour: number;
  /** What is compared with, drawn thin. */
  earlier: boolean;
}

/** Of fewer users than these a rate is not called better or worse. */
const enough = 30;

/** The grey of the palette. */
const earlierColour = 6;

export interface Lines {
  lines: Line[];
  figures: string[];
  /** The time of day at which the axis begins, where it is one of times of day. */
  from: string;
}

/** A line for each group and figure, its points from the earliest to the latest. Of a comparison the second figure is the earlier one. */
export function readLines(chart: LineChart, whole: TextTable): Lines {
  const table = { ...whole, rows: rowsToDraw(chart, whole) };
  const [x = null, each = null, open = null, on = null] = [
    chart.along,
    chart.each,
    chart.open?.column,
    chart.earlier,
  ].map((name) => placeOf(table, name));
  const figures = figureColumns(table, chart.figures ?? others(chart, table));
  const compares = chart.figures?.length === 2 && figures.length === 2;
  const from = dayStart(chart, table, x);
  const { order } = along(
    table.rows.map((row) => cellOf(row, x)),
    { from },
  );
  const rank = new Map(order.map((value, index) => [value, index]));
  const groups = seriesOf(table, each, x);
  const lines = groups.flatMap(([group, rows], place) =>
    figures.map((name, index): Line => {
      const [column, base] = [placeOf(table, name), placeOf(table, baseOf(chart, name))];
      const earlier = compares && index === 1;
      const points = rows.map((row) => ({
        along: cellOf(row, x),
        on: earlier ? cellOf(row, on) : '',
        figure: figureOf(cellOf(row, column)),
        open: isOpen(row, open, chart.open),
        of: cellOf(row, base),
        few: figureOf(cellOf(row, column)) !== null && (figureOf(cellOf(row, base))?.value ?? enough) < enough,
      }));
      const sorted = points.toSorted((a, b) => (rank.get(a.along) ?? 0) - (rank.get(b.along) ?? 0));
      return {
        name: lineName(group, name, figures),
        points: chart.running === name ? lastOpen(sorted) : sorted,
        colour: earlier && groups.length === 1 ? earlierColour : compares ? place : place * figures.length + index,
        earlier,
      };
    }),
  );
  return { lines, figures, from };
}

/** Rows that are left out are in the table alone. */
export function rowsToDraw({ only }: LineChart, table: TextTable): string[][] {
  const place = placeOf(table, only?.column);
  return place === null ? table.rows : table.rows.filter((row) => cellOf(row, place) === only?.is);
}

/** The column with the number of users behind a figure. */
function baseOf({ figures, of }: LineChart, name: string): ColumnName | undefined {
  return of?.[figures?.findIndex((one) => [one].flat().includes(name)) ?? 0];
}

/**
 * The first of the 24 hours up to now, of which the rows are the latest first: these may run over midnight. Rows without a figure
 * of today are still to come.
 */
function dayStart({ running }: LineChart, table: TextTable, x: number | null): string {
  const place = placeOf(table, running);
  const told = table.rows.filter((row) => place !== null && figureOf(cellOf(row, place)) !== null);
  const times = told.map((row) => cellOf(row, x)).reverse();
  const [first = '', last = ''] = [times[0], times.at(-1)];
  const midnights = times.filter((time, index) => index > 0 && time < (times[index - 1] ?? '')).length;
  return midnights === 1 && last < first ? first : midnight;
}

const midnight = '00:00';

/** What must be known of the rows, and that some are left out. */
export function saidOfRows(chart: LineChart, table: TextTable): string[] {
  const isPart = chart.only !== undefined && rowsToDraw(chart, table).length < table.rows.length;
  return [chart.remark, isPart ? chart.only?.others : undefined].filter((one) => one !== undefined);
}

function others(chart: LineChart, table: TextTable): string[] {
  const taken = [chart.along, chart.each, chart.apart, chart.open?.column, chart.only?.column, ...(chart.of ?? [])].map(
    (name) => placeOf(table, name),
  );
  return table.columns.filter((_, place) => !taken.includes(place));
}

function lineName(group: string, figure: string, figures: readonly string[]): string {
  const words = figure.replaceAll('_', ' ');
  if (group === '') return words;
  return figures.length > 1 ? `${group}, ${words}` : group;
}

/** The newest point that has a figure still runs. */
function lastOpen(points: readonly Point[]): Point[] {
  const last = points.findLastIndex(({ figure }) => figure !== null);
  return points.map((point, index) => (index === last ? { ...point, open: true } : point));
}
