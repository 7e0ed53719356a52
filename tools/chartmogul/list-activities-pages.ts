import type { Request } from '../../src/tool.ts';

export interface Page {
  entries: readonly unknown[];
  cursor?: string | null | undefined;
  has_more: boolean;
}

/** The most that one call reads: fifty pages. */
export const mostEntries = 10_000;

interface Asked {
  max_entries: number;
  cursor?: string | undefined;
}

/** How far the reading got: more: goes on; end: all read; limit: max_entries reached; stuck: there is more, but no way to it. */
export interface Progress {
  state: 'more' | 'end' | 'limit' | 'stuck';
  entries: number;
  /** Where the reading can go on; null where it cannot. */
  cursor: string | null;
}

/** "Request for next page should be initiated only if has_more is set to true." A cursor is followed once only. */
export function progress(pages: readonly Page[], { max_entries, cursor }: Asked): Progress {
  const entries = pages.reduce((sum, page) => sum + page.entries.length, 0);
  const last = pages.at(-1);
  // The cursor is present even at the end.
  if (last === undefined || !last.has_more) return { state: 'end', entries, cursor: null };
  const followed = [cursor, ...pages.slice(0, -1).map((page) => page.cursor)];
  const fresh = last.cursor && !followed.includes(last.cursor) ? last.cursor : null;
  if (fresh === null || last.entries.length === 0) return { state: 'stuck', entries, cursor: null };
  return { state: entries >= max_entries ? 'limit' : 'more', entries, cursor: fresh };
}

/** Pages of equal size that end at `most` entries, so that the cursor goes on right after what was read. */
export function pageSize(most: number): number {
  const pages = Math.ceil(most / largestPage);
  return Math.ceil(most / pages);
}

// "The default and maximum value is 200."
const largestPage = 200;

export function nextRequest(request: Request, cursor: string): Request {
  return { ...request, query: [...request.query.filter(([name]) => name !== 'cursor'), ['cursor', cursor]] };
}
