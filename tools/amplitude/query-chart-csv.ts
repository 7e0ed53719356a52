import { csvRows, type GridCell } from './query-chart-csv-rows.ts';

/** A table as it was sent: every row as wide as the header. */
export interface Grid {
  header: string[];
  rows: GridCell[][];
}

/**
 * A chart's CSV: title lines, a blank line, then a header row (of a series it starts with "Segment") and its rows; more
 * tables may follow after blank lines. Cells are quoted, with a tab in front. Null where the text is no CSV.
 */
export function csvGrids(text: string): { titles: string[]; grids: Grid[] } | null {
  const rows = csvRows(text);
  if (rows === null) return null;
  const found = blocks(rows).map(readBlock);
  return { titles: found.flatMap(({ titles }) => titles), grids: found.flatMap(({ grid }) => grid ?? []) };
}

function blocks(rows: readonly GridCell[][]): GridCell[][][] {
  const all: GridCell[][][] = [[]];
  for (const row of rows) {
    if (row.every((cell) => cell === '')) all.push([]);
    else all.at(-1)?.push(row);
  }
  return all.filter((block) => block.length > 0);
}

function readBlock(block: readonly GridCell[][]): { titles: string[]; grid: Grid | null } {
  const start = block.findIndex((row) => String(row[0]).toLowerCase() === 'segment' || filled(row) > 1);
  const titles = (start === -1 ? block : block.slice(0, start)).map((row) =>
    row.filter((cell) => cell !== '').join(' '),
  );
  const header = block[start];
  if (header === undefined) return { titles, grid: null };
  const rows = block.slice(start + 1);
  const width = rows.reduce((most, row) => Math.max(most, lastFilled(row)), lastFilled(header));
  return { titles, grid: { header: wide(header, width).map(String), rows: rows.map((row) => wide(row, width)) } };
}

function filled(row: readonly GridCell[]): number {
  return row.filter((cell) => cell !== '').length;
}

function lastFilled(row: readonly GridCell[]): number {
  return row.findLastIndex((cell) => cell !== '') + 1;
}

function wide(row: GridCell[], width: number): GridCell[] {
  return row.length === width ? row : Array.from({ length: width }, (_, index) => row[index] ?? '');
}
