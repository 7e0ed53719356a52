import type Big from 'big.js';
import { exactText } from '../../src/report/exact.ts';
import { label, plain } from '../../src/report/label.ts';
import { count, money, plural } from '../../src/report/number.ts';
import type { Report, ReportContext, Table } from '../../src/tool.ts';
import { firstInstant, lastInstant } from '../../src/vendors/utc.ts';
import type { Input } from './list-activities.ts';
import type { Activity } from './list-activities-entries.ts';
import { mostEntries, type Progress } from './list-activities-pages.ts';
import { byCurrency, type CurrencySums, knownTypes, movers, typesOf } from './list-activities-sums.ts';
import { activityTable, monthTables, moverTable, typeTable } from './list-activities-tables.ts';

interface Read {
  activities: Activity[];
  /** Entries that came a second time, and are counted once. */
  repeated: number;
  progress: Progress;
}

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
      ...othersSentence(currencies.slice(mostInWords)),
      ...monthSentences(currencies, months[0]),
    ],
    tables: [
      // Strangers' names can be long: the months come before them, unless sentences tell of the months.
      ...(currencies.length > 1 ? [movedMost, ...months] : [...months.slice(0, 1), movedMost, ...months.slice(1)]),
      typeTable(currencies, types, net),
      activityTable(activities),
    ],
    notes: notes(read, currencies, q, context),
  };
}

/** What was read of what was asked for; a part is called one in the first word. */
function extentSentence({ activities, progress }: Read, q: Input): string {
  const number = plural(activities.length, 'activity', 'activities');
  const range = `${q.start} to ${q.end} (UTC)`;
  const after = q.cursor === undefined ? '' : ' after the given cursor';
  if (progress.state === 'end')
    return q.cursor === undefined
      ? `${number}, ${range}, all read.`
      : `Partial: the last ${number} of ${range}, those${after}; amounts are of these alone.`;
  const times = activities.map(({ time }) => time).sort();
  const dates = `${times[0]?.slice(0, 10)} to ${times.at(-1)?.slice(0, 10)}`;
  const part = `Partial: only ${number}${after} (${dates}) were read; amounts are of these alone.`;
  return `${part} ${goOn(progress, q)}`;
}

function goOn({ state, cursor }: Progress, { max_entries }: Input): string {
  if (state === 'stuck' || cursor === null)
    return 'ChartMogul says that there are more, but gave no new way to them: ask for shorter ranges.';
  // "more" is where the call's time ended before its entries did.
  const more = state === 'limit' && max_entries < mostEntries ? 'raise max_entries' : 'ask for shorter ranges';
  // Sent back as it is, so it is not escaped; a cursor that cannot be shown whole is not shown.
  const shown = /^[\w+/=.:~-]{1,300}$/.test(cursor) ? `add "cursor": "${cursor}", or ` : '';
  return `To go on, ${shown}${more}.`;
}

/** "EUR: net EUR 50.00; new_biz EUR 60.00 (2), churn EUR -10.00 (1)."; the numbers in brackets count activities. */
function currencySentence({ currency, all, byType }: CurrencySums, types: readonly string[], net: boolean): string {
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
function othersSentence(others: readonly CurrencySums[]): string[] {
  if (others.length === 0) return [];
  const some = others.slice(0, 4).map(({ currency, all }) => amount(all.movement, label(currency, 8)));
  return [
    `In other currencies: ${some.join(', ')}${others.length > 4 ? `, and ${others.length - 4} more (table movements)` : ''}.`,
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

function amount(value: Big, code: string): string {
  return money(exactText(value), code);
}

function notes(read: Read, currencies: readonly CurrencySums[], q: Input, context: ReportContext): string[] {
  const { repeated, activities } = read;
  const odd = activities.filter(({ type, movement }) => movement.times(sign[type] ?? 0).lt(0)).length;
  const unknown = [...new Set(activities.map(({ type }) => type))].filter((type) => !isKnown(type));
  const running = plain(q.end).slice(0, 10) >= context.today;
  return [
    ...(running ? ['Today still runs: its activities are not complete.'] : []),
    `These are changes of MRR, not its level${currencies.length > 1 ? '; currencies are never added up' : ''}.`,
    ...(q.type === undefined ? [] : [`Only ${q.type} was asked for, so there is no net movement.`]),
    ...(unknown.length > 0 ? ['Types that ChartMogul does not document are told as they are.'] : []),
    ...(repeated > 0 ? [`${plural(repeated, 'activity', 'activities')} came twice (same uuid), counted once.`] : []),
    ...(odd > 0
      ? [`${plural(odd, 'activity has', 'activities have')} an unusual sign for the type, summed as sent.`]
      : []),
  ];
}

const sign: Record<string, number> = { new_biz: 1, reactivation: 1, expansion: 1, contraction: -1, churn: -1 };

function isKnown(type: string): boolean {
  return knownTypes.some((one) => one === type);
}

export function nothing({ progress }: Read, q: Input): Report {
  const type = q.type === undefined ? '' : ` of type ${q.type}`;
  const after = q.cursor === undefined ? '' : ' after the given cursor';
  return {
    headline: [`No activities${type} from ${q.start} to ${q.end} (UTC)${after}.`],
    tables: [],
    notes: [
      ...(progress.state === 'stuck' ? ['ChartMogul says that there are more, but sent none and no way to them.'] : []),
      'MRR did not move for anybody in this time, as far as ChartMogul knows; try an earlier `start`, or leave `type` out.',
      'Data imported or synced later appears under its own dates.',
    ],
    empty: true,
  };
}
