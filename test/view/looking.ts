import type { Frame, Page } from 'playwright-core';
import type { Result } from './showing.ts';

/** What a reader has read at one place of a chart. */
export interface Reading {
  title: string;
  figures: { name: string; text: string }[];
}

/** Waits until the view has an answer, drawn or not, and is no longer at work. */
export async function settled(view: Frame): Promise<void> {
  await view.waitForFunction(() => {
    const waiting =
      document.querySelector('[aria-busy]') !== null || document.body.textContent?.includes('The chart comes');
    return !waiting && document.querySelector('main')?.childElementCount !== 0;
  });
}

/** Sends the view another answer of the same tool, and waits for it. */
export async function sendAnswer(page: Page, view: Frame, answer: Result): Promise<void> {
  await view.evaluate(() => document.querySelector('main')?.replaceChildren());
  await page.evaluate((json) => window.sendAnswer(json), JSON.stringify(answer));
  await settled(view);
}

/** Gives the window another width, and waits until the view is drawn for it. */
export async function resize(page: Page, view: Frame, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  await view.waitForFunction((wide) => innerWidth === wide, width);
  await painted(view);
}

/** Waits until what was changed has been seen. */
export async function painted(view: Frame): Promise<void> {
  await view.evaluate(
    () => new Promise<void>((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn()))),
  );
}

/** Presses the button of that chart, and waits for it. */
export async function choose(view: Frame, title: string): Promise<void> {
  await view.locator('.chooser').getByRole('button', { name: title, exact: true }).click();
  await settled(view);
}

export async function chartTitles(view: Frame): Promise<string[]> {
  const titles = await view.locator('.chooser button').allTextContents();
  return titles.length > 0 ? titles : [''];
}

/** Pairs of words in the drawings of a view that lie on one another, and words that leave the drawing. */
export async function clashes(view: Frame): Promise<string[]> {
  return view.evaluate(() => {
    const slack = 0.75;
    const found: string[] = [];
    for (const svg of document.querySelectorAll('svg')) {
      const frame = svg.getBoundingClientRect();
      const words = [...svg.querySelectorAll('text')].flatMap((text) => {
        const box = text.getBoundingClientRect();
        const seen = box.width > 0 && box.height > 0 && getComputedStyle(text).visibility !== 'hidden';
        // A line of words is less tall than its box, which has room for accents.
        const [top, bottom] = [box.top + box.height * 0.2, box.bottom - box.height * 0.2];
        return seen ? [{ words: text.textContent ?? '', left: box.left, right: box.right, top, bottom }] : [];
      });
      for (const [index, one] of words.entries()) {
        if (one.left < frame.left - 1 || one.right > frame.right + 1) found.push(`"${one.words}" leaves the drawing`);
        if (one.top < frame.top - 1 || one.bottom > frame.bottom + 1) found.push(`"${one.words}" leaves the drawing`);
        for (const other of words.slice(index + 1)) {
          const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
          const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
          if (across > slack && down > slack) found.push(`"${one.words}" and "${other.words}"`);
        }
      }
    }
    return found;
  });
}

/** By how many pixels the page is wider than its window. */
export async function overflow(view: Frame): Promise<number> {
  return view.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** How many drawings are squeezed into their place, instead of being made for it. */
export async function squeezed(view: Frame): Promise<number> {
  return view.evaluate(
    () =>
      [...document.querySelectorAll('svg')].filter(
        (svg) => Math.abs(svg.getBoundingClientRect().width - svg.viewBox.baseVal.width) > 1,
      ).length,
  );
}

/** All that the arrow keys lead to in a chart of the view, row by row. */
export async function readByKeys(view: Frame, chart = 0): Promise<Reading[]> {
  return view.evaluate((place) => {
    const stage = document.querySelectorAll<HTMLElement>('.stage')[place];
    if (stage === undefined) return [];
    const press = (key: string) => {
      stage.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      return stage.querySelector('.cursor')?.getAttribute('style') + (stage.querySelector('.tip')?.textContent ?? '');
    };
    const read = () => ({
      title: stage.querySelector('.at')?.textContent ?? '',
      figures: [...stage.querySelectorAll('.tip > div:not(.at)')].map((line) => ({
        name: line.querySelector('bdi')?.textContent ?? '',
        text: line.querySelector('strong')?.textContent ?? '',
      })),
    });
    const row = () => {
      const found: [string, ReturnType<typeof read>][] = [];
      for (let at = press('Home'), last = ''; at !== last && found.length < 5_000; at = press('ArrowRight')) {
        found.push([at, read()]);
        last = at;
      }
      return found;
    };
    const rows = [row()];
    press('Home');
    // Down leads to the next row, unless there is but one row or one column.
    for (
      let at = press('ArrowDown'), last = rows[0]?.[0]?.[0];
      at !== last && at !== rows[0]?.[1]?.[0];
      at = press('ArrowDown')
    ) {
      last = at;
      rows.push(row());
      press('Home');
      if (rows.length > 500) break;
    }
    stage.dispatchEvent(new FocusEvent('blur'));
    return rows.flatMap((one) => one.map(([, reading]) => reading));
  }, chart);
}

export interface Printed {
  columns: string[];
  rows: string[][];
}

/** A table as the server prints it, every row of it, told apart by nothing but its bars. */
export async function printedTable(
  call: (name: string, args: Record<string, unknown>) => Promise<{ content?: unknown[] }>,
  text: string,
  table: string,
): Promise<Printed> {
  const [, id = ''] = /^result_id: (\w+)$/m.exec(text) ?? [];
  const rows: string[][] = [];
  let columns: string[] = [];
  let offset: number | null = 0;
  while (offset !== null) {
    const { content = [] } = await call('read_result', { result_id: id, table, offset, limit: 10_000 });
    const page = JSON.stringify(content[0]) === undefined ? '' : String(Object(content[0]).text);
    const lines = page.split('\n').filter((line) => line.startsWith('| '));
    columns = cells(lines[0] ?? '');
    rows.push(...lines.slice(1).map(cells));
    const [, more] = /"offset": (\d+)\)$/m.exec(page) ?? [];
    offset = more === undefined ? null : Number(more);
  }
  return { columns, rows };
}

function cells(line: string): string[] {
  return line
    .slice(2, -2)
    .split(' | ')
    .map((cell) => cell.replaceAll('\\', ''));
}
