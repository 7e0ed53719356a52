import { addDays, addMonths } from '../../src/report/calendar.ts';
import { share } from '../../src/report/number.ts';
import { points, type Span } from '../../src/report/series.ts';
import { dayLayout, type Layout, transposed } from './funnel-layout.ts';
import type { Element } from './funnel-reading.ts';

type Figure = number | null;

/** One day, hour, week or month of entry. */
export interface Day {
  at: string;
  /** Users at each step, of those who entered on this day. */
  users: readonly Figure[];
  conversion: Figure;
  /** settled: everyone had the whole window to convert · converting: not yet · partial: the period runs or is cut. */
  state: 'settled' | 'converting' | 'partial';
  /** Of the whole funnel (first) and into each later step, in seconds. */
  medians: readonly Figure[];
  averages: readonly Figure[];
}

export interface DayTable {
  days: Day[];
  /** Why there are no days, or what was assumed about them. */
  doubt: string | null;
}

interface Slot {
  at: string;
  /** The period is over and lies inside the range. */
  whole: boolean;
  /** Its last entrants have had the whole window. */
  settled: boolean;
}

/** Reads the by-day part of funnels; what depends on dates alone is worked out once for all groups. */
export function dayReader(span: Span, windowSeconds: number): (element: Element) => DayTable {
  const known = new Map<string, Slot[]>();
  const slotsOf = (dates: readonly string[]) => {
    const key = dates.join();
    const slots = known.get(key) ?? slotsFor(dates, span, windowSeconds);
    known.set(key, slots);
    return slots;
  };
  return (element) => readDays(element, slotsOf);
}

/** How each half of the days went that gave everyone the whole window to convert; null with fewer than four of them. */
export function halves(days: readonly Day[]): { earlier: Half; later: Half } | null {
  const settled = days.filter(({ state, users }) => state === 'settled' && users[0] !== null && users.at(-1) !== null);
  const size = Math.floor(settled.length / 2);
  if (size < 2) return null;
  return { earlier: half(settled.slice(0, size)), later: half(settled.slice(-size)) };
}

/** Day entries: a user counts once on each day of entry. */
export interface Half {
  days: number;
  entries: number;
  finished: number;
}

function half(days: readonly Day[]): Half {
  const sum = (figures: readonly (Figure | undefined)[]) =>
    figures.reduce<number>((total, figure) => total + (figure ?? 0), 0);
  return {
    days: days.length,
    entries: sum(days.map(({ users }) => users[0])),
    finished: sum(days.map(({ users }) => users.at(-1))),
  };
}

function readDays(element: Element, slotsOf: (dates: readonly string[]) => Slot[]): DayTable {
  const { dayFunnels, cumulativeRaw, dayMedianTransTimes, dayAvgTransTimes } = element;
  const { series, xValues, isComplete } = dayFunnels ?? {};
  if (!series || !xValues || xValues.length === 0) return { days: [], doubt: null };
  const layout = dayLayout(series, xValues.length, cumulativeRaw);
  if (layout === null)
    return { days: [], doubt: 'By-day figures are left out: their rows match neither the dates nor the steps.' };
  const rows = layout.rows === 'days' ? series : transposed(series);
  const medians = times(dayMedianTransTimes, xValues.length, cumulativeRaw.length, layout);
  const averages = times(dayAvgTransTimes, xValues.length, cumulativeRaw.length, layout);
  const days = slotsOf(xValues).map(({ at, whole, settled }, index): Day => {
    const users = rows[index] ?? cumulativeRaw.map(() => null);
    const flagged = Array.isArray(isComplete) ? isComplete[index] === false : isComplete === false;
    return {
      at,
      users,
      conversion: share(users.at(-1), users[0]),
      state: !whole ? 'partial' : settled && !flagged ? 'settled' : 'converting',
      medians: medians[index] ?? [],
      averages: averages[index] ?? [],
    };
  });
  const even = rows.length === days.length;
  return { days, doubt: even ? (layout.sure ? null : unsure(days.length)) : uneven(rows.length, days.length) };
}

/** A row per day in seconds; a layout that does not match that of the counts is not read. */
function times(sent: Element['dayAvgTransTimes'], dates: number, steps: number, layout: Layout): Figure[][] {
  if (!sent || sent.xValues.length !== dates) return [];
  const rows = layout.rows === 'days' ? sent.series : transposed(sent.series);
  const fits = rows.length === dates && rows.every((row) => row.length === steps);
  return fits ? rows.map((row) => row.map((time, index) => seconds(time ?? null, index))) : [];
}

/** Entry 0 is the whole funnel's, and 0 there says that it is not sent; negative means no data. */
function seconds(milliseconds: Figure, index: number): Figure {
  if (milliseconds === null || milliseconds < 0 || (index === 0 && milliseconds === 0)) return null;
  return milliseconds / 1000;
}

function unsure(dates: number): string {
  return `By-day rows are read as days, as Amplitude sends them; with ${dates} dates and as many steps nothing confirms it. One day more or less would.`;
}

function uneven(rows: number, dates: number): string {
  return `Amplitude sent ${rows} by-day rows for ${dates} dates; they are paired from the first date on.`;
}

function slotsFor(dates: readonly string[], span: Span, windowSeconds: number): Slot[] {
  const clock = Date.parse(`${span.localTime}:00Z`);
  return points(dates, [], span).map(({ at, complete }) => ({
    at,
    whole: complete,
    settled: endOf(at, span.interval) + windowSeconds * 1000 <= clock,
  }));
}

/** When the last entrant of a period can have entered, as the project's clock shows it. */
function endOf(at: string, interval: Span['interval']): number {
  const date = at.slice(0, 10);
  if (interval === 'daily') return Date.parse(`${addDays(date, 1)}T00:00:00Z`);
  if (interval === 'weekly') return Date.parse(`${addDays(date, 7)}T00:00:00Z`);
  if (interval === 'monthly') return Date.parse(`${addMonths(date, 1)}T00:00:00Z`);
  const time = Date.parse(`${date}T${at.slice(11, 16) || '00:00'}:00Z`);
  return time + (interval === 'hourly' ? 3_600_000 : 300_000);
}
