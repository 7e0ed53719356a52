import type { LineChart } from '../../src/chart.ts';
import type { TextTable } from '../answer/answer-text.ts';
import { type Along, along, areAges } from './along.ts';
import { openWords, unitOf } from './columns.ts';
import type { Canvas, Drawing, Series, Stop } from './drawing.ts';
import { type Frame, frameOf, widthOf } from './frame.ts';
import { drawLine, drawNames, nameRoom } from './line-marks.ts';
import { type Line, type Point, readLines, saidOfRows } from './line-rows.ts';
import { type ValueAxis, valueAxis } from './value-axis.ts';

/** So many lines can be told apart; the others can be switched on. */
const mostShown = 6;

/** Lines of a table, a gap wherever there is no figure; none where there is nothing to draw. */
export function drawLines(chart: LineChart, table: TextTable, canvas: Canvas, title: string): Drawing[] {
  const { lines, figures, from } = readLines(chart, table);
  const unit = unitOf(lines.flatMap(({ points }) => points.map(({ figure }) => figure)));
  if (unit === null) return [];
  const series = lines.map(({ name, colour, earlier }, index): Series => {
    const shown = index < mostShown !== canvas.switched.has(name);
    return { name, colour, shown, ...(earlier ? { thin: true } : {}) };
  });
  const shown = lines.filter((_, index) => series[index]?.shown);
  const height = Math.round(Math.min(320, Math.max(200, canvas.width * 0.42)));
  const names = nameRoom(shown, canvas.width);
  const margins = { top: 22, right: Math.max(14, names), bottom: 28, left: 0 };
  const axis = valueAxis(valuesOf(shown), unit, height - margins.top - margins.bottom, true);
  margins.left = axis.room;
  const name = `${title}: line chart of ${table.rows.length} rows; the table below has its figures`;
  const frame = frameOf(canvas.document, name, { width: canvas.width, height }, margins);
  const values = reached(lines);
  const across = along(values, { width: frame.width, name: chart.along.replaceAll('_', ' '), from });
  axis.draw(frame.plot, frame.width);
  drawTicks(frame, across);
  for (const one of shown.toReversed()) drawLine(frame.plot, one, across, axis);
  if (names > 0) drawNames(frame, shown, across, axis);
  return [
    {
      title: titleOf(chart, title, figures),
      svg: frame.svg,
      series: lines.length > 1 ? series : [],
      stops: [stopsOf(shown, across, axis, { ...margins, is: openWords(chart.open) })],
      remarks: [...remarksOf(chart, shown, axis), ...saidOfRows(chart, table)],
    },
  ];
}

/** What is drawn is named where the declaration leaves it open. */
function titleOf({ figures: declared }: LineChart, title: string, figures: readonly string[]): string {
  const isOpen = declared === undefined || declared.length > figures.length || typeof declared[0] !== 'string';
  return isOpen && figures.length === 1 ? `${title}: ${(figures[0] ?? '').replaceAll('_', ' ')}` : title;
}

/** The places of all points; ages that nobody has reached yet would only leave the drawing empty. */
function reached(lines: readonly Line[]): string[] {
  const points = lines.flatMap((one) => one.points);
  const places = points.map((point) => point.along);
  if (!areAges(places)) return places;
  const known = new Set(points.flatMap((point) => (point.figure === null ? [] : [point.along])));
  const { order } = along(places);
  return order.slice(0, order.findLastIndex((place) => known.has(place)) + 1);
}

function valuesOf(lines: readonly Line[]): number[] {
  const values = lines.flatMap(({ points }) => points.flatMap(({ figure }) => (figure === null ? [] : [figure.value])));
  return values.length > 0 ? values : [0];
}

function remarksOf(chart: LineChart, lines: readonly Line[], { brokenAt }: ValueAxis): string[] {
  const open = lines.some(({ points }) => points.some((point) => point.open));
  return [
    ...(brokenAt === null ? [] : [`The axis begins at ${brokenAt}, not at 0.`]),
    ...(open ? [`Dashed: ${chart.open?.means ?? 'the period still runs, or its figure may still change'}.`] : []),
    ...(lines.some(({ points }) => points.some(({ few }) => few)) ? ['Hollow: of fewer than 30 users.'] : []),
    ...(lines.some(({ earlier }) => earlier) ? [`Thin: ${earlierWords(chart)}.`] : []),
  ];
}

/** Beside a day that still runs stands the one before. */
function earlierWords({ running, figures }: LineChart): string {
  const [name] = [figures?.[1]].flat();
  return running === undefined || name === undefined ? 'the earlier range' : name.replaceAll('_', ' ');
}

function drawTicks({ plot, width, height }: Frame, { ticks }: Along): void {
  const axis = plot.append('g').attr('class', 'axis').attr('transform', `translate(0,${height})`);
  const places = ticks.map(({ at, words }) => {
    const wide = widthOf(words);
    const from = Math.max(-4, Math.min(at - wide / 2, width + 12 - wide));
    return { at, words, from, to: from + wide };
  });
  const kept = new Set<(typeof places)[number]>();
  // The first of ages says what they are; then from the right, as the latest matters most.
  for (const one of [...places.slice(0, 1), ...places.slice(1).reverse()])
    if (![...kept].some((other) => one.from < other.to + 8 && other.from < one.to + 8)) kept.add(one);
  for (const one of places.toReversed().filter((place) => kept.has(place))) {
    axis.append('path').attr('class', 'notch').attr('d', `M${one.at},0v4`);
    const text = axis.append('text').attr('x', (one.from + one.to) / 2);
    text.attr('y', 18).attr('text-anchor', 'middle').text(one.words);
  }
}

function stopsOf(
  shown: readonly Line[],
  across: Along,
  axis: ValueAxis,
  { left, top, is }: { left: number; top: number; is: string },
): Stop[] {
  const known = shown.map((one) => ({ one, points: byPlace(one.points) }));
  return across.order.map((value) => {
    const points = known.flatMap(({ one, points }) => (points.get(value) ?? []).map((point) => ({ one, point })));
    const heights = points.flatMap(({ point: { figure } }) => (figure === null ? [] : [axis.at(figure.value)]));
    return {
      x: left + across.at(value),
      y: top + (heights.length > 0 ? Math.min(...heights) : axis.at(axis.base)),
      title: value,
      figures: points.flatMap(({ one, point }) => [
        { name: one.name, text: `${point.figure?.text ?? 'n/a'}${point.open ? is : ''}`, colour: one.colour },
        ...(point.on === '' || point.on === 'n/a' ? [] : [{ name: 'on', text: point.on }]),
        ...(point.of === '' ? [] : [{ name: 'of', text: point.of }]),
      ]),
    };
  });
}

/** A clock that is set back shows the same hour twice. */
function byPlace(points: readonly Point[]): Map<string, Point[]> {
  const places = new Map<string, Point[]>();
  for (const point of points) places.set(point.along, [...(places.get(point.along) ?? []), point]);
  return places;
}
