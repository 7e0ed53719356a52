import { addDays, daysIn } from './calendar.ts';
import { differenceWords } from './difference.ts';
import { cellText } from './format.ts';
import { label } from './label.ts';
import { type Note, noteOf } from './note.ts';
import { count, plural } from './number.ts';
import { type Periods, sameStart } from './periods.ts';
import { period } from './series.ts';
import { emptyBeginning } from './series-comparison-beginning.ts';
import { type Held, isFinal, type Match, type Pair } from './series-pairs.ts';
import type { SeriesSubject } from './series-report.ts';

const partial = noteOf('partial');
const missing = noteOf('missing');
const moved = noteOf('moved');

/** What is in no figure of the change, and what may mislead about it. */
export function comparisonNotes(pairs: readonly Pair[], subject: SeriesSubject, periods: Periods): Note[] {
  const both = pairs.filter(({ side }) => side === 'both');
  return [
    ...emptyBeginning(both, subject),
    ...unmatched(pairs),
    ...unknownNotes(both, subject),
    ...partialNote(both, subject),
    ...wholeNote(both, subject),
    ...likeForLike(pairs, subject, periods),
  ];
}

function unmatched(pairs: readonly Pair[]): Note[] {
  return (['later', 'earlier'] as const).flatMap((side) => {
    const names = pairs.filter((one) => one.side === side).map(({ name }) => label(name, 20));
    const more = names.length > 3 ? ` and ${count(names.length - 3)} more` : '';
    return names.length === 0
      ? []
      : [
          missing(
            `Only in the ${side} range, so n/a in the other (nothing there, or cut off): ${names.slice(0, 3).join(', ')}${more}.`,
          ),
        ];
  });
}

/** Periods that are over on both sides, and without one figure on each of them. */
function unknownNotes(both: readonly Pair[], { interval }: SeriesSubject): Note[] {
  const gaps = both.map(({ held }) => held.filter((one) => !one.open && !(isFinal(one.now) && isFinal(one.before))));
  const repeated = repeatedIn(gaps[0] ?? []);
  const short = gaps.map(withoutRepeated).filter(({ length }) => length > 0);
  return [
    ...(repeated.size === 0
      ? []
      : [
          missing(
            `Sent more than once for one side, so left out on both: ${datesOf([...repeated.values()], interval)}.`,
          ),
        ]),
    ...lackNote(short, both, interval),
  ];
}

function lackNote(
  short: readonly (readonly Held[])[],
  both: readonly Pair[],
  interval: SeriesSubject['interval'],
): Note[] {
  const [first] = short;
  if (first === undefined) return [];
  if (both.length > 1)
    return [
      missing(
        `In ${count(short.length)} of ${plural(both.length, 'series', 'series')} some ${period(interval)}s have no figure on a side and are left out on both; the column periods counts the rest.`,
      ),
    ];
  // Where ranges differ in length, as by a leap day, each may be complete all the same.
  const of = isWhole(both) ? 'of all but the figures of the whole ranges' : 'on both';
  return [missing(`Without a figure on a side, so left out ${of}: ${datesOf(first, interval)}.`)];
}

function withoutRepeated(gap: readonly Held[]): Held[] {
  const repeated = repeatedIn(gap);
  return gap.filter((one) => !repeated.has(keyOf(one)));
}

/** What stands more than once on a side, each once: an hour that clocks repeat. */
function repeatedIn(gap: readonly Held[]): Map<string, Held> {
  const seen = new Set<string>();
  const found = new Map<string, Held>();
  for (const one of gap) {
    if (seen.has(keyOf(one))) found.set(keyOf(one), one);
    seen.add(keyOf(one));
  }
  return found;
}

function keyOf({ at, previousAt }: Held): string {
  return `${at} ${previousAt}`;
}

/** Periods that run, that a range cuts, or whose window begins before it: the same for all series. */
function partialNote(both: readonly Pair[], { interval, kind, rolling = 1 }: SeriesSubject): Note[] {
  const open = (both[0]?.held ?? []).filter((one) => one.open);
  const why = rolling > 1 ? 'Not over, cut by a range, or looking back beyond it' : 'Not over, or cut by a range';
  const sums = kind === 'sum' && rolling <= 1 ? ', the sums too' : '';
  return open.length === 0
    ? []
    : [partial(`${why}, so left out of every compared figure${sums}: ${datesOf(open, interval)}.`)];
}

/** "2 days, 2026-11-20 (against 2026-10-23), 2026-11-21 (against 2026-10-24)"; of many the first and the last. */
function datesOf(held: readonly Held[], interval: SeriesSubject['interval']): string {
  const told = held.map(({ at, previousAt }) =>
    at === null
      ? `the earlier ${label(previousAt ?? 'undated', 20)}`
      : `${label(at, 20)}${previousAt === null ? '' : ` (against ${label(previousAt, 20)})`}`,
  );
  const named = told.length <= 3 ? told.join(', ') : `${told[0]} … ${told.at(-1)}`;
  return `${plural(held.length, period(interval))}, ${named}`;
}

/** Why figures of whole ranges are not compared, where there could be some. */
function wholeNote(both: readonly Pair[], { kind, interval, rolling = 1 }: SeriesSubject): Note[] {
  if (kind !== 'users' || rolling > 1 || both.every(({ figures }) => figures.length === 0)) return [];
  if (isWhole(both)) return [];
  return [
    partial(
      `Users counted once over each whole range are not compared: a range is not complete, or there is no such figure. The mean is over ${period(interval)}s.`,
    ),
  ];
}

function isWhole(both: readonly Pair[]): boolean {
  return both.some(({ figures }) => figures[0]?.kind === 'whole');
}

/** The change over whole weeks, where the ranges hold different weekdays. */
function likeForLike(pairs: readonly Pair[], subject: SeriesSubject, periods: Periods): Note[] {
  const [first, ...others] = pairs;
  const { interval, figure, measure, kind, rolling = 1 } = subject;
  if (interval !== 'daily' || rolling > 1 || first === undefined || others.length > 0 || sameStart(periods)) return [];
  const days = wholeWeeks(first.matched, daysIn(periods.now));
  if (days.length === 0 || days.length === first.matched.length) return [];
  const [now, before] = [meanOf(days.map((one) => one.now)), meanOf(days.map((one) => one.before))];
  const change = differenceWords({ now, before }, measure.type, (value) =>
    cellText({ name: '', type: measure.type }, value),
  );
  const name = kind === 'average' ? 'unweighted mean' : 'mean';
  return [
    moved(
      `Over the last ${plural(days.length / 7, 'whole week')} of each, so with the same weekdays: ${name} ${figure(now)} against ${figure(before)}, ${change}.`,
    ),
  ];
}

/** The last matched days without a gap, as many as make whole weeks. */
function wholeWeeks(matched: readonly Match[], most: number): readonly Match[] {
  const last = matched.at(-1);
  if (last === undefined) return [];
  const gap = matched
    .toReversed()
    .findIndex(
      ({ at, previousAt }, index) => at !== addDays(last.at, -index) || previousAt !== addDays(last.previousAt, -index),
    );
  const run = Math.min(most, gap < 0 ? matched.length : gap);
  return matched.slice(matched.length - (run - (run % 7)));
}

function meanOf(figures: readonly number[]): number {
  return figures.reduce((sum, one) => sum + one, 0) / figures.length;
}
