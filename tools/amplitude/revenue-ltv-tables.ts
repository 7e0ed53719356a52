import { laterRows, rowPerItem } from '../../src/report/later-rows.ts';
import { share } from '../../src/report/number.ts';
import type { Cell, Column, Table } from '../../src/tool.ts';
import { isSmall } from './revenue-ltv-amount.ts';
import { curve, keyDays, pointAt } from './revenue-ltv-curve.ts';
import type { LtvQuestion, Member } from './revenue-ltv-reading.ts';

/** The cohorts, the curve, and every day of every cohort; several groups lead with their ranking. */
export function ltvTables(members: readonly Member[], q: LtvQuestion): Table[] {
  const who: Column[] =
    members.length > 1 ? [{ name: q.group_by.length > 0 ? 'group' : 'segment', type: 'label' }] : [];
  const days = [...new Set(members.flatMap((member) => member.days))].sort((a, b) => a - b);
  const type = typeOf(members, q);
  const key = keyDays.filter((n) => members.some((member) => pointAt(member, n, q.metric).cohorts > 0));
  return [
    ...(who.length > 0 ? [memberTable(members, key.slice(-4), who, type, q)] : []),
    cohortTable('cohorts', members, key, who, type),
    curveTable(members, who, type, q),
    cohortTable('cohort_days', members, days, who, type),
  ];
}

/** Money has no currency here; where any figure is a small fraction, all keep their digits as plain numbers. */
function typeOf(members: readonly Member[], { metric }: LtvQuestion): 'money' | 'number' | 'count' {
  if (metric === 'paying_users') return 'count';
  const small = members.some(
    (member) =>
      curve(member, metric).some(({ value }) => isSmall(value)) ||
      member.cohorts.some(({ values }) => values.some(isSmall)),
  );
  return small ? 'number' : 'money';
}

function paidType(members: readonly Member[]): 'money' | 'number' {
  const small = members.some(({ paid, cohorts }) => isSmall(paid) || cohorts.some((cohort) => isSmall(cohort.paid)));
  return small ? 'number' : 'money';
}

function memberTable(
  members: readonly Member[],
  key: readonly number[],
  who: Column[],
  type: Column['type'],
  { metric }: LtvQuestion,
): Table {
  const columns: Column[] = [
    ...who,
    { name: 'users', type: 'count' },
    ...key.map((n): Column => ({ name: `day_${n}`, type })),
    { name: 'payers', type: 'count' },
    { name: 'paid', type: paidType(members) },
  ];
  const rows = rowPerItem(members, (member): Cell[] => [
    ...[member.name, member.users],
    ...key.map((n) => pointAt(member, n, metric).value),
    ...[member.payers, member.paid],
  ]);
  return { name: 'groups', title: 'most users first; paid to date', columns, rows, show: 8 };
}

function curveTable(members: readonly Member[], who: Column[], type: Column['type'], { metric }: LtvQuestion): Table {
  const ofPayers = metric === 'arppu';
  const perUser: Column[] = [
    ...(metric === 'total_revenue' ? [{ name: 'per_user', type: 'number' } as const] : []),
    ...(metric === 'paying_users' ? [{ name: 'of_users', type: 'percent' } as const] : []),
  ];
  const columns: Column[] = [
    ...who,
    { name: 'day', type: 'count' },
    { name: metric, type },
    ...perUser,
    { name: 'cohorts', type: 'count' },
    { name: 'users', type: 'count' },
    ...(ofPayers ? [{ name: 'payers', type: 'count' } as const] : []),
    { name: 'too_young', type: 'count' },
  ];
  const rows = laterRows(
    members,
    () => keyDays,
    (member, day): Cell[] => {
      const { n, value, cohorts, users, payers, young } = pointAt(member, day, metric);
      return [
        ...(who.length > 0 ? [member.name] : []),
        ...[n, value],
        ...(perUser.length > 0 ? [share(value, users)] : []),
        ...[cohorts, users],
        ...(ofPayers ? [payers] : []),
        young,
      ];
    },
  );
  const title = `by day after joining, over the cohorts old enough${ofPayers ? '; payers are to date' : ''}`;
  return { name: 'curve', title, columns, rows, show: 0 };
}

function cohortTable(
  name: string,
  members: readonly Member[],
  days: readonly number[],
  who: Column[],
  type: Column['type'],
): Table {
  const marked = members.some(({ cohorts }) => cohorts.some(({ partial }) => partial));
  const columns: Column[] = [
    ...who,
    { name: 'cohort', type: 'date' },
    { name: 'users', type: 'count' },
    { name: 'payers', type: 'count' },
    { name: 'paid', type: paidType(members) },
    ...(marked ? [{ name: 'partial', type: 'flag' } as const] : []),
    ...days.map((n): Column => ({ name: `day_${n}`, type })),
  ];
  const rows = laterRows(
    members,
    ({ cohorts }) => cohorts,
    (member, cohort): Cell[] => [
      ...(who.length > 0 ? [member.name] : []),
      ...[cohort.label, cohort.users, cohort.payers, cohort.paid],
      ...(marked ? [cohort.partial] : []),
      ...days.map((n) => cohort.values[n] ?? null),
    ],
  );
  const show = name === 'cohorts' && who.length === 0 ? 10 : 0;
  return { name, title: 'newest first; paid to date; n/a = too young', columns, rows, show };
}
