import { describe, expect, it } from 'vitest';
import type { LineChart } from '../../src/chart.ts';
import { onlyDrawing, tableOf, words } from './drawn.ts';

const chart: LineChart = { kind: 'lines', table: 'rows', title: 'Over time', along: 'date' };

describe('today against yesterday', () => {
  const running: LineChart = { ...chart, along: 'time', figures: ['today', 'yesterday'], running: 'today' };
  const figures = (at: string) => `${at}|${at.startsWith('0') ? 4 : 2}|3`;

  it('has yesterday thin and grey behind', () => {
    const drawing = onlyDrawing(running, tableOf('time|today|yesterday', '00:05|4|3', '00:00|4|3', '00:10|n/a|3'));
    expect(drawing.series.map(({ name, colour, thin }) => [name, colour, thin === true])).toEqual([
      ['today', 0, false],
      ['yesterday', 6, true],
    ]);
    expect(drawing.remarks).toContain('Thin: yesterday.');
  });

  it('begins where the 24 hours began, where these run over midnight', () => {
    const rows = ['01:00', '00:00', '23:00', '22:00', '12:00', '02:00'].map(figures);
    const drawing = onlyDrawing(running, tableOf('time|today|yesterday', ...rows));
    expect(drawing.stops[0]?.map(({ title }) => title)).toEqual(['02:00', '12:00', '22:00', '23:00', '00:00', '01:00']);
    expect(drawing.stops[0]?.at(-1)?.figures[0]?.text).toBe('4 (partial)');
    expect(words(drawing, '.axis > text').toReversed()).toEqual([
      '03:00',
      '06:00',
      '09:00',
      '12:00',
      '15:00',
      '18:00',
      '21:00',
      '00:00',
    ]);
    const xs = drawing.stops[0]?.map(({ x }) => x) ?? [];
    const hour = (xs[5] ?? 0) - (xs[4] ?? 0);
    expect(((xs[1] ?? 0) - (xs[0] ?? 0)) / hour).toBeCloseTo(10, 6);
    expect(((xs[4] ?? 0) - (xs[3] ?? 0)) / hour).toBeCloseTo(1, 6);
  });

  it('begins at midnight elsewhere, also minutes before the next one', () => {
    const rows = [...['22:00', '21:00', '00:00'].map(figures), '23:00|n/a|3'];
    const drawing = onlyDrawing(running, tableOf('time|today|yesterday', ...rows));
    expect(drawing.stops[0]?.map(({ title }) => title)).toEqual(['00:00', '21:00', '22:00', '23:00']);
  });
});
