import { daysInMonth, isWeekend, weekday } from './calendar.ts';
import { cover } from './cover.ts';
import { plainChange } from './difference.ts';
import { cellText } from './format.ts';
import { label } from './label.ts';
import { alone, type Note, noteOf } from './note.ts';
import { count, percent } from './number.ts';
import type { ColumnType, Table } from './report.ts';
import {
  inside,
  latestSentence,
  type Point,
  partialNote,
  period,
  type Rhythm,
  spreadSentence,
  when,
} from './series.ts';
import { beginningNotes, holeNotes, movementNotes } from './series-quality.ts';
import { type NamedTrend, rank, seriesTables, shownSeries } from './series-tables.ts';

const moved = noteOf('moved');
const partial = noteOf('partial');
const reading = noteOf('reading');

/**
 * What a series' figures are, which decides what may be said about the whole range:
 * users: counted once a period, so only the vendor can count them once over all · sum: figures that add up ·
 * average: averages, shares and ratios, whose mean over periods is unweighted.
 */
export type SeriesKind = 'users' | 'sum' | 'average';

export interface SeriesSubject {
  kind: SeriesKind;
  interval: Rhythm;
  start: string;
  end: string;
  /** What the series are about where the figures do not say it: an event's name, cleaned. */
  about?: string;
  /** Whether the series are groups, so that even a lone one is named. */
  grouped?: boolean;
  /** Why a mean over periods is not the mean over all, where more can be said than that it is unweighted. */
  caution?: string;
  /** How many periods each point looks back over, itself included: such points overlap, and `whole` must be null. */
  rolling?: number | undefined;
  /** A value with its unit: "4,812 active users". */
  figure(value: number | null): string;
  /** Column name and type of the figures: `active_users`, `count`. */
  measure: { name: string; type: ColumnType };
}

/** Headline, tables and the notes that the series themselves call for; at least one series. */
export function seriesReport(
  series: readonly NamedTrend[],
  subject: SeriesSubject,
): { headline: string[]; tables: Table[]; notes: Note[] } {
  const ranked = rank(series);
  const [first] = ranked;
  const quality = { ...subject, counts: subject.kind !== 'average' && subject.measure.type === 'count' };
  return {
    headline: first === undefined ? [] : ranked.length === 1 ? single(first, subject) : several(ranked, subject),
    tables: seriesTables(ranked, {
      interval: subject.interval,
      measure: subject.measure,
      ...(series.some(({ whole }) => whole !== null) ? { whole: `period_${subject.measure.name}` } : {}),
      mean: meanName(subject).replace(' ', '_'),
    }),
    notes: [
      ...partialNotes(ranked, subject),
      ...beginningNotes(ranked, quality),
      ...holeNotes(ranked, quality),
      ...movementNotes(ranked, quality),
      ...unlikeNotes(ranked, subject).map(alone),
      ...wholeNotes(ranked, subject),
      ...shareNote(ranked, subject).map(alone),
    ],
  };
}

/** Whether any point of any series has data. */
export function hasFigures(series: readonly NamedTrend[]): boolean {
  return series.some(({ trend, whole }) => whole !== null || trend.values.some((value) => value !== null));
}

/** Whether nothing is above or below 0: nothing happened, or nobody was asked about. */
export function isAllZero(series: readonly NamedTrend[]): boolean {
  return series.every(({ trend, whole }) => (whole ?? 0) === 0 && trend.values.every((value) => (value ?? 0) === 0));
}

function single({ name, trend, whole }: NamedTrend, subject: SeriesSubject): string[] {
  const { interval, figure, kind, grouped } = subject;
  const range = `${about(subject)}${grouped ? `${label(name, 40)}, ` : ''}${subject.start} to ${subject.end}`;
  const spread = spreadSentence(trend, interval, figure, meanName(subject));
  return [
    ...(whole === null ? [] : [`${range}: ${figure(whole)}${wholeMeaning[kind]}.`]),
    ...(whole === null && (subject.about !== undefined || grouped) ? [`${range}:`] : []),
    latestLine(trend, subject),
    ...(spread === '' ? [] : [`${spread.charAt(0).toUpperCase()}${spread.slice(1)}.`]),
  ];
}

function latestLine(trend: NamedTrend['trend'], { interval, figure, measure }: SeriesSubject): string {
  const told = latestSentence(trend, interval, figure, measure.type);
  if (trend.latest === null) return `No${told.slice(2)}.`;
  const isNamed = interval === 'weekly' || interval === 'monthly';
  return `Latest complete ${isNamed ? '' : `${period(interval)}, `}${told}.`;
}

/** Up to so many series are all told in sentences; of more only the first, since a table takes less room. */
const mostNamed = 3;

/** The dates are said once; a series whose latest period is another one says so itself. */
function several(series: readonly NamedTrend[], subject: SeriesSubject): string[] {
  const { interval, start, end } = subject;
  const told = series.slice(0, series.length > mostNamed ? 1 : mostNamed);
  const latest = series.find(({ trend }) => trend.latest !== null)?.trend.latest ?? null;
  // The first of them may lack the period that the others are held against.
  const comparable = told.find(({ trend }) => trend.before !== null && trend.latest?.at === latest?.at);
  const base = comparable?.trend.before ?? null;
  const newest =
    latest === null
      ? `no complete ${period(interval)} with data`
      : `latest complete ${dated(latest, interval)}${base === null ? '' : `, change against ${when(base, interval)}`}`;
  return [
    `${about(subject)}${count(series.length)} series, ${start} to ${end}, largest first; ${newest}:`,
    ...told.map((one) => line(one, subject, { at: latest?.at, base: base?.at })),
  ];
}

