import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvOf } from '../../../view/page/csv.ts';
import { hostile } from '../../safety/hostile.ts';

const columns = ['name', 'users', 'share', 'paid'];

describe('a table as CSV', () => {
  it('has bare numbers, and everything else as it is printed', () => {
    const rows = [
      ['iOS, iPadOS', '4,812', '12.4 %', 'EUR -1,061.50'],
      ['say "web"', '-3', 'n/a', '2.5 d = 216,000 s'],
    ];
    expect(csvOf({ name: 'values', title: '', columns, rows })).toBe(
      [
        'name,users,share,paid',
        '"iOS, iPadOS",4812,12.4 %,"EUR -1,061.50"',
        '"say ""web""",-3,n/a,"2.5 d = 216,000 s"',
      ].join('\r\n'),
    );
  });

  it.each([...hostile.map(({ text }) => text), '=1+1', '+1+1', '-1+1', '@A1', '\t=1+1', '\r=1', '＝1+1'])(
    'has nothing that a spreadsheet would run: %j',
    (text) => {
      const [, row = []] = read(csvOf({ name: 'values', title: '', columns, rows: [[text, '1', '2', '3']] }));
      expect(row).toHaveLength(4);
      expect(row[0]).not.toMatch(/^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/);
    },
  );

  it('is read back as it was', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', ' ', 'ü', '|') });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell, cell), { minLength: 1 }), (rows) => {
        expect(read(csvOf({ name: 'values', title: '', columns, rows }))).toEqual([columns, ...rows]);
      }),
    );
  });
});

function read(text: string): string[][] {
  return parse(text, { record_delimiter: '\r\n', relax_column_count: true });
}
