import { select } from 'd3-selection';
import type { Drawing, Stop } from '../chart/drawing.ts';

/** Beyond these an area would be smaller than a pixel. */
const mostStops = 1_000;

/** Invisible areas over a drawing that tell the exact figures where a pointer rests: browsers show the title of what is there. */
export function addHints({ svg, stops }: Drawing): void {
  const [width, height] = [Number(svg.getAttribute('width')), Number(svg.getAttribute('height'))];
  if (stops.flat().length > mostStops) return;
  const places = select(svg).append('g').attr('class', 'hints').attr('fill', 'none').attr('pointer-events', 'all');
  for (const { stop, x, y } of areas(stops, width, height)) {
    const area = places
      .append('rect')
      .attr('x', rounded(x[0]))
      .attr('width', rounded(x[1] - x[0]));
    area.attr('y', rounded(y[0])).attr('height', rounded(y[1] - y[0]));
    area.append('title').text(wordsOf(stop));
  }
}

type Span = readonly [from: number, to: number];

/** What is drawn at a stop; of points, one row shares the whole drawing in the direction in which it runs, several as cells. */
function areas(stops: readonly Stop[][], width: number, height: number): { stop: Stop; x: Span; y: Span }[] {
  if (stops.flat().every(({ area }) => area !== undefined)) return stops.flat().map(drawnArea);
  const ys = spans(
    stops.map(([first]) => first?.y ?? 0),
    height,
  );
  return stops.flatMap((row, index) => {
    const down =
      stops.length === 1 && new Set(row.map(({ y }) => y)).size === row.length && !rises(row.map(({ x }) => x));
    const along = spans(
      row.map(({ x, y }) => (down ? y : x)),
      down ? height : width,
    );
    const across: Span = stops.length === 1 ? [0, down ? width : height] : (ys[index] ?? [0, 0]);
    return row.map((stop, place) => {
      const span = along[place] ?? [0, 0];
      return { stop, x: down ? across : span, y: down ? span : across };
    });
  });
}

function drawnArea(stop: Stop): { stop: Stop; x: Span; y: Span } {
  const { x, y, width, height } = stop.area ?? { x: stop.x, y: stop.y, width: 0, height: 0 };
  return { stop, x: [x, x + width], y: [y, y + height] };
}

function rises(values: readonly number[]): boolean {
  return values.every((value, index) => index === 0 || value > (values[index - 1] ?? value));
}

/** To the middle between neighbours, and at both ends to the edge. */
function spans(values: readonly number[], end: number): Span[] {
  return values.map((value, index) => {
    const [before, after] = [values[index - 1], values[index + 1]];
    return [before === undefined ? 0 : (before + value) / 2, after === undefined ? end : (value + after) / 2];
  });
}

function wordsOf({ title, figures }: Stop): string {
  return [title, ...figures.map(({ name, text }) => (name === '' ? text : `${name}: ${text}`))].join('\n');
}

function rounded(value: number): number {
  return Number(Math.max(0, value).toFixed(1));
}
