/** What a program can read of an answer's text. Words are as they were before their markup was escaped. */
export interface AnswerText {
  /** What stands above the answer and marks all of it, such as simulated data; null without one. */
  banner: string | null;
  headline: string[];
  notes: string[];
  tables: TextTable[];
  /** How the answer's data are asked for; null where there are none, as of an error. */
  resultId: string | null;
  /** The rows that each table really has. */
  rows: Map<string, number>;
  source: string;
}

/** The rows of a table that were shown, cells as printed. */
export interface TextTable {
  name: string;
  title: string;
  columns: string[];
  rows: string[][];
}

/** Reads the text of any answer; what it does not know becomes part of the headline or is left out, never a figure. */
export function readAnswer(text: string): AnswerText {
  const { above, footer } = parted(text);
  const blocks = tableBlocks(above);
  const [head = '', noted = ''] = (blocks.before.join('\n') || '').split(/\n*^Notes:$\n/m);
  const lines = head.split('\n').filter((line) => line.trim() !== '' && !isRemark(line));
  const banner = lines[0]?.startsWith('DEMO DATA') ? (lines[0] ?? null) : null;
  return {
    banner,
    headline: lines.slice(banner === null ? 0 : 1).map(unescaped),
    notes: listed(noted),
    tables: blocks.tables,
    resultId: footer.get('result_id') ?? null,
    rows: rowCounts(footer.get('tables') ?? ''),
    source: footer.get('source') ?? '',
  };
}

/** A page of one table, as `read_result` shows it. */
export interface TextPage extends TextTable {
  /** Where the next page begins; null at the end. */
  next: number | null;
  notes: string[];
}

/** Reads a page in the format "table"; null where it is none, as an error is. */
export function readPage(text: string): TextPage | null {
  const { above } = parted(text);
  const lines = above.filter((line) => !line.startsWith('DEMO DATA'));
  const [, name, title] = /^(\w+): (.*)$/.exec(lines[0] ?? '') ?? [];
  const remains = lines.findIndex((line) => /^\((?:no )?rows .*\)$/.test(line));
  if (name === undefined || title === undefined || remains < 0) return null;
  const [, next] = /"offset": (\d+)\)$/.exec(lines[remains] ?? '') ?? [];
  return {
    ...{ name, title: unescaped(title), ...grid(lines.slice(1, remains).filter(isRow)) },
    next: next === undefined ? null : Number(next),
    notes: listed(lines.slice(remains + 1).join('\n')),
  };
}

/** The text above the last rule, and the footer below it by key. */
function parted(text: string): { above: string[]; footer: Map<string, string> } {
  const lines = text.split('\n');
  const rule = lines.lastIndexOf('---');
  const footer = lines.slice(rule < 0 ? lines.length : rule + 1);
  const pairs = footer.map((line) => /^(\w+): (.*)$/.exec(line)).filter((found) => found !== null);
  return {
    above: rule < 0 ? lines : lines.slice(0, rule),
    footer: new Map(pairs.map(([, key = '', value = '']) => [key, value])),
  };
}

/** `**name**: title`, followed by a table. */
function tableBlocks(lines: readonly string[]): { before: string[]; tables: TextTable[] } {
  const heads = lines.flatMap((line, index) => (isTitle(line) && isRow(lines[index + 1] ?? '') ? [index] : []));
  const tables = heads.map((from, place): TextTable => {
    const [, name = '', title = ''] = titlePattern.exec(lines[from] ?? '') ?? [];
    const body = lines.slice(from + 1, heads[place + 1]);
    const end = body.findIndex((line) => !isRow(line));
    return { name, title: unescaped(title), ...grid(end < 0 ? body : body.slice(0, end)) };
  });
  return { before: lines.slice(0, heads[0] ?? lines.length), tables };
}

const titlePattern = /^\*\*(\w+)\*\*: (.*)$/;

function isTitle(line: string): boolean {
  return titlePattern.test(line);
}

function isRow(line: string): boolean {
  return line.startsWith('|') && line.endsWith('|');
}

function isRemark(line: string): boolean {
  return /^\(.*\)$/.test(line) || /^More rows: /.test(line);
}

/** Header, rule and rows. A row with more or fewer cells than there are columns is not of this table. */
function grid([header = '', , ...body]: readonly string[]): Pick<TextTable, 'columns' | 'rows'> {
  const columns = cells(header);
  return { columns, rows: body.map(cells).filter((row) => row.length === columns.length) };
}

/** The cells of a row: a bar with a backslash before it parts none. */
function cells(line: string): string[] {
  const inner = line.slice(1, -1);
  return inner.split(/(?<!\\)\|/).map((cell) => unescaped(cell.trim()));
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/gs, '$1');
}

function listed(text: string): string[] {
  return text.split('\n').flatMap((line) => (line.startsWith('- ') ? [unescaped(line.slice(2))] : []));
}

/** "series (3), points (90)" */
function rowCounts(line: string): Map<string, number> {
  return new Map([...line.matchAll(/(\w+) \((\d+)\)/g)].map(([, name = '', rows = '0']) => [name, Number(rows)]));
}
