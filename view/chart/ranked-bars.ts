import { type Bar, type Bars, shortText } from './bar-rows.ts';
import type { Canvas, Drawing, Stop } from './drawing.ts';
import { type Frame, frameOf, type Part, widthOf } from './frame.ts';
import { acrossScale, between, drawName, drawZero, type Rows, rowsOf } from './rows.ts';

/** So many bars are drawn: more than these are better read in the table. */
const mostBars = 25;

const margins = { top: 4, right: 2, bottom: 4, left: 0 };

interface About {
  title: string;
  /** All that share the scale. */
  values: readonly number[];
}

/** Bars under one another, in the order of the table. */
export function drawRanked({ bars }: Bars, { title, values }: About, canvas: Canvas): Drawing {
  const told = bars.filter(({ figure, before }) => figure !== null || before?.figure != null);
  const drawn = told.slice(0, mostBars);
  const rows = rowsOf(
    drawn.map(({ name }) => name),
    canvas.width,
  );
  const name = `${title}: bar chart of ${drawn.length} rows; the table below has its figures`;
  const height = rows.height + margins.top + margins.bottom;
  const frame = frameOf(canvas.document, name, { width: canvas.width, height }, margins);
  const saying = sayingOf(drawn, rows, canvas.width);
  const ends = drawn.map((bar) => ({ value: endOf(bar), words: saying.above ? '' : wordsOf(bar, saying).join('') }));
  const at = acrossScale([...ends, ...values.map((value) => ({ value, words: '' }))], rows.left, frame.width);
  drawZero(frame.plot, rows, drawn.length, at(0));
  for (const [index, bar] of drawn.entries()) drawBar(frame, { rows, at, saying }, bar, index);
  const silent = bars.filter((bar) => !told.includes(bar));
  return {
    ...{ title, svg: frame.svg, series: [] },
    stops: drawn.map((bar, index) => [stopOf(bar, at, rows, index)]),
    remarks: [
      ...(told.length > mostBars ? [`Drawn: the first ${mostBars} of ${told.length} rows; the table has all.`] : []),
      ...(silent.length > 0 ? [`Without a figure: ${silentWords(silent)}.`] : []),
    ],
  };
}

function silentWords(bars: readonly Bar[]): string {
  return bars.length > 6 ? `${bars.length} rows` : bars.map(({ name }) => name).join(', ');
}

/** Where everything stands. */
interface Places {
  rows: Rows;
  at(value: number): number;
  saying: Saying;
}

/** How figures are written. */
interface Saying {
  /** At the end of the line of the name, and not behind the bar, where they could be taken for the mark's. */
  above: boolean;
  /** With the earlier figure. */
  earlier: boolean;
}

function sayingOf(bars: readonly Bar[], rows: Rows, width: number): Saying {
  const both = { above: false, earlier: true };
  const wide = (bar: Bar) => widthOf(wordsOf(bar, both).join(''));
  if (bars.every((bar) => wide(bar) < width * 0.3)) return both;
  const fits = bars.every((bar) => widthOf(bar.name, 12) + wide(bar) + 12 < width);
  return { above: !rows.beside && bars.some(({ before }) => before !== null), earlier: !rows.beside && fits };
}

/** "173" and ", was 197". */
function wordsOf({ text, before }: Bar, { earlier }: Saying): string[] {
  return [shortText(text), earlier && before !== null ? `, was ${shortText(before.text)}` : ''];
}

function endOf({ figure, before }: Bar): number {
  const [value, other] = [figure?.value ?? 0, before?.figure?.value ?? 0];
  return value < 0 ? Math.min(value, other) : Math.max(value, other);
}

function drawBar({ plot, width }: Frame, { rows, at, saying }: Places, bar: Bar, index: number): void {
  const [own = '', other = ''] = wordsOf(bar, saying);
  drawName(plot, rows, index, bar.name, saying.above ? width - widthOf(own + other) - 12 : width);
  const top = rows.at(index);
  const drawn: Part = plot.append('g').attr('class', 'colour-0');
  if (bar.figure !== null) {
    const { x, width: length } = between(at(0), at(bar.figure.value));
    const shape = drawn.append('rect').attr('class', bar.open ? 'bar open' : 'bar');
    shape.attr('x', x).attr('y', top).attr('width', length).attr('height', rows.thick);
  }
  if (bar.before?.figure != null) {
    const x = at(bar.before.figure.value);
    drawMark(drawn, `M${x},${top - 3}V${top + rows.thick + 3}`, lies(x, at(0), at(bar.figure?.value ?? 0)));
  }
  const back = (bar.figure?.value ?? 0) < 0;
  const beside = { x: at(endOf(bar)) + (back ? -6 : 6), y: top + rows.thick / 2 + 4, anchor: back ? 'end' : 'start' };
  const { x, y, anchor } = saying.above ? { x: width, y: top - 5, anchor: 'end' } : beside;
  const words = plot.append('text').attr('x', x).attr('y', y).attr('text-anchor', anchor);
  words
    .append('tspan')
    .attr('class', bar.figure === null ? 'none' : 'value')
    .text(own);
  if (other !== '') words.append('tspan').text(other);
}

/** The mark of an earlier figure, within a bar with a rim that parts it from the bar. */
export function drawMark(drawn: Part, path: string, within: boolean): void {
  for (const part of within ? ['mark-rim', 'mark'] : ['mark']) drawn.append('path').attr('class', part).attr('d', path);
}

/** Whether a mark lies so far within a bar that its rim hides neither end: without its end a bar is too short. */
export function lies(mark: number, from: number, to: number): boolean {
  return mark > Math.min(from, to) + 4 && mark < Math.max(from, to) - 4;
}

function stopOf(bar: Bar, at: (value: number) => number, rows: Rows, index: number): Stop {
  const { x, width } = between(at(0), at(bar.figure?.value ?? 0));
  const area = { x, y: margins.top + rows.at(index), width: Math.max(2, width), height: rows.thick };
  return { x: x + width, y: area.y + rows.thick / 2, area, title: bar.name, figures: figuresOf(bar) };
}

/** What is printed of a bar. */
export function figuresOf({ text, before, open, is, also }: Bar): Stop['figures'] {
  const own = { name: before === null ? '' : 'current', text: `${text}${open ? is : ''}`, colour: 0 };
  return [own, ...(before === null ? [] : [{ name: 'previous', text: before.text }]), ...also];
}
