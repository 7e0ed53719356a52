import type Big from 'big.js';
import { addDays, addMonths } from '../../src/report/calendar.ts';
import { exactText } from '../../src/report/exact.ts';
import { label } from '../../src/report/label.ts';
import { change, money, plural } from '../../src/report/number.ts';
import type { Cell, Column, Report, ReportContext, Table } from '../../src/tool.ts';
import type { Input } from './subscription-revenue.ts';
import { missing, type Page } from './subscription-revenue-pages.ts';
import { type Point, pointsOf, type Row } from './subscription-revenue-points.ts';
import { byCurrency, type CurrencyRevenue } from './subscription-revenue-sums.ts';

type Pages = readonly (Page & { data: readonly Row[] })[];

/** With more currencies than this, a table tells of them. */
const mostInWords = 2;

export function tell(pages: Pages, q: Input, context: ReportContext): Report {
  const read = pointsOf(pages.flatMap(({ data }) => data));
  const points = read.points.filter((point) => isAsked(point, q));
  const gap = missing(pages);
  const partial = gap === null ? [] : [`Partial: ${gap}, so dates may be missing from everything below.`];
  if (points.length === 0) return nothing(read.points, partial, q);
  const currencies = byCurrency(points, context.today);
  const many = currencies.length > mostInWords;
  const inWords = currencies.slice(0, many ? 1 : mostInWords);
  return {
    headline: [
      ...partial,
      ...inWords.flatMap((one) => [levelSentence(one), ...movementSentence(one)]),
      ...(many ? [`${plural(currencies.length, 'currency', 'currencies')} in all (table currencies).`] : []),
    ],
    tables: [
      ...(many ? [currencyTable(currencies)] : []),
      monthTable(currencies, q, context),
      ...(many ? [] : [currencyTable(currencies)]),
      movementTable(currencies),
      pointTable(points, context),
    ],
    notes: [
      ...notes(currencies),
      ...(read.repeated > 0
        ? [`${plural(read.repeated, 'row')} came twice for a date and currency; the first counts.`]
        : []),
      ...(read.contradicting > 0
        ? [`${plural(read.contradicting, 'of these differs', 'of these differ')} from the first.`]
        : []),
    ],
  };
}

function isAsked({ date, currency }: Point, { start, end, currency: asked }: Input): boolean {
  const late = start === undefined || date >= start;
  const early = end === undefined || date <= end;
  return late && early && (asked === undefined || currency === asked);
}

function levelSentence({ currency, first, latest, running, change: moved }: CurrencyRevenue): string {
  const code = label(currency, 8);
  if (first === null || latest === null)
    return `${code}: no MRR on a finished day; today so far ${amount(running?.revenue ?? null, code)}.`;
  const today = running === null ? '' : `; today so far ${amount(running.revenue, code)}`;
  const level = `${code}: MRR ${amount(latest.revenue, code)} on ${latest.date}`;
  if (first === latest) return `${level}${today}.`;
  const percentage = change(Number(first.revenue), Number(latest.revenue));
  return `${level}, from ${amount(first.revenue, code)} on ${first.date} (${amount(moved, code)}, ${percentage})${today}.`;
}

/** What moved the level, and whether it adds up. */
function movementSentence({ currency, first, latest, explained, change: moved }: CurrencyRevenue): string[] {
  if (first === null || first === latest || moved === null) return [];
  const code = label(currency, 8);
  const gap = moved.minus(explained.net);
  const parts = `new ${amount(explained.new, code)}, expansion ${amount(explained.expansion, code)}, churn ${amount(explained.churn, code)}`;
  const rest = gap.eq(0) ? 'which explains the change' : `which leaves ${amount(gap, code)} of the change unexplained`;
  return [`${code} after ${first.date}: ${parts}; net ${amount(explained.net, code)}, ${rest}.`];
}

function notes(currencies: readonly CurrencyRevenue[]): string[] {
  const unexplained = currencies.some(({ change: moved, explained }) => moved !== null && !moved.eq(explained.net));
  const running = currencies.some((one) => one.running !== null);
  const negative = currencies.filter(({ negativeChurn }) => negativeChurn).map(({ currency }) => label(currency, 8));
  return [
    `MRR is a level, never added up over dates${currencies.length > 1 ? ', nor over currencies' : ''}.`,
    ...(unexplained ? ['Fynn sends no contraction and no reactivation apart, which may be what is unexplained.'] : []),
    negative.length === 0
      ? 'Churn is a loss although it is positive.'
      : `Churn in ${negative.slice(0, 5).join(', ')} came as negative amounts, read as losses.`,
    ...(currencies.some(({ mixedChurn }) => mixedChurn)
      ? ['Some churn amounts are negative, and lower the churn.']
      : []),
    ...(running ? ['Today still runs: it is in the tables, not in latest MRR and change.'] : []),
  ];
}

