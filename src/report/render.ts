import { headerLines, rowLine } from './format.ts';
import { ownLine } from './label.ts';
import { inOrder } from './note.ts';
import type { Report, Table } from './report.ts';
import { estimateProse, estimateTokens } from './tokens.ts';

export interface RenderOptions {
  /** The most tokens that the text may have, footer included. */
  budget: number;
  /** Closing lines that programs read; never cut. */
  footer: readonly string[];
  /** How to see the rows that did not fit, said once. */
  more: string;
  /** Show every row that fits, not only those worth reading at once. */
  full?: boolean;
}

/**
 * A report as text within a token budget: the headline, then notes, then as many tables and rows as fit.
 * What was left out is counted and the reader told how to get it.
 */
export function render(report: Report, { budget, footer, more, full = false }: RenderOptions): string {
  const page = createPage(budget - estimateTokens(anyId(['', '---', ...footer, more, ''].join('\n'))) - spare);
  const said = page.take(report.headline.map(ownLine), 0.6);
  const noted = page.take(
    inOrder(report.notes).map(({ text }) => `- ${ownLine(text)}`),
    0.75,
    'Notes:',
  );
  const left = report.tables.map((table) => fitTable(page, table, full)).filter((rows) => rows > 0);
  const cut = noted && said ? [] : ['(some sentences did not fit: ask with "detail": "full")'];
  const rest = left.length > 0 ? [more] : [];
  return [page.text(), ...cut, ...rest, '---', ...footer].filter((part) => part !== '').join('\n');
}

/** The longest that an id can be in tokens: what is shown must not hang on how this one fell. */
function anyId(closing: string): string {
  return closing.replace(/(?<=^result_id: )\w+/m, (id) => 'a0'.repeat(id.length / 2));
}

/** Room kept for the sentences that say what was left out. */
const spare = 40;

interface Page {
  /** Adds the lines; with `spared` tokens only if these are left after them, and false when they are not. */
  add(lines: readonly string[], spared?: number): boolean;
  /** Adds the lines one by one while less than `part` of the page is used; false when some did not fit. */
  take(lines: readonly string[], part: number, title?: string): boolean;
  text(): string;
}

function createPage(size: number): Page {
  const lines: string[] = [];
  let used = 0;
  const put = (added: readonly string[], tokens: number) => {
    used += tokens;
    lines.push(...added);
  };
  const add = (added: readonly string[], spared?: number) => {
    const tokens = costOf(added);
    if (spared !== undefined && used + tokens + spared > size) return false;
    put(added, tokens);
    return true;
  };
  const take = (added: readonly string[], part: number, title = '') => {
    const [first, ...rest] = added;
    if (first === undefined) return true;
    for (const next of [title === '' ? first : `\n${title}\n${first}`, ...rest]) {
      const tokens = estimateProse(next) + 1;
      if (used + tokens > size * part) return false;
      put([next], tokens);
    }
    return true;
  };
  return { add, take, text: () => lines.join('\n') };
}

function costOf(lines: readonly string[]): number {
  return lines.reduce((sum, text) => sum + estimateTokens(text) + 1, 0);
}

/** Adds what fits of a table and tells how many rows were left out. */
function fitTable(page: Page, table: Table, full: boolean): number {
  const wanted = full ? table.rows : table.rows.slice(0, table.show);
  if (wanted.length === 0) return table.rows.length;
  const head = ['', `**${table.name}**: ${table.title}`, ...headerLines(table)];
  const all = table.rows.length;
  const spared = costOf([remainder(table, all)]);
  let shown = 0;
  // Row by row, because a table may have a hundred thousand of them.
  for (const row of wanted) {
    if (!page.add([...(shown === 0 ? head : []), rowLine(table, row)], spared)) break;
    shown += 1;
  }
  if (shown === 0) return all;
  const left = all - shown;
  if (left > 0) page.add([remainder(table, left)]);
  return left;
}

function remainder(table: Table, rows: number): string {
  return `(${rows} more of ${table.rows.length} rows in ${table.name})`;
}
