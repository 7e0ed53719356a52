import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellText } from '../../../src/report/format.ts';
import { label, shortened } from '../../../src/report/label.ts';
import { noteOf } from '../../../src/report/note.ts';
import { renderPage } from '../../../src/report/page.ts';
import { render } from '../../../src/report/render.ts';
import type { Cell, Column, ColumnType, Table } from '../../../src/report/report.ts';
import { readAnswer, readPage } from '../../../view/answer/answer-text.ts';
import { hostile } from '../../safety/hostile.ts';

const footer = [
  'result_id: 60ca41d431f4849df31e',
  'tables: series (3), points (93)',
  'source: Amplitude, 2026-10-23 to 2026-11-22 (UTC), live 2026-11-22 03:37 UTC, cost 155',
];

const documented = `DEMO DATA: a simulated company, not yours.
3 series, 2026-10-23 to 2026-11-22, largest first:
Android: 403 active users over the range.

Notes:
- Partial, so left out of latest: 2026-11-22.
- A user can be in several series: never add them up.

**series**: by series, daily, largest first; latest is 2026-11-21
| series | latest | change |
|---|---|---|
| Android | 53 | 0.0 % |
| iOS \\| iPadOS | 1,050 | -9.1 % |
(1 more of 3 rows in series)

**points**: newest first
| date | series | complete |
|---|---|---|
| 2026-11-22 | Android | no |
(92 more of 93 rows in points)
More rows: read_result with its id.
---
${footer.join('\n')}`;

describe('the text of an answer', () => {
  const answer = readAnswer(documented);

  it('is read part by part', () => {
    expect(answer).toEqual({
      banner: 'DEMO DATA: a simulated company, not yours.',
      headline: ['3 series, 2026-10-23 to 2026-11-22, largest first:', 'Android: 403 active users over the range.'],
      notes: ['Partial, so left out of latest: 2026-11-22.', 'A user can be in several series: never add them up.'],
      tables: [
        {
          ...{ name: 'series', title: 'by series, daily, largest first; latest is 2026-11-21' },
          columns: ['series', 'latest', 'change'],
          rows: [
            ['Android', '53', '0.0 %'],
            ['iOS | iPadOS', '1,050', '-9.1 %'],
          ],
        },
        {
          ...{ name: 'points', title: 'newest first', columns: ['date', 'series', 'complete'] },
          rows: [['2026-11-22', 'Android', 'no']],
        },
      ],
      resultId: '60ca41d431f4849df31e',
      rows: new Map([
        ['series', 3],
        ['points', 93],
      ]),
      source: 'Amplitude, 2026-10-23 to 2026-11-22 (UTC), live 2026-11-22 03:37 UTC, cost 155',
    });
  });

  it('is nothing but a headline where it is an error', () => {
    const read = readAnswer('amplitude_retention: nothing was asked:\n- "start_event" is required (object).');
    expect(read).toMatchObject({ tables: [], resultId: null, source: '', banner: null });
    expect(read.headline[0]).toBe('amplitude_retention: nothing was asked:');
  });

  it('may be empty', () => {
    expect(readAnswer('')).toMatchObject({ headline: [], notes: [], tables: [], resultId: null });
  });

  it('has a row of another width left out, which would put figures under other names', () => {
    const broken = documented.replace('| Android | 53 | 0.0 % |', '| Android | 53 |');
    expect(readAnswer(broken).tables[0]?.rows).toEqual([['iOS | iPadOS', '1,050', '-9.1 %']]);
  });

  it.each(hostile)('is not led astray by $name', ({ text }) => {
    const table = tableOf([[text, 4812]]);
    const report = {
      headline: [`Largest: ${label(text, 24)}: 4,812 users.`],
      ...{ tables: [{ ...table, title: `users of ${label(text, 40)}` }] },
      notes: [noteOf('doubt')(`Left out: ${label(text, 40)}.`), noteOf('doubt')(label(text, 40))],
    };
    const read = readAnswer(render(report, { budget: 6_000, footer, more: 'More rows: read_result.', full: true }));
    expect(read.resultId).toBe('60ca41d431f4849df31e');
    expect(read.source).toMatch(/^Amplitude, /);
    expect(read.rows).toEqual(readAnswer(documented).rows);
    expect(read.headline).toHaveLength(1);
    expect(read.tables.map(({ name, columns, rows }) => ({ name, columns, rows }))).toEqual([
      { name: 'values', columns: ['value', 'users'], rows: [[shortened(text, 60), '4,812']] },
    ]);
  });
});

