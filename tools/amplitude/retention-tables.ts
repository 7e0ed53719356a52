import { laterRows, rowPerItem } from '../../src/report/later-rows.ts';
import { share } from '../../src/report/number.ts';
import type { Cell, Column, Table } from '../../src/tool.ts';
import { finalCell, isComplete, isPossible, keyPoints, mostCells, pointAt, rateAt } from './retention-curve.ts';
import type { SentCell } from './retention-layout.ts';
import { entries, type Retention, type RetentionQuestion, type Row } from './retention-reading.ts';
import { pointName } from './retention-words.ts';

/** The cohorts, the curve and every cell; several groups lead with their ranking. The headline tells the curve's key points. */
export function retentionTables(series: readonly Retention[], q: RetentionQuestion): Table[] {
  const who: Column[] = series.length > 1 ? [{ name: q.group_by.length > 0 ? 'group' : 'segment', type: 'label' }] : [];
  const shown = Math.max(0, ...series.map(({ cohorts }) => mostCells(cohorts)));
  const every = Array.from({ length: shown }, (_, n) => n);
  const isKnown = (n: number) => series.some(({ cohorts }) => cohorts.some((one) => finalCell(one, n) !== null));
  const key = q.retention_type === 'bracket' ? every : keyPoints.filter((n) => n < shown && isKnown(n));
  const context = { who, q };
  return [
    ...(who.length > 0 ? [groupTable(series, key, context)] : []),
    cohortTable('cohorts', series, key, context),
    curveTable(series, key, context),
    ...(key.length < every.length ? [cohortTable('triangle', series, every, context)] : []),
    cellTable(series, context),
    ...(series.some(({ combined }) => combined !== null) ? [combinedTable(series, context)] : []),
  ];
}

interface Context {
  who: Column[];
  q: RetentionQuestion;
}

function groupTable(series: readonly Retention[], key: readonly number[], { who, q }: Context): Table {
  const few = key.filter((n) => n > 0 || key.length === 1).slice(0, 5);
  const columns: Column[] = [
    ...who,
    { name: 'entries', type: 'count' },
    ...few.map((n): Column => ({ name: columnName(n, q), type: 'percent' })),
  ];
  const rows = rowPerItem(series, (one): Cell[] => [
    ...[one.name, entries(one)],
    ...few.map((n) => pointAt(one.cohorts, n).rate),
  ]);
  return { name: 'groups', title: 'most cohort entries first; complete cells only', columns, rows, show: 8 };
}

function curveTable(series: readonly Retention[], key: readonly number[], { who, q }: Context): Table {
  const columns: Column[] = [
    ...who,
    { name: 'point', type: 'label' },
    { name: 'retention', type: 'percent' },
    { name: 'retained', type: 'count' },
    { name: 'of', type: 'count' },
    { name: 'cohorts', type: 'count' },
  ];
  const rows = laterRows(
    series.map(({ name, cohorts }) => ({ name, cohorts, order: leading(key, mostCells(cohorts)) })),
    ({ order }) => order,
    ({ name, cohorts: all }, point): Cell[] => {
      const { n, rate, count, outof, cohorts } = pointAt(all, point);
      return [
        ...(who.length > 0 ? [name] : []),
        ...[pointName(n, q), rate, ...(cohorts === 0 ? [null, null] : [count, outof]), cohorts],
      ];
    },
  );
  return { name: 'curve', title: 'complete cells only, over the cohorts', columns, rows, show: 0 };
}

/** The points that people ask for first lead, the others follow. */
function leading(key: readonly number[], most: number): number[] {
  const every = Array.from({ length: most }, (_, n) => n);
  return [...key.filter((n) => n < most), ...every.filter((n) => !key.includes(n))];
}

function cohortTable(
  name: string,
  series: readonly Retention[],
  points: readonly number[],
  { who, q }: Context,
): Table {
  const marked = series.some(({ cohorts }) => cohorts.some(({ partial }) => partial));
  const columns: Column[] = [
    ...who,
    { name: 'cohort', type: 'date' },
    { name: 'size', type: 'count' },
    ...(marked ? [{ name: 'partial', type: 'flag' } as const] : []),
    ...points.map((n): Column => ({ name: columnName(n, q), type: 'percent' })),
  ];
  const rows = laterRows(
    series,
    ({ cohorts }) => cohorts,
    (one, cohort): Cell[] => [
      ...(who.length > 0 ? [one.name] : []),
      ...[cohort.label, cohort.size],
      ...(marked ? [cohort.partial] : []),
      ...points.map((n) => rateAt(cohort, n)),
    ],
  );
  const show = name === 'cohorts' && who.length === 0 ? 10 : 0;
  return { name, title: 'newest first; n/a = not complete yet', columns, rows, show };
}

function cellTable(series: readonly Retention[], { who, q }: Context): Table {
  const columns: Column[] = [...who, { name: 'cohort', type: 'date' }, ...cellColumns];
  const every = series.flatMap(({ name, cohorts }) => cohorts.map((cohort) => ({ name, cohort })));
  const rows = laterRows(
    every,
    ({ cohort }) => cohort.cells,
    ({ name, cohort }, cell, n): Cell[] => [
      ...(who.length > 0 ? [name] : []),
      ...[cohort.label, ...cellRow(cohort, cell, n, q)],
    ],
  );
  return { name: 'cells', title: 'every cell', columns, rows, show: 0 };
}

function combinedTable(series: readonly Retention[], { who, q }: Context): Table {
  const sent = series.flatMap(({ name, combined }) => (combined === null ? [] : [{ name, combined }]));
  const rows = laterRows(
    sent,
    ({ combined }) => combined.cells,
    ({ name, combined }, cell, n): Cell[] => [...(who.length > 0 ? [name] : []), ...cellRow(combined, cell, n, q)],
  );
  const title = "Amplitude's own row over all cohorts; complete is its word";
  return { name: 'combined', title, columns: [...who, ...cellColumns], rows, show: 0 };
}

const cellColumns: Column[] = [
  { name: 'point', type: 'label' },
  { name: 'retained', type: 'count' },
  { name: 'of', type: 'count' },
  { name: 'retention', type: 'percent' },
  { name: 'complete', type: 'flag' },
];

function cellRow(row: Row, cell: SentCell, n: number, q: RetentionQuestion): Cell[] {
  const rate = isPossible(cell) ? share(cell.count, cell.outof) : null;
  return [pointName(n, q), cell.count, cell.outof, rate, isComplete(row, n)];
}

function columnName(n: number, q: RetentionQuestion): string {
  return pointName(n, q).replace(/[^a-z0-9]+/g, '_');
}
