import { expect, it } from 'vitest';
import type { LineChart } from '../../src/chart.ts';
import { onlyDrawing, tableOf } from './drawn.ts';

const chart: LineChart = { kind: 'lines', table: 'rows', title: 'Over time', along: 'date' };

it('takes the number of users of the figure that the table has', () => {
  const rates: LineChart = { ...chart, along: 'day', figures: ['arpu', 'share', 'arppu'], of: ['users', 'payers'] };
  const told = (column: string) =>
    onlyDrawing(rates, tableOf(`day|${column}|users|payers`, '1|1.00|90|40')).stops[0]?.[0]?.figures.map(
      ({ name, text }) => `${name} ${text}`,
    );
  expect([told('arpu'), told('share'), told('arppu')]).toEqual([
    ['arpu 1.00', 'of 90'],
    ['share 1.00', 'of 40'],
    ['arppu 1.00'],
  ]);
});

it('calls no point hollow that is none', () => {
  const rates: LineChart = { ...chart, along: 'day', figures: ['arpu'], of: ['users'] };
  const drawing = onlyDrawing(rates, tableOf('day|arpu|users', '1|1.00|90', '7|6.00|80', '14|n/a|0'));
  expect(drawing.remarks).toEqual([]);
});
