import { addDays, addMonths } from '../../src/report/calendar.ts';
import { share } from '../../src/report/number.ts';
import type { Proportion } from '../../src/report/proportion.ts';
import { points, type Span } from '../../src/report/series.ts';
import { type DayTimes, dayTimes, seconds } from './funnel-day-times.ts';
import { dayLayout, type Rows, transposed } from './funnel-layout.ts';
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
  /** Of whom the window is not over: nobody, some or all of those who entered. */
  open: Open;
  /** Of the whole funnel (first) and into each later step, in seconds. */
  medians: readonly Figure[];
  averages: readonly Figure[];
}

export type Open = 'none' | 'some' | 'all';

export interface DayTable {
  /** One for each day; the same for all groups that have the same dates. */
  slots: readonly Slot[];
  /** Worked out when they are looked at: the days of most groups never are. */
  readonly days: Day[];
  /** Some day has times. */
  timed: boolean;
  /** Why there are no days, or what was assumed about them. */
  doubt: string | null;
  /** Everybody who entered in the range has had the whole window. */
  over: boolean;
}

export interface Slot {
  at: string;
  /** The period is over and lies inside the range. */
  whole: boolean;
  open: Open;
}

/** Reads the by-day part of funnels; what depends on dates alone is worked out once for all groups. */
export function dayReader(span: Span, windowSeconds: number): (element: Element) => DayTable {
  const over = dayEnd(span.end) + windowSeconds * 1000 <= clockOf(span);
  const known = new Map<string, Slot[]>();
  const slotsOf = (dates: readonly string[]) => {
    const key = dates.join();
    const slots = known.get(key) ?? slotsFor(dates, span, windowSeconds);
    known.set(key, slots);
    return slots;
  };
  return (element) => readDays(element, slotsOf, over);
}

/** Whether every step of it has a figure. */
export function isKnown({ users }: Day): boolean {
  return users.every((figure) => figure !== null);
}

/** How many of the entries are in periods whose window is not over, as far as they are known; at most so many. */
export function openEntries(days: readonly Day[]): { open: number; all: number; days: number; exact: boolean } {
  const open = days.filter(({ open }) => open !== 'none');
  const entries = (some: readonly Day[]) => some.reduce((sum, { users }) => sum + (users[0] ?? 0), 0);
  const exact = open.every(({ open }) => open === 'all');
  return { open: entries(open), all: entries(days), days: open.length, exact };
}

/**
 * How many people are behind each entry into a step: one who enters on several days is several entries. Of part of the
 * days nobody knows how many people they are, so it is taken from the whole range; 1 where it cannot be told.
 */
export function peoplePerEntry(days: readonly Day[], totals: readonly Figure[], step: number): number {
  const entries = days.reduce((sum, { users }) => sum + (users[step] ?? 0), 0);
  return Math.min(1, share(totals[step], entries) ?? 1);
}

/** How each half of the days went that gave everyone the whole window to convert; null with fewer than four of them. */
export function halves(days: readonly Day[], perEntry: number): { earlier: Half; later: Half } | null {
  const settled = days.filter(({ state, users }) => state === 'settled' && users[0] != null && users.at(-1) != null);
  const size = Math.floor(settled.length / 2);
  if (size < 2) return null;
  return { earlier: half(settled.slice(0, size), perEntry), later: half(settled.slice(-size), perEntry) };
}

/** Those who finish of the day entries: a user counts once on each day of entry. */
export interface Half {
  days: number;
  passed: Proportion;
}

function half(days: readonly Day[], perEntry: number): Half {
  const sum = (place: number) => days.reduce((total, { users }) => total + (users.at(place) ?? 0), 0);
  return { days: days.length, passed: { hits: sum(-1), of: sum(0), people: sum(0) * perEntry } };
}

type SlotsOf = (dates: readonly string[]) => Slot[];

