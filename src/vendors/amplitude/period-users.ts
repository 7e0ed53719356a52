import { label } from '../../report/label.ts';
import { type Note, noteOf } from '../../report/note.ts';
import type { NamedTrend } from '../../report/series-tables.ts';

const doubt = noteOf('doubt');

/**
 * Users of the whole range, held against the points: deduplicated they are no fewer than in any complete period.
 * A figure that cannot be right is dropped. Where every figure may be a mere sum, a note says so: that of a few groups
 * alone only means that nobody came back.
 */
export function checkedUsers(series: readonly NamedTrend[]): { series: NamedTrend[]; notes: Note[] } {
  const tooFew = series.filter(isBelowPeak);
  const telling = series.filter((one) => !isBelowPeak(one) && isSpread(one));
  return {
    series: series.map((one) => (isBelowPeak(one) ? { ...one, whole: null } : one)),
    notes: [
      ...(tooFew.length === 0
        ? []
        : [
            doubt(
              `Amplitude's figure for the whole range${ofWhom(tooFew, series)} is below its own largest period, so it is left out.`,
            ),
          ]),
      ...(telling.length > 0 && telling.every(isSum) ? [sumNote(telling, series)] : []),
    ],
  };
}

function isBelowPeak({ whole, trend: { peak } }: NamedTrend): boolean {
  return whole !== null && peak !== null && whole < (peak.value ?? 0);
}

function isSum({ whole, trend: { values } }: NamedTrend): boolean {
  return whole === values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

/** Whether more than one period has users: a lone one is the whole. */
function isSpread({ trend: { values } }: NamedTrend): boolean {
  return values.findIndex(isSome) !== values.findLastIndex(isSome);
}

function isSome(value: number | null): boolean {
  return value !== null && value !== 0;
}

function sumNote(sums: readonly NamedTrend[], all: readonly NamedTrend[]): Note {
  return doubt(
    `Amplitude's figure for the whole range${ofWhom(sums, all)} equals the sum of the points: nobody came back, or it is not deduplicated.`,
  );
}

const mostNamed = 3;

/** Which series, where not all are meant: " of iOS, Web and 2 more". */
function ofWhom(some: readonly NamedTrend[], all: readonly NamedTrend[]): string {
  if (some.length === all.length) return '';
  const names = some.slice(0, mostNamed).map(({ name }) => label(name, 30));
  return ` of ${names.join(', ')}${some.length > mostNamed ? ` and ${some.length - mostNamed} more` : ''}`;
}
