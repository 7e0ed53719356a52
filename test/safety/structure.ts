import { parse } from 'csv-parse/sync';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';

/** What an answer is made of, by its lines; throws where a line is none of ours. */
export interface Anatomy {
  headline: string[];
  notes: string[];
  tables: { name: string; cells: number; rows: string[] }[];
  footer: string[];
}

/** Reads a text as our own structure. */
export function anatomyOf(text: string): Anatomy {
  const lines = text.split('\n');
  const rule = only(lines, (line) => line === '---', 'rule before the footer');
  const [body, footer] = [lines.slice(0, rule), lines.slice(rule + 1)];
  only(lines, (line) => /^\s*result_id\s*:/i.test(line), 'result_id');
  only(lines, (line) => /^\s*source\s*:/i.test(line), 'source');
  if (!footer.every((line) => /^(result_id|tables|source): /.test(line)))
    throw new Error(`a strange footer: ${footer}`);
  const anatomy: Anatomy = { headline: [], notes: [], tables: [], footer };
  let at: 'headline' | 'notes' | 'tables' = 'headline';
  for (let index = 0; index < body.length; index++) {
    const line = body[index] ?? '';
    const table = /^\*\*([a-z0-9_]+)\*\*: /.exec(body[index + 1] ?? '');
    if (line === '' && body[index + 1] === 'Notes:' && at === 'headline') {
      at = 'notes';
      index += 1;
    } else if (line === '' && table !== null) {
      at = 'tables';
      const [header = '', dashes = ''] = body.slice(index + 2, index + 4);
      const cells = pipes(header);
      if (dashes !== `|${'---|'.repeat(cells - 1)}`) throw new Error(`no rule under ${header}`);
      anatomy.tables.push({ name: table[1] ?? '', cells, rows: [] });
      index += 3;
    } else if (/^\((\d+ more of \d+ rows in [a-z0-9_]+|some sentences did not fit: .*)\)$/.test(line)) continue;
    else if (/^(More|Further) rows/.test(line) || (line.includes('read_result') && index === body.length - 1)) continue;
    else if (at === 'headline' && line !== '') anatomy.headline.push(line);
    else if (at === 'notes' && line.startsWith('- ')) anatomy.notes.push(line);
    else if (at === 'tables' && line.startsWith('| ') && line.endsWith(' |')) anatomy.tables.at(-1)?.rows.push(line);
    else throw new Error(`a line that is none of ours (${at}): ${JSON.stringify(line.slice(0, 200))}`);
  }
  for (const { name, cells, rows } of anatomy.tables)
    for (const row of rows)
      if (pipes(row) !== cells)
        throw new Error(`${name}: ${pipes(row)} pipes instead of ${cells}: ${row.slice(0, 300)}`);
  return anatomy;
}

