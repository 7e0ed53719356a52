import { changeOfBalance, changeOfSize } from '../../src/report/amount-change.ts';
import type { Decimal } from '../../src/report/decimal.ts';
import { label } from '../../src/report/label.ts';
import { type Note, noteOf } from '../../src/report/note.ts';
import { count, growth, percent, plural } from '../../src/report/number.ts';
import { bothRanges, counterpart, type Periods } from '../../src/report/periods.ts';
import type { Change, ReportContext } from '../../src/tool.ts';
import { isRunning, lastInstant } from '../../src/vendors/utc.ts';
import type { Input } from './list-activities.ts';
import { comparisonTable, countTable, earlierTable } from './list-activities-comparison-tables.ts';
import { cutSide, declined } from './list-activities-declined.ts';
import type { Activity } from './list-activities-entries.ts';
import type { Read } from './list-activities-read.ts';
import { amount } from './list-activities-report.ts';
import { byCurrency, type CurrencySums, type Sum, sum, typesOf } from './list-activities-sums.ts';
import { periodsInUtc } from './list-activities-utc.ts';

export interface ReadSide {
  read: Read;
  input: Input;
  context: ReportContext;
}

/** One currency in both ranges. */
export interface CurrencyPair {
  currency: string;
  types: TypePair[];
  /** Of all types; null where one type alone was asked for. */
  net: Omit<TypePair, 'type'> | null;
}

export interface TypePair {
  type: string;
  now: Sum;
  before: Sum;
  change: Decimal;
  /** A fraction; null where a percentage would mislead. */
  part: number | null;
}

/** With more currencies than this, the others have one sentence together. */
const mostInWords = 2;

/** What changed in the MRR movements: both ranges read to the end, and the earlier one only as far as the later has run. */
export function compareActivities(now: ReadSide, before: ReadSide, periods: Periods): Change {
  const cuts = [...cutSide(now, 'later'), ...cutSide(before, 'earlier')];
  if (cuts.length > 0) return declined(now, before, cuts, periods);
  const until = lastMoment(now, before, periods);
  const { activities } = now.read;
  const earlier = before.read.activities.filter(({ time }) => until === null || time <= until);
  const pairs = pairsOf(activities, earlier, now.input);
  return {
    headline: [
      extentSentence(activities, earlier, periods, until),
      ...pairs.slice(0, mostInWords).flatMap(netSentence),
      ...othersSentence(pairs.slice(mostInWords)),
      ...pairs.slice(0, mostInWords).map(typesSentence),
    ],
    tables: [comparisonTable(pairs), countTable(pairs), earlierTable(earlier)],
    notes: [...untilNote(until, before.read.activities.length - earlier.length), ...loneNotes(pairs)],
  };
}

/** The moment up to which the earlier range is counted, as far into it as the later one has run; null where that is over. */
function lastMoment(now: ReadSide, before: ReadSide, { shift }: Periods): string | null {
  if (!isRunning(now.input.end, now.context.now)) return null;
  const read = now.context.now.toISOString().slice(0, 19);
  if ('milliseconds' in shift) return instant(now.context.now.getTime() - shift.milliseconds);
  const moment = counterpart(read, shift);
  return moment === null ? instant(Date.parse(lastInstant(before.input.end))) : `${moment}Z`;
}

