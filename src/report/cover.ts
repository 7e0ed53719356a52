import { exactTotal } from './exact.ts';

/**
 * Which part of their sum the first of ranked figures are, as a fraction: what a table that shows so many of them holds.
 * Null where it shows all, or where the sum says nothing: a figure is unknown or negative, or there is nothing.
 */
export function cover(figures: readonly (number | null)[], shown: number): number | null {
  const known = figures.flatMap((figure) => (figure === null || figure < 0 ? [] : [figure]));
  const all = exactTotal(known);
  if (figures.length <= shown || known.length < figures.length || all === 0) return null;
  return exactTotal(known.slice(0, shown)) / all;
}