function readDays(element: Element, slotsOf: SlotsOf, over: boolean): DayTable {
  const { series, xValues } = element.dayFunnels ?? {};
  if (!series || !xValues || xValues.length === 0) return withoutDays(null, over);
  const layout = dayLayout(series, xValues.length, element.cumulativeRaw);
  if (layout === null)
    return withoutDays('By-day figures are left out: their rows match neither the dates nor the steps.', over);
  const slots = slotsOf(xValues);
  const users = layout.rows === 'days' ? series : transposed(series);
  const times = dayTimes(element, slots.length, layout);
  const timed = times.medians.length > 0 || times.averages.length > 0;
  const doubt = users.length !== slots.length ? uneven(users.length, slots.length) : null;
  const facts = { slots, timed, over, doubt: doubt ?? (layout.sure ? null : unsure(slots.length)) };
  return laterDays(facts, (slot, index) => dayOf(slot, index, { element, users, ...times }));
}

function withoutDays(doubt: string | null, over: boolean): DayTable {
  return { slots: [], days: [], timed: false, doubt, over };
}

function laterDays(facts: Omit<DayTable, 'days'>, make: (slot: Slot, index: number) => Day): DayTable {
  let made: Day[] | undefined;
  return {
    ...facts,
    get days() {
      made ??= facts.slots.map(make);
      return made;
    },
  };
}

interface SentDays extends DayTimes {
  element: Element;
  users: Rows;
}

function dayOf({ at, whole, open: byClock }: Slot, index: number, { element, ...sent }: SentDays): Day {
  const users = sent.users[index] ?? element.cumulativeRaw.map(() => null);
  const { isComplete } = element.dayFunnels ?? {};
  const flagged = Array.isArray(isComplete) ? isComplete[index] === false : isComplete === false;
  const open = byClock === 'none' && flagged ? 'some' : byClock;
  return {
    at,
    users,
    conversion: share(users.at(-1), users[0]),
    state: !whole ? 'partial' : open === 'none' ? 'settled' : 'converting',
    open,
    medians: (sent.medians[index] ?? []).map(seconds),
    averages: (sent.averages[index] ?? []).map(seconds),
  };
}

function unsure(dates: number): string {
  return `By-day rows are read as days, as Amplitude sends them; with ${dates} dates and as many steps nothing confirms it. One day more or less would.`;
}

function uneven(rows: number, dates: number): string {
  return `Amplitude sent ${rows} by-day rows for ${dates} dates; they are paired from the first date on.`;
}

function slotsFor(dates: readonly string[], span: Span, windowSeconds: number): Slot[] {
  const clock = clockOf(span) - windowSeconds * 1000;
  const rangeEnd = dayEnd(span.end);
  return points(dates, [], span).map(({ at, complete }) => {
    const first = startOf(at);
    // A label that is no date: all that is known is that it lies in the range.
    if (Number.isNaN(first)) return { at, whole: false, open: rangeEnd <= clock ? 'none' : 'some' };
    const last = Math.min(endOf(at, span.interval), rangeEnd);
    return { at, whole: complete, open: last <= clock ? 'none' : first < clock ? 'some' : 'all' };
  });
}

/** Moments as the project's clock shows them, in milliseconds. */
function clockOf({ localTime }: Span): number {
  return Date.parse(`${localTime}:00Z`);
}

function dayEnd(date: string): number {
  return Date.parse(`${addDays(date, 1)}T00:00:00Z`);
}

/** No number where the label is no date: of some other words Date.parse would make one. */
function startOf(at: string): number {
  if (!/^\d{4}-\d{2}-\d{2}/.test(at)) return Number.NaN;
  return Date.parse(`${at.slice(0, 10)}T${at.slice(11, 16) || '00:00'}:00Z`);
}

/** When the last entrant of a period can have entered. */
function endOf(at: string, interval: Span['interval']): number {
  const date = at.slice(0, 10);
  if (interval === 'daily') return dayEnd(date);
  if (interval === 'weekly') return dayEnd(addDays(date, 6));
  if (interval === 'monthly') return dayEnd(addDays(addMonths(date, 1), -1));
  return startOf(at) + (interval === 'hourly' ? 3_600_000 : 300_000);
}