function instant(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/** Every currency of either range, the one with most activities first. What was read to the end and has none moved nothing. */
function pairsOf(now: readonly Activity[], before: readonly Activity[], { type }: Input): CurrencyPair[] {
  const [later, earlier] = [bySum(now), bySum(before)];
  return byCurrency([...now, ...before]).map(({ currency, activities }) => {
    const [own, other] = [later.get(currency), earlier.get(currency)];
    const of = (side: CurrencySums | undefined, name: string) => side?.byType.get(name) ?? nothing;
    return {
      currency,
      types: typesOf(activities, type).map((name) => ({
        type: name,
        ...pair(of(own, name), of(other, name), changeOfSize),
      })),
      net: type === undefined ? pair(own?.all ?? nothing, other?.all ?? nothing, changeOfBalance) : null,
    };
  });
}

function bySum(activities: readonly Activity[]): Map<string, CurrencySums> {
  return new Map(byCurrency(activities).map((one) => [one.currency, one]));
}

const nothing = sum([]);

function pair(now: Sum, before: Sum, part: (before: Decimal, now: Decimal) => number | null): Omit<TypePair, 'type'> {
  return {
    ...{ now, before, change: now.movement.minus(before.movement) },
    part: part(before.movement, now.movement),
  };
}

function extentSentence(
  now: readonly Activity[],
  before: readonly Activity[],
  periods: Periods,
  until: string | null,
): string {
  const part = until === null ? '' : '; the earlier as far as the later has run';
  const [own, other] = [sum(now), sum(before)];
  const activities = `${plural(own.activities, 'activity', 'activities')} against ${count(other.activities)}`;
  const customers = `${plural(own.customers, 'customer')} against ${count(other.customers)}`;
  return `${bothRanges(periodsInUtc(periods))} (UTC${part}), all read: ${activities}, ${customers}.`;
}

/** "EUR: net MRR movement EUR 50.00 against EUR 40.00, change EUR 10.00 (+25.0 %)." */
function netSentence({ currency, net }: CurrencyPair): string[] {
  if (net === null) return [];
  const code = label(currency, 8);
  return [`${code}: net MRR movement ${sides(net, code)}, change ${amount(net.change, code)}${partWords(net)}.`];
}

/** "EUR: new_biz EUR 60.00 against EUR 48.00 (+25.0 %), churn EUR -10.00 against EUR -8.00 (25.0 % more lost)." */
function typesSentence({ currency, types }: CurrencyPair): string {
  const code = label(currency, 8);
  const told = types.filter(({ now, before }) => now.activities + before.activities > 0);
  const parts = told.slice(0, 6).map((one) => `${label(one.type, 16)} ${sides(one, code)}${partWords(one)}`);
  return `${code}: ${parts.join(', ')}${told.length > 6 ? `, and ${told.length - 6} more types` : ''}.`;
}

function sides({ now, before }: Pick<TypePair, 'now' | 'before'>, code: string): string {
  const told = ({ activities, movement }: Sum) => (activities === 0 ? 'none' : amount(movement, code));
  return `${told(now)} against ${told(before)}`;
}

/** A loss is larger or smaller; a signed percentage of it could be read either way. */
function partWords({ part, now, before }: Omit<TypePair, 'type'>): string {
  if (part === null) return '';
  const isLoss = now.movement.sign() < 0 || before.movement.sign() < 0;
  if (!isLoss || part === 0 || part >= 9) return ` (${growth(part)})`;
  return ` (${percent(Math.abs(part))} ${part > 0 ? 'more' : 'less'} lost)`;
}

/** The currencies that have no sentence of their own. */
function othersSentence(others: readonly CurrencyPair[]): string[] {
  if (others.length === 0) return [];
  const some = others.slice(0, 3).map(({ currency, types, net }) => {
    const code = label(currency, 8);
    return [net ?? types[0]].flatMap((one) => (one === undefined ? [] : [sides(one, code)])).join('');
  });
  const more = others.length > 3 ? `, and ${others.length - 3} more` : '';
  return [
    `In other currencies${others[0]?.net === null ? '' : ', net'}: ${some.join(', ')}${more} (table comparison).`,
  ];
}

function untilNote(until: string | null, leftOut: number): Note[] {
  if (until === null) return [];
  const told = `The earlier range is counted to ${until}, as far as the later one has run`;
  return [noteOf('partial')(`${told}: ${plural(leftOut, 'later activity', 'later activities')} of it left out.`)];
}

/** Currencies that moved in one of the ranges only, which makes the other 0.00 and no lack of data. */
function loneNotes(pairs: readonly CurrencyPair[]): Note[] {
  const lone = (side: 'now' | 'before') =>
    pairs
      .filter(({ types }) => types.every((one) => one[side].activities === 0))
      .map(({ currency }) => label(currency, 8));
  const note = (codes: readonly string[], which: string) =>
    codes.length === 0
      ? []
      : [
          noteOf('moved')(
            `No activities in ${codes.slice(0, 4).join(', ')}${codes.length > 4 ? ', …' : ''} in the ${which} range.`,
          ),
        ];
  return [...note(lone('now'), 'later'), ...note(lone('before'), 'earlier')];
}
