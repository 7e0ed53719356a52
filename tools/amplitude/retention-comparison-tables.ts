import { rowsTogether } from '../../src/report/later-rows.ts';
import { rateCells, rateColumns } from '../../src/report/rate-comparison.ts';
import type { Cell, Column, Table } from '../../src/tool.ts';
import type { ComparedRetention, Refusal } from './retention-comparison.ts';
import { finalCell } from './retention-curve.ts';
import type { RetentionQuestion } from './retention-reading.ts';
import { pointName } from './retention-words.ts';

/** Every point that is complete in both, all groups of it together, then each cohort with its counterpart. */
export function comparisonTables(
  compared: readonly ComparedRetention[],
  q: RetentionQuestion,
  refusal: Refusal | null,
): Table[] {
  const several = compared.length > 1;
  const who: Column[] = several ? [{ name: q.group_by.length > 0 ? 'group' : 'segment', type: 'label' }] : [];
  return [ratesTable(compared, who, q, refusal), cohortsTable(compared, who, q)].filter(({ rows }) => rows.length > 0);
}

function ratesTable(
  compared: readonly ComparedRetention[],
  who: Column[],
  q: RetentionQuestion,
  refusal: Refusal | null,
): Table {
  const rows = () => {
    const order = [...new Set(compared.flatMap(({ points }) => points.map(({ n }) => n)))];
    const known = compared.map(({ name, points }) => ({ name, points: new Map(points.map((one) => [one.n, one])) }));
    return order.flatMap((n) =>
      known.flatMap(({ name, points }): Cell[][] => {
        const point = points.get(n);
        if (point === undefined) return [];
        const cells = rateCells(point.rates, refusal === null ? undefined : 'unequal time');
        return [[...(who.length > 0 ? [name] : []), pointName(n, q), ...cells, point.cohorts]];
      }),
    );
  };
  const length = compared.reduce((sum, { points }) => sum + points.length, 0);
  return {
    name: 'comparison',
    title: 'over the cohorts complete in both at that point',
    columns: [...who, { name: 'point', type: 'label' }, ...rateColumns, { name: 'cohorts', type: 'count' }],
    rows: rowsTogether(length, rows),
    show: who.length > 0 ? 10 : 6,
  };
}

function cohortsTable(compared: readonly ComparedRetention[], who: Column[], q: RetentionQuestion): Table {
  const columns: Column[] = [
    ...who,
    { name: 'cohort', type: 'date' },
    { name: 'previous_cohort', type: 'date' },
    { name: 'point', type: 'label' },
    { name: 'retained', type: 'count' },
    { name: 'of', type: 'count' },
    { name: 'previous_retained', type: 'count' },
    { name: 'previous_of', type: 'count' },
  ];
  const rows = () =>
    compared.flatMap(({ name, cohorts, points }) =>
      cohorts.flatMap(({ now, at, before, whole }) =>
        points.flatMap(({ n }): Cell[][] => {
          const [own, other] = [finalCell(now, n), before === undefined ? null : finalCell(before, n)];
          if (!whole || own === null || other === null) return [];
          const figures = [own.count, own.outof, other.count, other.outof];
          return [[...(who.length > 0 ? [name] : []), now.label, at, pointName(n, q), ...figures]];
        }),
      ),
    );
  const every = compared.flatMap(({ points }) => points);
  const length = every.reduce((sum, { cohorts }) => sum + cohorts, 0);
  return {
    name: 'compared_cohorts',
    title: 'the cells that are compared, newest first',
    columns,
    rows: rowsTogether(length, rows),
    show: 0,
  };
}
