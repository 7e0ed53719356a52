import { stringify } from 'csv-stringify/sync';
import { cellValue, columnTitle, headerLines, rowLine } from './format.ts';
import { label } from './label.ts';
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
  const lines = fitting(
    wanted.map((row) => rowText(table, row, format, longestCell)),
    budget - estimateTokens(frame.join('\n')) - spare,
  );
  return [
    `${table.name}: ${table.title}`,
    ...(wanted.length > 0
      ? []
      : [table.rows.length === 0 ? 'No rows match.' : `No rows at offset ${offset}; there are ${table.rows.length}.`]),
    ...wrapped(table, lines, format),
    remains(table, offset, lines.length),
    ...page.notes.map((note) => `- ${note}`),
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

function fitting(lines: readonly string[], budget: number): string[] {
  let used = 0;
  const end = lines.findIndex((text) => {
    used += estimateTokens(text) + 1;
    return used > budget;
  });
  return end < 0 ? [...lines] : lines.slice(0, end);
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
  return format === 'csv' ? [csvLine(table.columns.map(columnTitle))] : ['[', ']'];
}

function wrapped(table: Table, lines: readonly string[], format: PageFormat): string[] {
  if (format === 'json')
    return ['[', ...lines.map((text, index) => (index < lines.length - 1 ? `${text},` : text)), ']'];
  return [...headLines(table, format), ...lines];
}

function rowText(table: Table, row: readonly Cell[], format: PageFormat, longest?: number): string {
  if (format === 'table') return rowLine(table, row);
  const values = table.columns.map((column, index) => cut(cellValue(column, row[index] ?? null), longest));
  if (format === 'csv') return csvLine(values);
  return JSON.stringify(Object.fromEntries(table.columns.map((column, index) => [columnTitle(column), values[index]])));
}

function csvLine(values: readonly Cell[]): string {
  return stringify([values.map((value) => inert(String(value ?? '')))]).replace(/\n$/, '');
}

function cut(value: Cell, longest = Number.POSITIVE_INFINITY): Cell {
  return typeof value === 'string' && value.length > longest ? `${value.slice(0, longest - 1)}…` : value;
}

/** Text that a spreadsheet would run as a formula gets an apostrophe in front; amounts are no formulas. */
function inert(text: string): string {
  return /^[=+\-@]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
}

/** A table's name and its columns, for whoever has to choose one. */
export function outline(table: Table): string {
  return `${table.name} (${table.rows.length} rows): ${table.columns.map(({ name }) => label(name)).join(', ')}`;
}
