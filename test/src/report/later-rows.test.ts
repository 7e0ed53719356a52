import { describe, expect, it } from 'vitest';
import { laterRows, rowPerItem, rowsTogether } from '../../../src/report/later-rows.ts';
import type { Cell } from '../../../src/report/report.ts';

const expected: Cell[][] = [
  ['a', 0],
  ['b', 1],
  ['c', 2],
];

describe('rows that are made when they are looked at', () => {
  let made = 0;
  const make = (name: string, index: number): Cell[] => {
    made += 1;
    return [name, index];
  };
  const makeAll = () => [...'abc'].map(make);
  const parts = [['a'], [], ['b', 'c']];
  const flat = (part: readonly string[], name: string, index: number) => make(name, index + (part[0] === 'b' ? 1 : 0));

  it.each([
    ['one for each item', rowPerItem([...'abc'], make), 1],
    ['one for each item of each part', laterRows(parts, (part) => part, flat), 1],
    ['all together', rowsTogether(3, makeAll), 3],
  ])('%s', (_, rows, atOneLook) => {
    made = 0;
    expect(rows.length).toBe(3);
    expect(rows[3]).toBeUndefined();
    expect(rows.at(-4)).toBeUndefined();
    expect(made).toBe(0);
    expect(rows[1]).toEqual(['b', 1]);
    expect(made).toBe(atOneLook);
    expect(rows).toEqual(expected);
    expect([...rows]).toEqual(expected);
    expect(rows.slice(1)).toEqual(expected.slice(1));
    expect(rows.map(([name]) => name)).toEqual(['a', 'b', 'c']);
  });

  it('makes those together once', () => {
    const rows = rowsTogether(3, makeAll);
    made = 0;
    expect([...rows, ...rows]).toHaveLength(6);
    expect(made).toBe(3);
  });
});
