import type { Unit } from '../answer/figure.ts';
import { along } from './along.ts';
import { type Bar, type Bars, shortText } from './bar-rows.ts';
import type { Canvas, Drawing, Stop } from './drawing.ts';
import { type Frame, fitted, frameOf, type Margins, type Part, widthOf } from './frame.ts';
import { drawMark, figuresOf, lies } from './ranked-bars.ts';
import { type ValueAxis, valueAxis } from './value-axis.ts';

interface About {
  title: string;
  /** All that share the axis. */
  values: readonly number[];
}

/** Where everything stands. */
interface Places {
  axis: ValueAxis;
  size: { width: number; height: number };
  margins: Margins;
  /** What of the width is each bar's. */
  step: number;
  thick: number;
  /** Whether figures have room at their bars. */
  written: boolean;
  /** Of the names. */
  top: number;
}

/** So many bars can be told apart. */
const mostBars = 120;

/** Few bars need no wide drawing. */
const widestStep = 120;

/** Bars side by side: dates from the earliest to the latest, others in the order of the table. */
export function drawUpright({ bars, unit }: Bars, { title, values }: About, canvas: Canvas): Drawing {
  const ordered = inOrder(bars.slice(0, mostBars));
  const left = `Drawn: the first ${mostBars} of ${bars.length} rows; the table has all.`;
  const places = placesOf(ordered, values, unit, canvas.width);
  const name = `${title}: bar chart of ${bars.length} rows; the table below has its figures`;
  const frame = frameOf(canvas.document, name, places.size, places.margins);
  places.axis.draw(frame.plot, frame.width);
  for (const [index, bar] of ordered.entries()) drawBar(frame.plot, places, bar, index);
  drawNames(frame, ordered, places);
  const stops = ordered.map((bar, index) => stopOf(bar, places, index));
  return { title, svg: frame.svg, series: [], stops: [stops], remarks: bars.length > mostBars ? [left] : [] };
}

function placesOf(bars: readonly Bar[], values: readonly number[], unit: Unit, most: number): Places {
  const height = Math.round(Math.min(230, Math.max(140, most * 0.34 - 50)));
  const axis = valueAxis(values, unit, height);
  const width = Math.min(most, axis.room + Math.max(2, bars.length) * widestStep);
  const step = (width - axis.room - 4) / Math.max(1, bars.length);
  const written = Math.max(0, ...bars.map(({ text }) => widthOf(shortText(text)))) + 4 <= step;
  // Words under a bar that goes down stand above the names.
  const below = written && values.some((value) => value < 0) ? 14 : 0;
  const margins = { top: 24, right: 4, bottom: 26 + below, left: axis.room };
  return {
    ...{ axis, margins, step, written, top: height + below + 18 },
    size: { width, height: height + margins.top + margins.bottom },
    thick: Math.max(1, Math.min(step * 0.78, 64)),
  };
}

function inOrder(bars: readonly Bar[]): Bar[] {
  const { order } = along(bars.map(({ name }) => name));
  return bars.toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
}

function drawBar(plot: Part, { axis, step, thick, written }: Places, bar: Bar, index: number): void {
  const middle = (index + 0.5) * step;
  const drawn = plot.append('g').attr('class', 'colour-0');
  const { y, height } = tall(axis, bar);
  if (bar.figure !== null) {
    const shape = drawn.append('rect').attr('class', bar.open ? 'bar open' : 'bar');
    shape
      .attr('x', middle - thick / 2)
      .attr('y', y)
      .attr('width', thick)
      .attr('height', height);
  }
  const other = bar.before?.figure?.value;
  if (other !== undefined) {
    const half = Math.min(step, thick + 6) / 2;
    const within = lies(axis.at(other), y, y + height);
    drawMark(drawn, `M${middle - half},${axis.at(other)}H${middle + half}`, within);
  }
  if (!written) return;
  const [below, high] = [(bar.figure?.value ?? 0) < 0, Math.min(y, axis.at(Math.max(other ?? 0, 0)))];
  const words = plot.append('text').attr('class', bar.figure === null ? 'none' : 'value');
  words.attr('x', middle).attr('text-anchor', 'middle').text(shortText(bar.text));
  words.attr('y', below ? Math.max(y + height, axis.at(Math.min(other ?? 0, 0))) + 13 : high - 5);
}

function tall(axis: ValueAxis, { figure }: Bar): { y: number; height: number } {
  const [zero, end] = [axis.at(0), axis.at(figure?.value ?? 0)];
  const height = Math.abs(end - zero);
  return { y: Math.min(zero, end), height: height > 0 ? Math.max(1, height) : 0 };
}

/** As many as have room, within the drawing: of the others a pointer tells. */
function drawNames({ plot, width }: Frame, bars: readonly Bar[], { step, top }: Places): void {
  let free = Number.NEGATIVE_INFINITY;
  for (const [index, bar] of bars.entries()) {
    const name = fitted(bar.name, 110);
    const wide = widthOf(name);
    const from = Math.min((index + 0.5) * step - wide / 2, width + 4 - wide);
    if (from < free) continue;
    free = from + wide + 8;
    const text = plot.append('text').attr('x', from + wide / 2);
    text.attr('y', top).attr('text-anchor', 'middle').text(name);
  }
}

function stopOf(bar: Bar, { axis, step, thick, margins }: Places, index: number): Stop {
  const { y, height } = tall(axis, bar);
  const middle = margins.left + (index + 0.5) * step;
  const area = { x: middle - thick / 2, y: margins.top + y, width: thick, height: Math.max(2, height) };
  return { x: middle, y: area.y, area, title: bar.name, figures: figuresOf(bar) };
}
