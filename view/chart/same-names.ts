import type { TextTable } from '../answer/answer-text.ts';
import { along } from './along.ts';
import { byCell, cellOf } from './columns.ts';

/**
 * The rows by what stands in a column, where series of the same name, as names that were cut can be, are told apart and numbered.
 * `key` is the column that says which place in its series a row has, such as its date. All rows together where there is no column.
 */
export function seriesOf(
  { rows }: Pick<TextTable, 'rows'>,
  each: number | null,
  key: number | null,
): [string, string[][]][] {
  if (each === null) return [['', [...rows]]];
  return [...byCell(rows, each)].flatMap(([name, own]) =>
    parted(own, key).map((part, index): [string, string[][]] => [index === 0 ? name : `${name} (${index + 1})`, part]),
  );
}

/** Series one after the other begin anew with the first place; of others the first row of a place is of the first of them. */
function parted(rows: string[][], key: number | null): string[][][] {
  const places = [...byCell(rows, key).values()];
  if (key === null || places.length === rows.length) return [rows];
  const runs = runsOf(rows, key);
  if (runs.length > 1 && runs.every((run) => byCell(run, key).size === run.length)) return runs;
  // But for a few rows, as a clock that is set back shows an hour twice.
  if (places.filter((same) => same.length > 1).length * 2 < places.length) return [rows];
  const most = places.reduce((longest, same) => Math.max(longest, same.length), 1);
  return Array.from({ length: most }, (_, index) => places.flatMap((same) => same.slice(index, index + 1)));
}

/** Rows as long as they go in the direction in which most of them go. */
function runsOf(rows: string[][], key: number): string[][][] {
  const order = along(rows.map((row) => cellOf(row, key))).order;
  const rank = new Map(order.map((value, index) => [value, index]));
  const ranks = rows.map((row) => rank.get(cellOf(row, key)) ?? 0);
  const steps = ranks.map((value, index) => Math.sign(value - (ranks[index - 1] ?? value)));
  const way = Math.sign(steps.reduce((sum, step) => sum + step, 0)) || 1;
  const starts = steps.flatMap((step, index) => (index === 0 || step === -way ? [index] : []));
  return starts.map((from, index) => rows.slice(from, starts[index + 1]));
}
