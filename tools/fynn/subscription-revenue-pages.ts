import { z } from 'zod';
import type { Request } from '../../src/tool.ts';

const number = z.union([z.number(), z.string().regex(/^\d+$/)]).transform(Number);

export const pagination = z.looseObject({
  totalItems: number.nullish(),
  currentPage: number.nullish(),
  lastPage: number.nullish(),
});

export interface Page {
  data: readonly unknown[];
  meta?: { pagination?: z.output<typeof pagination> | null | undefined } | null | undefined;
}

/** The vendor's other lists take at most this many entries a page. */
export const pageSize = 100;

const mostPages = 200;

/** The number of the next page, or null where the reading ends. */
export function nextPage(pages: readonly Page[]): number | null {
  const last = pages.at(-1);
  const read = pages.length;
  if (last === undefined || last.data.length === 0 || wrongPage(pages) !== null || read >= mostPages) return null;
  const { lastPage, totalItems } = last.meta?.pagination ?? {};
  const goesOn = typeof lastPage === 'number' ? read < lastPage : rowsOf(pages) < (totalItems ?? 0);
  return goesOn ? read + 1 : null;
}

/** Why not everything was read, in words; null when everything was. */
export function missing(pages: readonly Page[]): string | null {
  const { lastPage, totalItems } = pages.at(-1)?.meta?.pagination ?? {};
  const rows = rowsOf(pages);
  const wrong = wrongPage(pages);
  if (wrong !== null) return wrong;
  if (typeof lastPage === 'number' && pages.length < lastPage) return `${pages.length} of ${lastPage} pages were read`;
  if (typeof totalItems === 'number' && rows < totalItems) return `${rows} of ${totalItems} rows were sent`;
  const untold = typeof lastPage !== 'number' && typeof totalItems !== 'number';
  return untold && rows >= pageSize ? 'one page was read, and Fynn does not tell how many there are' : null;
}

/** A page that is not the one that was asked for would repeat rows, or leave some out. */
function wrongPage(pages: readonly Page[]): string | null {
  const numbers = pages.map((page, index) => page.meta?.pagination?.currentPage ?? index + 1);
  const index = numbers.findIndex((number, at) => number !== at + 1);
  if (index !== -1) return `page ${index + 1} was asked for and Fynn sent page ${numbers[index]}`;
  const again = pages.findIndex((page, at) => isRepeated(page, pages[at - 1]));
  return again === -1 ? null : `page ${again + 1} was asked for and Fynn sent page ${again} again`;
}

/** Whether a page that does not tell its number begins as the one before: each row has a date and currency of its own. */
function isRepeated(page: Page, before: Page | undefined): boolean {
  if (before === undefined || page.data.length === 0 || typeof page.meta?.pagination?.currentPage === 'number')
    return false;
  return JSON.stringify(page.data[0]) === JSON.stringify(before.data[0]);
}

function rowsOf(pages: readonly Page[]): number {
  return pages.reduce((sum, page) => sum + page.data.length, 0);
}

export function pageRequest(request: Request, page: number): Request {
  return { ...request, query: request.query.map(([name, value]) => [name, name === 'page' ? String(page) : value]) };
}
