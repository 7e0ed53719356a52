import type Big from 'big.js';
import { exactText } from '../../src/report/exact.ts';
import { label } from '../../src/report/label.ts';
import { change, money, plural } from '../../src/report/number.ts';
import type { Report, ReportContext } from '../../src/tool.ts';
import type { Input } from './subscription-revenue.ts';
import { missing, type Page } from './subscription-revenue-pages.ts';
import { type Point, pointsOf, type Row } from './subscription-revenue-points.ts';
import { byCurrency, type CurrencyRevenue } from './subscription-revenue-sums.ts';
import { currencyTable, monthTable, movementTable, pointTable } from './subscription-revenue-tables.ts';

type Pages = readonly (Page & { data: readonly Row[] })[];

/** With more currencies than this, a table tells of them. */
const mostInWords = 2;

/** How many currencies have a sentence of their months. */
const mostByMonth = 4;

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
    ...(partial[0] === undefined ? {} : { partial: partial[0] }),
    headline: [
      ...partial,
      ...inWords.map((one) => levelSentence(one, context)),
      ...(many ? [`${plural(currencies.length, 'currency', 'currencies')} in all (table currencies).`] : []),
      ...monthSentences(currencies, inWords.length),
      ...inWords.flatMap((one) => movementSentence(one, currencies.length > 1)),
    ],
    tables: [
      ...(many ? [currencyTable(currencies, many ? 5 : 0)] : []),
      monthTable(currencies),
      ...(many ? [] : [currencyTable(currencies, many ? 5 : 0)]),
      movementTable(currencies),
      pointTable(points, context),
    ],
    notes: [
      ...notes(currencies, context),
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

function levelSentence(one: CurrencyRevenue, { today: now }: ReportContext): string {
  const { currency, first, latest, running, change: moved } = one;
  const code = label(currency, 8);
  const day = running?.date === now ? 'today' : running?.date;
  const today = running === null ? '' : `; ${day} so far ${amount(running.revenue, code)}`;
  if (first === null || latest === null) return `${code}: no MRR was sent for a finished day${today}.`;
  const level = `${code}: MRR ${amount(latest.revenue, code)} on ${latest.date}`;
  if (first === latest) return `${level}${today}.`;
  const percentage = change(Number(first.revenue), Number(latest.revenue));
  return `${level}, from ${amount(first.revenue, code)} on ${first.date} (${amount(moved, code)}, ${percentage})${today}.`;
}

/** The latest months where there are more currencies than one, which leave little room for the table of months. */
function monthSentences(currencies: readonly CurrencyRevenue[], inWords: number): string[] {
  if (currencies.length === 1) return [];
  const most = currencies.length > mostInWords ? 2 : 3;
  return currencies.slice(0, mostByMonth).map((one, index) => {
    const code = label(one.currency, 8);
    const level = index < inWords ? '' : `MRR ${amount(one.latest?.revenue ?? null, code)}, `;
    return `${code}: ${level}net by month ${latestMonths(one, most)}.`;
  });
}

function latestMonths({ currency, months }: CurrencyRevenue, most: number): string {
  const parts = months.slice(-most).reverse();
  return parts
    .map(({ month, net, whole }) => `${month} ${amount(net, label(currency, 8))}${whole ? '' : ' (part)'}`)
    .join(', ');
}

/** What moved the level, and whether it adds up. */
function movementSentence(one: CurrencyRevenue, brief: boolean): string[] {
  const { currency, first, latest, explained, change: moved } = one;
  if (first === null || first === latest || moved === null) return [];
  const code = label(currency, 8);
  const gap = moved.minus(explained.net);
  const parts = `new ${amount(explained.new, code)}, expansion ${amount(explained.expansion, code)}, churn ${amount(explained.churn, code)}`;
  const net = brief ? '' : `net ${amount(explained.net, code)}, `;
  const rest = gap.eq(0) ? 'all of the change explained' : `${amount(gap, code)} of the change unexplained`;
  return [`${code} after ${first.date}: ${parts}; ${net}${rest}.`];
}

function notes(currencies: readonly CurrencyRevenue[], { today, zone }: ReportContext): string[] {
  const unexplained = currencies.some(({ change: moved, explained }) => moved !== null && !moved.eq(explained.net));
  const latest =
    currencies
      .map(({ lastDate }) => lastDate)
      .sort()
      .at(-1) ?? '';
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
    ...(latest === today ? ['Today still runs: it is in the tables, not in latest MRR and change.'] : []),
    ...(latest > today ? [aheadNote(latest, today, zone)] : []),
  ];
}

/** Dates are the account's own, and today is that of the zone set or assumed. */
function aheadNote(latest: string, today: string, zone: string): string {
  return (
    `Fynn has dates up to ${latest}, after today (${today} in ${zone}): the account's zone may be another, set ` +
    'FYNN_TIMEZONE. Dates from today on are in the tables, not in latest MRR and change.'
  );
}

function nothing(all: readonly Point[], partial: readonly string[], q: Input): Report {
  const currencies = [...new Set(all.map(({ currency }) => label(currency, 8)))].slice(0, 10);
  const asked = [q.currency && `for ${q.currency}`, q.start && `from ${q.start}`, q.end && `to ${q.end}`];
  return {
    headline: [...partial, `${['No MRR data', ...asked].filter((part) => part).join(' ')}.`],
    tables: [],
    notes:
      all.length === 0
        ? ['Fynn sent no rows: the account has no subscriptions yet, or the token belongs to another account.']
        : [`Fynn has data from ${all[0]?.date} to ${all.at(-1)?.date} in ${currencies.join(', ')}.`],
    empty: true,
  };
}

function amount(value: Big | null, code: string): string {
  return money(value === null ? null : exactText(value), code);
}
