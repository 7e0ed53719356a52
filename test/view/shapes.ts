import type { Frame } from 'playwright-core';

interface Point {
  x: number;
  y: number;
}

export interface Box extends Point {
  width: number;
  height: number;
  open: boolean;
}

/** What is drawn in one chart, in pixels of its svg. */
export interface Shapes {
  /** Of the upright axis, from the bottom. */
  ticks: { y: number; words: string }[];
  /** The corners of each line, dashed parts by themselves. */
  lines: { points: Point[]; open: boolean; dashes: string }[];
  dots: (Point & { open: boolean })[];
  bars: Box[];
  lost: Box[];
  /** The places of earlier figures. */
  marks: Box[];
  /** The line from which bars lie to the right or left; null in charts without. */
  zero: number | null;
  cells: (Box & { shade: number })[];
  /** Whether the axis is marked as broken. */
  broken: boolean;
  /** Words beside the marks. */
  units: string[];
}

/** Reads the drawing back. */
export async function shapesOf(view: Frame, chart = 0): Promise<Shapes> {
  return view.evaluate((place) => {
    const svg = document.querySelectorAll<SVGSVGElement>('.stage svg')[place];
    if (svg === undefined) throw new Error(`there is no drawing ${place}`);
    const all = <Kind extends SVGGraphicsElement>(selector: string) => [...svg.querySelectorAll<Kind>(selector)];
    const moved = (one: SVGGraphicsElement, x: number, y: number) => {
      const matrix = one.getCTM();
      return matrix === null ? { x, y } : new DOMPoint(x, y).matrixTransform(matrix);
    };
    const box = (one: SVGGraphicsElement) => {
      const { x, y, width, height } = one.getBBox();
      const corner = moved(one, x, y);
      return { x: corner.x, y: corner.y, width, height, open: one.classList.contains('open') };
    };
    const corners = (path: SVGGraphicsElement) =>
      [...(path.getAttribute('d') ?? '').matchAll(/([\d.-]+),([\d.-]+)/g)].map(([, x, y]) => {
        const point = moved(path, Number(x), Number(y));
        return { x: point.x, y: point.y };
      });
    const zero = all('.zero-line')[0];
    return {
      ticks: all('.tick')
        .map((tick) => ({ y: moved(tick, 0, 0).y, words: tick.textContent ?? '' }))
        .sort((one, other) => other.y - one.y),
      lines: all('path.line:not(.key)')
        .map((path) => ({
          points: corners(path),
          open: path.classList.contains('open'),
          dashes: getComputedStyle(path).strokeDasharray,
        }))
        .filter(({ points }) => points.length > 0),
      dots: all<SVGCircleElement>('circle.dot').map((dot) => {
        const { x, y } = moved(dot, dot.cx.baseVal.value, dot.cy.baseVal.value);
        return { x, y, open: dot.classList.contains('open') };
      }),
      bars: all('rect.bar').map(box),
      lost: all('rect.lost').map(box),
      marks: all('path.mark').map(box),
      zero: zero === undefined ? null : box(zero).x,
      cells: all('rect.cell').map((cell) => ({
        ...box(cell),
        shade: Number(/heat-(\d+)/.exec(cell.getAttribute('class') ?? '')?.[1]),
      })),
      broken: all('path.break').length > 0,
      units: all('text.unit').map((text) => text.textContent ?? ''),
    };
  }, chart);
}

/** The figure at a height, as the ticks tell: by the lowest and the highest of them. */
export function valueAt({ ticks }: Shapes): (y: number) => number {
  const [low, high] = [ticks[0], ticks.at(-1)];
  if (low === undefined || high === undefined || low === high) throw new Error('the axis has no ticks');
  const [from, to] = [amountOf(low.words), amountOf(high.words)];
  return (y) => from + ((low.y - y) / (low.y - high.y)) * (to - from);
}

/** So much is a pixel on the upright axis. */
export function pixel(shapes: Shapes): number {
  const value = valueAt(shapes);
  return Math.abs(value(0) - value(1));
}

/** A printed figure as a number: percents as such, money without its currency, durations in seconds. NaN for "n/a". */
export function amountOf(text: string): number {
  const last = (text.split(' = ').at(-1) ?? '').trim().replace('\u2212', '-');
  if (/^-?(?:[\d.,]+ (?:d|h|min|s) ?)+$/.test(last)) {
    const parts = [...last.matchAll(/([\d.,]+) (d|h|min|s)/g)];
    const seconds = parts.reduce((sum, [, digits = '', unit = '']) => sum + number(digits) * (scales[unit] ?? 1), 0);
    return last.startsWith('-') ? -seconds : seconds;
  }
  const [, digits, unit = ''] = /^(?:\p{L}+ )?([+-]?[\d,]*\.?\d+) ?(\S*)$/u.exec(last) ?? [];
  return number(digits ?? 'none') * (scales[unit] ?? 1);
}

const scales: Record<string, number> = { k: 1e3, M: 1e6, B: 1e9, T: 1e12, s: 1, min: 60, h: 3_600, d: 86_400 };

function number(digits: string): number {
  return Number(digits.replaceAll(',', ''));
}
