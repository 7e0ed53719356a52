import { plain } from '../../src/report/label.ts';
import { laterRows, rowPerItem } from '../../src/report/later-rows.ts';
import type { Cell, Column, Table } from '../../src/report/report.ts';
import type { Grid } from './query-chart-csv.ts';
import type { GridCell } from './query-chart-csv-rows.ts';

/** A column of a grid with what its cells hold. */
export interface TypedColumn {
  name: string;
  type: 'label' | 'count' | 'number' | 'percent';
  cells: Cell[];
}

/** Types each column by its cells: figures only where every cell is one or empty. The first `labels` stay labels. */
export function typedColumns({ header, rows }: Grid, labels = 1): TypedColumn[] {
  return header.map((name, index) => typedColumn(name, index, rows, labels));
}

function typedColumn(name: string, index: number, rows: readonly GridCell[][], labels: number): TypedColumn {
  const cells = rows.map((row) => row[index] ?? '');
  const figures = index < labels ? null : figuresOf(cells);
  return figures === null ? { name, type: 'label', cells: cells.map(String) } : { name, ...figures };
}

/** The figures of cells, null where one is missing; null for all where one is no figure, or some are percentages and some not. */
export function figuresOf(sent: readonly GridCell[]): Omit<TypedColumn, 'name'> | null {
  const { type, rows: [cells = []] = [] } = figureRowsOf([sent]) ?? {};
  return type === undefined ? null : { type, cells };
}

/** The same of rows of cells, from the same place on in each, all of which are figures of one kind. */
export function figureRowsOf(
  sent: readonly (readonly GridCell[])[],
  start = 0,
): { type: 'count' | 'number' | 'percent'; rows: (number | null)[][] } | null {
  const rows: (number | null)[][] = [];
  const known = { all: 0, percentages: 0 };
  for (const row of sent) {
    const read: (number | null)[] = [];
    for (let at = start; at < row.length; at++) {
      const cell = row[at] ?? '';
      const number = figure(cell);
      if (number === undefined) return null;
      read.push(number);
      known.all += number === null ? 0 : 1;
      known.percentages += typeof cell === 'string' && cell.endsWith('%') ? 1 : 0;
    }
    rows.push(read);
  }
  if (known.all === 0 || (known.percentages > 0 && known.percentages < known.all)) return null;
  if (known.percentages > 0)
    return { type: 'percent', rows: rows.map((row) => row.map((one) => (one === null ? null : one / 100))) };
  const whole = rows.every((row) => row.every((one) => one === null || Number.isInteger(one)));
  return { type: whole ? 'count' : 'number', rows };
}

/** A hierarchical table leaves a leading label blank where it is that of the row above: filled in again. */
export function filledForward(grid: Grid, labels: number): Grid {
  if (labels < 2) return grid;
  const rows: GridCell[][] = [];
  for (const row of grid.rows) {
    const first = row.findIndex((cell) => cell !== '');
    const above = rows.at(-1);
    const isChild = first > 0 && first < labels && above !== undefined;
    rows.push(isChild ? [...above.slice(0, first), ...row.slice(first)] : row);
  }
  return { ...grid, rows };
}

/** How many leading columns hold words. */
export function labelColumns(grid: Grid): number {
  const { header, rows } = grid;
  const first = header.findIndex((name, index) => typedColumn(name, index, rows, 1).type !== 'label');
  return first === -1 ? header.length : first;
}

/** The grid as it is where it is narrow; a wide one has a row for each figure. */
export function gridTable(columns: readonly TypedColumn[], labels: number, name: string): Table {
  const named = uniqueNames(columns.map((column) => column.name));
  const lines = (columns[0]?.cells ?? []).map((_, line) => line);
  if (columns.length > mostColumns) return longTable(columns, labels, lines, name);
  return {
    name,
    title: 'as sent',
    columns: columns.map(({ type }, index): Column => ({ name: named[index] ?? '', type })),
    rows: rowPerItem(lines, (line) => columns.map(({ cells }) => cells[line] ?? null)),
    show: 10,
  };
}

function longTable(columns: readonly TypedColumn[], labels: number, lines: readonly number[], name: string): Table {
  const [words, figures] = [columns.slice(0, labels), columns.slice(labels)];
  const types = new Set(figures.map(({ type }) => type));
  const [only] = types;
  const type = types.size === 1 && only !== undefined ? only : 'label';
  const rows = laterRows(
    lines,
    () => figures,
    (line, figure) => {
      const cell = figure.cells[line] ?? null;
      return [
        words.map(({ cells }) => cells[line] ?? null).join('; '),
        figure.name,
        type === 'label' && typeof cell === 'number' ? written(cell, figure.type) : cell,
      ];
    },
  );
  return {
    name,
    title: `${columns.length} columns, so one row for each figure`,
    columns: [
      { name: 'row', type: 'label' },
      { name: 'column', type: 'label' },
      { name: 'value', type },
    ],
    rows,
    show: 10,
  };
}

const mostColumns = 7;

function written(cell: number, type: TypedColumn['type']): string {
  return type === 'percent' ? `${Number((cell * 100).toFixed(4))} %` : String(cell);
}

/** Whether a cell is a figure, or holds nothing. */
export function isFigure(cell: GridCell): boolean {
  return figure(cell) !== undefined;
}

/** The number that a cell is, of a percentage that before the sign; null of nothing, undefined of words. */
function figure(cell: GridCell): number | null | undefined {
  if (typeof cell === 'number') return cell;
  if (/^(-|n\/a|null|none|nan)?$/i.test(cell)) return null;
  const [, digits = ''] = /^(-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?(?:e[+-]?\d+)?) ?%?$/i.exec(cell) ?? [];
  const number = Number(digits.replaceAll(',', ''));
  return digits === '' || !Number.isFinite(number) ? undefined : number;
}

/** Names that a program can write: small letters, digits and underscores, each once. */
function uniqueNames(names: readonly string[]): string[] {
  const used = new Set<string>();
  return names.map((name, index) => {
    const words = plain(name)
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '_');
    const slug = words.slice(0, 40).replace(/^_+|_+$/g, '') || `column_${index + 1}`;
    const unique = used.has(slug) ? `${slug}_${index + 1}` : slug;
    used.add(unique);
    return unique;
  });
}
