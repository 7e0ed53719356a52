import { describe, expect, it } from 'vitest';
import { type AskedSeries, compare, days, type Sent } from '../../support/compared-series.ts';
import { poisson, randomOf } from '../../support/noisy-series.ts';

const fortnight: AskedSeries = { start: '2026-08-01', end: '2026-08-14', kind: 'sum' };
const always = (value: number) => Array.from({ length: 14 }, () => value);
const from = (day: number, value: number) => always(value).map((one, index) => (index < day ? 0 : one));
/** What is said of the beginning of the earlier range, from Saturday, 18 July 2026 on. */
const beginning = (now: readonly number[], before: readonly number[], more: Partial<AskedSeries> = {}) =>
  compare([days('2026-08-01', now)], [days('2026-07-18', before)], { ...fortnight, ...more }).notes.filter((note) =>
    note.includes('begins with nothing'),
  );

describe('an earlier range that begins with nothing', () => {
  it('is told, as there may have been no data yet', () => {
    expect(beginning(always(10), from(6, 10))).toEqual([
      'The earlier range begins with nothing: 0 from 2026-07-18 to 2026-07-23, perhaps before there was any data; then part of the change is that.',
    ]);
  });

  it('is told where all of several series begin so', () => {
    const both = (now: Sent[], before: Sent[]) => compare(now, before, { ...fortnight, grouped: true }).notes.join();
    const later = [days('2026-08-01', always(10), { name: 'a' }), days('2026-08-01', always(1), { name: 'b' })];
    const earlier = (b: number) => [
      days('2026-07-18', from(6, 10), { name: 'a' }),
      days('2026-07-18', from(b, 1), { name: 'b' }),
    ];
    expect(both(later, earlier(8))).toContain('0 from 2026-07-18 to 2026-07-23');
    expect(both(later, earlier(0))).not.toContain('begins with nothing');
  });

  it('is not told where the same days have nothing later too', () => {
    const weeks = [0, 0, 10, 10, 10, 10, 10, 0, 0, 10, 10, 10, 10, 10];
    expect(beginning(weeks, weeks)).toEqual([]);
  });

  it('is not told of a weekend that is held against working days', () => {
    const ten = { start: '2026-07-28', end: '2026-08-06' };
    const told = compare(
      [days('2026-07-28', [30, 30, 30, 30, 0, 0, 30, 30, 30, 30])],
      [days('2026-07-18', [0, 0, 30, 30, 30, 30, 30, 0, 0, 30])],
      { ...fortnight, ...ten },
    );
    expect(told.notes.join()).not.toContain('begins with nothing');
  });

  it('is not told of nights', () => {
    const hours = (start: string): Sent => ({
      at: Array.from({ length: 24 }, (_, hour) => `${start}T${String(hour).padStart(2, '0')}:00:00`),
      values: Array.from({ length: 24 }, (_, hour) => (hour < 7 ? 0 : 40)),
    });
    const night = hours('2026-08-13');
    const told = compare(
      [{ ...night, values: night.values.map((value, hour) => (hour === 3 ? 1 : value)) }],
      [hours('2026-08-12')],
      {
        ...{ start: '2026-08-13', end: '2026-08-13', kind: 'sum', interval: 'hourly' },
      },
    );
    expect(told.notes.join()).not.toContain('begins with nothing');
  });

  it('is not told of what happens rarely', () => {
    const rare = (seed: number) => {
      const random = randomOf(seed);
      return always(0.4).map((expected) => poisson(expected, random));
    };
    const alarms = Array.from({ length: 200 }, (_, seed) => beginning(rare(seed + 1), rare(seed + 1_001))).flat();
    expect(alarms).toEqual([]);
  });

  it('is told of amounts whatever their size', () => {
    expect(beginning(always(0.1), from(6, 0.1), { kind: 'average', type: 'number' })).toHaveLength(1);
  });
});
