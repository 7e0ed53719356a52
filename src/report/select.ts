import { columnTitle, isShare } from './format.ts';
import { label } from './label.ts';
import type { Cell, Table } from './report.ts';

/** One condition on a column; `value` as it is printed: 12.4 for 12.4 %, seconds for durations. */
export interface Condition {
  column: string;
  operator: '=' | '!=' | '>' | '>=' | '<' | '<=' | 'contains';
  value: string | number | boolean;
}

export interface Selection {
  where: readonly Condition[];
  /** Column names in the wanted order; all of them when empty. */
  columns: readonly string[];
  /** A column name, with `-` in front for descending; the table's own order when left out. */
  sort?: string | undefined;
}

/** The rows and columns of a table that were asked for. Unknown columns come back as sentences, and nothing is selected. */
export function select(table: Table, selection: Selection): { table: Table; problems: string[] } {
  const { where, columns, sort } = selection;
  const sortName = sort?.replace(/^-/, '');
  const asked = [...where.map(({ column }) => column), ...columns, ...(sortName === undefined ? [] : [sortName])];
  const unknown = [...new Set(asked)].filter((name) => place(table, name) < 0);
  if (unknown.length > 0) return { table, problems: unknown.map((name) => noColumn(name, table)) };
  const wordy = where.filter((condition) => isWordAgainstNumber(condition, table));
  if (wordy.length > 0) return { table, problems: wordy.map(noNumber) };
  const rows = table.rows.filter((row) =>
    where.every((condition) => holds(row[place(table, condition.column)] ?? null, condition, table)),
  );
  const sorted = sortName === undefined ? rows : sortRows(rows, place(table, sortName), sort?.startsWith('-') === true);
  return { table: narrow({ ...table, rows: sorted }, columns), problems: [] };
}

/** Columns may be named with or without their unit. */
function place({ columns }: Table, name: string): number {
  return columns.findIndex((column) => column.name === name || columnTitle(column) === name);
}

function noColumn(name: string, { name: table, columns }: Table): string {
  return `"${label(name)}" is not a column of ${table}. Its columns: ${columns.map((column) => label(column.name)).join(', ')}.`;
}

/** A money column brings its currency along: amounts without it would look as if they had one currency. */
function narrow(table: Table, names: readonly string[]): Table {
  if (names.length === 0) return table;
  const asked = names.map((name) => place(table, name));
  const currencies = asked.flatMap((index) => {
    const { currency } = table.columns[index] ?? {};
    return typeof currency === 'object' ? [place(table, currency.column)] : [];
  });
  const places = [...new Set([...asked, ...currencies])].filter((index) => index >= 0);
  const columns = places.flatMap((index) => table.columns[index] ?? []);
  return { ...table, columns, rows: table.rows.map((row) => places.map((index) => row[index] ?? null)) };
}

function holds(cell: Cell, { column, operator, value }: Condition, table: Table): boolean {
  const shown = table.columns[place(table, column)];
  if (operator === 'contains')
    return String(cell ?? '')
      .toLowerCase()
      .includes(String(value).toLowerCase());
  const order = compare(
    shown !== undefined && isShare(shown) && typeof cell === 'number' ? cell * 100 : cell,
    matching(value, cell),
  );
  if (operator === '=') return order === 0;
  if (operator === '!=') return order !== 0;
  if (order === null) return false;
  return operator === '>' ? order > 0 : operator === '>=' ? order >= 0 : operator === '<' ? order < 0 : order <= 0;
}

/** The value of a condition in the kind of the cell: "12" against a number is 12. */
function matching(value: string | number | boolean, cell: Cell): Cell {
  if (isNone(value)) return cell === null ? null : String(value);
  if (typeof cell === 'number' || isAmount(cell)) return numberIn(value);
  if (typeof cell === 'boolean') return value === true || /^(true|yes)$/i.test(String(value));
  return String(value);
}

/** A figure as it is printed or bare: "4,812", "12.4 %", "+2.3 points", "EUR 61.50", "2.5 d = 216,000 s". */
function numberIn(value: string | number | boolean): number {
  const text = String(value)
    .replace(/^.*=/, '')
    .replace(/^\s*[A-Z]{3}\b/, '')
    .replace(/points?\s*$/, '')
    .replace(/[,%\s+]|s$/g, '');
  return text === '' ? Number.NaN : Number(text);
}

function isNone(value: string | number | boolean): boolean {
  return typeof value === 'string' && /^(n\/a|null)$/i.test(value);
}

function isWordAgainstNumber({ column, operator, value }: Condition, table: Table): boolean {
  const type = table.columns[place(table, column)]?.type ?? 'label';
  const numeric = ['count', 'number', 'percent', 'change', 'points', 'money', 'seconds'].includes(type);
  return numeric && operator !== 'contains' && !isNone(value) && Number.isNaN(numberIn(value));
}

function noNumber({ column, value }: Condition): string {
  return `"${column}" holds numbers, and "${String(value).slice(0, 40)}" is none: give one such as 12.4, or "n/a".`;
}

function sortRows(rows: readonly Cell[][], index: number, descending: boolean): Cell[][] {
  return [...rows].sort((a, b) => {
    const [x, y] = [a[index] ?? null, b[index] ?? null];
    // What is not known comes last either way.
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return (compare(x, y) ?? 0) * (descending ? -1 : 1);
  });
}

/** Negative, 0 or positive; null where the two cannot be compared. */
function compare(a: Cell, b: Cell): number | null {
  if (a === null || b === null) return a === b ? 0 : null;
  if (numeric(a) && numeric(b)) return almostEqual(Number(a), Number(b)) ? 0 : Number(a) - Number(b);
  const [x, y] = [String(a), String(b)];
  return x === y ? 0 : x < y ? -1 : 1;
}

/** 12.4 must find what is stored as 0.124 · 100 = 12.4000…2. */
function almostEqual(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}

function numeric(cell: Cell): boolean {
  return typeof cell === 'number' ? Number.isFinite(cell) : isAmount(cell);
}

function isAmount(cell: Cell): boolean {
  return typeof cell === 'string' && /^-?\d+(\.\d+)?$/.test(cell);
}
