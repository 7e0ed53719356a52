import type { Decimal } from '../../src/report/decimal.ts';
import { rowPerItem, rowsTogether } from '../../src/report/later-rows.ts';
import type { Cell, Column, ReportContext, Table } from '../../src/tool.ts';
import type { Point } from './subscription-revenue-points.ts';
import type { CurrencyRevenue } from './subscription-revenue-sums.ts';

export function monthTable(currencies: readonly CurrencyRevenue[]): Table {
  const all = currencies.flatMap(({ currency, months }) => months.map((month) => ({ currency, ...month })));
  return {
    name: 'by_month',
    title: 'MRR at its last date, sums of movements; whole: has every day of the month',
    columns: [
      { name: 'month', type: 'date' },
      { name: 'currency', type: 'label' },
      ...['mrr', 'net', 'new', 'expansion', 'churn'].map(moneyColumn),
      { name: 'whole', type: 'flag' },
    ],
    rows: rowPerItem(
      newestFirst(all, ({ month }) => month),
      ({ month, currency, mrr, net, new: won, expansion, churn, whole }) => [
        ...[month, currency],
        ...[mrr, net, won, expansion, churn].map(text),
        whole,
      ],
    ),
    show: 6,
  };
}

export function currencyTable(currencies: readonly CurrencyRevenue[], show: number): Table {
  return {
    name: 'currencies',
    title: 'latest MRR, what its change runs from (dates in movements)',
    columns: [{ name: 'currency', type: 'label' }, ...['latest_mrr', 'from_mrr', 'change'].map(moneyColumn)],
    rows: currencies.map(({ currency, base, latest, change: moved }): Cell[] => [
      currency,
      ...[latest?.revenue ?? null, base?.revenue ?? null, moved].map(text),
    ]),
    show,
  };
}

export function movementTable(currencies: readonly CurrencyRevenue[]): Table {
  return {
    name: 'movements',
    title: 'change and sums from the end of "after" to that of "up_to"; churn as sent',
    columns: [
      { name: 'currency', type: 'label' },
      { name: 'after', type: 'date' },
      { name: 'up_to', type: 'date' },
      ...['change', 'new', 'expansion', 'churn', 'net', 'unexplained'].map(moneyColumn),
    ],
    rows: currencies.map(({ currency, base, latest, change: moved, explained }): Cell[] => [
      ...[currency, base?.date ?? null, latest?.date ?? null],
      ...[moved, explained.new, explained.expansion, explained.churn, explained.net].map(text),
      text(moved?.minus(explained.net) ?? null),
    ]),
    show: 0,
  };
}

export function pointTable(points: readonly Point[], { today }: ReportContext): Table {
  const sent = points.filter(({ filled }) => !filled);
  return {
    name: 'points',
    title: `every date and currency${sent.length < points.length ? ' that was sent' : ''}, newest first; churn as sent`,
    columns: [
      { name: 'date', type: 'date' },
      { name: 'currency', type: 'label' },
      ...['mrr', 'new', 'expansion', 'churn'].map(moneyColumn),
      { name: 'running', type: 'flag' },
    ],
    rows: rowsTogether(sent.length, () =>
      newestFirst(sent, ({ date }) => date).map((point): Cell[] => [
        ...[point.date, point.currency],
        ...[point.revenue, point.new, point.expansion, point.churn].map(text),
        point.date >= today,
      ]),
    ),
    show: 0,
  };
}

/** Those of a date in the order in which they are. */
function newestFirst<Dated>(all: readonly Dated[], dateOf: (one: Dated) => string): Dated[] {
  return all.toSorted((a, b) => (dateOf(a) < dateOf(b) ? 1 : dateOf(a) > dateOf(b) ? -1 : 0));
}

export function moneyColumn(name: string): Column {
  return { name, type: 'money', currency: { column: 'currency' } };
}

export function text(value: Decimal | null): string | null {
  return value?.text() ?? null;
}
