import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderPage, wholeTable } from '../../../src/report/page.ts';
import type { Table } from '../../../src/report/report.ts';
import { select } from '../../../src/report/select.ts';
import { estimateTokens } from '../../../src/report/tokens.ts';

const table: Table = {
  name: 'groups',
  title: 'by group',
  columns: [
    { name: 'group', type: 'label' },
    { name: 'users', type: 'count' },
    { name: 'conversion', type: 'percent' },
    { name: 'mrr', type: 'money', currency: { column: 'currency' } },
    { name: 'currency', type: 'label' },
  ],
  rows: [
    ['Norway', 120, 0.124, '10.10', 'EUR'],
    ['=SUM(A1)', 30, null, '-2.50', 'USD'],
    ['Sweden', 4812, 0.5, '100.00', 'EUR'],
  ],
  show: 3,
};
const names = (selection: Partial<Parameters<typeof select>[1]>) => {
  const chosen = select(table, { where: [], columns: [], ...selection });
  return chosen.problems.length > 0 ? chosen.problems : chosen.table.rows.map(([name]) => name);
};

describe('rows that were asked for', () => {
  it.each([
    [{ where: [{ column: 'users', operator: '>', value: '100' }] }, ['Norway', 'Sweden']],
    [{ where: [{ column: 'conversion', operator: '=', value: 12.4 }] }, ['Norway']],
    [{ where: [{ column: 'conversion', operator: '>=', value: '12.4 %' }] }, ['Norway', 'Sweden']],
    [{ where: [{ column: 'conversion', operator: '=', value: 'n/a' }] }, ['=SUM(A1)']],
    [{ where: [{ column: 'group', operator: 'contains', value: 'WAY' }] }, ['Norway']],
    [{ where: [{ column: 'mrr', operator: '<', value: 0 }] }, ['=SUM(A1)']],
    [{ sort: '-users' }, ['Sweden', 'Norway', '=SUM(A1)']],
    [{ sort: 'mrr' }, ['=SUM(A1)', 'Norway', 'Sweden']],
    [{ sort: 'conversion' }, ['Norway', 'Sweden', '=SUM(A1)']],
    [{ sort: '-conversion' }, ['Sweden', 'Norway', '=SUM(A1)']],
  ] as const)('%j', (selection, expected) => expect(names({ ...selection })).toEqual(expected));

  it('names the columns that exist when one does not', () => {
    expect(names({ sort: '-size' })).toEqual([
      '"size" is not a column of groups. Its columns: group, users, conversion, mrr, currency.',
    ]);
  });

  it('shows amounts with their currency, also where only the amount was asked for', () => {
    const { table: narrow } = select(table, { where: [], columns: ['group', 'mrr'] });
    expect(narrow.columns.map(({ name }) => name)).toEqual(['group', 'mrr', 'currency']);
    expect(wholeTable(narrow, 'table')).toContain('EUR 10.10');
  });

  it.each([
    [{ column: 'mrr', operator: '<', value: 'EUR 10.10' }, ['=SUM(A1)']],
    [{ column: 'mrr', operator: '!=', value: 'USD -2.50' }, ['Norway', 'Sweden']],
    [{ column: 'users', operator: '=', value: '4,812' }, ['Sweden']],
  ] as const)('reads figures as they are printed: %j', (condition, expected) =>
    expect(names({ where: [condition] })).toEqual(expected),
  );

  it('refuses words against numbers', () => {
    expect(names({ where: [{ column: 'users', operator: '<', value: 'abc' }] })).toEqual([
      '"users" holds numbers, and "abc" is none: give one such as 12.4, or "n/a".',
    ]);
  });
});

describe('a page', () => {
  const page = { table, offset: 0, limit: 100, notes: [] };

  it('tells what remains and where to go on', () => {
    expect(renderPage({ ...page, limit: 2, format: 'table' }, { budget: 6_000, footer: ['end'] })).toContain(
      '(rows 1 to 2 of 3; 1 remain: "offset": 2)',
    );
    expect(renderPage({ ...page, offset: 2, format: 'csv' }, { budget: 6_000, footer: [] })).toContain(
      '(rows 3 to 3 of 3; none remain)',
    );
    expect(renderPage({ ...page, offset: 9, format: 'csv' }, { budget: 6_000, footer: [] })).toContain(
      'No rows at offset 9; there are 3.',
    );
  });

  it('writes CSV that reads back: units in the header, formulas inert, amounts bare', () => {
    expect(parse(wholeTable(table, 'csv'))).toEqual([
      ['group', 'users', 'conversion (%)', 'mrr', 'currency'],
      ['Norway', '120', '12.4', '10.10', 'EUR'],
      ["'=SUM(A1)", '30', '', '-2.50', 'USD'],
      ['Sweden', '4812', '50', '100.00', 'EUR'],
    ]);
  });

  it('writes JSON that reads back', () => {
    expect(JSON.parse(wholeTable(table, 'json'))[1]).toEqual({
      group: '=SUM(A1)',
      users: 30,
      'conversion (%)': null,
      mrr: '-2.50',
      currency: 'USD',
    });
  });

  it('gets past a cell longer than a page', () => {
    const long: Table = {
      name: 'long',
      title: 'long',
      columns: [{ name: 'text', type: 'label' }],
      rows: [['x y '.repeat(10_000)], ['z']],
      show: 2,
    };
    for (const format of ['table', 'csv', 'json'] as const) {
      expect(renderPage({ ...page, table: long, format }, { budget: 6_000, footer: [] })).toContain(
        '(rows 1 to 2 of 2; none remain)',
      );
    }
    expect(wholeTable(long, 'csv').length).toBeGreaterThan(30_000);
  });

  it('pages through any table within the budget, losing and repeating nothing', () => {
    const rows = fc.array(fc.tuple(fc.string({ maxLength: 200 }), fc.nat()), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(rows, fc.constantFrom('table' as const, 'csv' as const, 'json' as const), (cells, format) => {
        const big: Table = {
          name: 'big',
          title: 'big',
          columns: [
            { name: 'id', type: 'count' },
            { name: 'text', type: 'label' },
            { name: 'n', type: 'count' },
          ],
          rows: cells.map(([text, n], id) => [id, text, n]),
          show: 5,
        };
        const seen: number[] = [];
        for (let offset = 0; offset < big.rows.length; ) {
          const text = renderPage(
            { table: big, offset, limit: 1_000, format, notes: [] },
            { budget: 600, footer: ['result_id: x'] },
          );
          expect(estimateTokens(text)).toBeLessThanOrEqual(600);
          const [, first, last] = /\(rows (\d+) to (\d+) of/.exec(text) ?? [];
          for (let row = Number(first); row <= Number(last); row += 1) seen.push(row - 1);
          expect(Number(first)).toBe(offset + 1);
          offset = Number(last);
        }
        expect(seen).toEqual(big.rows.map((_, index) => index));
      }),
      { numRuns: 60 },
    );
  });
});
