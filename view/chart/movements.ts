import type { Bridge } from '../../src/chart.ts';
import type { TextTable } from '../answer/answer-text.ts';
import { type Figure, figureOf } from '../answer/figure.ts';
import { cellOf, placeOf, unitOf } from './columns.ts';

export interface Movement {
  name: string;
  printed: string;
  /** As printed, with a minus where the vendor sends a loss as an amount above 0. */
  text: string;
  /** What it adds to the sum. */
  effect: number;
}

export interface Movements {
  movements: Movement[];
  total: Movement;
}

/** So much may be missing through the rounding of figures, in the currency. */
const tolerance = 0.01 + 1e-6;

/** The movements and the sum that they make up; otherwise why there is nothing to draw, empty where nobody need be told. */
export function readMovements({ movements: how }: Bridge, table: TextTable): Movements | string {
  const read = 'rows' in how ? inRows(table, how) : inColumns(table, how);
  if (read === null) return '';
  if (read.figures.some((figure) => figure === null))
    return 'One of these movements has no figure, so they are not drawn.';
  if (unitOf(read.figures) === null) return 'These movements are in more than one currency, so they are not drawn.';
  return summed(read) ?? 'These movements do not add up to their sum, so they are not drawn.';
}

interface Read {
  names: string[];
  /** The movements, and at the end their sum. */
  figures: (Figure | null)[];
  signs: (1 | -1)[];
}

function inRows(table: TextTable, how: { rows: string; amount: string; total: string }): Read | null {
  const [name, amount] = [placeOf(table, how.rows), placeOf(table, how.amount)];
  if (name === null || amount === null) return null;
  const total = table.rows.find((row) => cellOf(row, name) === how.total);
  if (total === undefined) return null;
  const rows = [...table.rows.filter((row) => row !== total), total];
  return {
    names: rows.map((row) => cellOf(row, name)),
    figures: rows.map((row) => figureOf(cellOf(row, amount))),
    signs: rows.map(() => 1),
  };
}

function inColumns(
  table: TextTable,
  how: { columns: readonly { name: string; sign: 1 | -1 }[]; total: string },
): Read | null {
  const [row] = table.rows;
  const columns = [...how.columns, { name: how.total, sign: 1 as const }];
  if (row === undefined || table.rows.length > 1 || columns.some(({ name }) => placeOf(table, name) === null))
    return null;
  return {
    names: columns.map(({ name }) => name.replaceAll('_', ' ')),
    figures: columns.map(({ name }) => figureOf(cellOf(row, placeOf(table, name)))),
    signs: columns.map(({ sign }) => sign),
  };
}

/** With losses as amounts above 0 or below, whichever makes up the sum; null where neither does. */
function summed({ names, figures, signs }: Read): Movements | null {
  const values = figures.map((figure) => figure?.value ?? 0);
  const ways = [signs, signs.map(() => 1)].map((way) => values.map((value, index) => value * (way[index] ?? 1)));
  const effects = ways.find((way) => Math.abs(sum(way.slice(0, -1)) - (way.at(-1) ?? 0)) <= tolerance);
  if (effects === undefined) return null;
  const movements = figures.map((figure, index): Movement => {
    const [printed, effect] = [figure?.text ?? '', effects[index] ?? 0];
    const lowers = effect < 0 && (figure?.value ?? 0) > 0;
    return { name: names[index] ?? '', printed, text: lowers ? `\u2212 ${printed}` : printed, effect };
  });
  const total = movements.pop();
  return total === undefined ? null : { movements, total };
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
