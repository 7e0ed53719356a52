import type { BarChart } from '../../src/chart.ts';
import type { TextTable } from '../answer/answer-text.ts';
import { type Figure, figureOf, type Unit } from '../answer/figure.ts';
import { cellOf, figureColumns, isOpen, openWords, placeOf, unitOf } from './columns.ts';

/** A row of a table that is drawn as a bar. */
export interface Bar {
  name: string;
  /** What is printed, of which the bar is as long as the figure; without one, as of "n/a", there is no bar. */
  text: string;
  figure: Figure | null;
  before: { text: string; figure: Figure | null } | null;
  /** Hollow, as its figure may not be taken for a whole one. */
  open: boolean;
  /** What the figure of a hollow bar is, if no remark tells. */
  is: string;
  /** What else is told of it. */
  also: { name: string; text: string }[];
}

/** Bars of one unit. */
export interface Bars {
  bars: Bar[];
  unit: Unit;
  /** The name of the column that is drawn, in words. */
  figure: string;
}

/** Null where the table lacks what is drawn, or its figures have two units. */
export function readBars(chart: BarChart, table: TextTable): Bars | null {
  const told = placeOf(table, chart.figure);
  const column = chart.figure === undefined ? figureColumns(table, others(chart, table))[0] : table.columns[told ?? -1];
  const [name, place, open] = [chart.name, column, chart.open?.column].map((one) => placeOf(table, one));
  const before = placeOf(table, chart.before);
  const also = (chart.also ?? []).map((one) => ({ name: one.replaceAll('_', ' '), place: placeOf(table, one) }));
  if (name == null || place == null || column === undefined) return null;
  const bars = table.rows.map((row): Bar => {
    const text = cellOf(row, before);
    return {
      name: cellOf(row, name),
      text: cellOf(row, place),
      figure: figureOf(cellOf(row, place)),
      before: before === null ? null : { text, figure: figureOf(text) },
      open: isOpen(row, open ?? null, chart.open),
      is: openWords(chart.open),
      also: also.map((one) => ({ name: one.name, text: cellOf(row, one.place) })).filter(({ text }) => text !== ''),
    };
  });
  const unit = unitOf(bars.flatMap(({ figure, before: other }) => [figure, other?.figure ?? null]));
  return unit === null ? null : { bars, unit, figure: column.replaceAll('_', ' ') };
}

function others(chart: BarChart, table: TextTable): string[] {
  const taken = [chart.name, chart.before, chart.each, chart.apart, chart.open?.column].map((name) =>
    placeOf(table, name),
  );
  return table.columns.filter((_, place) => !taken.includes(place));
}

/** Every value that an axis must have room for. */
export function valuesOf(bars: readonly Bar[]): number[] {
  return bars.flatMap(({ figure, before }) =>
    [figure, before?.figure ?? null].flatMap((one) => (one === null ? [] : [one.value])),
  );
}

/** A figure for where room is scarce: of "5.3 min = 318 s" the first. */
export function shortText(text: string): string {
  return text.split(' = ')[0] ?? text;
}
