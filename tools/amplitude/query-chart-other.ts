import { z } from 'zod';
import { cellText } from '../../src/report/format.ts';
import { label } from '../../src/report/label.ts';
import { noteOf } from '../../src/report/note.ts';
import { count, percent, plural, share } from '../../src/report/number.ts';
import type { Cell, Table } from '../../src/report/report.ts';
import { smallNumbers } from '../../src/report/small-numbers.ts';
import { gridTable, type TypedColumn, typedColumns } from './query-chart-grid.ts';
import { type Chart, isDate } from './query-chart-read.ts';
import { lastDateNotes, type Told } from './query-chart-series.ts';

const missing = noteOf('missing');
const partial = noteOf('partial');
const assumed = noteOf('assumed');
const reading = noteOf('reading');

/** Tables as Amplitude sent them: what each figure's range is, never a sum. */
export function tellTables({ grids }: Extract<Chart, { shape: 'tables' }>, today: string): Told {
  const typed = grids.map(({ grid, labels }) => ({ columns: typedColumns(grid, Math.max(1, labels)), labels }));
  const dates = grids.flatMap(({ grid }) =>
    [...grid.header, ...grid.rows.map((row) => String(row[0] ?? ''))].filter(isDate),
  );
  return {
    headline: typed.slice(0, 2).flatMap(({ columns }) => tableSentences(columns)),
    tables: typed.map(({ columns, labels }, index) =>
      gridTable(columns, Math.max(1, labels), grids.length === 1 ? 'table' : `table_${index + 1}`),
    ),
    notes: lastDateNotes(dates, today),
  };
}

function tableSentences(columns: readonly TypedColumn[]): string[] {
  const rows = columns[0]?.cells.length ?? 0;
  const figures = columns.filter(({ type }) => type !== 'label');
  const size = `A table of ${plural(rows, 'row')} and ${plural(columns.length, 'column')}: ${columns
    .slice(0, 6)
    .map(({ name }) => label(name || '(no name)', 24))
    .join(', ')}${columns.length > 6 ? ', …' : ''}.`;
  return [size, ...figures.slice(0, 3).map((column) => rangeSentence(column, columns))];
}

function rangeSentence({ name, type, cells }: TypedColumn, columns: readonly TypedColumn[]): string {
  const words = columns.filter((column) => column.type === 'label');
  const known = cells.flatMap((cell, row) => (typeof cell === 'number' ? [{ cell, row }] : []));
  const ranked = known.toSorted((a, b) => b.cell - a.cell);
  const say = ({ cell, row }: { cell: number; row: number }) => {
    const at = words.map((column) => String(column.cells[row] ?? '')).filter((text) => text !== '');
    return `${cellText({ name, type }, cell)} (${label(at.join('; ') || `row ${row + 1}`, 40)})`;
  };
  const [top] = ranked;
  const bottom = ranked.at(-1);
  if (top === undefined || bottom === undefined) return `${label(name, 24)}: no figures.`;
  return `${label(name, 24)}: highest ${say(top)}${top === bottom ? '' : `, lowest ${say(bottom)}`}.`;
}

/** A funnel: how many were left after each step. */
export function tellFunnel({ groups }: Extract<Chart, { shape: 'funnel' }>): Told {
  const named = groups.map((group, index) => ({ ...group, name: groupName(group.groupValue, index, groups.length) }));
  return {
    headline: [
      `A funnel of ${plural(groups[0]?.cumulativeRaw.length ?? 0, 'step')}${groups.length > 1 ? ` in ${groups.length} groups` : ''}.`,
      ...named.slice(0, 3).map(({ name, cumulativeRaw }) => funnelSentence(name, cumulativeRaw)),
    ],
    tables: [
      {
        name: 'steps',
        title: 'users left after each step',
        columns: [
          { name: 'group', type: 'label' },
          { name: 'step', type: 'count' },
          { name: 'event', type: 'label' },
          { name: 'users', type: 'count' },
          { name: 'of_first', type: 'percent' },
          { name: 'of_previous', type: 'percent' },
        ],
        rows: named.flatMap(({ name, cumulativeRaw, events }) => stepRows(name, cumulativeRaw, events ?? [])),
        show: 8,
      },
    ],
    notes: [
      partial(
        'The days of the funnel are not told here, and those who entered last may still have had time to convert: amplitude_funnel tells days and times.',
      ),
      ...smallNumbers(
        named.map(({ name, cumulativeRaw }) => ({ name, of: cumulativeRaw[0] ?? 0 })),
        'users',
      ),
    ],
  };
}

