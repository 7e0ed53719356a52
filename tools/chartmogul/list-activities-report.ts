import type { Decimal } from '../../src/report/decimal.ts';
import { label } from '../../src/report/label.ts';
import { noteOf } from '../../src/report/note.ts';
import { count, money, percent } from '../../src/report/number.ts';
import type { Report, ReportContext, Table } from '../../src/tool.ts';
import { firstInstant, lastInstant } from '../../src/vendors/utc.ts';
import type { Input } from './list-activities.ts';
import { notesOf } from './list-activities-notes.ts';
import { mostEntries, type Progress } from './list-activities-pages.ts';
import { datesRead, howMany, type Read, shownCursor } from './list-activities-read.ts';
import { byCurrency, type CurrencySums, movers, typesOf } from './list-activities-sums.ts';
import { activityTable, monthTables, moverTable, typeTable } from './list-activities-tables.ts';
import { utcRangeText } from './list-activities-utc.ts';

const doubt = noteOf('doubt');
const reading = noteOf('reading');

/** With more currencies than this, the others have one sentence together. */
const mostInWords = 2;

/** How many currencies have a sentence of their months. */
const mostByMonth = 4;

export function tell(read: Read, q: Input, context: ReportContext): Report {
  const { activities } = read;
  const currencies = byCurrency(activities);
  const types = typesOf(activities, q.type);
  const net = q.type === undefined;
  const partial = read.progress.state !== 'end' || q.cursor !== undefined;
  const extent = { start: Date.parse(firstInstant(q.start)), end: Date.parse(lastInstant(q.end)) };
  const months = monthTables(currencies, types, net, { ...extent, now: context.now.getTime(), partial });
  const movedMost = moverTable(movers(currencies));
  const extentTold = extentSentence(read, q);
  return {
    ...(partial ? { partial: extentTold } : {}),
    headline: [
      extentTold,
      ...currencies.slice(0, mostInWords).map((one) => currencySentence(one, types, net)),
      ...othersSentence(currencies.slice(mostInWords), activities.length),
      ...monthSentences(currencies, months[0]),
    ],
    tables: [
      // Strangers' names can be long: the months come before them, unless sentences tell of the months.
      ...(currencies.length > 1 ? [movedMost, ...months] : [...months.slice(0, 1), movedMost, ...months.slice(1)]),
      typeTable(currencies, types, net),
      activityTable(activities),
    ],
    notes: notesOf(read, currencies, q, context),
  };
}

/** What was read of what was asked for; a part is called one in the first word. */
function extentSentence(read: Read, q: Input): string {
  const { progress } = read;
  const number = howMany(read);
  const range = utcRangeText(q);
  const after = q.cursor === undefined ? '' : ' after the given cursor';
  if (progress.state === 'end')
    return q.cursor === undefined
      ? `${number}, ${range}, all read.`
      : `Partial: the last ${number} of ${range}, those${after}; amounts are of these alone.`;
  const part = `Partial: only ${number}${after} (${datesRead(read)}) were read; amounts are of these alone.`;
  return `${part} ${goOn(progress, q)}`;
}

function goOn(progress: Progress, { max_entries }: Input): string {
  const { state, cursor } = progress;
  if (state === 'stuck' || cursor === null)
    return 'ChartMogul says that there are more, but gave no new way to them: ask for shorter ranges.';
  // "more" is where the call's time ended before its entries did.
  const more = state === 'limit' && max_entries < mostEntries ? 'raise max_entries' : 'ask for shorter ranges';
  const shown = shownCursor(progress);
  return `To go on, ${shown === null ? '' : `add "cursor": "${shown}", or `}${more}.`;
}

/** "EUR: net EUR 50.00; new_biz EUR 60.00 (2), churn EUR -10.00 (1)."; the numbers in brackets count activities. */
export function currencySentence(
  { currency, all, byType }: CurrencySums,
  types: readonly string[],
  net: boolean,
): string {
  const code = label(currency, 8);
  const parts = types.slice(0, 6).map((type) => {
    const sum = byType.get(type);
    const name = label(type, 16);
    return sum === undefined ? `no ${name}` : `${name} ${amount(sum.movement, code)} (${count(sum.activities)})`;
  });
  const rest = types.length > 6 ? `, and ${types.length - 6} more types` : '';
  return `${code}: ${net ? `net MRR movement ${amount(all.movement, code)}; ` : ''}${parts.join(', ')}${rest}.`;
}

/** The currencies that have no sentence of their own. */
function othersSentence(others: readonly CurrencySums[], activities: number): string[] {
  if (others.length === 0) return [];
  const part = others.reduce((sum, { all }) => sum + all.activities, 0) / activities;
  const some = others.slice(0, 4).map(({ currency, all }) => amount(all.movement, label(currency, 8)));
  return [
    `In other currencies (${percent(part)} of the activities): ${some.join(', ')}${others.length > 4 ? `, and ${others.length - 4} more (table movements)` : ''}.`,
  ];
}

/** The latest months by currency, where there are too many rows of them for the table to be shown. */
function monthSentences(currencies: readonly CurrencySums[], table: Table | undefined): string[] {
  if (currencies.length === 1 || table === undefined) return [];
  const most = currencies.length > mostInWords ? 2 : 3;
  return currencies.slice(0, mostByMonth).map(({ currency }) => {
    const code = label(currency, 8);
    const own = table.rows.filter((row) => row[1] === currency).slice(0, most);
    const parts = own.map(
      ([month, , moved, whole]) => `${month} ${money(String(moved), code)}${whole ? '' : ' (part)'}`,
    );
    return `${code} by month: ${parts.join(', ')}.`;
  });
}

export function amount(value: Decimal, code: string): string {
  return money(value.text(), code);
}

export function nothing({ progress }: Read, q: Input): Report {
  const type = q.type === undefined ? '' : ` of type ${q.type}`;
  const after = q.cursor === undefined ? '' : ' after the given cursor';
  const whole = progress.state === 'end';
  // An empty page is no end of it where there is said to be more.
  const unread = `Partial: no activities${type} were read from ${utcRangeText(q)}${after}, and there are more.`;
  return {
    ...(whole ? {} : { partial: unread }),
    headline: [whole ? `No activities${type} from ${utcRangeText(q)}${after}.` : unread],
    tables: [],
    notes: [
      whole
        ? doubt(nothingMoved(q))
        : doubt('ChartMogul says that there are more, but sent none: ask for shorter ranges.'),
      reading('Data imported or synced later appears under its own dates.'),
    ],
    empty: true,
  };
}

function nothingMoved({ type, cursor }: Input): string {
  const given = Object.entries({ type, cursor }).flatMap(([name, value]) =>
    value === undefined ? [] : [`\`${name}\``],
  );
  return given.length === 0
    ? 'MRR did not move for anybody in this time, as far as ChartMogul knows; try an earlier `start`.'
    : `ChartMogul knows of none in this time; try an earlier \`start\`, or leave out ${given.join(' or ')}.`;
}
