import { readPage, type TextPage, type TextTable } from '../answer/answer-text.ts';

/** Asks the server for a page of a stored result; null where the host cannot, or the result has expired. */
export type AskPage = (request: { result_id: string; table: string; offset: number }) => Promise<string | null>;

export interface Gathered {
  table: TextTable;
  /** What a reader must know of it: rows that are missing; empty when it is whole. */
  remark: string;
  /** What the server said beside the rows. */
  notes: string[];
}

/** So many pages are asked for: more rows than these hold cannot be told apart in a chart. */
const mostPages = 30;

/**
 * All rows of a table: those that stood in the answer where these are all, or else as many as the server tells. What it tells
 * must agree with what stood in the answer, which is what people read: otherwise only that is used.
 */
export async function gather(
  wanted: { name: string; resultId: string | null; rows: number; shown: TextTable | undefined },
  ask: AskPage,
): Promise<Gathered | null> {
  const { name, resultId, rows, shown } = wanted;
  if (shown !== undefined && shown.rows.length >= rows) return { table: shown, remark: '', notes: [] };
  const told = resultId === null ? null : await pagesOf(name, resultId, ask);
  const agreed = told !== null && agrees(told.table, shown, rows);
  if (agreed) return { ...told, remark: remarkOn(told.table, rows) };
  if (shown === undefined) return null;
  const why = told === null ? '' : ' What the server tells of the others does not agree with the answer.';
  return { table: shown, remark: `${remarkOn(shown, rows)}${why}`, notes: [] };
}

function remarkOn(table: TextTable, rows: number): string {
  return table.rows.length >= rows ? '' : `Drawn from the first ${table.rows.length} of ${rows} rows.`;
}

async function pagesOf(
  name: string,
  resultId: string,
  ask: AskPage,
): Promise<Pick<Gathered, 'table' | 'notes'> | null> {
  const first = await pageOf({ name, resultId, offset: 0 }, ask);
  if (first === null) return null;
  const { title, columns, notes } = first;
  const rows = [...first.rows];
  let last = first;
  for (let page = 1; page < mostPages && last.next === rows.length; page++) {
    const read = await pageOf({ name, resultId, offset: rows.length }, ask);
    // What cannot be read of a later page is missing, which is said.
    if (read === null || !same(read.columns, columns) || read.rows.length === 0) break;
    rows.push(...read.rows);
    last = read;
  }
  return { table: { name, title, columns, rows }, notes };
}

async function pageOf(
  { name, resultId, offset }: { name: string; resultId: string; offset: number },
  ask: AskPage,
): Promise<TextPage | null> {
  const text = await ask({ result_id: resultId, table: name, offset });
  const read = text === null ? null : readPage(text);
  return read?.name === name ? read : null;
}

/** The rows that stood in the answer come first and are the same, and there are no more rows than it says. */
function agrees(told: TextTable, shown: TextTable | undefined, rows: number): boolean {
  if (told.rows.length > rows) return false;
  if (shown === undefined) return told.rows.length > 0;
  return same(told.columns, shown.columns) && shown.rows.every((row, index) => same(row, told.rows[index] ?? []));
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((cell, index) => cell === other[index]);
}
