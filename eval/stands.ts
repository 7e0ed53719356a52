import { literal } from './literal.ts';
import { type Cells, readPage } from './page.ts';
import type { Anchor, Expected } from './question.ts';

/** The line of an answer in which the figure stands together with what it is the figure of; null where there is none. */
export function findFigure(answer: string, expected: Expected): string | null {
  const { sentences, rows } = readPage(answer);
  return sentences.find((sentence) => saidIn(sentence, expected)) ?? rowWith(rows, expected);
}

function rowWith(rows: readonly Cells[], expected: Expected): string | null {
  const found = rows.find((row) => standsIn(row, expected));
  return found === undefined ? null : `row ${found.place}: ${found.cells.join(' | ')}`;
}

/** The figure is a whole cell under the right head, in a row that also holds what the figure is of. */
function standsIn({ heads, cells, place }: Cells, { figure, column, of = [], rank }: Expected): boolean {
  if (column === undefined || (rank !== undefined && rank !== place)) return false;
  const at = heads.indexOf(column);
  if (at < 0 || cells[at] !== figure) return false;
  return of.every(({ is }) => cells.some((cell, index) => index !== at && cell === is));
}

/** Each place of the sentence in which the figure stands as a whole, read on its own. */
function saidIn(sentence: string, { figure, words, of = [], rank }: Expected): boolean {
  if (words === undefined || rank !== undefined) return false;
  const plain = sentence.replaceAll('#', 'no.');
  return [...plain.matchAll(wholeFigure(figure))].some(({ index }) => {
    const marked = `${plain.slice(0, index)}#${plain.slice(index + figure.length)}`;
    return isNamed(marked, words) && of.every((anchor) => isOf(marked, anchor));
  });
}

/** No digit, sign, decimal, unit or currency before or after it that would make it another figure. */
function wholeFigure(figure: string): RegExp {
  const before = String.raw`(?<![\w.,:/+−-])(?<!\b(?:EUR|USD) )`;
  const after = String.raw`(?![\w/]|[.,:]\d|-\d| ?%| (?:s|min|h|d)\b)`;
  return new RegExp(`${before}${literal(figure)}${after}`, 'g');
}

function isNamed(marked: string, words: RegExp): boolean {
  if (words.source.includes('#')) return words.test(marked);
  const clause = clauseOf(marked);
  const at = clause.indexOf('#');
  return [...clause.matchAll(new RegExp(words, 'g'))].some(({ index, 0: { length } }) => {
    const between = index < at ? clause.slice(index + length, at) : clause.slice(at + 1, index);
    return !/[\d()]/.test(between);
  });
}

/** What stands in the figure's own clause decides; else the last one named before it in the sentence. */
function isOf(marked: string, { is, among }: Anchor): boolean {
  const nearest = (text: string) => {
    const at = text.indexOf('#');
    const named = [...text.matchAll(new RegExp(among, 'g'))];
    const distance = (index: number, length: number) => (index < at ? at - index - length : index - at);
    return named.sort((a, b) => distance(a.index, a[0].length) - distance(b.index, b[0].length))[0]?.[0];
  };
  const before = marked.slice(0, marked.indexOf('#') + 1);
  const last = () => [...before.matchAll(new RegExp(among, 'g'))].at(-1)?.[0];
  return (nearest(clauseOf(marked)) ?? last()) === is;
}

/** From the comma, colon or semicolon before the figure to the one after it; those in parentheses do not count. */
function clauseOf(marked: string): string {
  const figure = marked.indexOf('#');
  let depth = 0;
  let start = 0;
  for (let at = 0; at < marked.length; at++) {
    if (marked[at] === '(') depth += 1;
    if (marked[at] === ')') depth -= 1;
    if (depth > 0 || !/^[,;:]\s/.test(marked.slice(at, at + 2))) continue;
    if (at > figure) return marked.slice(start, at);
    start = at + 1;
  }
  return marked.slice(start);
}
