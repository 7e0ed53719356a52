/** A row of a table with the heads of its columns. */
export interface Cells {
  heads: readonly string[];
  cells: readonly string[];
  /** From 1, as shown. */
  place: number;
}

/** What an answer says: its sentences, and the rows of its tables. The lines after `---`, which programs read, say nothing. */
export function readPage(answer: string): { sentences: string[]; rows: Cells[] } {
  const lines = body(answer);
  const sentences = lines.filter((line) => line.trim() !== '' && !isRow(line)).flatMap(sentencesOf);
  return { sentences, rows: lines.flatMap((_, index) => tableAt(lines, index)) };
}

/** The footer's line that says whence and from which dates the figures are. */
export function sourceOf(answer: string): string {
  return (
    answer
      .split('\n')
      .findLast((line) => line.startsWith('source: '))
      ?.slice('source: '.length) ?? ''
  );
}

function body(answer: string): string[] {
  const lines = answer.split('\n');
  const end = lines.lastIndexOf('---');
  return end < 0 ? lines : lines.slice(0, end);
}

function sentencesOf(line: string): string[] {
  return line.replace(/^- /, '').split(/(?<=[.!?])\s+(?=\S)/);
}

/** The rows under a head and its rule; none where no table begins. */
function tableAt(lines: readonly string[], index: number): Cells[] {
  const [head = '', rule = ''] = lines.slice(index, index + 2);
  if (!isRow(head) || !/^\|(-{3,}\|)+$/.test(rule)) return [];
  const heads = cellsOf(head);
  const rest = lines.slice(index + 2);
  const end = rest.findIndex((line) => !isRow(line));
  return rest.slice(0, end < 0 ? rest.length : end).map((line, at) => ({ heads, cells: cellsOf(line), place: at + 1 }));
}

function isRow(line: string): boolean {
  return line.startsWith('|');
}

/** A pipe within a cell is escaped. */
function cellsOf(line: string): string[] {
  return line
    .replace(/^\|/, '')
    .replace(/\|$/, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll(String.raw`\|`, '|'));
}