/** What a page of `read_result` holds: as many records as it says, each with as many cells as the header. */
export function recordsOf(text: string, format: 'table' | 'csv' | 'json'): { columns: string[]; records: string[][] } {
  const lines = text.split('\n');
  const remains = only(
    lines,
    (line) => /^\((no rows|rows \d+ to \d+) of \d+; (none remain|\d+ remain: "offset": \d+)\)$/.test(line),
    'line on what remains',
  );
  const [, first = '1', last = '0'] = /^\(rows (\d+) to (\d+)/.exec(lines[remains] ?? '') ?? [];
  const rule = only(lines, (line) => line === '---', 'rule before the footer');
  only(lines, (line) => /^\s*result_id\s*:/i.test(line), 'result_id');
  only(lines, (line) => /^\s*source\s*:/i.test(line), 'source');
  if (rule < remains || lines.length !== rule + 3) throw new Error('a strange footer');
  if (!lines.slice(remains + 1, rule).every((line) => line.startsWith('- '))) throw new Error('a strange note');
  const inside = lines.slice(1, remains).filter((line) => line !== 'No rows match.');
  const shown = Number(last) - Number(first) + 1;
  const physical = { table: shown + 2, csv: shown + 1, json: shown + 2 }[format];
  if (inside.length !== physical)
    throw new Error(`${inside.length} lines instead of ${physical} for ${shown} rows as ${format}`);
  return { table: asTable, csv: asCsv, json: asJson }[format](inside);
}

function asTable([header = '', , ...rows]: string[]) {
  const cells = (line: string) => line.slice(2, -2).split(/(?<!(?<!\\)(?:\\\\)*\\) \| /);
  for (const row of rows) if (pipes(row) !== pipes(header)) throw new Error(`other pipes: ${row.slice(0, 300)}`);
  return { columns: cells(header), records: rows.map(cells) };
}

function asCsv(lines: string[]) {
  const [columns = [], ...records]: string[][] = parse(lines.join('\n'));
  if (records.length !== lines.length - 1) throw new Error('records over several lines');
  for (const cell of records.flat())
    if (/^[=+\-@\uff1d\uff0b\uff0d\uff20\t\r]/.test(cell) && !Number.isFinite(Number(cell)))
      throw new Error(`a formula: ${cell.slice(0, 80)}`);
  return { columns, records };
}

function asJson(lines: string[]) {
  const rows: Record<string, unknown>[] = JSON.parse(lines.join('\n'));
  const columns = Object.keys(rows[0] ?? {});
  for (const row of rows) if (Object.keys(row).join() !== columns.join()) throw new Error('other keys');
  return { columns, records: rows.map((row) => columns.map((name) => String(row[name]))) };
}

/** What must stand in no text, whatever its format. */
export function expectVisible(text: string, most: number): void {
  const odd = /[^\P{C}\n]|[\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/u.exec(text);
  if (odd !== null)
    throw new Error(
      `U+${odd[0].codePointAt(0)?.toString(16)} at ${JSON.stringify(text.slice(Math.max(0, odd.index - 60), odd.index + 20))}`,
    );
  const tokens = countTokens(text);
  if (tokens > most) throw new Error(`${tokens} tokens, more than ${most}`);
}

/** How often a text has what Markdown, HTML, a template or a terminal would act on. */
export function markupIn(text: string): Record<string, number> {
  // Which tables fit depends on the length of names: their titles do not count.
  const words = text.replace(/^\*\*[a-z0-9_]+\*\*: /gm, '');
  return Object.fromEntries(markup.map(([name, pattern]) => [name, [...words.matchAll(pattern)].length]));
}

const bare = '(?<!(?<!\\\\)(?:\\\\\\\\)*\\\\)';
const markup: readonly (readonly [string, RegExp])[] = [
  ['backtick', new RegExp(`${bare}\``, 'g')],
  ['star', new RegExp(`${bare}\\*`, 'g')],
  ['tilde', new RegExp(`${bare}~`, 'g')],
  ['bracket', new RegExp(`${bare}[[\\]]`, 'g')],
  ['angle', new RegExp(`${bare}[<>]`, 'g')],
  ['image or link', new RegExp(`${bare}\\]\\(|${bare}!\\[`, 'g')],
  ['emphasis', /(?<![\p{L}\p{N}\\_])_(?=[^\s_]).*?[^\s_\\]_(?![\p{L}\p{N}_])/gu],
  ['address', /(?<!\\):\/\/|(?<![\p{L}\p{N}])www\.|(?<![\p{L}])(?:javascript|vbscript|mailto|data):\S/giu],
  ['template', /\{\{|\}\}|\$\{|#\{|@\{|\{%|%\}|\{#|<%|<\?|<!/g],
  ['heading', /^\s*(?:- )?#+\s/gm],
  ['list', /^\s*(?:[-+*]|\d+[.)])\s+(?:[-+*]|\d+[.)]|#+)\s/gm],
];

function pipes(line: string): number {
  return [...line.matchAll(new RegExp(`${bare}\\|`, 'g'))].length;
}

function only(lines: readonly string[], is: (line: string) => boolean, what: string): number {
  const found = lines.flatMap((line, index) => (is(line) ? [index] : []));
  const [first] = found;
  if (first === undefined || found.length > 1) throw new Error(`${found.length} lines are a ${what}`);
  return first;
}