function funnelSentence(name: string, users: readonly number[]): string {
  const [first, last] = [users[0] ?? null, users.at(-1) ?? null];
  const start = name === '' ? '' : `${label(name, 40)}: `;
  return `${start}${percent(share(last, first))} of ${count(first)} users reach the last step (${count(last)}).`;
}

function stepRows(name: string, users: readonly number[], events: readonly unknown[]): Cell[][] {
  return users.map((left, index): Cell[] => {
    const event = events[index];
    return [
      ...[name, index + 1, typeof event === 'string' ? event : null, left],
      ...[share(left, users[0]), index === 0 ? null : share(left, users[index - 1])],
    ];
  });
}

function groupName(value: unknown, index: number, groups: number): string {
  if (typeof value === 'string' && value !== '') return value;
  return groups === 1 ? '' : `group ${index + 1}`;
}

/** Retention by position: whether position 0 is the whole cohort or day 0 is not told, so it is not guessed. */
export function tellRetention({ series }: Extract<Chart, { shape: 'retention' }>): Told {
  const cells = series.flatMap(({ combined }, index) =>
    combined.map((cell, position) => ({ ...cell, index, position })),
  );
  const firstFew = cells.filter(({ index, incomplete }) => index === 0 && incomplete !== true).slice(0, 5);
  const told = firstFew.map(
    ({ position, count: left, outof }) =>
      `${position}: ${percent(share(left, outof))} (${count(left)} of ${count(outof)})`,
  );
  return {
    headline: [
      `A retention chart of ${plural(series.length, 'series', 'series')}, complete positions as sent: ${told.join(', ') || 'none'}.`,
    ],
    tables: [
      {
        name: 'positions',
        title: 'all cohorts together, as sent',
        columns: [
          { name: 'series', type: 'count' },
          { name: 'position', type: 'count' },
          { name: 'count', type: 'count' },
          { name: 'out_of', type: 'count' },
          { name: 'share', type: 'percent' },
          { name: 'complete', type: 'flag' },
        ],
        rows: cells.map(({ index, position, count: left, outof, incomplete }): Cell[] => [
          ...[index + 1, position, left, outof],
          ...[share(left, outof), incomplete !== true],
        ]),
        show: 10,
      },
    ],
    notes: [
      assumed('Position 0 may be the whole cohort or day 0: the answer does not tell. amplitude_retention finds out.'),
      reading('Shares are each of their own "out of"; positions that are not complete still grow.'),
      ...smallNumbers(
        firstFew.map(({ position, outof }) => ({ name: `position ${position}:`, of: outof ?? 0 })),
        'users',
      ),
    ],
  };
}

const mostLeaves = 20_000;

/** An answer of no known shape: its keys and its values, uninterpreted. */
export function tellUnknown({ data }: Extract<Chart, { shape: 'unknown' }>): Told {
  const rows: Cell[][] = [];
  for (const leaf of leaves('', data)) {
    if (rows.length >= mostLeaves) break;
    rows.push(leaf);
  }
  const keys = z.record(z.string(), z.unknown()).safeParse(data);
  const parts = keys.success ? Object.keys(keys.data).slice(0, 8) : [];
  const came =
    parts.length > 0 ? `its keys are ${parts.map((key) => label(key, 24)).join(', ')}` : `it is ${kind(data)}`;
  return {
    headline: [`Amplitude answered in a shape that is not known here: ${came}. No figure was interpreted.`],
    tables: [valueTable(rows)].filter((table) => table.rows.length > 0),
    notes: [
      reading(
        'For a funnel, retention or segmentation chart ask the same question with its own tool, amplitude_funnel, amplitude_retention or amplitude_event_segmentation.',
      ),
      ...(rows.length >= mostLeaves ? [missing(`Only the first ${count(mostLeaves)} values are in the table.`)] : []),
    ],
  };
}

function valueTable(rows: Cell[][]): Table {
  return {
    name: 'raw_values',
    title: 'every value where it stood, as sent',
    columns: [
      { name: 'path', type: 'label' },
      { name: 'value', type: 'label' },
    ],
    rows,
    show: 8,
  };
}

function* leaves(path: string, value: unknown): Generator<Cell[]> {
  if (typeof value !== 'object' || value === null) {
    yield [path, value === null || value === undefined ? null : String(value)];
    return;
  }
  for (const [key, inner] of Object.entries(value)) yield* leaves(path === '' ? key : `${path}.${key}`, inner);
}

function kind(data: unknown): string {
  if (data === null || data === undefined) return 'empty';
  return Array.isArray(data) ? `a list of ${plural(data.length, 'entry', 'entries')}` : `a ${typeof data}`;
}
