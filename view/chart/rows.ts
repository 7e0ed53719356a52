import { scaleLinear } from 'd3-scale';
import { fitted, type Part, widthOf } from './frame.ts';

/** Bars that lie under one another, each with its name: beside it, or above it where the drawing is narrow. */
export interface Rows {
  beside: boolean;
  /** Where bars may begin. */
  left: number;
  /** From one row to the next. */
  step: number;
  /** Of a bar. */
  thick: number;
  height: number;
  /** The upper edge of a row's bar. */
  at(index: number): number;
}

const narrow = 480;
const nameSize = 12;

export function rowsOf(names: readonly string[], width: number): Rows {
  const beside = width >= narrow;
  const widest = Math.max(0, ...names.map((name) => widthOf(name, nameSize)));
  const [step, thick, above] = beside ? [26, 16, 5] : [40, 14, 20];
  return {
    ...{ beside, step, thick },
    left: beside ? Math.min(Math.ceil(widest) + 12, Math.round(width * 0.34)) : 0,
    height: names.length * step,
    at: (index) => index * step + above,
  };
}

export function drawName(plot: Part, rows: Rows, index: number, name: string, width: number): void {
  const text = plot.append('text').attr('class', 'name');
  const room = rows.beside ? rows.left - 12 : width;
  text.text(fitted(name, room, nameSize));
  if (rows.beside)
    text
      .attr('x', rows.left - 10)
      .attr('y', rows.at(index) + rows.thick / 2 + 4)
      .attr('text-anchor', 'end');
  else text.attr('x', 0).attr('y', rows.at(index) - 5);
}

/** The line at 0, where no name is. */
export function drawZero(plot: Part, rows: Rows, count: number, x: number): void {
  const lines = Array.from({ length: count }, (_, index) => `M${x},${rows.at(index) - 3}v${rows.thick + 6}`);
  const whole = `M${x},0V${rows.height}`;
  plot
    .append('path')
    .attr('class', 'zero-line')
    .attr('d', rows.beside ? whole : lines.join(''));
}

/** What stands at the end of a bar. */
export interface EndWords {
  value: number;
  words: string;
}

/** Places values between these two edges, with 0 among them, so that each one's words have room behind its bar. */
export function acrossScale(ends: readonly EndWords[], from: number, to: number): (value: number) => number {
  const [low, high] = [Math.min(0, ...ends.map(({ value }) => value)), Math.max(0, ...ends.map(({ value }) => value))];
  const room = (some: readonly EndWords[]) =>
    some.length === 0 ? 0 : Math.max(...some.map(({ words }) => widthOf(words))) + 10;
  const left = from + room(ends.filter(({ value }) => value < 0));
  const right = to - room(ends.filter(({ value }) => value >= 0));
  return scaleLinear([low, high === low ? low + 1 : high], [left, Math.max(left + 40, right)]);
}

/** The rectangle between two places of a scale, never thinner than can be seen unless it is nothing. */
export function between(one: number, other: number): { x: number; width: number } {
  const width = Math.abs(other - one);
  return { x: Math.min(one, other), width: width > 0 ? Math.max(1, width) : 0 };
}
