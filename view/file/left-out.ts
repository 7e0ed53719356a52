import type { Series } from '../chart/drawing.ts';

/** So many series that are not drawn are named. */
const mostNamed = 20;

/** Which series are not drawn, as a sentence: a file has no buttons to switch these on. None where all are. */
export function leftOut(series: readonly Series[]): string[] {
  const names = series.filter(({ shown }) => !shown).map(({ name }) => name);
  if (names.length === 0) return [];
  const more = names.length > mostNamed ? ` and ${names.length - mostNamed} more` : '';
  return [`Not drawn: ${names.slice(0, mostNamed).join(', ')}${more}.`];
}
