import { changeOfBalance, changeOfSize } from '../../src/report/amount-change.ts';
import type { Decimal } from '../../src/report/decimal.ts';
import type { Cell, Column, Table } from '../../src/report/report.ts';
import type { Pair } from './subscription-revenue-comparison.ts';
import { moneyColumn, text } from './subscription-revenue-tables.ts';

const currency: Column = { name: 'currency', type: 'label' };

export function comparisonTable(pairs: readonly Pair[]): Table {
  return {
    name: 'comparison',
    title: 'MRR at the ends; sums of movements on the dates that both have; churn is a loss',
    columns: [
      currency,
      { name: 'figure', type: 'label' },
      ...['current', 'previous', 'change'].map(moneyColumn),
      { name: 'change_percent', type: 'change' },
    ],
    rows: pairs.flatMap(rowsOf),
    show: 10,
  };
}

function rowsOf({ currency, level, now, before }: Pair): Cell[][] {
  const row = (figure: string, own: Decimal, other: Decimal, part: number | null): Cell[] => [
    ...[currency, figure, own.text(), other.text(), own.minus(other).text()],
    part,
  ];
  const { revenue, other } = { revenue: level?.now.revenue, other: level?.before.revenue };
  return [
    ...(revenue === undefined || other === undefined
      ? []
      : [row('mrr', revenue, other, changeOfBalance(other, revenue))]),
    row('net', now.net, before.net, changeOfBalance(before.net, now.net)),
    ...(['new', 'expansion', 'churn'] as const).map((name) =>
      row(name, now[name], before[name], changeOfSize(before[name], now[name])),
    ),
  ];
}

export function pairTable(pairs: readonly Pair[]): Table {
  const columns = ['mrr', 'new', 'expansion', 'churn'];
  return {
    name: 'compared_points',
    title: 'date by date, newest first; churn as sent',
    columns: [
      currency,
      { name: 'date', type: 'date' },
      ...columns.map(moneyColumn),
      { name: 'previous_date', type: 'date' },
      ...columns.map((name) => moneyColumn(`previous_${name}`)),
    ],
    rows: pairs.flatMap(({ currency: code, dates }) =>
      dates
        .map(({ now, before }): Cell[] => [
          code,
          ...[now, before].flatMap((one): Cell[] => [
            one.date,
            ...[one.revenue, one.new, one.expansion, one.churn].map(text),
          ]),
        ])
        .reverse(),
    ),
    show: 0,
  };
}
