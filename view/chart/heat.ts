import type { HeatMap } from '../../src/chart.ts';
import type { TextTable } from '../answer/answer-text.ts';
import type { Canvas, Drawing, Stop } from './drawing.ts';
import { type Frame, frameOf, type Part, widthOf } from './frame.ts';
import { type Cohort, type Grid, readGrid } from './heat-grid.ts';
import { type HeatScale, heatScale, heatSteps } from './heat-scale.ts';

/**
 * Cohorts by age, the darker the more (in a dark theme: the brighter); none where there is nothing to draw. A shade means the same
 * in all the `tables` that are drawn below each other, of which this is one.
 */
export function drawHeat(
  chart: HeatMap,
  table: TextTable,
  canvas: Canvas,
  { title, tables }: { title: string; tables: readonly TextTable[] },
): Drawing[] {
  const grid = readGrid(chart, table);
  if (grid === null) return [];
  const sheet = sheetOf(grid, canvas.width);
  const scale = heatScale(tables.flatMap((one) => gridsOf(chart, one)).filter(({ unit }) => unit === grid.unit));
  const margins = { top: 34, right: 2, bottom: 34, left: sheet.left };
  const height = grid.cohorts.length * sheet.tall + margins.top + margins.bottom;
  const name = `${title}: heat map of ${grid.cohorts.length} cohorts by age; the table below has its figures`;
  const frame = frameOf(canvas.document, name, { width: sheet.width, height }, margins);
  drawAges(frame, grid, sheet);
  for (const [index, cohort] of grid.cohorts.entries()) drawCohort(frame.plot, cohort, index, sheet, scale.step);
  drawLegend(frame, scale, grid.cohorts.length * sheet.tall, sheet);
  const open = grid.cohorts.some((cohort) => cohort.open);
  return [
    {
      ...{ title, svg: frame.svg, series: [] },
      stops: grid.cohorts.map((cohort, y) => cohort.cells.map((_, x) => stopOf(grid, cohort, x, y, sheet, margins))),
      remarks: [
        ...(open ? ['* The period of the cohort still runs, or is cut.'] : []),
        ...(grid.left === '' ? [] : [grid.left]),
      ],
    },
  ];
}

function gridsOf(chart: HeatMap, table: TextTable): Grid[] {
  const grid = readGrid(chart, table);
  return grid === null ? [] : [grid];
}

/** Where everything stands: cells shrink with the width, and lose their figures when these no longer fit. */
interface Sheet {
  left: number;
  nameEnd: number;
  wide: number;
  tall: number;
  width: number;
  /** The figures in the cells, with or without their unit, or none of them. */
  words: ((text: string) => string) | null;
}

const cellSize = 10;

function sheetOf({ cohorts, ages, size }: Grid, width: number): Sheet {
  const widestOf = (words: readonly string[]) => Math.ceil(Math.max(...words.map((one) => widthOf(one))));
  const nameEnd = widestOf(cohorts.map(({ name, open }) => `${name}${open ? '*' : ''}`)) + 2;
  const left = nameEnd + Math.max(widestOf(cohorts.map((one) => one.size)), widestOf([size])) + 16;
  const wide = Math.min(64, (width - left - 2) / ages.length);
  const texts = cohorts.flatMap(({ cells }) => cells.flatMap(({ figure }) => (figure === null ? [] : [figure.text])));
  const bare = (text: string) => text.replace(/ (?:%|points|s)$/, '').replace(/^\p{L}+ /u, '');
  const fits = (words: (text: string) => string) =>
    Math.max(...texts.map((text) => widthOf(words(text), cellSize))) + 4 <= wide;
  const words = [(text: string) => text, bare].find(fits) ?? null;
  const tall = words !== null ? 20 : cohorts.length > 40 ? 9 : 16;
  return { left, nameEnd, wide, tall, words, width: Math.min(width, Math.max(280, left + wide * ages.length + 2)) };
}