/** "day 2026-11-20 (Fri)", "week of 2026-11-16" */
function dated(point: Point, interval: Rhythm): string {
  const words = when(point, interval);
  return words.startsWith(period(interval)) ? words : `${period(interval)} ${words}`;
}

interface Dates {
  at: string | undefined;
  base: string | undefined;
}

function line({ name, trend, whole }: NamedTrend, subject: SeriesSubject, { at, base }: Dates): string {
  const { interval, figure, kind, measure } = subject;
  const { before, latest, peak, low } = trend;
  // The unit stands once, with the first figure.
  const bare = (point: Point) => cellText(measure, point.value);
  const parts = [
    ...(whole === null ? [] : [`${figure(whole)}${kind === 'sum' ? ' in all' : ' over the range'}`]),
    ...(latest === null
      ? []
      : [`latest ${whole === null ? figure(latest.value) : bare(latest)}${latest.at === at ? '' : ` (${latest.at})`}`]),
    ...(before === null || latest?.at !== at || before.at !== base
      ? []
      : [plainChange(before.value, latest?.value ?? null, measure.type)]),
    ...(peak === null || low === null
      ? []
      : [`peak ${bare(peak)} ${inside(peak, interval)}`, `low ${bare(low)} ${inside(low, interval)}`]),
  ];
  return `${label(name, 40)}: ${parts.join(', ') || 'no data in complete periods'}.`;
}

function about({ about }: SeriesSubject): string {
  return about === undefined ? '' : `${about}, `;
}

const wholeMeaning: Record<SeriesKind, string> = {
  users: ', each counted once',
  sum: ' in all',
  average: " over the whole range (the vendor's own figure)",
};

function meanName({ kind }: SeriesSubject): string {
  return kind === 'average' ? 'unweighted mean' : 'mean';
}

function partialNotes(series: readonly NamedTrend[], { interval, kind, rolling = 1 }: SeriesSubject): Note[] {
  const points = series[0]?.trend.points ?? [];
  const open = partialNote(points.slice(rolling - 1), interval);
  const wholes = rolling === 1 && series.some(({ whole }) => whole !== null);
  const them = points.filter(({ complete }) => !complete).length > 1 ? 'them' : 'it';
  const counted = !wholes ? '' : ` The ${kind === 'sum' ? 'sum' : 'figure of the whole range'} includes ${them}.`;
  return [...rollingNotes(series, interval, rolling), ...(open === null ? [] : [partial(`${open}${counted}`)])];
}

function rollingNotes(series: readonly NamedTrend[], interval: Rhythm, rolling: number): Note[] {
  if (rolling <= 1) return [];
  const noun = `${rolling} ${period(interval)}s`;
  const none = series.every(({ trend }) => trend.latest === null);
  return [
    reading(
      `Each point looks back over ${noun}, so points overlap: they are not added up, and there is no figure for the whole range.`,
    ),
    partial(
      `The first ${rolling - 1} points may lack what came before the range, so they are left out of latest, mean, peak and low${none ? `: ask for more than ${noun}` : ''}.`,
    ),
  ];
}

/** What makes the latest change one of the calendar: months of other length, a weekend against a working day. */
function unlikeNotes(series: readonly NamedTrend[], { interval, kind }: SeriesSubject): Note[] {
  const { latest, before } = series.find(({ trend }) => trend.before !== null)?.trend ?? {};
  if (latest == null || before == null) return [];
  if (interval === 'monthly' && kind === 'sum') return perDayNote(latest, before, series.length > 1);
  const mixed = (interval === 'hourly' || interval === 'realtime') && isWeekend(latest.at) !== isWeekend(before.at);
  return mixed
    ? [
        moved(
          `The latest change is ${weekday(latest.at)} against ${weekday(before.at)}, so part of it is the weekday's.`,
        ),
      ]
    : [];
}

function perDayNote(latest: Point, before: Point, several: boolean): Note[] {
  const [days, daysBefore] = [daysInMonth(latest.at), daysInMonth(before.at)];
  if (days === daysBefore) return [];
  const perDay = plainChange((before.value ?? 0) / daysBefore, (latest.value ?? 0) / days, 'number');
  const so = several ? 'part of every change is that' : `per day the latest change is ${perDay}`;
  return [moved(`The months compared have ${daysBefore} and ${days} days: ${so}.`)];
}

/** Which part of all groups the first ones are: only sums add up over groups. */
function shareNote(series: readonly NamedTrend[], { kind, grouped, rolling = 1 }: SeriesSubject): Note[] {
  const wholes = series.map(({ whole }) => whole);
  const part = kind === 'sum' && grouped === true && rolling === 1 ? cover(wholes, shownSeries) : null;
  if (part === null) return [];
  const largest = `The ${shownSeries} largest of ${count(series.length)} groups hold ${percent(part)}`;
  return [reading(`${largest} of the sum of all that came.`)];
}

/** What is missing about the whole range, and what must not be made of the points instead. */
function wholeNotes(series: readonly NamedTrend[], { interval, kind, caution, rolling = 1 }: SeriesSubject): Note[] {
  const wholeless = rolling <= 1 && series.some(({ whole }) => whole === null);
  return [
    ...(kind === 'users' && series.length > 1 ? [reading('A user can be in several series: never add them up.')] : []),
    ...(kind === 'users' && wholeless
      ? [
          reading(
            `There is no deduplicated figure for the whole range, and users must not be added up over ${period(interval)}s.`,
          ),
        ]
      : []),
    ...(kind === 'average' && wholeless
      ? [
          reading(
            caution ?? `There is no figure for the whole range; the mean over ${period(interval)}s is unweighted.`,
          ),
        ]
      : []),
  ];
}
