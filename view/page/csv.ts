import type { TextTable } from '../answer/answer-text.ts';
import { figureOf } from '../answer/figure.ts';

/** The table for a spreadsheet: figures bare, everything else as it is printed, and nothing that a spreadsheet would run. */
export function csvOf({ columns, rows }: TextTable): string {
  return [columns, ...rows.map((row) => row.map(bare))].map((row) => row.map(quoted).join(',')).join('\r\n');
}

/** "4,812" as 4812: a spreadsheet would read two numbers. Units stay, as in "12.4 %". */
function bare(text: string): string {
  return figureOf(text)?.unit === 'number' ? text.replaceAll(',', '') : text;
}

function quoted(text: string): string {
  const inert = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(text) && figureOf(text) === null ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
