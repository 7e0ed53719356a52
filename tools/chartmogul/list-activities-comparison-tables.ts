import type { Cell, Column, Table } from '../../src/report/report.ts';
import type { CurrencyPair, TypePair } from './list-activities-comparison.ts';
import type { Activity } from './list-activities-entries.ts';
import { activityTable, currency, moneyColumn } from './list-activities-tables.ts';

const type: Column = { name: 'type', type: 'label' };
const part: Column = { name: 'change_percent', type: 'change' };

export function comparisonTable(pairs: readonly CurrencyPair[]): Table {
  return {
    name: 'comparison',
    title: 'MRR movement, signs as sent; change_percent of its size: a loss that grew is +',
    columns: [currency, type, ...['current', 'previous', 'change'].map(moneyColumn), part],
    rows: named(pairs).map(([code, name, { now, before, change, part }]): Cell[] => [
      ...[code, name, now.movement.text(), before.movement.text(), change.text()],
      part,
    ]),
    show: 12,
  };
}

export function countTable(pairs: readonly CurrencyPair[]): Table {
  const columns = (noun: string): Column[] => [
    { name: noun, type: 'count' },
    { name: `${noun}_previous`, type: 'count' },
    { name: `${noun}_change`, type: 'number' },
    { name: `${noun}_change_percent`, type: 'change' },
  ];
  const cells = (now: number, before: number): Cell[] => [
    ...[now, before, now - before],
    before === 0 ? null : (now - before) / before,
  ];
  return {
    name: 'compared_counts',
    title: 'activities and customers, current against previous; a customer with two types is in both',
    columns: [currency, type, ...columns('activities'), ...columns('customers')],
    rows: named(pairs).map(([code, name, { now, before }]): Cell[] => [
      ...[code, name, ...cells(now.activities, before.activities)],
      ...cells(now.customers, before.customers),
    ]),
    show: 0,
  };
}

export function earlierTable(activities: readonly Activity[]): Table {
  return {
    ...activityTable(activities),
    ...{ name: 'earlier_activities', title: 'what was compared of the earlier range, in the order asked for' },
  };
}

/** The net of every currency first, then the types. */
function named(pairs: readonly CurrencyPair[]): [string, string, Omit<TypePair, 'type'>][] {
  type Named = [string, string, Omit<TypePair, 'type'>];
  return [
    ...pairs.flatMap(({ currency: code, net }): Named[] => (net === null ? [] : [[code, 'net of all types', net]])),
    ...pairs.flatMap(({ currency: code, types }) => types.map((one): Named => [code, one.type, one])),
  ];
}
