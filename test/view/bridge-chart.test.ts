import { describe, expect, it } from 'vitest';
import type { Bridge } from '../../src/chart.ts';
import { drawnOf, numbers, onlyDrawing, parts, tableOf, words } from './drawn.ts';

const byRows: Bridge = {
  kind: 'bridge',
  table: 'rows',
  title: 'MRR movements',
  movements: { rows: 'type', amount: 'movement', total: 'net' },
  apart: 'currency',
};

const byColumns: Bridge = {
  kind: 'bridge',
  table: 'rows',
  title: 'What changed MRR',
  movements: {
    columns: [
      { name: 'new', sign: 1 },
      { name: 'churn', sign: -1 },
    ],
    total: 'change',
  },
  apart: 'currency',
};

describe('a bridge of rows', () => {
  const table = tableOf('type|movement', 'new|USD 300.00', 'growth|USD 100.00', 'churn|USD -500.00', 'net|USD -100.00');

  it.each([320, 760, 1200])('begins each bar where the one before ended, and the sum at 0, on %i pixels', (width) => {
    const drawing = onlyDrawing(byRows, table, width);
    const [x, long] = [numbers(drawing, '.bar', 'x'), numbers(drawing, '.bar', 'width')];
    const [gained = 0, grown = 0, lost = 0, sum = 0] = long;
    const zero = x[0] ?? 0;
    expect([grown / gained, lost / gained, sum / gained].map((part) => part * 3)).toEqual([
      ...[expect.closeTo(1, 6), expect.closeTo(5, 6), expect.closeTo(1, 6)],
    ]);
    expect(x[1]).toBeCloseTo(zero + gained, 6);
    expect((x[2] ?? 0) + lost).toBeCloseTo(zero + gained + grown, 6);
    // Both the last movement and the sum end where the change is.
    expect(x[2]).toBeCloseTo(x[3] ?? 0, 6);
    expect((x[3] ?? 0) + sum).toBeCloseTo(zero, 6);
  });

  it('paints what rises, what falls and the sum in three colours', () => {
    const classes = parts(onlyDrawing(byRows, table), '.bar').map((bar) => bar.parentElement?.getAttribute('class'));
    expect(new Set(classes).size).toBe(3);
    expect(classes[0]).toBe(classes[1]);
  });

  it('writes figures as they are printed', () => {
    expect(words(onlyDrawing(byRows, table), '.value')).toEqual([
      ...['USD 300.00', 'USD 100.00', 'USD -500.00', 'USD -100.00'],
    ]);
  });

  it('is drawn for each currency by itself', () => {
    const both = tableOf(
      'currency|type|movement',
      'USD|new|USD 1.00',
      'USD|net|USD 1.00',
      'EUR|new|EUR 2.00',
      'EUR|net|EUR 2.00',
    );
    expect(drawnOf(byRows, both).map(({ title }) => title)).toEqual(['MRR movements, USD', 'MRR movements, EUR']);
  });

  it.each([
    ['do not make up their sum', ['new|USD 5.00', 'churn|USD -2.00', 'net|USD 3.02'], 'do not add up to their sum'],
    ['lack a figure', ['new|USD 5.00', 'churn|n/a', 'net|USD 5.00'], 'has no figure'],
    ['lack their sum', ['new|USD 5.00', 'churn|USD -2.00', 'net|n/a'], 'has no figure'],
    ['are in two currencies', ['new|USD 5.00', 'churn|EUR -2.00', 'net|USD 3.00'], 'more than one currency'],
  ])('is nothing but the reason where movements %s', (_, rows, reason) => {
    const drawing = onlyDrawing(byRows, tableOf('type|movement', ...rows));
    expect(parts(drawing, 'rect, path, text')).toEqual([]);
    expect(drawing.stops).toEqual([]);
    expect(drawing.remarks).toEqual([expect.stringContaining(reason)]);
  });

  it('is bars from 0 where the answer has no sum, as of one type only', () => {
    const drawing = onlyDrawing(byRows, tableOf('type|movement', 'new|USD 5.00', 'churn|USD -2.00'));
    const [[gained = 0, lost = 0], [long = 0, other = 0]] = [
      numbers(drawing, '.bar', 'x'),
      numbers(drawing, '.bar', 'width'),
    ];
    expect(lost + other).toBeCloseTo(gained, 6);
    expect(other / long).toBeCloseTo(0.4, 6);
  });

  it.each(['3.01', '2.99', '3.00'])('allows a cent for what was rounded: %s', (sum) => {
    const drawing = onlyDrawing(byRows, tableOf('type|movement', 'new|USD 5.00', 'churn|USD -2.00', `net|USD ${sum}`));
    expect(numbers(drawing, '.bar', 'x')).toHaveLength(3);
  });
});

describe('a bridge of columns', () => {
  it.each([
    ['above 0', '40.00', '\u2212 EUR 40.00'],
    ['below 0', '-40.00', 'EUR -40.00'],
  ])('takes away losses that are sent %s', (_, churn, shown) => {
    const drawing = onlyDrawing(byColumns, tableOf('new|churn|change', `EUR 100.00|EUR ${churn}|EUR 60.00`));
    const [gained = 0, lost = 0, sum = 0] = numbers(drawing, '.bar', 'width');
    expect([lost / gained, sum / gained]).toEqual([expect.closeTo(0.4, 6), expect.closeTo(0.6, 6)]);
    expect(words(drawing, '.value')[1]).toBe(shown);
    expect(drawing.stops[1]?.[0]?.figures[0]?.text).toBe(`EUR ${churn}`);
  });
});
