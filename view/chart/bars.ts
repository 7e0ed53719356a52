import type { BarChart } from '../../src/chart.ts';
import type { TextTable } from '../answer/answer-text.ts';
import { type Bars, readBars, valuesOf } from './bar-rows.ts';
import { areUneven } from './bins.ts';
import { placeOf } from './columns.ts';
import type { Canvas, Drawing } from './drawing.ts';
import { drawRanked } from './ranked-bars.ts';
import { seriesOf } from './same-names.ts';
import { drawUpright } from './upright-bars.ts';

/** So many groups are drawn, each by itself. */
const mostGroups = 6;

/** Bars of a table: one drawing, or one for each group, on the same scale. None where there is nothing to draw. */
export function drawBars(chart: BarChart, table: TextTable, canvas: Canvas, title: string): Drawing[] {
  const groups = seriesOf(table, placeOf(table, chart.each), placeOf(table, chart.name));
  const read = groups.slice(0, mostGroups).flatMap(([name, rows]) => {
    const bars = readBars(chart, { ...table, rows });
    return bars === null ? [] : [{ name, bars }];
  });
  if (new Set(read.map(({ bars }) => bars.unit)).size > 1) return [];
  const values = read.flatMap(({ bars }) => valuesOf(bars.bars));
  const silent = groups.slice(0, mostGroups).flatMap(([name]) => (read.some((one) => one.name === name) ? [] : [name]));
  const paint = chart.spread === true ? drawUpright : drawRanked;
  return read.map(({ name, bars }, index): Drawing => {
    const drawing = paint(bars, { title: titleOf(chart, bars, title, name), values }, canvas);
    const ending = index === read.length - 1 ? leftOut(silent, groups.length) : [];
    return { ...drawing, remarks: [...drawing.remarks, ...remarksOf(chart, bars), ...ending] };
  });
}

function leftOut(silent: readonly string[], groups: number): string[] {
  return [
    ...(silent.length > 0 ? [`Without a figure: ${silent.join(', ')}.`] : []),
    ...(groups > mostGroups ? [`Drawn: the first ${mostGroups} of ${groups} groups; the table has all.`] : []),
  ];
}

function titleOf(chart: BarChart, { figure }: Bars, title: string, group: string): string {
  const whole = chart.figure === undefined ? `${title}: ${figure}` : title;
  return group === '' ? whole : `${whole}, ${group}`;
}

function remarksOf({ before, open, spread }: BarChart, { bars }: Bars): string[] {
  const uneven = spread === true && areUneven(bars.map(({ name }) => name));
  return [
    ...(uneven ? ['The bins are not equally wide: compare their heights with care.'] : []),
    ...(before === undefined ? [] : ['The line across a bar: the earlier range.']),
    ...(bars.some((bar) => bar.open) ? [`Hollow: ${open?.means ?? 'the period still runs, or is cut'}.`] : []),
  ];
}
