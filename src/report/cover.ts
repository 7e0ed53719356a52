import { exactTotal } from './exact.ts';

/**
 * Which part of their sum the first of ranked figures are, as a fraction: what a table that shows so many of them holds.
 * Null where it shows all, or where the sum says nothing: a figure is unknown or negative, or there is nothing.
 */
export function cover(figures: readonly (number | null)[], shown: number): number | null {
  if (figures.length <= shown || !areKnown(figures)) return null;
  const all = exactTotal(figures);
  return all === 0 ? null : exactTotal(figures.slice(0, shown)) / all;
}

function areKnown(figures: readonly (number | null)[]): figures is readonly number[] {
  return figures.every((figure) => figure !== null && !(figure < 0));
}
