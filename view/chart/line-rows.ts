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
}

export interface Line {
  name: string;
  points: Point[];
  colour: number;
  /** What is compared with, drawn thin. */
  earlier: boolean;
}

/** The grey of the palette. */
const earlierColour = 6;

/** A line for each group and figure, its points from the earliest to the latest. Of a comparison the second figure is the earlier one. */
export function readLines(chart: LineChart, table: TextTable): { lines: Line[]; figures: string[] } {
  const [x, each, open] = [chart.along, chart.each, chart.open?.column].map((name) => placeOf(table, name));
  const figures = figureColumns(table, chart.figures ?? others(chart, table));
  const compares = figures.length === 2 && chart.running === undefined;
  const rank = new Map(
    along(table.rows.map((row) => cellOf(row, x ?? null))).order.map((value, index) => [value, index]),
  );
  const groups = [...byCell(table.rows, each ?? null)];
  const lines = groups.flatMap(([group, rows], place) =>
    figures.map((name, index): Line => {
      const column = placeOf(table, name);
      const points = rows.map((row) => ({
        along: cellOf(row, x ?? null),
        figure: figureOf(cellOf(row, column)),
        open: open != null && cellOf(row, open) === chart.open?.is,
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

function others(chart: LineChart, table: TextTable): string[] {
  const taken = [chart.along, chart.each, chart.apart, chart.open?.column].map((name) => placeOf(table, name));
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
