import { label } from './label.ts';
import { leadingZeros, longestZeros, surelyCounted } from './leading-zeros.ts';
import { type Note, noteOf } from './note.ts';
import type { Match, Pair } from './series-pairs.ts';
import type { SeriesSubject } from './series-report.ts';

/**
 * That the earlier range begins with periods in which no series had anything, so that there may have been no data yet and
 * the change may be none. Nights, weekends and rare events are no such beginning, so in one series at least
 * - the periods held against them have something, of what is counted so much that chance would not make it nothing;
 * - they are more than twice as many as it has in a row without anything elsewhere, in either range.
 */
export function emptyBeginning(both: readonly Pair[], subject: SeriesSubject): Note[] {
  const size = both.reduce(
    (least, { matched }) => Math.min(least, leadingZeros(matched.map(beforeOf))),
    Number.POSITIVE_INFINITY,
  );
  const [first, last] = [both[0]?.matched[0]?.previousAt, both[0]?.matched[size - 1]?.previousAt];
  if (first === undefined || last === undefined) return [];
  if (!both.some(({ matched }) => isUnusual(matched, subject))) return [];
  return [
    noteOf('doubt')(
      `The earlier range begins with nothing: 0 from ${label(first, 20)} to ${label(last, 20)}, perhaps before there was any data; then part of the change is that.`,
    ),
  ];
}

function isUnusual(matched: readonly Match[], { kind, measure }: SeriesSubject): boolean {
  const size = leadingZeros(matched.map(beforeOf));
  const later = matched.slice(0, size).reduce((sum, { now }) => sum + now, 0);
  const enough = kind !== 'average' && measure.type === 'count' ? surelyCounted : Number.MIN_VALUE;
  const usual = Math.max(longestZeros(matched.map(({ now }) => now)), longestZeros(matched.slice(size).map(beforeOf)));
  return size > 2 * usual && size > 1 && later >= enough;
}

function beforeOf({ before }: Match): number {
  return before;
}
