import { daysIn, daysInMonth } from './calendar.ts';
import { exactTotal } from './exact.ts';
import { counterpart, type Periods, type Range, successor } from './periods.ts';
import { remembered } from './remembered.ts';
import type { Point } from './series.ts';
import type { SeriesSubject } from './series-report.ts';
import { type NamedTrend, rank } from './series-tables.ts';

/** One series in both ranges, or in one of them. */
export interface Pair {
  name: string;
  side: 'both' | 'later' | 'earlier';
  /** Every period that either range has, oldest first. */
  held: Held[];
  /** Those of them that are complete and known on both sides. */
  matched: Match[];
  /** What may be compared, most important first; `null` on the side that a lone series lacks. None where nothing may be. */
  figures: Figure[];
}

/** A period of the later range and the one it is held against; a side without a point there has none. */
export interface Held {
  at: string | null;
  now: Point | undefined;
  previousAt: string | null;
  before: Point | undefined;
  /** Whether its period is not over on a side, or cut by the range. */
  open: boolean;
}

export interface Match {
  at: string;
  previousAt: string;
  now: number;
  before: number;
}

/**
 * whole: the vendor's figure for each whole range · sum: of the matched periods · mean: over them, each alike ·
 * latest: of the last matched period. `periods` are how many it covers on each side; null where these are not as many.
 */
export type Figure = { now: number | null; before: number | null } & (
  | { kind: 'sum' | 'mean' | 'latest'; periods: number }
  | { kind: 'whole'; periods: number | null }
);

/** The series of both ranges, matched by name and then by period: those of the later range largest first, then what only the earlier has. */
export function pairSeries(
  now: readonly NamedTrend[],
  before: readonly NamedTrend[],
  subject: SeriesSubject,
  periods: Periods,
): Pair[] {
  const earlier = new Map(before.map((one) => [one.name, one]));
  const later = new Set(now.map(({ name }) => name));
  const axis = axisOf(periods);
  const both = rank(now).map((one): [NamedTrend, NamedTrend | undefined] => [one, earlier.get(one.name)]);
  return [
    ...both.map(([one, other]) =>
      other === undefined ? lonePair(one, 'later', subject, periods, axis) : pairOf(one, other, subject, periods, axis),
    ),
    ...rank(before.filter(({ name }) => !later.has(name))).map((one) =>
      lonePair(one, 'earlier', subject, periods, axis),
    ),
  ];
}

/** Whether a point's period is over, inside the range, and known. */
export function isFinal(point: Point | undefined): boolean {
  return point?.complete === true && point.value !== null;
}

function isOpen(point: Point | undefined): boolean {
  return point?.complete === false;
}

/** Dates held against each other; looked up once for all series, since they have the same. */
interface Axis {
  earlier(at: string): string | null;
  later(at: string): string | null;
}

function axisOf({ shift }: Periods): Axis {
  return {
    earlier: remembered((at) => counterpart(at, shift)),
    later: remembered((at) => successor(at, shift)),
  };
}

function pairOf(now: NamedTrend, before: NamedTrend, subject: SeriesSubject, periods: Periods, axis: Axis): Pair {
  const held = hold(now.trend.points, before.trend.points, axis);
  const matched = held.flatMap(matchOf);
  const [whole, earlier] = [wholeOf(now, subject, periods.now), wholeOf(before, subject, periods.before)];
  const figures: Figure[] =
    whole === null || earlier === null
      ? []
      : [{ kind: 'whole', now: whole, before: earlier, periods: alike(now.trend, before.trend) }];
  const all = [...figures, ...matchedFigures(matched, subject)];
  // The mean of one period is its figure.
  const told = all.length > 1 ? all.filter(({ kind, periods }) => kind !== 'mean' || periods > 1) : all;
  return { name: now.name, side: 'both', held, matched, figures: told };
}

function matchOf({ at, now, previousAt, before }: Held): Match[] {
  if (at === null || previousAt === null || !isFinal(now) || !isFinal(before)) return [];
  return [{ at, previousAt, now: now?.value ?? 0, before: before?.value ?? 0 }];
}

