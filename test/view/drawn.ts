import domino from '@mixmark-io/domino';
import type { Chart } from '../../src/chart.ts';
import type { TextTable } from '../../view/answer/answer-text.ts';
import { draw } from '../../view/chart/draw.ts';
import type { Drawing } from '../../view/chart/drawing.ts';

/** A table from its lines, cells parted by bars: the first has the columns. */
export function tableOf(...lines: readonly string[]): TextTable {
  const [columns = [], ...rows] = lines.map((line) => line.split('|').map((cell) => cell.trim()));
  return { name: 'rows', title: '', columns, rows };
}

/** What is drawn of it on so many pixels. */
export function drawnOf(chart: Chart, table: TextTable, width = 760, switched: readonly string[] = []): Drawing[] {
  return draw(chart, table, { document: domino.createDocument(), width, switched: new Set(switched) });
}

/** The only drawing of it. */
export function onlyDrawing(chart: Chart, table: TextTable, width = 760): Drawing {
  const [drawing, ...others] = drawnOf(chart, table, width);
  if (drawing === undefined || others.length > 0) throw new Error(`${others.length + 1} drawings`);
  return drawing;
}

/** The elements of a drawing that a selector names. */
export function parts({ svg }: Pick<Drawing, 'svg'>, selector: string): Element[] {
  return Array.from(svg.querySelectorAll(selector));
}

/** An attribute of each of them as a number. */
export function numbers(drawing: Drawing, selector: string, attribute: string): number[] {
  return parts(drawing, selector).map((part) => Number(part.getAttribute(attribute)));
}

/** The words of each of them. */
export function words(drawing: Drawing, selector: string): string[] {
  return parts(drawing, selector).map((part) => part.textContent ?? '');
}

/** The places that a path goes through, of those in it with both coordinates. */
export function places(path: Element | undefined): { x: number; y: number }[] {
  const text = path?.getAttribute('d') ?? '';
  return [...text.matchAll(/[ML](-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }));
}
