import { scaleLinear, scalePoint } from 'd3-scale';
import { type DateKind, dateTicks } from './date-ticks.ts';

/** Where the values of an axis stand, in pixels, and the ticks worth a word. */
export interface Along {
  /** The values from left to right. */
  order: string[];
  at(value: string): number;
  ticks: { at: number; words: string }[];
}

/** How wide a tick's words are at most. */
const tickRoom = 64;

interface How {
  width?: number;
  /** What bare numbers are, such as days. */
  name?: string;
  /** The time of day at which times of day begin. */
  from?: string;
}

/** Lays dates, times of day, ages or names along a width: those that are numbers of a kind at their distance, others evenly. */
export function along(values: readonly string[], { width = 1, name = '', from = '00:00' }: How = {}): Along {
  const distinct = [...new Set(values)];
  const [numbers, kind] = numbersOf(distinct, from);
  if (numbers === null) return evenly(distinct, width);
  const order = distinct.toSorted((a, b) => (numbers.get(a) ?? 0) - (numbers.get(b) ?? 0));
  const extent = [numbers.get(order[0] ?? '') ?? 0, numbers.get(order.at(-1) ?? '') ?? 0] as const;
  const scale = scaleLinear(extent, [0, width]);
  const room = Math.max(2, Math.floor(width / tickRoom));
  const ticks =
    kind === 'age'
      ? ageTicks(
          [...numbers.values()].sort((a, b) => a - b),
          room,
          ageName(order[0]) || name,
        )
      : dateTicks(extent, room, areMonths(order) ? 'month' : kind);
  return {
    order,
    at: (value) => scale(numbers.get(value) ?? 0),
    ticks: ticks.map(({ value, words }) => ({ at: scale(value), words })),
  };
}

/**
 * Whether these are dates, times or ages, of which one can tell how far they are from each other. Bare numbers are ages only
 * under a `name` that says so: they may as well be versions or plans.
 */
export function hasDistances(values: readonly string[], name = ''): boolean {
  const [numbers, kind] = numbersOf(values);
  if (numbers === null) return false;
  return (
    kind !== 'age' || /^(?:day|week|month|hour|point|position)s?$/.test(name) || values.every((one) => /^\D/.test(one))
  );
}

/** Whether these are ages, which begin for everybody and are not reached by all. */
export function areAges(values: readonly string[]): boolean {
  return numbersOf([...new Set(values)])[1] === 'age';
}

type Kind = DateKind | 'age';

const kinds: [Kind, RegExp, (text: string) => number][] = [
  ['month', /^\d{4}-\d{2}$/, (text) => Date.parse(`${text}-01T00:00Z`)],
  ['date', /^\d{4}-\d{2}-\d{2}$/, (text) => Date.parse(`${text}T00:00Z`)],
  ['time', /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/, (text) => Date.parse(`${text.slice(0, 16).replace(' ', 'T')}Z`)],
  ['clock', /^\d{2}:\d{2}$/, (text) => Date.parse(`1970-01-01T${text}Z`)],
  ['age', /^(?:(?:day|week|month|hour) )?\d+$/, (text) => Number(/\d+$/.exec(text)?.[0])],
];

function numbersOf(values: readonly string[], from = '00:00'): [Map<string, number>, Kind] | [null, null] {
  const [kind, pattern, read] =
    kinds.find(([, pattern]) => values.length > 0 && values.every((value) => pattern.test(value))) ?? [];
  if (kind === undefined || pattern === undefined || read === undefined) return [null, null];
  // What is before the beginning is of the next day.
  const later = (value: string) => (kind === 'clock' && value < from ? 86_400_000 : 0);
  const numbers = new Map(values.map((value) => [value, read(value) + later(value)]));
  // "2026-99" looks like a month.
  return [...numbers.values()].some(Number.isNaN) ? [null, null] : [numbers, kind];
}

/** Whether these dates are the firsts of months, and so months: between them there is no day to name. */
function areMonths(order: readonly string[]): boolean {
  return order.length > 1 && order.every((value) => /^\d{4}-\d{2}-01$/.test(value));
}

function ageName(value = ''): string {
  return /^\D*/.exec(value)?.[0].trim() ?? '';
}

/** "day 1", "7", "30": all where they are few, or else the first one, and round ones. */
function ageTicks(ages: readonly number[], room: number, name: string) {
  const [first = 0, last = 0] = [ages[0], ages.at(-1)];
  const step = [1, 2, 5, 7, 10, 15, 30, 60, 90, 180].find((one) => (last - first) / one < room) ?? 365;
  const from = Math.floor(first / step) + 1;
  const round = Array.from(
    { length: Math.max(0, Math.floor(last / step) - from + 1) },
    (_, index) => (from + index) * step,
  );
  const others = ages.length <= room ? ages.slice(1) : round;
  return [first, ...others].map((value, index) => ({
    value,
    words: index === 0 ? `${name} ${value}`.trim() : String(value),
  }));
}

function evenly(order: string[], width: number): Along {
  const scale = scalePoint(order, [0, width]).padding(order.length < 3 ? 0.5 : 0);
  const at = (value: string) => scale(value) ?? 0;
  const every = Math.ceil(order.length / Math.max(2, Math.floor(width / tickRoom)));
  const ticks = order.filter((_, index) => index % every === 0).map((words) => ({ at: at(words), words }));
  return { order, at, ticks };
}