/** A lone series has its own figure, and n/a on the other side. */
function lonePair(
  one: NamedTrend,
  side: 'later' | 'earlier',
  subject: SeriesSubject,
  periods: Periods,
  axis: Axis,
): Pair {
  const { points } = one.trend;
  const held = side === 'later' ? hold(points, [], axis) : hold([], points, axis);
  const own = points.flatMap(({ at, value, complete }) =>
    complete && value !== null ? [{ at, previousAt: at, now: value, before: value }] : [],
  );
  const whole = wholeOf(one, subject, side === 'later' ? periods.now : periods.before);
  const [figure = null] = matchedFigures(own, subject);
  const told = whole === null ? figure : ({ kind: 'whole', now: whole, before: whole, periods: held.length } as const);
  const alone = told === null ? [] : [{ ...told, [side === 'later' ? 'before' : 'now']: null }];
  return { name: one.name, side, held, matched: [], figures: alone };
}

function alike({ points }: NamedTrend['trend'], before: NamedTrend['trend']): number | null {
  return points.length === before.points.length ? points.length : null;
}

/** A date that comes twice on a side cannot be held against one. */
function hold(now: readonly Point[], before: readonly Point[], axis: Axis): Held[] {
  const [own, other] = [byDate(now), byDate(before)];
  const all = now.map((point): Held => {
    const previousAt = axis.earlier(point.at);
    const match = previousAt === null || own.get(point.at) === null ? undefined : (other.get(previousAt) ?? undefined);
    return { at: point.at, now: point, previousAt, before: match, open: isOpen(point) || isOpen(match) };
  });
  const held = new Set(all.map((one) => one.before));
  const rest = before.filter((point) => !held.has(point));
  if (rest.length === 0) return all;
  const newest = now.at(-1)?.at ?? '';
  const alone = rest.map((point): Held => {
    const at = axis.later(point.at);
    // Hours that are still to come have no points.
    const coming = at !== null && at.length > 10 && at > newest;
    return { at, now: undefined, previousAt: point.at, before: point, open: isOpen(point) || coming };
  });
  return [...all, ...alone].sort((a, b) => order(a.at ?? a.previousAt, b.at ?? b.previousAt));
}

/** Points by their date; null for a date that comes twice. */
function byDate(points: readonly Point[]): Map<string, Point | null> {
  const dates = new Map<string, Point | null>();
  for (const point of points) dates.set(point.at, dates.has(point.at) ? null : point);
  return dates;
}

function order(a: string | null, b: string | null): number {
  return (a ?? '') < (b ?? '') ? -1 : Number((a ?? '') > (b ?? ''));
}

/** The vendor's figure for a whole range, where no period of it is partial or missing. */
function wholeOf({ whole, trend }: NamedTrend, { kind, interval, rolling = 1 }: SeriesSubject, range: Range) {
  return kind !== 'sum' && rolling <= 1 && covers(trend.points, range, interval) ? whole : null;
}

function covers(points: readonly Point[], range: Range, interval: SeriesSubject['interval']): boolean {
  if (points.some(({ complete }) => !complete)) return false;
  if (interval === 'monthly') return points.reduce((days, { at }) => days + daysInMonth(at), 0) === daysIn(range);
  if (interval === 'daily' || interval === 'weekly')
    return points.length * (interval === 'daily' ? 1 : 7) === daysIn(range);
  const last = interval === 'hourly' ? '23:00' : '23:55';
  return (
    points.at(-1)?.at.slice(11) === last && new Set(points.map(({ at }) => at.slice(0, 10))).size === daysIn(range)
  );
}

function matchedFigures(matched: readonly Match[], { kind, rolling = 1 }: SeriesSubject): Figure[] {
  const last = matched.at(-1);
  if (last === undefined) return [];
  // Points that overlap are compared one with one.
  if (rolling > 1) return [{ kind: 'latest', now: last.now, before: last.before, periods: 1 }];
  const sum = { now: exactTotal(matched.map((one) => one.now)), before: exactTotal(matched.map((one) => one.before)) };
  const periods = matched.length;
  const mean = { kind: 'mean', now: sum.now / periods, before: sum.before / periods, periods } as const;
  return kind === 'sum' ? [{ kind: 'sum', ...sum, periods }, mean] : [mean];
}
