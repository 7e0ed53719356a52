import { label } from './label.ts';
import { leadingZeros, longestZeros, surelyCounted } from './leading-zeros.ts';
import { type Note, noteOf } from './note.ts';
import { count, plural } from './number.ts';
import { isTime, period, type Rhythm } from './series.ts';
import { stretches } from './series-quality-holes.ts';
import { type Movement, movementsOf } from './series-quality-movements.ts';
import type { SeriesKind } from './series-report.ts';
import type { NamedTrend } from './series-tables.ts';

const doubt = noteOf('doubt');
const moved = noteOf('moved');
const missing = noteOf('missing');

/** What is known of the figures of some series. */
export interface Quality {
  interval: Rhythm;
  kind: SeriesKind;
  /** How many periods each point looks back over, itself included. */
  rolling?: number | undefined;
  figure(value: number | null): string;
  /** Whether the figures count users or events, so that chance alone scatters them by their square root. */
  counts: boolean;
}

/** Dates that the answer leaves out, and points that it has without a figure: of series with the same dates. */
export function holeNotes(series: readonly NamedTrend[], { interval, kind, rolling = 1 }: Quality): Note[] {
  const absent = series[0]?.absent ?? [];
  const lacking = kind === 'sum' && rolling === 1 ? ' The sum lacks them.' : '';
  return [
    ...(absent.length === 0
      ? []
      : [
          missing(
            `The answer has no point for ${plural(absent.length, period(interval))}, which is not 0: ${stretches(absent, interval)}.${lacking}`,
          ),
        ]),
    ...unknownNote(series, interval),
  ];
}

function unknownNote(series: readonly NamedTrend[], interval: Rhythm): Note[] {
  const every = series.reduce((sum, { trend }) => sum + trend.values.length, 0);
  const lacking = series.filter(({ trend }) => trend.values.includes(null));
  if (lacking.length === 0) return [];
  const unknown = lacking.reduce((sum, { trend }) => sum + trend.values.filter((value) => value === null).length, 0);
  const alone = series.length === 1 ? (series[0]?.trend.points ?? []) : [];
  const times = alone.flatMap(({ at, value }) => (value === null ? [at] : []));
  const which = times.length > 0 && times.every((at) => isTime(at, interval));
  const have = unknown === 1 ? 'has' : 'have';
  return [
    missing(
      `${count(unknown)} of ${count(every)} points ${have} no data (n/a), which is not 0${which ? `: ${stretches(times, interval)}` : ''}.`,
    ),
  ];
}

/** A weekend is two days, so that three with nothing are the fewest that are no rhythm. */
const fewestZeros: Partial<Record<Rhythm, number>> = { daily: 3, weekly: 2, monthly: 2 };

/**
 * That all series begin with periods that have nothing, so that there may have been no data yet and the mean is none of
 * the time since. In one series at least these are more than twice as many as it has in a row elsewhere, and as many after
 * them have so much that chance would not make it nothing.
 */
export function beginningNotes(series: readonly NamedTrend[], { interval, counts, rolling = 1 }: Quality): Note[] {
  const fewest = fewestZeros[interval];
  if (fewest === undefined || rolling > 1) return [];
  const size = series.reduce(
    (least, { trend }) => (least < fewest ? least : Math.min(least, leadingZeros(trend.values))),
    Number.POSITIVE_INFINITY,
  );
  const [first, last] = [series[0]?.trend.point(0)?.at, series[0]?.trend.point(size - 1)?.at];
  if (size < fewest || first === undefined || last === undefined) return [];
  if (!series.some(({ trend }) => beginsLate(trend.values, size, counts ? surelyCounted : Number.MIN_VALUE))) return [];
  return [
    doubt(
      `Nothing from ${label(first, 20)} to ${label(last, 20)}, perhaps before there was any data: the mean and the low include these zeros.`,
    ),
  ];
}

function beginsLate(values: readonly (number | null)[], size: number, enough: number): boolean {
  const after = values.slice(size);
  const sum = after.slice(0, size).reduce((all: number, value) => all + (value ?? 0), 0);
  return sum >= enough && size > 2 * longestZeros(after);
}

/** At most so many movements are told of an answer. */
const mostTold = 2;

/**
 * Sudden zeros and new levels of the series, which are ranked: only complete points with data count, and the two
 * movements that concern most are told, oldest first.
 */
export function movementNotes(series: readonly NamedTrend[], quality: Quality): Note[] {
  if ((quality.rolling ?? 1) > 1) return [];
  const most = movementsOf(series, quality)
    .sort((a, b) => b.concerns - a.concerns)
    .slice(0, mostTold)
    .sort((a, b) => (a.at < b.at ? -1 : 1));
  const [first, second] = most.map((one) => ({ ...one, whom: ofWhom(one, series) }));
  if (first === undefined) return [];
  if (second === undefined) return [moved(`${first.whom}${sentence[first.kind]([first.told])}`)];
  if (first.kind === second.kind && first.whom === second.whom)
    return [moved(`${first.whom}${sentence[first.kind]([first.told, second.told])}`)];
  return [first, second].map(({ kind, whom, told }) => moved(`${whom}${sentence[kind]([told])}`));
}

const sentence = {
  zero: (told: readonly string[]) => `Sudden zero, perhaps a gap in tracking: ${told.join('; ')}.`,
  level: (told: readonly string[]) => `New level from about ${told.join('; from about ')}. The mean mixes the levels.`,
};

function ofWhom({ names }: Movement, series: readonly NamedTrend[]): string {
  if (series.length === 1) return '';
  const [first = '', ...others] = names;
  return `${label(first, 30)}${others.length === 0 ? '' : ` (and ${others.length} more)`}: `;
}
