import { stringify } from 'csv-stringify/sync';
import { cellValue, columnTitles, headerLines, rowLine } from './format.ts';
import { label, ownLine } from './label.ts';
import type { Cell, Table } from './report.ts';
import { estimateTokens } from './tokens.ts';

export type PageFormat = 'table' | 'csv' | 'json';

/** Some rows of a table, and how many there are. */
export interface Page {
  /** Every row that was asked for, before paging. */
  table: Table;
  offset: number;
  /** The most rows to show. */
  limit: number;
  format: PageFormat;
  notes: readonly string[];
}

/** As many of the rows as fit the budget, in the wanted format, with where to go on. */
export function renderPage(page: Page, { budget, footer }: { budget: number; footer: readonly string[] }): string {
  const { table, offset, format } = page;
  const wanted = table.rows.slice(offset, offset + page.limit);
  const frame = [...headLines(table, format), ...page.notes, remains(table, offset, 0), '---', ...footer];
  const lines = fitting(wanted, budget - estimateTokens(frame.join('\n')) - spare, (row) =>
    rowText(table, row, format, longestCell),
  );
  return [
    `${table.name}: ${table.title}`,
    ...(wanted.length > 0
      ? []
      : [table.rows.length === 0 ? 'No rows match.' : `No rows at offset ${offset}; there are ${table.rows.length}.`]),
    ...wrapped(table, lines, format),
    remains(table, offset, lines.length),
    ...page.notes.map((note) => `- ${ownLine(note)}`),
    '---',
    ...footer,
  ].join('\n');
}

/** A whole table as text, for a terminal or a file. */
export function wholeTable(table: Table, format: PageFormat): string {
  return wrapped(
    table,
    table.rows.map((row) => rowText(table, row, format)),
    format,
  ).join('\n');
}

const spare = 30;

/** In a page; a whole table has its cells whole. */
const longestCell = 500;

/** Row by row, because far more may be wanted than fit. */
function fitting(rows: readonly Cell[][], budget: number, write: (row: readonly Cell[]) => string): string[] {
  const lines: string[] = [];
  let used = 0;
  for (const row of rows) {
    const text = write(row);
    used += estimateTokens(text) + 1;
    if (used > budget) break;
    lines.push(text);
  }
  return lines;
}

function remains({ rows }: Table, offset: number, shown: number): string {
  const left = rows.length - offset - shown;
  const range = shown === 0 ? 'no rows' : `rows ${offset + 1} to ${offset + shown}`;
  return left > 0
    ? `(${range} of ${rows.length}; ${left} remain: "offset": ${offset + shown})`
    : `(${range} of ${rows.length}; none remain)`;
}

function headLines(table: Table, format: PageFormat): string[] {
  if (format === 'table') return headerLines(table);
  return format === 'csv' ? [csvLine(columnTitles(table))] : ['[', ']'];
}

function wrapped(table: Table, lines: readonly string[], format: PageFormat): string[] {
  if (format === 'json')
    return ['[', ...lines.map((text, index) => (index < lines.length - 1 ? `${text},` : text)), ']'];
  return [...headLines(table, format), ...lines];
}

function rowText(table: Table, row: readonly Cell[], format: PageFormat, longest?: number): string {
  if (format === 'table') return rowLine(table, row);
  const values = table.columns.map((column, index) => cellValue(column, row[index] ?? null, longest));
  if (format === 'csv') return csvLine(values);
  return JSON.stringify(Object.fromEntries(columnTitles(table).map((title, index) => [title, values[index]])));
}

function csvLine(values: readonly Cell[]): string {
  const cells = values.map((value) => inert(String(value ?? '')));
  return stringify([cells], { quoted_match: structural }).replace(/\n$/, '');
}

/** Cells that would look like lines of ours if they came first in a row are quoted. */
const structural = /^(?:\((?:no )?rows\b|(?:result_id|tables|source)\b)/i;

/** Text that a spreadsheet would run as a formula gets an apostrophe in front; amounts are no formulas. */
function inert(text: string): string {
  return /^[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(text) && !Number.isFinite(Number(text)) ? `'${text}` : text;
}

/** A table's name and its columns, for whoever has to choose one. */
export function outline(table: Table): string {
  return `${table.name} (${table.rows.length} rows): ${table.columns.map(({ name }) => label(name)).join(', ')}`;
}
