import type { LineChart } from '../../src/chart.ts';
import type { TextTable } from '../answer/answer-text.ts';
import { type Figure, figureOf } from '../answer/figure.ts';
import { along } from './along.ts';
import { byCell, cellOf, figureColumns, placeOf } from './columns.ts';

export interface Point {
  along: string;
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

/** A line for each group and figure, its points from the earliest to the latest. Of a comparison the second figure is the earlier one. */
export function readLines(chart: LineChart, whole: TextTable): { lines: Line[]; figures: string[] } {
  const table = { ...whole, rows: rowsToDraw(chart, whole) };
  const [x, each, open] = [chart.along, chart.each, chart.open?.column].map((name) => placeOf(table, name));
  const figures = figureColumns(table, chart.figures ?? others(chart, table));
  const compares = chart.figures?.length === 2 && figures.length === 2 && chart.running === undefined;
  const rank = new Map(
    along(table.rows.map((row) => cellOf(row, x ?? null))).order.map((value, index) => [value, index]),
  );
  const groups = [...byCell(table.rows, each ?? null)].flatMap(([name, rows]) => toldApart(name, rows, x ?? null));
  const lines = groups.flatMap(([group, rows], place) =>
    figures.map((name, index): Line => {
      const [column, base] = [placeOf(table, name), placeOf(table, chart.of?.[index])];
      const points = rows.map((row) => ({
        along: cellOf(row, x ?? null),
        figure: figureOf(cellOf(row, column)),
        open: open != null && cellOf(row, open) === chart.open?.is,
        of: cellOf(row, base),
        few: (figureOf(cellOf(row, base))?.value ?? enough) < enough,
      }));
      const sorted = points.toSorted((a, b) => (rank.get(a.along) ?? 0) - (rank.get(b.along) ?? 0));
      const earlier = compares && index === 1;
      return {
        name: lineName(group, name, figures),
        points: chart.running === name ? lastOpen(sorted) : sorted,
        colour: earlier && groups.length === 1 ? earlierColour : compares ? place : place * figures.length + index,
        earlier,
      };
    }),
  );
  return { lines, figures };
}

/** Rows that are left out are in the table alone. */
export function rowsToDraw({ only }: LineChart, table: TextTable): string[][] {
  const place = placeOf(table, only?.column);
  return place === null ? table.rows : table.rows.filter((row) => cellOf(row, place) === only?.is);
}

function others(chart: LineChart, table: TextTable): string[] {
  const taken = [chart.along, chart.each, chart.apart, chart.open?.column, chart.only?.column, ...(chart.of ?? [])].map(
    (name) => placeOf(table, name),
  );
  return table.columns.filter((_, place) => !taken.includes(place));
}

/**
 * Series of the same name, as names that were cut can be, have a row each for the same place: the first of these are of the first
 * series. But for a few rows, as a clock that is set back shows an hour twice.
 */
function toldApart(name: string, rows: string[][], along: number | null): [string, string[][]][] {
  const places = [...byCell(rows, along).values()];
  if (places.filter((same) => same.length > 1).length * 2 < places.length) return [[name, rows]];
  const most = places.reduce((longest, same) => Math.max(longest, same.length), 1);
  return Array.from({ length: most }, (_, index) => [name, places.flatMap((same) => same.slice(index, index + 1))]);
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
