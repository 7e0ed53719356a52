import { line } from 'd3-shape';
import type { Along } from './along.ts';
import { type Frame, fitted, type Part, widthOf } from './frame.ts';
import type { Line, Point } from './line-rows.ts';
import type { ValueAxis } from './value-axis.ts';

/** So many points are marked each. */
const mostMarked = 8;

/** Draws a line with a gap wherever there is no figure: whole where its periods are whole, dashed to and from the others. */
export function drawLine(plot: Part, { points, colour, earlier }: Line, across: Along, axis: ValueAxis): void {
  const path = line<Point>()
    .defined(({ figure }) => figure !== null)
    .x((point) => across.at(point.along))
    .y(({ figure }) => axis.at(figure?.value ?? 0));
  const drawn = plot.append('g').attr('class', `colour-${colour % 8}${earlier ? ' earlier' : ''}`);
  const whole = points.map((point) => (point.open ? { ...point, figure: null } : point));
  drawn.append('path').attr('class', 'line').attr('d', path(whole));
  for (const run of openRuns(points)) drawn.append('path').attr('class', 'line open').attr('d', path(run));
  const few = points.filter(({ figure }) => figure !== null).length <= mostMarked;
  for (const [index, point] of points.entries()) {
    const [before, next] = [points[index - 1], points[index + 1]];
    // By itself a point is no line; of dashed ones the last is marked; between few points a line only guesses.
    const alone = before?.figure == null && next?.figure == null;
    if (point.figure === null || !(few || alone || point.few || (point.open && next?.open !== true))) continue;
    const dot = drawn.append('circle').attr('class', point.open ? 'dot open' : point.few ? 'dot few' : 'dot');
    dot.attr('r', 3).attr('cx', across.at(point.along)).attr('cy', axis.at(point.figure.value));
  }
}

/** The points between which a line is dashed, in a row as long as they touch. */
function openRuns(points: readonly Point[]): Point[][] {
  const isDashed = (index: number) => points[index - 1]?.open === true || (index > 0 && points[index]?.open === true);
  return points.flatMap((_, index) => {
    if (!isDashed(index) || isDashed(index - 1)) return [];
    const end = points.findIndex((_, other) => other > index && !isDashed(other));
    return [points.slice(index - 1, end < 0 ? points.length : end)];
  });
}

const nameHeight = 13;
const widestName = 130;

/** How much room the names of lines need at their ends; 0 where these stand in the legend only. */
export function nameRoom(lines: readonly Line[], width: number): number {
  if (width < 560 || lines.length < 2) return 0;
  return Math.min(widestName, Math.max(...lines.map(({ name }) => widthOf(name)))) + 20;
}

/** Writes names at the ends of lines that reach the right edge, those that have room beside each other. */
export function drawNames(
  { plot, width, height }: Frame,
  lines: readonly Line[],
  across: Along,
  axis: ValueAxis,
): void {
  const ends = lines.flatMap((one) => {
    const last = one.points.findLast(({ figure }) => figure !== null);
    if (last?.figure == null || across.at(last.along) < width * 0.97) return [];
    return [{ ...one, y: axis.at(last.figure.value) }];
  });
  let free = -4;
  for (const { name, colour, y } of ends.toSorted((a, b) => a.y - b.y)) {
    const at = Math.max(y, free);
    // Further from its end a name would belong to another line.
    if (at - y > nameHeight || at > height + 6) continue;
    free = at + nameHeight;
    plot
      .append('path')
      .attr('class', `line key colour-${colour % 8}`)
      .attr('d', `M${width + 4},${y}L${width + 10},${at}`);
    const text = plot
      .append('text')
      .attr('class', 'end')
      .attr('x', width + 13);
    text.attr('y', at + 4).text(fitted(name, widestName));
  }
}
