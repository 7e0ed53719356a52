import { parse } from 'csv-parse/sync';

/** A table as text: every row as wide as the header. */
export interface Grid {
  header: string[];
  rows: string[][];
}

/**
 * A chart's CSV: title lines, a blank line, then a header row (of a series it starts with "Segment") and its rows; more
 * tables may follow after blank lines. Cells are quoted, with a tab in front. Null where the text is no CSV.
 */
export function csvGrids(text: string): { titles: string[]; grids: Grid[] } | null {
  const rows = parsed(text);
  if (rows === null) return null;
  const found = blocks(rows).map(readBlock);
  return { titles: found.flatMap(({ titles }) => titles), grids: found.flatMap(({ grid }) => grid ?? []) };
}

function parsed(text: string): string[][] | null {
  try {
    const options = { bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: false };
    return parse(text, options).map((row) => row.map((cell) => cell.replace(/^\t/, '').trim()));
  } catch {
    return null;
  }
}

function blocks(rows: readonly string[][]): string[][][] {
  const all: string[][][] = [[]];
  for (const row of rows) {
    if (row.every((cell) => cell === '')) all.push([]);
    else all.at(-1)?.push(row);
  }
  return all.filter((block) => block.length > 0);
}

function readBlock(block: readonly string[][]): { titles: string[]; grid: Grid | null } {
  const start = block.findIndex((row) => row[0]?.toLowerCase() === 'segment' || filled(row) > 1);
  const titles = (start === -1 ? block : block.slice(0, start)).map((row) =>
    row.filter((cell) => cell !== '').join(' '),
  );
  const header = block[start];
  if (header === undefined) return { titles, grid: null };
  const rows = block.slice(start + 1);
  const width = rows.reduce((most, row) => Math.max(most, lastFilled(row)), lastFilled(header));
  return { titles, grid: { header: wide(header, width), rows: rows.map((row) => wide(row, width)) } };
}

function filled(row: readonly string[]): number {
  return row.filter((cell) => cell !== '').length;
}

function lastFilled(row: readonly string[]): number {
  return row.findLastIndex((cell) => cell !== '') + 1;
}

function wide(row: string[], width: number): string[] {
  return row.length === width ? row : Array.from({ length: width }, (_, index) => row[index] ?? '');
}
