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
  return read < (last.meta?.pagination?.lastPage ?? 1) ? read + 1 : null;
}

/** Why not everything was read, in words; null when everything was. */
export function missing(pages: readonly Page[]): string | null {
  const { lastPage, totalItems } = pages.at(-1)?.meta?.pagination ?? {};
  const rows = pages.reduce((sum, page) => sum + page.data.length, 0);
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
  return index === -1 ? null : `page ${index + 1} was asked for and Fynn sent page ${numbers[index]}`;
}

export function pageRequest(request: Request, page: number): Request {
  return { ...request, query: request.query.map(([name, value]) => [name, name === 'page' ? String(page) : value]) };
}
