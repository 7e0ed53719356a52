import { label, plain } from './label.ts';
import { count, decimal, duration, money, none, percent, signed } from './number.ts';
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
  if (column.type === 'seconds') return duration(cell);
  return column.type === 'count' ? count(cell) : decimal(cell);
}

/** A cell as a program reads it: numbers bare, a percentage in percent, text without markup. */
export function cellValue(column: Column, cell: Cell): Cell {
  if (typeof cell === 'string') return plain(cell);
  if (typeof cell !== 'number') return cell;
  if (!Number.isFinite(cell)) return null;
  if (isShare(column)) return Number((cell * 100).toFixed(4));
  // What a division leaves behind the fifteenth digit is dust.
  return Number.isInteger(cell) ? cell : Number(cell.toPrecision(15));
}

/** A column's name with the unit that its bare numbers have: `conversion (%)`, `amount (EUR)`. */
export function columnTitle({ name, type, currency }: Column): string {
  if (isShare({ type })) return `${name} (%)`;
  if (type === 'seconds') return `${name} (s)`;
  return typeof currency === 'string' ? `${name} (${plain(currency)})` : name;
}

/** Whether the cells are fractions that are printed in percent. */
export function isShare({ type }: Pick<Column, 'type'>): boolean {
  return type === 'percent' || type === 'change';
}

function currencyOf({ currency }: Column, table: Table, row: readonly Cell[]): string | undefined {
  if (currency === undefined || typeof currency === 'string') return currency && label(currency, 8);
  const named = row[table.columns.findIndex(({ name }) => name === currency.column)];
  return typeof named === 'string' ? label(named, 8) : undefined;
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
