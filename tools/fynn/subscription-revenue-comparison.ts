import { addDays, daysIn } from '../../src/report/calendar.ts';
import type { Decimal } from '../../src/report/decimal.ts';
import { label } from '../../src/report/label.ts';
import { type Note, noteOf } from '../../src/report/note.ts';
import { count, plural } from '../../src/report/number.ts';
import { counterpart, type Periods } from '../../src/report/periods.ts';
import type { Change, ReportContext } from '../../src/tool.ts';
import type { Input } from './subscription-revenue.ts';
import { comparisonTable, pairTable } from './subscription-revenue-comparison-tables.ts';
import { currencySentences, isAlike, rangesSentence } from './subscription-revenue-comparison-words.ts';
import { byCode, type Point } from './subscription-revenue-points.ts';
import { partialOf, type Read } from './subscription-revenue-read.ts';
import { type Movements, movements } from './subscription-revenue-sums.ts';

export interface RevenueSide {
  read: Read;
  input: Input;
  context: ReportContext;
}

/** One currency in both ranges, date by date. */
export interface Pair {
  currency: string;
  /** Finished dates that are there on both sides, oldest first. */
  dates: { now: Point; before: Point }[];
  /** How many finished dates the later range has. */
  asked: number;
  /** The date of its first row of all. */
  begins: string;
  /** The latest date that has a level on both sides. */
  level: { now: Level; before: Level } | null;
  now: Movements;
  before: Movements;
}

export interface Level {
  date: string;
  revenue: Decimal;
}

/** With more currencies than this, a table tells of them. */
const mostInWords = 2;

/** What changed between two ranges: the level at their ends, and what moved it on the dates that both have. */
export function compareRevenue(now: RevenueSide, before: RevenueSide, periods: Periods): Change {
  const yesterday = addDays(now.context.today, -1);
  const end = periods.now.end < yesterday ? periods.now.end : yesterday;
  const range = { start: periods.now.start, end };
  const all = pairsOf(now.read, before.read, range, periods);
  // What was not read may be a date, so that sums over fewer dates say nothing of those that are left.
  const canTell = ({ dates, asked }: Pair) => dates.length > 0 && (now.read.gap === null || dates.length === asked);
  const told = all.filter(canTell);
  const inWords = told.slice(0, mostInWords);
  const sentences = inWords.map((pair) => currencySentences(pair, isAlike(inWords)));
  return {
    declined: told.length === 0,
    headline: [
      ...partialOf(now.read),
      rangesSentence(inWords, periods),
      ...sentences.map(({ level }) => level),
      ...sentences.map(({ movements }) => movements),
      ...(told.length > inWords.length
        ? [`${plural(told.length, 'currency', 'currencies')} in all (table comparison).`]
        : []),
    ],
    tables: [comparisonTable(told), pairTable(told)].filter(({ rows }) => rows.length > 0),
    notes: [
      ...runningNote(periods, yesterday),
      ...fewerNote(told, periods),
      ...untoldNote(all.filter((pair) => !canTell(pair))),
      ...loneNotes(now.read, before.read),
    ],
  };
}

/** The currencies of both ranges, the one with most dates first. */
function pairsOf(now: Read, before: Read, range: { start: string; end: string }, { shift }: Periods): Pair[] {
  const [later, earlier] = [byCode(now.points), byCode(before.points)];
  const asked = Math.max(0, daysIn(range));
  const ever = byCode(now.all);
  const pairs = [...later].flatMap(([currency, own]): Pair[] => {
    const other = new Map(earlier.get(currency)?.map((point) => [point.date, point]));
    if (other.size === 0) return [];
    const dates = own.flatMap((point) => {
      const held = other.get(counterpart(point.date, shift) ?? '');
      return point.date > range.end || held === undefined ? [] : [{ now: point, before: held }];
    });
    const sums = (side: 'now' | 'before') =>
      lossPositive(
        dates.map((pair) => pair[side]),
        now.negative.has(currency),
      );
    const begins = ever.get(currency)?.[0]?.date ?? '';
    return [{ currency, dates, asked, begins, level: levelOf(dates), now: sums('now'), before: sums('before') }];
  });
  return pairs.sort((a, b) => b.dates.length - a.dates.length);
}

function levelOf(dates: Pair['dates']): Pair['level'] {
  const known = dates.flatMap(({ now, before }) =>
    now.revenue === null || before.revenue === null
      ? []
      : [{ now: { date: now.date, revenue: now.revenue }, before: { date: before.date, revenue: before.revenue } }],
  );
  return known.at(-1) ?? null;
}

/** Whatever sign churn is sent with, it is compared as a loss that is positive. */
function lossPositive(points: readonly Point[], negativeChurn: boolean): Movements {
  const sums = movements(points, negativeChurn);
  return negativeChurn ? { ...sums, churn: sums.churn.negated() } : sums;
}

const partial = noteOf('partial');
const missing = noteOf('missing');

/** The date that still runs, and the one that it would be held against. */
function runningNote({ now, shift }: Periods, yesterday: string): Note[] {
  if (now.end <= yesterday) return [];
  const today = addDays(yesterday, 1);
  const held = counterpart(today, shift);
  return held === null ? [] : [partial(`${held} is left out of the comparison, as ${today} is not over yet.`)];
}

/** Where a date is not there on one side, it is left out on both. */
function fewerNote(pairs: readonly Pair[], { before }: Periods): Note[] {
  const fewer = pairs.filter(({ dates, asked }) => dates.length < asked);
  if (fewer.length === 0) return [];
  const some = fewer.slice(0, 3).map(({ currency, dates, asked, begins }) => {
    const since = begins > before.start ? ` (its first row is of ${begins})` : '';
    return `${label(currency, 8)} ${count(dates.length)} of ${count(asked)}${since}`;
  });
  const more = fewer.length > some.length ? ` and ${fewer.length - some.length} more currencies` : '';
  return [missing(`Movements are compared on dates that both ranges have: ${some.join(', ')}${more}.`)];
}

function untoldNote(pairs: readonly Pair[]): Note[] {
  return pairs.length === 0
    ? []
    : [missing(`No change is told of ${codes(pairs.map(({ currency }) => currency))}: dates are missing.`)];
}

function loneNotes(now: Read, before: Read): Note[] {
  const [later, earlier] = [byCode(now.points), byCode(before.points)];
  const note = (lone: readonly string[], which: string) =>
    lone.length === 0 ? [] : [missing(`Only in the ${which} range, so not compared: ${codes(lone)}.`)];
  return [
    ...note(
      [...later.keys()].filter((code) => !earlier.has(code)),
      'later',
    ),
    ...note(
      [...earlier.keys()].filter((code) => !later.has(code)),
      'earlier',
    ),
  ];
}

function codes(currencies: readonly string[]): string {
  const some = currencies.slice(0, 4).map((code) => label(code, 8));
  return `${some.join(', ')}${currencies.length > 4 ? ` and ${currencies.length - 4} more` : ''}`;
}
