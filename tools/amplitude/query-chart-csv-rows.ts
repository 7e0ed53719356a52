import { parse } from 'csv-parse/sync';

/**
 * A cell of a table: a number where the text is its digits and nothing else, which most are. A chart may have millions of
 * cells, and as texts they would take several times the room.
 */
export type GridCell = string | number;

/** The cells of a CSV text, without the tab in front of them; null where it is none. */
export function csvRows(text: string): GridCell[][] | null {
  return plainRows(text) ?? parsedRows(text);
}

/**
 * The same of a text in which no cell holds a quote or a line break, as charts come. Null of any other, which is for the
 * parser to read.
 */
export function plainRows(text: string): GridCell[][] | null {
  // The parser reads bytes, in which there is no half of a character.
  if (/[\ud800-\udfff]/.test(text)) return null;
  const lines = text.replace(/^\ufeff/, '').split(text.includes('\r') ? '\r\n' : '\n');
  if (lines.at(-1) === '') lines.pop();
  const rows = lines.map(cellsOf);
  return rows.every((row) => row !== null) ? rows : null;
}

export function parsedRows(text: string): GridCell[][] | null {
  try {
    const options = { bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: false };
    return parse(text, options).map((row) => row.map(bare));
  } catch {
    return null;
  }
}

function cellsOf(line: string): GridCell[] | null {
  if (line.includes('\r') || line.includes('\n')) return null;
  const cells: GridCell[] = [];
  for (let at = 0; at <= line.length; ) {
    const end = endOfCell(line, at);
    if (end === null) return null;
    const quote = line.startsWith('"', at) ? 1 : 0;
    const start = at + quote;
    cells.push(cellIn(line, line.startsWith('\t', start) ? start + 1 : start, end - quote));
    at = end + 1;
  }
  return cells;
}

/** The place after a cell, quotes and all; null where a quote stands in it. */
function endOfCell(line: string, at: number): number | null {
  if (line.startsWith('"', at)) {
    const end = line.indexOf('"', at + 1) + 1;
    return end > 0 && (end === line.length || line.startsWith(',', end)) ? end : null;
  }
  const comma = line.indexOf(',', at);
  const end = comma === -1 ? line.length : comma;
  return line.slice(at, end).includes('"') ? null : end;
}

function bare(cell: string): GridCell {
  const text = cell.replace(/^\t/, '').trim();
  return digitsIn(text, 0, text.length) ?? text;
}

function cellIn(line: string, start: number, end: number): GridCell {
  return digitsIn(line, start, end) ?? bare(line.slice(start, end));
}

/** The number of which the text between two places is the digits, where it is. */
function digitsIn(text: string, start: number, end: number): number | undefined {
  if (start === end || end - start > 15 || (end - start > 1 && text[start] === '0')) return undefined;
  let number = 0;
  for (let at = start; at < end; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return undefined;
    number = number * 10 + digit;
  }
  return number;
}
