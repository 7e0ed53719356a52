import { changeCell, changeColumn, differenceCells, differenceColumns } from './difference.ts';
import { laterRows } from './later-rows.ts';
import { type Periods, sameStart } from './periods.ts';
import type { Cell, Column, ColumnType, Table } from './report.ts';
import { period } from './series.ts';
import { type Figure, type Held, isFinal, type Pair } from './series-pairs.ts';
import type { SeriesSubject } from './series-report.ts';

/** The figures of every series on both sides, and all their points held against each other. */
export function comparisonTables(pairs: readonly Pair[], subject: SeriesSubject, periods: Periods): Table[] {
  return [sidesTable(pairs, subject), pointsTable(pairs, subject, periods)].filter(({ rows }) => rows.length > 0);
}

function sidesTable(pairs: readonly Pair[], subject: SeriesSubject): Table {
  const type = meanType(subject);
  const row = (name: string, { kind, now, before, periods }: Figure): Cell[] => [
    name,
    figureName(kind, subject),
    ...differenceCells(now, before, type),
    periods,
  ];
  // What matters most of each series comes before the rest of any.
  const rows = [
    ...pairs.map(({ name, figures: [first = nothing] }) => row(name, first)),
    ...pairs.flatMap(({ name, figures }) => figures.slice(1).map((figure) => row(name, figure))),
  ];
  const columns: Column[] = [
    { name: 'series', type: 'label' },
    { name: 'figure', type: 'label' },
    ...differenceColumns(type),
    { name: 'periods', type: 'count' },
  ];
  const title = `periods: how many ${period(subject.interval)}s a figure covers on each side`;
  return { name: 'comparison', title, columns, rows, show: pairs.length === 1 ? 2 : 10 };
}

const nothing: Figure = { kind: 'mean', now: null, before: null, periods: 0 };

/** A mean of counts has decimals. */
function meanType({ measure }: SeriesSubject): ColumnType {
  return measure.type === 'count' ? 'number' : measure.type;
}

function figureName(kind: Figure['kind'], subject: SeriesSubject): string {
  if (kind === 'whole') return subject.kind === 'users' ? 'counted once' : 'over the range';
  return kind === 'mean' && subject.kind === 'average' ? 'unweighted mean' : kind;
}

function pointsTable(pairs: readonly Pair[], { measure, interval }: SeriesSubject, periods: Periods): Table {
  const several = pairs.length > 1;
  const columns: Column[] = [
    ...(several ? [{ name: 'series', type: 'label' as const }] : []),
    { name: 'date', type: 'date' },
    { name: 'current', type: measure.type },
    { name: 'previous_date', type: 'date' },
    { name: 'previous', type: measure.type },
    changeColumn(measure.type),
    { name: 'complete', type: 'flag' },
  ];
  const rows = laterRows(
    pairs.map(({ name, held }) => ({ name, held: newestFirst(held) })),
    ({ held }) => held,
    ({ name }, one) => [...(several ? [name] : []), ...heldCells(one, measure.type)],
  );
  const unlike = interval === 'daily' && !sameStart(periods);
  const title = `${period(interval)} by ${period(interval)}, newest first${unlike ? '; weekdays differ' : ''}`;
  return { name: 'compared_points', title, columns, rows, show: several ? 0 : 7 };
}

/** Hours that are still to come have nothing to show, so they stand last. */
function newestFirst(held: readonly Held[]): Held[] {
  const isComing = ({ now, open }: Held) => now === undefined && open;
  const [come, coming] = [held.filter((one) => !isComing(one)), held.filter(isComing)];
  return [...come.reverse(), ...coming];
}

function heldCells({ at, now, previousAt, before, open }: Held, type: ColumnType): Cell[] {
  const final = isFinal(now) && isFinal(before);
  const [current, previous] = [now?.value ?? null, before?.value ?? null];
  // Of what only the earlier range has nobody knows.
  const complete = open ? false : (now?.complete ?? null);
  return [at, current, previousAt, previous, final ? changeCell(current, previous, type) : null, complete];
}
