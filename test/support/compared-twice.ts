import { expect } from 'vitest';
import type { Cell } from '../../src/report/report.ts';
import { now, type Told } from './ask.ts';
import { interval, outcome, type Share } from './newcombe.ts';

const day = 86_400_000;

export function ago(date: string, days: number): string {
  return new Date(Date.parse(date) - days * day).toISOString().slice(0, 10);
}

/** How many whole days lie behind the first moment of a date. */
export function age(date: string): number {
  return Math.floor((now.getTime() - Date.parse(date)) / day);
}

/** The rows of the comparison by their first cells, as objects. */
export function rowsOf(told: Told, labels: number): Map<string, Record<string, Cell>> {
  const found = told.tables.find(({ name }) => name === 'comparison');
  const rows = (found?.rows ?? []).map((row): [string, Record<string, Cell>] => [
    row.slice(0, labels).join(' · '),
    Object.fromEntries((found?.columns ?? []).map(({ name }, index) => [name, row[index] ?? null])),
  ]);
  return new Map(rows);
}

/** Whether a row says of two proportions what a second computation says of them. */
export function expectRates(row: Record<string, Cell> | undefined, own: Share, other: Share): void {
  const rate = ({ hits, of }: Share) => (of === 0 ? null : hits / of);
  const verdict = outcome(own, other);
  expect(row).toMatchObject({
    ...{ current: rate(own), previous: rate(other), current_of: own.of, previous_of: other.of, verdict },
  });
  if (verdict === 'too few') {
    expect([row?.change, row?.interval_95]).toEqual([null, null]);
    return;
  }
  expect(row?.interval_95).toBe(interval(own, other).replace('95 % interval ', ''));
  expect(row?.change).toBeCloseTo(own.hits / own.of - other.hits / other.of, 12);
}

/** A number in the ways in which the vendor may send it: as it is, in quotes, or in an object. */
export function sent(value: number | null, how: number): unknown {
  if (value === null) return null;
  return [value, String(value), { setId: 1, value }][how % 3];
}

/** A stream of numbers in [0, 1) that a seed repeats. */
export interface Dice {
  /** A whole number from `least` to `most`. */
  whole(least: number, most: number): number;
  /** Whether something happens that happens so often. */
  now(often: number): boolean;
  part(): number;
}

/** xorshift, which is random enough for payloads. */
export function diceOf(seed: number): Dice {
  let state = (seed ^ 0x9e3779b9) | 1;
  const part = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  for (let skipped = 0; skipped < 20; skipped += 1) part();
  return {
    part,
    now: (often) => part() < often,
    whole: (least, most) => least + Math.floor(part() * (most - least + 1)),
  };
}

export function times<One>(count: number, make: (index: number) => One): One[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** Names of groups, in their order in one range and in another one in the other. */
export const names = ['iOS', 'Android', 'Roku', 'Web'];