describe('a page of a table', () => {
  const footer = ['source: amplitude_active_users, fetched 2026-11-22 03:37 UTC (1 min ago), cost 0'];
  const page = { offset: 0, limit: 1_000, format: 'table', notes: ['Partial: today.'] } as const;

  it('is read with where the next one begins', () => {
    const table = tableOf(Array.from({ length: 40 }, (_, index): Cell[] => [`value ${index}`, index]));
    const text = `DEMO DATA: simulated.\n${renderPage({ ...page, table, limit: 15 }, { budget: 6_000, footer })}`;
    const read = readPage(text);
    expect(read).toMatchObject({ name: 'values', title: 'users by value', next: 15, notes: ['Partial: today.'] });
    expect(read?.rows).toHaveLength(15);
    expect(read?.rows[14]).toEqual(['value 14', '14']);
  });

  it('ends', () => {
    const text = renderPage({ ...page, table: tableOf([['a', 1]]) }, { budget: 6_000, footer });
    expect(readPage(text)).toMatchObject({ rows: [['a', '1']], next: null });
  });

  it('has no rows where there are none', () => {
    expect(readPage(renderPage({ ...page, table: tableOf([]) }, { budget: 6_000, footer }))).toMatchObject({
      rows: [],
      next: null,
    });
  });

  it('is none where it is an error, or of another format', () => {
    expect(readPage('read_result: there is no result "x" here; results last for an hour.')).toBeNull();
    expect(readPage('')).toBeNull();
  });

  it.each(hostile)('is not led astray by $name', ({ text }) => {
    const told = { ...page, table: tableOf([[text, 4812]]), notes: [label(text, 40)] };
    const read = readPage(renderPage(told, { budget: 6_000, footer }));
    expect(read).toMatchObject({ name: 'values', next: null, rows: [[shortened(text, 60), '4,812']] });
  });
});

describe('whatever table is printed', () => {
  const types = [
    'label',
    'date',
    'count',
    'number',
    'percent',
    'change',
    'points',
    'money',
    'seconds',
    'flag',
  ] as const;
  const words = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 80 }),
    fc.string({ unit: fc.constantFrom('|', '\\', '`', '-', ' ', 'a', '*', '_', '\n', ':', '(', ')') }),
    fc.constantFrom(...hostile.map(({ text }) => text)),
  );
  const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, min: -1e9, max: 1e9 }));
  const cells: Record<ColumnType, fc.Arbitrary<Cell>> = {
    ...{ label: words, date: fc.constantFrom('2026-11-22', '2026-11', '23:55') },
    ...{ count: fc.integer(), number, percent: number, change: number, points: number, money: number },
    ...{ seconds: number, flag: fc.boolean() },
  };
  const table = fc.array(fc.constantFrom(...types), { minLength: 1, maxLength: 6 }).chain((chosen) =>
    fc
      .array(fc.tuple(...chosen.map((type) => fc.option(cells[type], { nil: null }))), { minLength: 1, maxLength: 12 })
      .map((rows): Table => {
        const columns = chosen.map((type, index): Column => ({ name: `${type}_${index}`, type }));
        return { name: 'figures', title: 'of a property', columns, rows, show: rows.length };
      }),
  );
  const printed = ({ columns, rows }: Table) =>
    rows.map((row) => columns.map((column, index) => withoutEscapes(column, row[index] ?? null)));

  it('is read back cell by cell', () => {
    fc.assert(
      fc.property(table, fc.array(words.map((text) => label(text, 40))), (table, notes) => {
        const report = { headline: ['Figures.'], tables: [table], notes: notes.map(noteOf('doubt')) };
        const read = readAnswer(
          render(report, { budget: 100_000, footer, more: 'More rows: read_result.', full: true }),
        );
        expect(read.tables).toHaveLength(1);
        expect(read.tables[0]?.columns).toEqual(table.columns.map(({ name }) => name));
        expect(read.tables[0]?.rows).toEqual(printed(table));
        const page = { table, offset: 0, limit: 1_000, format: 'table', notes } as const;
        expect(readPage(renderPage(page, { budget: 100_000, footer }))?.rows).toEqual(printed(table));
      }),
      { numRuns: 300 },
    );
  });
});

function tableOf(rows: Cell[][]): Table {
  const columns: Column[] = [
    { name: 'value', type: 'label' },
    { name: 'users', type: 'count' },
  ];
  return { name: 'values', title: 'users by value', columns, rows, show: rows.length };
}

/** What a person reads of a cell, without the backslashes that keep its words from being markup. */
function withoutEscapes(column: Column, cell: Cell): string {
  const isWords = typeof cell === 'string' && column.type !== 'money';
  return isWords ? shortened(cell, 60) : cellText(column, cell);
}
