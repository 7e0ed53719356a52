import type { ColumnName, OpenRows } from '../../src/chart.ts';
import type { TextTable } from '../answer/answer-text.ts';
import { type Figure, figureOf, type Unit } from '../answer/figure.ts';

/** The place of a column, or of the first of several that the table has; null where it has none. */
export function placeOf({ columns }: TextTable, name: ColumnName | undefined): number | null {
  const names = typeof name === 'string' ? [name] : (name ?? []);
  return names.map((one) => columns.indexOf(one)).find((place) => place >= 0) ?? null;
}

/** The printed cell of a row; empty where there is none. */
export function cellOf(row: readonly string[], place: number | null): string {
  return place === null ? '' : (row[place] ?? '');
}

/** Whether the figures of a row may not be taken for whole ones. */
export function isOpen(row: readonly string[], place: number | null, open: OpenRows | undefined): boolean {
  return place !== null && open !== undefined && [open.is].flat().includes(cellOf(row, place));
}

/** What stands behind such a figure; empty where a remark says enough. */
export function openWords(open: OpenRows | undefined): string {
  const words = open?.brief ?? (open?.means === undefined ? 'partial' : '');
  return words === '' ? '' : ` (${words})`;
}

/** The columns that hold figures and nothing but figures and "n/a", of those named or else of all. */
export function figureColumns(table: TextTable, names: readonly ColumnName[] = table.columns): string[] {
  const own = names.flatMap((name) => table.columns[placeOf(table, name) ?? -1] ?? []);
  return own.filter((name) => {
    const place = placeOf(table, name);
    const told = table.rows.map((row) => cellOf(row, place)).filter((text) => text !== 'n/a' && text !== '');
    return told.length > 0 && told.every((text) => figureOf(text) !== null);
  });
}

/** The unit of all figures; null where there are two. */
export function unitOf(figures: readonly (Figure | null)[]): Unit | null {
  const units = new Set(figures.flatMap((figure) => (figure === null ? [] : [figure.unit])));
  const [unit] = units;
  return units.size === 1 && unit !== undefined ? unit : null;
}

/** The rows by what stands in a column, in the order of their first rows; all together without one. */
export function byCell(rows: readonly string[][], place: number | null): Map<string, string[][]> {
  const groups = new Map<string, string[][]>();
  for (const row of rows) {
    const value = cellOf(row, place);
    const group = groups.get(value) ?? [];
    group.push(row);
    groups.set(value, group);
  }
  return groups;
}
