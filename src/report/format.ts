import { label, plain, shortened } from './label.ts';
import { count, decimal, duration, money, none, percent, signed } from './number.ts';
import { points } from './proportion.ts';
import type { Cell, Column, Table } from './report.ts';

/** One row as a line of a Markdown table. */
export function rowLine(table: Table, row: readonly Cell[]): string {
  return line(
    table.columns.map((column, index) => cellText(column, row[index] ?? null, currencyOf(column, table, row))),
  );
}

/** The header and rule lines of a Markdown table. */
export function headerLines(table: Table): string[] {
  return [line(table.columns.map(({ name }) => label(name))), `|${'---|'.repeat(table.columns.length)}`];
}

/** A cell as a person reads it, with its unit. */
export function cellText(column: Column, cell: Cell, currency?: string): string {
  if (cell === null) return none;
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  if (column.type === 'money') return money(cell, currency);
  if (typeof cell === 'string') return label(cell);
  if (column.type === 'percent') return percent(cell);
  if (column.type === 'change') return signed(cell);
  if (column.type === 'points') return Number.isFinite(cell) ? `${points(cell)} points` : none;
  if (column.type === 'seconds') return duration(cell);
  return column.type === 'count' ? count(cell) : decimal(cell);
}

/** A cell as a program reads it: numbers bare, a percentage in percent, text without markup and cut where it is too long. */
export function cellValue(column: Column, cell: Cell, longest?: number): Cell {
  if (typeof cell === 'string') return longest === undefined ? plain(cell) : shortened(cell, longest);
  if (typeof cell !== 'number') return cell;
  if (!Number.isFinite(cell)) return null;
  if (isShare(column)) return Number((cell * 100).toFixed(4));
  // What a division leaves behind the fifteenth digit is dust.
  return Number.isInteger(cell) ? cell : Number(cell.toPrecision(15));
}

/** A column's name with the unit that its bare numbers have: `conversion (%)`, `amount (EUR)`. */
export function columnTitle({ name, type, currency }: Column): string {
  // Some columns are named by the vendor.
  const words = shortened(name, 60);
  if (type === 'points') return `${words} (points)`;
  if (isShare({ type })) return `${words} (%)`;
  if (type === 'seconds') return `${words} (s)`;
  return typeof currency === 'string' ? `${words} (${shortened(currency, 8)})` : words;
}

/** The titles of all columns, each once: a program that reads rows as objects would lose one of two. */
export function columnTitles({ columns }: Table): string[] {
  const titles = columns.map(columnTitle);
  return titles.map((title, index) => (titles.indexOf(title) === index ? title : `${title} (column ${index + 1})`));
}

/** Whether the cells are fractions that are printed in percent or in percentage points. */
export function isShare({ type }: Pick<Column, 'type'>): boolean {
  return type === 'percent' || type === 'change' || type === 'points';
}

function currencyOf({ currency }: Column, table: Table, row: readonly Cell[]): string | undefined {
  if (currency === undefined || typeof currency === 'string') return currency && label(currency, 8);
  const named = row[table.columns.findIndex(({ name }) => name === currency.column)];
  return typeof named === 'string' ? label(named, 8) : undefined;
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
