import { plain } from '../../src/report/label.ts';
import type { Cell, Column, Table } from '../../src/report/report.ts';
import type { Grid } from './query-chart-csv.ts';

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

function typedColumn(name: string, index: number, rows: readonly string[][], labels: number): TypedColumn {
  const texts = rows.map((row) => row[index] ?? '');
  const figures = index < labels ? null : figuresOf(texts);
  return figures === null ? { name, type: 'label', cells: texts } : { name, ...figures };
}

/** Figures of texts, null where one is missing; null for all where one is no figure, or some are percentages and some not. */
export function figuresOf(texts: readonly string[]): Omit<TypedColumn, 'name'> | null {
  const cells: (number | null)[] = [];
  const known = { all: 0, percentages: 0 };
  for (const text of texts) {
    const read = figure(text);
    if (read === undefined) return null;
    cells.push(read === null ? null : read.number);
    known.all += read === null ? 0 : 1;
    known.percentages += read?.percent === true ? 1 : 0;
  }
  if (known.all === 0 || (known.percentages > 0 && known.percentages < known.all)) return null;
  if (known.percentages > 0)
    return { type: 'percent', cells: cells.map((cell) => (cell === null ? null : cell / 100)) };
  return { type: cells.every((cell) => cell === null || Number.isInteger(cell)) ? 'count' : 'number', cells };
}

/** A hierarchical table leaves a leading label blank where it is that of the row above: filled in again. */
export function filledForward(grid: Grid, labels: number): Grid {
  if (labels < 2) return grid;
  const rows: string[][] = [];
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
  const rows = columns[0]?.cells.map((_, row) => columns.map(({ cells }) => cells[row] ?? null)) ?? [];
  if (columns.length <= mostColumns)
    return {
      name,
      title: 'as sent',
      columns: columns.map(({ type }, index): Column => ({ name: named[index] ?? '', type })),
      rows,
      show: 10,
    };
  const types = new Set(columns.slice(labels).map(({ type }) => type));
  const [only] = types;
  const type = types.size === 1 && only !== undefined ? only : 'label';
  const long = rows.flatMap((row) =>
    row
      .slice(labels)
      .map((cell, index): Cell[] => [
        row.slice(0, labels).join('; '),
        columns[labels + index]?.name ?? '',
        type === 'label' && typeof cell === 'number' ? written(cell, columns[labels + index]?.type) : cell,
      ]),
  );
  return {
    name,
    title: `${columns.length} columns, so one row for each figure`,
    columns: [
      { name: 'row', type: 'label' },
      { name: 'column', type: 'label' },
      { name: 'value', type },
    ],
    rows: long,
    show: 10,
  };
}

const mostColumns = 7;

function written(cell: number, type: TypedColumn['type'] | undefined): string {
  return type === 'percent' ? `${Number((cell * 100).toFixed(4))} %` : String(cell);
}

/** Whether a cell is a figure, or holds nothing. */
export function isFigure(text: string): boolean {
  return figure(text) !== undefined;
}

function figure(text: string): { number: number; percent: boolean } | null | undefined {
  // Most are, and there may be a million.
  if (/^\d{1,15}$/.test(text)) return { number: Number(text), percent: false };
  if (/^(-|n\/a|null|none|nan)?$/i.test(text)) return null;
  const [, digits = '', sign = ''] = /^(-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?(?:e[+-]?\d+)?)( ?%)?$/i.exec(text) ?? [];
  const number = Number(digits.replaceAll(',', ''));
  return digits === '' || !Number.isFinite(number) ? undefined : { number, percent: sign !== '' };
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
