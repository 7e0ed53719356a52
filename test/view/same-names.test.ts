import { describe, expect, it } from 'vitest';
import type { LineChart } from '../../src/chart.ts';
import { drawnOf, onlyDrawing, tableOf } from './drawn.ts';

const chart: LineChart = { kind: 'lines', table: 'rows', title: 'Over time', along: 'date' };

it('draws two series of the same name as two lines', () => {
  const rows = ['a|2026-01-01|1', 'a|2026-01-02|2', 'a|2026-01-01|100', 'a|2026-01-02|200'];
  const drawing = onlyDrawing({ ...chart, each: 'series' }, tableOf('series|date|users', ...rows));
  expect(drawing.series.map(({ name }) => name)).toEqual(['a', 'a (2)']);
  expect(new Set(drawing.series.map(({ colour }) => colour)).size).toBe(2);
  expect(drawing.stops[0]?.[1]?.figures.map(({ name, text }) => `${name} ${text}`)).toEqual(['a 2', 'a (2) 200']);
  const [switched] = drawnOf({ ...chart, each: 'series' }, tableOf('series|date|users', ...rows), 760, ['a']);
  expect(switched?.series.map(({ shown }) => shown)).toEqual([false, true]);
});

describe('series of the same name of which one has fewer rows', () => {
  const day = (index: number) => `2026-01-${String(index).padStart(2, '0')}`;
  const rowsOf = (from: number, to: number, value: number) =>
    Array.from({ length: from - to + 1 }, (_, index) => `a|${day(from - index)}|${value}`);

  it.each([
    ['begins later', rowsOf(10, 1, 1), rowsOf(10, 8, 100)],
    ['ended sooner', rowsOf(10, 1, 1), rowsOf(4, 1, 100)],
    ['was there before the other', rowsOf(10, 7, 1), rowsOf(10, 1, 100)],
    ['ended later than the other', rowsOf(8, 1, 1), rowsOf(10, 1, 100)],
  ])('are not mixed where it %s', (_, one, other) => {
    const drawing = onlyDrawing({ ...chart, each: 'series' }, tableOf('series|date|users', ...one, ...other));
    const figures = drawing.stops.flat().flatMap((stop) => stop.figures);
    const valuesOf = (name: string) => figures.flatMap((figure) => (figure.name === name ? [figure.text] : []));
    expect(valuesOf('a')).toEqual(one.map(() => '1'));
    expect(valuesOf('a (2)')).toEqual(other.map(() => '100'));
  });
});
