import { describe, expect, it } from 'vitest';
import {
  changeCell,
  differenceCells,
  differenceColumns,
  differenceWords,
  plainChange,
} from '../../../src/report/difference.ts';
import { cellText, cellValue, columnTitle } from '../../../src/report/format.ts';
import { count, decimal } from '../../../src/report/number.ts';
import type { Table } from '../../../src/report/report.ts';
import { select } from '../../../src/report/select.ts';

describe('a change in words', () => {
  it.each([
    [120, 100, 'count', '+20.0 %'],
    [80, 100, 'count', '-20.0 %'],
    [0, 100, 'count', '-100.0 %'],
    [100_000, 80, 'count', '1,250 times as much'],
    [0.5, 0.01, 'number', '50 times as much'],
    [12, 0, 'count', 'up by 12, no percentage from 0'],
    [0, 0, 'count', 'no change'],
    [-12, -10, 'number', 'down by 2, no percentage from below 0'],
    [0.12, 0.1, 'number', '+20.0 % (relative)'],
    [1.2, 0.9, 'number', '+33.3 %'],
    [0.12, 0.1, 'percent', '+2.0 points'],
    [0.1, 0.12, 'percent', '-2.0 points'],
    [0.1, 0.1, 'percent', '0.0 points'],
    [0.1, 0, 'percent', '+10.0 points'],
  ] as const)('%d from %d of type %s is %s', (now, before, type, words) =>
    expect(differenceWords({ now, before }, type, count)).toBe(words),
  );
});

describe('a change in few words', () => {
  it.each([
    [100, 120, 'count', '+20.0 %'],
    [4, 4_800, 'count', '1,200 times as much'],
    [100, -50, 'number', '-150.0 %'],
    [0, 12, 'count', 'n/a'],
    [-100, 50, 'number', 'n/a'],
    [-100, -150, 'number', 'n/a'],
    [null, 12, 'count', 'n/a'],
    [-0.1, 0.1, 'percent', '+20.0 points'],
  ] as const)('from %d to %d of type %s is %s', (before, now, type, words) =>
    expect(plainChange(before, now, type)).toBe(words),
  );
});

describe('a change in a table', () => {
  it('has a percentage only from above 0, and none beside points', () => {
    expect(differenceCells(120, 100, 'count')).toEqual([120, 100, 20, 0.2]);
    expect(differenceCells(12, 0, 'count')).toEqual([12, 0, 12, null]);
    expect(differenceCells(-5, -10, 'number')).toEqual([-5, -10, 5, null]);
    expect(differenceCells(null, 100, 'count')).toEqual([null, 100, null, null]);
    expect(differenceCells(0.5, 0.25, 'percent')).toEqual([0.5, 0.25, 0.25]);
    expect(changeCell(0.5, null, 'percent')).toBeNull();
    expect(differenceColumns('percent').map(({ name, type }) => [name, type])).toEqual([
      ['current', 'percent'],
      ['previous', 'percent'],
      ['change', 'points'],
    ]);
    expect(differenceColumns('seconds').map(({ name }) => name)).toEqual([
      'current',
      'previous',
      'change',
      'change_percent',
    ]);
  });

  it('in points is printed, exported and looked up as points', () => {
    const column = { name: 'change', type: 'points' } as const;
    expect([0.0231, -0.05, 0, -0.0001].map((value) => cellText(column, value))).toEqual([
      '+2.3 points',
      '-5.0 points',
      '0.0 points',
      '0.0 points',
    ]);
    expect(cellText(column, null)).toBe('n/a');
    expect(cellText(column, Number.NaN)).toBe('n/a');
    expect(cellValue(column, 0.0231)).toBe(2.31);
    expect(columnTitle(column)).toBe('change (points)');
    const table: Table = {
      name: 'comparison',
      title: '',
      columns: [column],
      rows: [[0.023], [-0.05], [null]],
      show: 3,
    };
    const where = (operator: '>' | '=', value: string | number) =>
      select(table, { where: [{ column: 'change', operator, value }], columns: [] }).table.rows;
    expect(where('>', 2)).toEqual([[0.023]]);
    expect(where('=', '+2.3 points')).toEqual([[0.023]]);
    expect(where('=', '-5.0 points')).toEqual([[-0.05]]);
  });
});

it('writes what has no percentage without its unit', () =>
  expect(differenceWords({ now: 1.5, before: 0 }, 'number', decimal)).toBe('up by 1.50, no percentage from 0'));
