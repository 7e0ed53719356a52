import { choose, type Printed, printedTable, settled } from './looking.ts';
import type { Shown, Stage } from './stage.ts';

export interface Looked {
  printed: Printed;
  at(row: readonly string[], column: string): string;
}

/** Chooses a chart, and gets the table behind it as the server prints it. */
export async function look(call: Stage['call'], { view, text }: Shown, title: string, table: string): Promise<Looked> {
  await settled(view);
  if (title !== '' && (await view.locator('.chooser').count()) > 0) await choose(view, title);
  const printed = await printedTable(call, text, table);
  return {
    printed,
    at(row, column) {
      const place = printed.columns.indexOf(column);
      if (place < 0) throw new Error(`${table} has no column ${column}: ${printed.columns.join(', ')}`);
      return row[place] ?? '';
    },
  };
}

/** Which of the drawings is of that currency. */
export async function drawingOf({ view }: Shown, currency: string): Promise<number> {
  const titles = await view.locator('figcaption').allTextContents();
  const place = titles.findIndex((title) => title.endsWith(`, ${currency}`));
  if (place < 0) throw new Error(`no drawing of ${currency}: ${titles.join('; ')}`);
  return place;
}

/** Dates, times and ages from the earliest on. */
export function order(text: string): number {
  return /^\d{4}-\d{2}/.test(text) ? Date.parse(text) : Number(/\d+(?=\D*$)/.exec(text.replace(':', ''))?.[0]);
}