function monthTable(currencies: readonly CurrencyRevenue[], q: Input, context: ReportContext): Table {
  const rows = currencies.flatMap(({ currency, months, points }) =>
    months.map((month): Cell[] => [
      month.month,
      currency,
      text(month.mrr),
      ...[month.net, month.new, month.expansion, month.churn].map(text),
      isWhole(month.month, points[0]?.date ?? context.today, q, context),
    ]),
  );
  return {
    name: 'by_month',
    title: 'MRR at its last date, sums of movements; whole: all of the month is in it',
    columns: [
      { name: 'month', type: 'date' },
      { name: 'currency', type: 'label' },
      ...['mrr', 'net', 'new', 'expansion', 'churn'].map(moneyColumn),
      { name: 'whole', type: 'flag' },
    ],
    rows: newestFirst(rows),
    show: 4,
  };
}

function currencyTable(currencies: readonly CurrencyRevenue[]): Table {
  return {
    name: 'currencies',
    title: 'latest and first finished date (dates in movements)',
    columns: [{ name: 'currency', type: 'label' }, ...['latest_mrr', 'first_mrr', 'change'].map(moneyColumn)],
    rows: currencies.map(({ currency, first, latest, change: moved }): Cell[] => [
      currency,
      ...[latest?.revenue ?? null, first?.revenue ?? null, moved].map(text),
    ]),
    show: currencies.length > mostInWords ? 5 : 0,
  };
}

function movementTable(currencies: readonly CurrencyRevenue[]): Table {
  return {
    name: 'movements',
    title: 'sums after the first date up to the latest; churn as sent',
    columns: [
      { name: 'currency', type: 'label' },
      { name: 'after', type: 'date' },
      { name: 'up_to', type: 'date' },
      ...['change', 'new', 'expansion', 'churn', 'net', 'unexplained'].map(moneyColumn),
    ],
    rows: currencies.map(({ currency, first, latest, change: moved, explained }): Cell[] => [
      ...[currency, first?.date ?? null, latest?.date ?? null],
      ...[moved, explained.new, explained.expansion, explained.churn, explained.net].map(text),
      text(moved?.minus(explained.net) ?? null),
    ]),
    show: 0,
  };
}

function pointTable(points: readonly Point[], { today }: ReportContext): Table {
  const rows = points.map((point): Cell[] => [
    point.date,
    point.currency,
    ...[point.revenue, point.new, point.expansion, point.churn].map(text),
    point.date >= today,
  ]);
  return {
    name: 'points',
    title: 'every date and currency, newest first; churn as sent',
    columns: [
      { name: 'date', type: 'date' },
      { name: 'currency', type: 'label' },
      ...['mrr', 'new', 'expansion', 'churn'].map(moneyColumn),
      { name: 'running', type: 'flag' },
    ],
    rows: newestFirst(rows),
    show: 0,
  };
}

/** Whether nothing of a month is cut off by the data's beginning, by the dates asked for or by today. */
function isWhole(month: string, firstDate: string, q: Input, { today }: ReportContext): boolean {
  const from = `${month}-01`;
  const next = addMonths(from, 1);
  return firstDate <= from && (q.end === undefined || q.end >= addDays(next, -1)) && next <= today;
}

function nothing(all: readonly Point[], partial: readonly string[], q: Input): Report {
  const currencies = [...new Set(all.map(({ currency }) => label(currency, 8)))].slice(0, 10);
  const asked = [q.currency, q.start && `from ${q.start}`, q.end && `to ${q.end}`].filter((part) => part).join(' ');
  return {
    headline: [...partial, `No MRR data${asked === '' ? '' : ` for ${asked}`}.`],
    tables: [],
    notes:
      all.length === 0
        ? ['Fynn sent no rows: the account has no subscriptions yet, or the token belongs to another account.']
        : [`Fynn has data from ${all[0]?.date} to ${all.at(-1)?.date} in ${currencies.join(', ')}.`],
    empty: true,
  };
}

function newestFirst(rows: readonly Cell[][]): Cell[][] {
  return [...rows].sort((a, b) => String(b[0]).localeCompare(String(a[0])));
}

function moneyColumn(name: string): Column {
  return { name, type: 'money', currency: { column: 'currency' } };
}

function text(value: Big | null): string | null {
  return value === null ? null : exactText(value);
}

function amount(value: Big | null, code: string): string {
  return money(text(value), code);
}
