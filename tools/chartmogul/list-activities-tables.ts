import { addMonths } from '../../src/report/calendar.ts';
import { Decimal } from '../../src/report/decimal.ts';
import { groupBy } from '../../src/report/group-by.ts';
import { rowPerItem } from '../../src/report/later-rows.ts';
import { percent } from '../../src/report/number.ts';
import type { Cell, Column, Table } from '../../src/report/report.ts';
import { type Activity, customerOf, mrrAfter } from './list-activities-entries.ts';
import { type CurrencySums, isKnown, type Mover, movementOf } from './list-activities-sums.ts';

/** What of the time asked for was read. */
export interface Extent {
  /** The first and the last instant asked for, in milliseconds. */
  start: number;
  end: number;
  now: number;
  /** Not everything in between was read: the months at the edges of what was may lack activities. */
  partial: boolean;
}

export const currency: Column = { name: 'currency', type: 'label' };

export function moverTable(movers: readonly Mover[]): Table {
  const several = new Set(movers.map((one) => one.currency)).size > 1;
  return {
    name: 'biggest_movers',
    title: several
      ? "each currency's largest, then each one's second, and so on; currencies are not compared"
      : `customers, largest movement first${firstShare(movers)}`,
    columns: [{ name: 'customer', type: 'label' }, currency, moneyColumn('movement'), { name: 'types', type: 'label' }],
    rows: rowPerItem(movers, ({ currency, movement, activities }) => [
      ...[customerIn(activities), currency, movement.text()],
      [...new Set(activities.map(({ type }) => type))].join(', '),
    ]),
    show: shownMovers,
  };
}

const shownMovers = 5;

function customerIn([first]: readonly Activity[]): string {
  return first === undefined ? '' : customerOf(first.sent);
}

/** How much of all that moved, up or down, is that of the customers shown at once. */
function firstShare(movers: readonly Mover[]): string {
  const sizeOf = (some: readonly Mover[]) => Decimal.sum(some.map(({ size }) => size));
  const all = sizeOf(movers);
  if (movers.length <= shownMovers || all.sign() === 0) return '';
  const part = sizeOf(movers.slice(0, shownMovers)).over(all);
  return `; the first ${shownMovers} have ${percent(part)} of what moved up or down`;
}

export function typeTable(currencies: readonly CurrencySums[], types: readonly string[], net: boolean): Table {
  const rows = currencies.flatMap((one) => [
    ...types.flatMap((type): Cell[][] => {
      const found = one.byType.get(type);
      if (found === undefined) return isKnown(type) ? [[one.currency, type, 0, 0, '0.00']] : [];
      return [[one.currency, type, found.activities, found.customers, found.movement.text()]];
    }),
    ...(net ? [['net of all types', one.all] as const] : []).map(
      ([name, { activities, customers, movement }]): Cell[] => [
        ...[one.currency, name, activities, customers],
        movement.text(),
      ],
    ),
  ]);
  return {
    name: 'movements',
    title: 'by currency and type; signs as sent',
    columns: [
      currency,
      { name: 'type', type: 'label' },
      { name: 'activities', type: 'count' },
      { name: 'customers', type: 'count' },
      moneyColumn('movement'),
    ],
    rows,
    show: 0,
  };
}

/** One row for each month and currency that has activities, newest first: the movement alone, and by type. */
export function monthTables(
  currencies: readonly CurrencySums[],
  types: readonly string[],
  net: boolean,
  extent: Extent,
): Table[] {
  const byMonth = currencies.map(({ currency, activities }) => ({ currency, of: groupBy(activities, monthOf) }));
  const months = [...new Set(byMonth.flatMap((one) => [...one.of.keys()]))].sort().reverse();
  const groups = months.flatMap((month) =>
    byMonth.flatMap(({ currency, of }) => {
      const own = of.get(month);
      return own === undefined ? [] : [{ month, currency, own, whole: isWhole(month, months, extent) }];
    }),
  );
  const key: Column[] = [{ name: 'month', type: 'date' }, currency];
  // A stranger's word is no name of a column.
  const own = types.filter((type) => isKnown(type));
  const others = own.length < types.length ? ['other_types'] : [];
  const movement = net ? 'net' : 'movement';
  return [
    {
      name: 'by_month',
      title: 'newest first, UTC; whole: all of the month is in it',
      columns: [...key, moneyColumn(movement), { name: 'whole', type: 'flag' }],
      rows: rowPerItem(groups, (one) => [one.month, one.currency, movementOf(one.own).text(), one.whole]),
      show: 4,
    },
    {
      name: 'month_types',
      title: 'MRR movement by month and type',
      columns: [...key, { name: 'activities', type: 'count' }, ...[...own, ...others].map(moneyColumn)],
      rows: rowPerItem(groups, (one) => {
        const byType = groupBy(one.own, ({ type }) => (isKnown(type) ? type : 'other_types'));
        const sums = [...own, ...others].map((type) => movementOf(byType.get(type) ?? []).text());
        return [one.month, one.currency, one.own.length, ...sums];
      }),
      show: 0,
    },
  ];
}

export function activityTable(activities: readonly Activity[]): Table {
  return {
    name: 'activities',
    title: 'every activity, in the order asked for; times in UTC',
    columns: [
      { name: 'time', type: 'date' },
      { name: 'type', type: 'label' },
      { name: 'customer', type: 'label' },
      currency,
      moneyColumn('movement'),
      moneyColumn('mrr_after'),
      ...['description', 'plan', 'subscription', 'customer_external_id', 'customer_uuid', 'uuid'].map(
        (name): Column => ({ name, type: 'label' }),
      ),
    ],
    rows: rowPerItem(activities, activityCells),
    show: 0,
  };
}

function activityCells({ time, type, currency, movement, sent }: Activity): Cell[] {
  return [
    ...[time, type, customerOf(sent), currency, movement.text()],
    mrrAfter(sent)?.text() ?? null,
    ...[sent.description || null, sent['plan-external-id'] || null, sent['subscription-external-id'] || null],
    ...[sent['customer-external-id'] || null, sent['customer-uuid'] ?? null, sent.uuid ?? null],
  ];
}

export function moneyColumn(name: string): Column {
  return { name, type: 'money', currency: { column: 'currency' } };
}

function monthOf({ time }: Activity): string {
  return time.slice(0, 7);
}

function isWhole(month: string, newestFirst: readonly string[], { start, end, now, partial }: Extent): boolean {
  const from = Date.parse(`${month}-01T00:00:00Z`);
  const to = Date.parse(`${addMonths(`${month}-01`, 1)}T00:00:00Z`) - 1;
  const atEdge = month === newestFirst[0] || month === newestFirst.at(-1);
  return from >= start && to <= end && to < now && !(partial && atEdge);
}
