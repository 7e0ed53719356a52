import { differenceCells, differenceColumns } from '../../src/report/difference.ts';
import { rowPerItem, rowsTogether } from '../../src/report/later-rows.ts';
import { share } from '../../src/report/number.ts';
import { rateCells, rateColumns } from '../../src/report/rate-comparison.ts';
import type { Cell, Column, Table } from '../../src/tool.ts';
import { isSmall } from './revenue-ltv-amount.ts';
import { behind, type ComparedDay, type ComparedMember, isReady } from './revenue-ltv-comparison.ts';
import type { LtvQuestion } from './revenue-ltv-reading.ts';

/** Every day of life that cohorts of both ranges have had, all groups of it together, then the cohorts themselves. */
export function comparisonTables(compared: readonly ComparedMember[], q: LtvQuestion): Table[] {
  const who: Column[] =
    compared.length > 1 ? [{ name: q.group_by.length > 0 ? 'group' : 'segment', type: 'label' }] : [];
  const days = q.metric === 'paying_users' ? payersTable(compared, who) : moneyTable(compared, who, q);
  return [days, cohortsTable(compared, who, q)].filter(({ rows }) => rows.length > 0);
}

function dayRows(compared: readonly ComparedMember[], who: Column[], cells: (day: ComparedDay) => Cell[]): Cell[][] {
  const every = compared.flatMap(({ name, days }) => days.map((day) => ({ name, day })));
  const inOrder = every.sort((a, b) => a.day.n - b.day.n);
  return rowPerItem(inOrder, ({ name, day }) => [...(who.length > 0 ? [name] : []), day.n, ...cells(day)]);
}

const title = 'by day after joining, over the cohorts old enough in both';

function payersTable(compared: readonly ComparedMember[], who: Column[]): Table {
  const columns: Column[] = [
    ...who,
    { name: 'day', type: 'count' },
    ...rateColumns,
    { name: 'current_payers', type: 'count' },
    { name: 'previous_payers', type: 'count' },
    { name: 'cohorts', type: 'count' },
  ];
  const cells = ({ rates, now, before, cohorts }: ComparedDay) => [
    ...rateCells(rates),
    ...[now.value, before.value, cohorts],
  ];
  const rows = dayRows(compared, who, cells);
  return { name: 'comparison', title: `paying part of the users ${title}`, columns, rows, show: shown(who) };
}

function moneyTable(compared: readonly ComparedMember[], who: Column[], { metric }: LtvQuestion): Table {
  const type = moneyType(compared, metric);
  const people = metric === 'arppu' ? 'payers' : 'users';
  const columns: Column[] = [
    ...who,
    { name: 'day', type: 'count' },
    ...differenceColumns(type),
    ...(metric === 'total_revenue' ? perUser(type) : []),
    { name: `current_${people}`, type: 'count' },
    { name: `previous_${people}`, type: 'count' },
    { name: 'cohorts', type: 'count' },
    { name: 'verdict', type: 'label' },
  ];
  const cells = (day: ComparedDay): Cell[] => {
    const { now, before, few, cohorts } = day;
    const called = !few && metric !== 'arppu';
    const verdict = few ? 'too few' : called ? 'no interval' : 'approximate';
    const each = metric === 'total_revenue' ? [share(now.value, now.users), share(before.value, before.users)] : [];
    return [
      ...(called ? differenceCells(now.value, before.value, type) : [now.value, before.value, null, null]),
      ...each,
      ...[behind(now, metric), behind(before, metric), cohorts, verdict],
    ];
  };
  const rows = dayRows(compared, who, cells);
  return { name: 'comparison', title: `${metric} ${title}`, columns, rows, show: shown(who) };
}

function perUser(type: Column['type']): Column[] {
  return [
    { name: 'current_per_user', type },
    { name: 'previous_per_user', type },
  ];
}

function shown(who: readonly Column[]): number {
  return who.length > 0 ? 10 : 6;
}

/** Money has no currency here; where any figure is a small fraction, all keep their digits as plain numbers. */
function moneyType(compared: readonly ComparedMember[], metric: LtvQuestion['metric']): 'money' | 'number' {
  const small = compared.some(({ days }) =>
    days.some(({ now, before }) =>
      [now, before].some(
        ({ value, users }) => isSmall(value) || (metric === 'total_revenue' && isSmall(share(value, users))),
      ),
    ),
  );
  return small ? 'number' : 'money';
}

function cohortsTable(compared: readonly ComparedMember[], who: Column[], { metric }: LtvQuestion): Table {
  const type = metric === 'paying_users' ? 'count' : 'number';
  const columns: Column[] = [
    ...who,
    { name: 'cohort', type: 'date' },
    { name: 'previous_cohort', type: 'date' },
    { name: 'day', type: 'count' },
    { name: metric, type },
    { name: `previous_${metric}`, type },
    { name: 'users', type: 'count' },
    { name: 'previous_users', type: 'count' },
  ];
  const rows = () =>
    compared.flatMap(({ name, cohorts, days }) =>
      cohorts.flatMap(({ now, at, before, whole }) =>
        days.flatMap(({ n }): Cell[][] => {
          if (!whole || before === undefined || !isReady(now, n, metric) || !isReady(before, n, metric)) return [];
          const figures = [now.values[n] ?? null, before.values[n] ?? null, now.users, before.users];
          return [[...(who.length > 0 ? [name] : []), now.label, at, n, ...figures]];
        }),
      ),
    );
  const every = compared.flatMap(({ days }) => days);
  const length = every.reduce((sum, { cohorts }) => sum + cohorts, 0);
  return {
    name: 'compared_cohorts',
    title: 'the figures that are compared, newest first',
    columns,
    rows: rowsTogether(length, rows),
    show: 0,
  };
}
