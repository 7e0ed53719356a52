import { differenceWords } from './difference.ts';
import { cellText } from './format.ts';
import { label } from './label.ts';
import type { Note } from './note.ts';
import { count, plural } from './number.ts';
import { bothRanges, type Periods } from './periods.ts';
import type { Table } from './report.ts';
import { period } from './series.ts';
import { comparisonNotes } from './series-comparison-notes.ts';
import { comparisonTables } from './series-comparison-tables.ts';
import { type Figure, type Pair, pairSeries } from './series-pairs.ts';
import type { SeriesSubject } from './series-report.ts';
import type { NamedTrend } from './series-tables.ts';

/**
 * What changed between the series of two ranges: matched by name, which must be sure, and held against each other period
 * by period. Only periods that are complete and known on both sides count; a series on one side only is n/a.
 */
export function compareSeries(
  now: readonly NamedTrend[],
  before: readonly NamedTrend[],
  subject: SeriesSubject,
  periods: Periods,
): { headline: string[]; tables: Table[]; notes: Note[]; declined: boolean } {
  const pairs = pairSeries(now, before, subject, periods);
  return {
    declined: !pairs.some(isTold),
    headline: headline(pairs, subject, periods),
    tables: comparisonTables(pairs, subject, periods),
    notes: comparisonNotes(pairs, subject, periods),
  };
}

/** Up to so many series are all told in sentences; of more only the first, since a table takes less room. */
const mostNamed = 3;

function headline(pairs: readonly Pair[], subject: SeriesSubject, periods: Periods): string[] {
  const opening = `${subject.about === undefined ? '' : `${subject.about}, `}${bothRanges(periods)}`;
  const told = pairs.filter(isTold);
  const [only] = told;
  if (only === undefined) return [`${opening}: ${nothing(pairs, subject)}.`];
  if (pairs.length === 1 && subject.grouped !== true) return [`${opening}:`, ...sentences(only, subject)];
  return [
    `${opening}, ${count(told.length)} series in both, largest first:`,
    ...told
      .slice(0, told.length > mostNamed ? 1 : mostNamed)
      .map((pair) => `${label(pair.name, 40)}: ${sentences(pair, subject).join(' ')}`),
    ...(told.length > mostNamed ? movers(told, subject) : []),
  ];
}

function isTold({ side, figures }: Pair): boolean {
  return side === 'both' && figures.length > 0;
}

function nothing(pairs: readonly Pair[], { interval }: SeriesSubject): string {
  if (!pairs.some(({ side }) => side === 'both')) return 'no series is known to be in both, so no change is told';
  const finer = interval === 'weekly' || interval === 'monthly' ? '; "interval": "daily" compares days' : '';
  return `no ${period(interval)} is complete and known in both, so no change is told${finer}`;
}

function sentences(pair: Pair, subject: SeriesSubject): string[] {
  const [first, ...others] = pair.figures;
  if (first === undefined) return [];
  // The mean of a sum changes as the sum does.
  const more = first.kind === 'whole' ? others : [];
  const averages = subject.kind === 'average' && first.kind === 'mean' && first.periods > 1;
  return [
    ...(averages ? [directions(pair, subject)] : []),
    ...[first, ...more].map((figure) => sentence(figure, pair, subject)),
  ];
}

function sentence(figure: Figure, pair: Pair, subject: SeriesSubject): string {
  const now = figure.now ?? Number.NaN;
  const before = figure.before ?? Number.NaN;
  const change = differenceWords({ now, before }, subject.measure.type, (value) => bare(value, subject));
  const [lead, words] = wordsOf(figure, pair, subject);
  return `${lead}${subject.figure(now)}${words} against ${subject.figure(before)}, ${change}.`;
}

/** What stands before a figure, and between it and the one that it is held against. */
function wordsOf({ kind, periods }: Figure, { matched, held }: Pair, subject: SeriesSubject): [string, string] {
  const noun = `complete ${period(subject.interval)}`;
  const last = matched.at(-1);
  const dates = `${last?.at} against ${last?.previousAt}`;
  if (kind === 'whole')
    return ['', subject.kind === 'users' ? ', each counted once,' : " over the range (the vendor's own figure)"];
  if (kind === 'sum') return ['', ` in ${plural(periods, noun)}`];
  if (kind === 'latest') return [`Latest ${noun}, ${dates}: `, ''];
  if (periods === 1) return [held.length === 1 ? '' : `The one ${noun}, ${dates}: `, ''];
  return [`${subject.kind === 'average' ? 'Unweighted mean' : 'Mean'} of ${plural(periods, noun)}: `, ''];
}

/** An unweighted mean is not told first: in how many periods the figure rose is true of each of them. */
function directions({ matched }: Pair, { interval }: SeriesSubject): string {
  const higher = matched.filter(({ now, before }) => now > before).length;
  const lower = matched.filter(({ now, before }) => now < before).length;
  const size = plural(matched.length, `complete ${period(interval)}`);
  return `Higher in ${count(higher)} and lower in ${count(lower)} of ${size}, each against its counterpart.`;
}

/** Which groups moved most. Averages of small groups move most by chance, so that only what is counted is told. */
function movers(told: readonly Pair[], subject: SeriesSubject): string[] {
  if (subject.kind === 'average' || (subject.rolling ?? 1) > 1) return [];
  const first = told[0]?.figures[0]?.kind;
  const kind = told.every(({ figures }) => figures[0]?.kind === first) ? first : 'mean';
  const moves = told.flatMap(({ name, figures }) => {
    const { now = null, before = null } = figures.find((one) => one.kind === kind) ?? {};
    return now === null || before === null ? [] : [{ name, now, before, by: now - before }];
  });
  const inOrder = moves.toSorted((a, b) => b.by - a.by);
  const [up, down] = [inOrder.at(0), inOrder.at(-1)];
  const words = ({ name, now, before }: (typeof moves)[number], verb: string) =>
    `${label(name, 30)} ${verb} most (${bare(now, subject)} against ${bare(before, subject)})`;
  const both = [
    ...(up !== undefined && up.by > 0 ? [words(up, 'rose')] : []),
    ...(down !== undefined && down.by < 0 ? [words(down, 'fell')] : []),
  ];
  const by = { whole: 'Counted once', sum: 'In sum', mean: 'In the mean', latest: 'Lately' }[kind ?? 'mean'];
  return both.length === 0 ? [] : [`${by}, ${both.join(', ')}.`];
}

function bare(value: number, { measure }: SeriesSubject): string {
  return cellText({ name: '', type: measure.type }, value);
}
