import { type Selection, select } from 'd3-selection';
import type { Series } from '../chart/drawing.ts';
import { fitted, widthOf } from '../chart/frame.ts';
import type { LightStyle } from './light-style.ts';
import { wrapped } from './wrapped.ts';

/** A sheet that is written from top to bottom. */
export interface SvgPage {
  element: SVGSVGElement;
  root: Selection<SVGSVGElement, unknown, null, undefined>;
  style: LightStyle;
  /** Where it is free, in pixels from the top. */
  y: number;
}

export interface Look {
  size: number;
  /** A variable of the style sheet. */
  colour: '--ink' | '--faint';
  bold?: true;
  bullet?: true;
}

export const [pageWidth, margin] = [760, 20];
const room = pageWidth - 2 * margin;

export function emptyPage(document: Document, style: LightStyle): SvgPage {
  const element = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const root = select(element)
    .attr('xmlns', 'http://www.w3.org/2000/svg')
    .attr('width', pageWidth)
    .attr('font-family', 'system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif');
  return { element, root, style, y: margin };
}

/** Words in as many lines as they need; bold letters are wider. */
export function writeWords(page: SvgPage, words: string, { size, colour, bold, bullet }: Look): void {
  const [indent, fill] = [bullet ? 12 : 0, page.style.value(colour)];
  for (const [index, line] of wrapped(words, room - indent, bold ? size * 1.14 : size).entries()) {
    const base = page.y + size;
    const text = page.root
      .append('text')
      .attr('x', margin + indent)
      .attr('y', base);
    text
      .attr('font-size', size)
      .attr('font-weight', bold ? 600 : 400)
      .attr('fill', fill)
      .text(line);
    if (bullet && index === 0) dot(page, base - size * 0.35, fill);
    page.y += Math.round(size * 1.45);
  }
}

function dot({ root }: SvgPage, y: number, fill: string): void {
  const made = root
    .append('circle')
    .attr('cx', margin + 4)
    .attr('cy', y);
  made.attr('r', 2).attr('fill', fill);
}

/** Framed words, such as the mark of simulated data. */
export function writeFramed(page: SvgPage, words: string): void {
  const [line = ''] = wrapped(words, room - 16, 11);
  const frame = page.root.append('rect').attr('x', margin).attr('y', page.y).attr('rx', 4).attr('height', 19);
  frame
    .attr('width', Math.ceil(widthOf(line)) + 16)
    .attr('fill', 'none')
    .attr('stroke', page.style.value('--faint'));
  const text = page.root
    .append('text')
    .attr('x', margin + 8)
    .attr('y', page.y + 13)
    .attr('font-size', 11);
  text.attr('fill', page.style.value('--faint')).text(line);
  page.y += 27;
}

/** A coloured square and a name for each series that is drawn. */
export function writeLegend(page: SvgPage, series: readonly Series[]): void {
  const shown = series.filter((one) => one.shown);
  if (shown.length === 0) return;
  let x = margin;
  page.y += 3;
  for (const { name, colour, thin } of shown) {
    const words = fitted(name, room - 16, 12);
    const wide = 16 + Math.ceil(widthOf(words, 12));
    if (x > margin && x + wide > margin + room) {
      x = margin;
      page.y += 19;
    }
    key(page, x, words, { fill: page.style.value(`--colour-${colour % 8}`), tall: thin === true ? 3 : 10 });
    x += wide + 16;
  }
  page.y += 21;
}

function key({ root, style, y }: SvgPage, x: number, words: string, look: { fill: string; tall: number }): void {
  const { fill, tall } = look;
  const swatch = root
    .append('rect')
    .attr('x', x)
    .attr('y', y + 7 - tall / 2);
  swatch
    .attr('width', 10)
    .attr('height', tall)
    .attr('rx', tall > 3 ? 2 : 0)
    .attr('fill', fill);
  const text = root
    .append('text')
    .attr('x', x + 16)
    .attr('y', y + 11)
    .attr('font-size', 12);
  text.attr('fill', style.value('--ink')).text(words);
}
