import type { Decimal } from '../../src/report/decimal.ts';
import { label } from '../../src/report/label.ts';
import { noteOf } from '../../src/report/note.ts';
import { change, money, plural } from '../../src/report/number.ts';
import type { Report, ReportContext } from '../../src/tool.ts';
import type { Input } from './subscription-revenue.ts';
import { notesOf } from './subscription-revenue-notes.ts';
import type { Point } from './subscription-revenue-points.ts';
import { type Pages, partialOf, readOf } from './subscription-revenue-read.ts';
import { byCurrency, type CurrencyRevenue } from './subscription-revenue-sums.ts';
import { currencyTable, monthTable, movementTable, pointTable } from './subscription-revenue-tables.ts';

const doubt = noteOf('doubt');

/** With more currencies than this, a table tells of them. */
const mostInWords = 2;

/** How many currencies have a sentence of their months. */
const mostByMonth = 4;

export function tell(pages: Pages, q: Input, context: ReportContext): Report {
  const read = readOf(pages, q);
  const partial = partialOf(read);
  if (read.points.length === 0) return nothing(read.all, partial, q);
  const currencies = byCurrency(read, context.today);
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
      pointTable(read.points, context),
    ],
    notes: notesOf(read, currencies, q, context),
  };
}

function levelSentence(one: CurrencyRevenue, { today: now }: ReportContext): string {
  const { currency, base, opens, latest, running, change: moved } = one;
  const code = label(currency, 8);
  const day = running?.date === now ? 'today' : running?.date;
  const today = running === null ? '' : `; ${day} so far ${amount(running.revenue, code)}`;
  if (base === null || latest === null) return `${code}: no MRR was sent for a finished day${today}.`;
  const level = `${code}: MRR ${amount(latest.revenue, code)} on ${latest.date}`;
  if (base === latest) return `${level}${today}.`;
  const percentage = change(base.revenue?.toNumber(), latest.revenue?.toNumber());
  const from = `${amount(base.revenue, code)} ${opens ? 'at the end of' : 'on'} ${base.date}`;
  return `${level}, from ${from} (${amount(moved, code)}, ${percentage})${today}.`;
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
  const { currency, base, latest, explained, change: moved } = one;
  if (base === null || base === latest || moved === null) return [];
  const code = label(currency, 8);
  const gap = moved.minus(explained.net);
  const parts = `new ${amount(explained.new, code)}, expansion ${amount(explained.expansion, code)}, churn ${amount(explained.churn, code)}`;
  const net = brief ? '' : `net ${amount(explained.net, code)}, `;
  const rest = gap.sign() === 0 ? 'all of the change explained' : `${amount(gap, code)} of the change unexplained`;
  return [`${code} after ${base.date}: ${parts}; ${net}${rest}.`];
}

function nothing(all: readonly Point[], partial: readonly string[], q: Input): Report {
  const currencies = [...new Set(all.map(({ currency }) => label(currency, 8)))].slice(0, 10);
  const asked = [q.currency && `for ${q.currency}`, q.start && `from ${q.start}`, q.end && `to ${q.end}`];
  return {
    ...(partial[0] === undefined ? {} : { partial: partial[0] }),
    headline: [...partial, `${['No MRR data', ...asked].filter((part) => part).join(' ')}.`],
    tables: [],
    notes:
      all.length === 0
        ? [doubt('Fynn sent no rows: the account has no subscriptions yet, or the token belongs to another account.')]
        : [doubt(`Fynn has data from ${all[0]?.date} to ${all.at(-1)?.date} in ${currencies.join(', ')}.`)],
    empty: true,
  };
}

export function amount(value: Decimal | null, code: string): string {
  return money(value?.text(), code);
}
