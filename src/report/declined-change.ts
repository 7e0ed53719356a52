import type { Note } from './note.ts';
import { bothRanges, type Periods } from './periods.ts';
import type { Table } from './report.ts';

/** That no change is told, and why: a sentence's end, without its full stop. */
export function declinedChange(
  periods: Periods,
  why: string,
  about?: string,
): { headline: string[]; tables: Table[]; notes: Note[]; declined: true } {
  const opening = `${about === undefined ? '' : `${about}, `}${bothRanges(periods)}`;
  const headline = [`${opening}: no change is told, because ${why}.`];
  return { headline, tables: [], notes: [], declined: true };
}