function drawAges({ plot }: Frame, { ages, age, size }: Grid, { wide, nameEnd, left }: Sheet): void {
  plot
    .append('text')
    .attr('x', nameEnd - left)
    .attr('y', -8)
    .attr('text-anchor', 'end')
    .text('cohort');
  plot.append('text').attr('x', -8).attr('y', -8).attr('text-anchor', 'end').text(size);
  if (age !== '') plot.append('text').attr('x', 0).attr('y', -22).text(age);
  const widest = Math.max(...ages.map(({ words }) => widthOf(words))) + 6;
  const every = [1, 2, 5, 7, 10, 14, 20, 30, 50, 100].find((count) => count * wide >= widest) ?? 200;
  for (const [index, { words }] of ages.entries()) {
    if (index % every !== 0) continue;
    const text = plot
      .append('text')
      .attr('x', (index + 0.5) * wide)
      .attr('y', -8);
    text.attr('text-anchor', 'middle').text(words);
  }
}

function drawCohort(plot: Part, cohort: Cohort, index: number, sheet: Sheet, step: (value: number) => number): void {
  const { wide, tall, nameEnd, left, words } = sheet;
  const [top, every] = [index * tall, Math.ceil(13 / tall)];
  if (index % every === 0) {
    const line = (text: string, x: number, kind: string) => {
      const drawn = plot.append('text').attr('class', kind).attr('x', x);
      drawn
        .attr('y', top + tall / 2 + 4)
        .attr('text-anchor', 'end')
        .text(text);
    };
    line(`${cohort.name}${cohort.open ? '*' : ''}`, nameEnd - left, 'cohort');
    line(cohort.size, -8, 'size');
  }
  const gap = wide >= 8 && tall >= 12 ? 1 : 0;
  for (const [place, { figure }] of cohort.cells.entries()) {
    if (figure === null) continue;
    const shade = step(figure.value);
    const cell = plot
      .append('rect')
      .attr('class', `cell heat-${shade}`)
      .attr('x', place * wide)
      .attr('y', top);
    cell.attr('width', wide - gap).attr('height', tall - gap);
    if (words === null) continue;
    const text = plot
      .append('text')
      .attr('class', `figure on-heat-${shade}`)
      .attr('x', (place + 0.5) * wide);
    text
      .attr('y', top + tall / 2 + 3.5)
      .attr('text-anchor', 'middle')
      .text(words(figure.text));
  }
}

function drawLegend({ plot }: Frame, { low, top }: HeatScale, below: number, { left, width }: Sheet): void {
  const legend = plot.append('g').attr('transform', `translate(${8 - left},${below + 14})`);
  legend.append('text').attr('y', 9).text(low);
  const [from, words] = [Math.ceil(widthOf(low)) + 5, `${top}; blank: n/a`];
  // Narrow drawings have room for the words first.
  const wide = Math.max(4, Math.min(18, (width - 8 - from - 6 - widthOf(words)) / heatSteps));
  for (let step = 0; step < heatSteps; step++) {
    const swatch = legend
      .append('rect')
      .attr('class', `cell heat-${step}`)
      .attr('x', from + step * wide);
    swatch.attr('width', wide).attr('height', 10);
  }
  legend
    .append('text')
    .attr('x', from + 6 + heatSteps * wide)
    .attr('y', 9)
    .text(words);
}

function stopOf(
  grid: Grid,
  cohort: Cohort,
  x: number,
  y: number,
  sheet: Sheet,
  margins: { left: number; top: number },
): Stop {
  const area = {
    x: margins.left + x * sheet.wide,
    y: margins.top + y * sheet.tall,
    width: sheet.wide,
    height: sheet.tall,
  };
  return {
    ...{ x: area.x + sheet.wide / 2, y: area.y + sheet.tall / 2, area },
    title: `${cohort.name}, ${grid.ages[x]?.title ?? ''}`,
    figures: [
      { name: '', text: `${cohort.cells[x]?.text ?? 'n/a'}${cohort.open ? ' (partial)' : ''}` },
      ...(cohort.size === '' ? [] : [{ name: grid.size, text: cohort.size }]),
    ],
  };
}
