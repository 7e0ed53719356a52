import type { BarChart, Bridge, Chart, LineChart } from '../../src/chart.ts';
import type { TextTable } from '../answer/answer-text.ts';
import { hasDistances } from './along.ts';
import { drawBars } from './bars.ts';
import { drawBridge } from './bridge.ts';
import { cellOf, figureColumns, placeOf } from './columns.ts';
import type { Canvas, Drawing } from './drawing.ts';
import { drawHeat } from './heat.ts';
import { rowsToDraw, saidOfRows } from './line-rows.ts';
import { drawLines } from './lines.ts';
import { seriesOf } from './same-names.ts';
import { drawSteps } from './steps.ts';

/** So many drawings of a table are made. */
const mostApart = 6;

/** The drawings of a table: one, or one for each value of what may not share an axis; none where it has nothing to draw. */
export function draw(chart: Chart, table: TextTable, canvas: Canvas): Drawing[] {
  const all = apart(chart, table);
  const tables = all.slice(0, mostApart).map(({ table }) => table);
  const drawings = all.slice(0, mostApart).flatMap(({ value, table }) => {
    const title = [chart.title, ...(ofLater(table) ? ['later range'] : []), ...(value === '' ? [] : [value])].join(
      ', ',
    );
    return drawOne(chart, table, canvas, { title, tables });
  });
  const left = `Drawn: the first ${mostApart} of ${all.length}; the table has all.`;
  const last = (index: number) => index === drawings.length - 1 && all.length > mostApart;
  // What holds for several of them is said below the last.
  const saidLater = (remark: string, index: number) =>
    drawings.slice(index + 1).some(({ remarks }) => remarks.includes(remark));
  return drawings.map((drawing, index) => {
    const remarks =
      drawing.stops.length === 0 ? drawing.remarks : drawing.remarks.filter((one) => !saidLater(one, index));
    return { ...drawing, remarks: last(index) ? [...remarks, left] : remarks };
  });
}

/** The tables that hold the rows of one value each of what may not share an axis. */
function apart(chart: Chart, table: TextTable): { value: string; table: TextTable }[] {
  const key = chart.kind === 'heat' ? placeOf(table, chart.row) : null;
  const all = seriesOf(table, placeOf(table, chart.apart), key);
  return all.map(([value, rows]) => ({ value, table: { ...table, rows } }));
}

/** Of two ranges that an answer compares only the later one: its figures are not those of the comparison. */
function ofLater({ title }: TextTable): boolean {
  return title.startsWith('later range: ');
}

function drawOne(
  chart: Chart,
  table: TextTable,
  canvas: Canvas,
  about: { title: string; tables: readonly TextTable[] },
): Drawing[] {
  const { title } = about;
  switch (chart.kind) {
    case 'lines': {
      const place = placeOf(table, chart.along);
      const named = !hasDistances(
        table.rows.map((row) => cellOf(row, place)),
        chart.along,
      );
      return named ? drawNamed(chart, table, canvas, title) : drawLines(chart, table, canvas, title);
    }
    case 'bars':
      return drawBars(chart, table, canvas, title);
    case 'steps':
      return drawSteps(chart, table, canvas, title);
    case 'heat':
      return drawHeat(chart, table, canvas, about);
    case 'bridge': {
      const bars = barsWithoutSum(chart, table);
      return bars === null ? drawBridge(chart, table, canvas, title) : drawBars(bars, table, canvas, title);
    }
  }
}

/** Between names nothing lies that a line could tell of. */
function drawNamed(chart: LineChart, table: TextTable, canvas: Canvas, title: string): Drawing[] {
  const drawings = drawBars(asBars(chart, table), { ...table, rows: rowsToDraw(chart, table) }, canvas, title);
  const said = saidOfRows(chart, table);
  return drawings.map((drawing, index) =>
    index < drawings.length - 1 ? drawing : { ...drawing, remarks: [...drawing.remarks, ...said] },
  );
}

function asBars({ table: name, title, along, figures, of, each, apart, open }: LineChart, table: TextTable): BarChart {
  const [figure, second] = figureColumns(table, figures);
  const before = figures?.length === 2 ? second : undefined;
  return {
    ...{ kind: 'bars', table: name, title, name: along },
    ...(figure === undefined ? {} : { figure }),
    ...(before === undefined ? {} : { before }),
    ...(each === undefined ? {} : { each }),
    ...(apart === undefined ? {} : { apart }),
    ...(open === undefined ? {} : { open }),
    ...(of === undefined ? {} : { also: [...new Set(of.flat())] }),
  };
}

/** Movements that lead to no sum, as of one type only, stand each by itself; null where there is one. */
function barsWithoutSum({ table: name, title, movements }: Bridge, table: TextTable): BarChart | null {
  if (!('rows' in movements)) return null;
  const place = placeOf(table, movements.rows);
  if (place === null || table.rows.some((row) => cellOf(row, place) === movements.total)) return null;
  return { kind: 'bars', table: name, title, name: movements.rows, figure: movements.amount };
}
