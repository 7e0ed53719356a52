import { describe, expect, it } from 'vitest';
import { addMonths } from '../../../src/report/calendar.ts';
import { count } from '../../../src/report/number.ts';
import { periodsOf } from '../../../src/report/periods.ts';
import { compareSeries } from '../../../src/report/series-comparison.ts';
import type { SeriesSubject } from '../../../src/report/series-report.ts';
import type { NamedTrend } from '../../../src/report/series-tables.ts';
import { trend } from '../../../src/report/trend.ts';
import { table } from '../../support/ask.ts';
import { type AskedSeries, compare, days, type Sent, today } from '../../support/compared-series.ts';

const week = { start: '2026-08-08', end: '2026-08-14' };

describe('weekdays', () => {
  const ten = { start: '2026-08-05', end: '2026-08-14' };
  const like = (now: Sent, before: Sent, asked: AskedSeries) =>
    compare([now], [before], asked).notes.filter((note) => note.startsWith('Over the last'));

  it('are made alike where the ranges hold different ones', () => {
    const now = days('2026-08-05', [9, 9, 9, 1, 2, 3, 4, 5, 6, 7]);
    expect(like(now, days('2026-07-26', [9, 9, 9, 2, 2, 2, 2, 2, 2, 2]), ten)).toEqual([
      'Over the last 1 whole week of each, so with the same weekdays: mean 4 users against 2 users, +100.0 %.',
    ]);
  });

  it('are not claimed to be alike over a gap', () => {
    const gap = [9, 9, 9, 1, 2, 3, null, 5, 6, 7];
    expect(like(days('2026-08-05', gap), days('2026-07-26', Array(10).fill(2)), ten)).toEqual([]);
    expect(like(days('2026-08-05', Array(10).fill(2)), days('2026-07-26', gap), ten)).toEqual([]);
  });

  it('are not claimed to be alike over 29 February of the year before', () => {
    const asked: AskedSeries = { start: '2025-02-20', end: '2025-03-13', how: 'previous_year' };
    const told = like(days('2025-02-20', Array(22).fill(2)), days('2024-02-20', Array(23).fill(1)), asked);
    expect(told[0]).toContain('Over the last 1 whole week of each');
  });

  it('need nothing where each day is held against its like', () =>
    expect(like(days('2026-08-08', Array(7).fill(2)), days('2026-08-01', Array(7).fill(2)), week)).toEqual([]));

  it('are alike in whole weeks a year apart, and not when a day is left out', () => {
    const asked: AskedSeries = { start: '2026-08-08', end: today, how: 'previous_year' };
    const told = like(days('2026-08-08', Array(8).fill(2)), days('2025-08-08', [9, 1, 1, 1, 1, 1, 1, 1]), asked);
    expect(told).toEqual([]);
    const longer = like(
      days('2026-08-07', [5, 2, 2, 2, 2, 2, 2, 2, 77]),
      days('2025-08-07', [5, 1, 1, 1, 1, 1, 1, 1, 1]),
      { ...asked, start: '2026-08-07' },
    );
    expect(longer[0]).toContain('last 1 whole week of each, so with the same weekdays: mean 2 users against 1 users');
  });
});

describe('several series', () => {
  const side = (start: string, name: string, value: number, whole: number | null = value * 2) =>
    days(start, Array(7).fill(value), { name, whole });
  const now = (name: string, value: number, whole?: number | null) => side('2026-08-08', name, value, whole);
  const then = (name: string, value: number, whole?: number | null) => side('2026-08-01', name, value, whole);

  it('are matched by name in any order; one on a side only is n/a, never 0', () => {
    const told = compare(
      [now('b', 1), now('new | one', 50), now('a', 9)],
      [then('gone', 70), then('a', 3), then('b', 2)],
      { ...week, grouped: true },
    );
    expect(told.headline).toEqual([
      '2026-08-08 to 2026-08-14 against 2026-08-01 to 2026-08-07, 2 series in both, largest first:',
      'a: 18 users, each counted once, against 6 users, +200.0 %. Mean of 7 complete days: 9 users against 3 users, +200.0 %.',
      'b: 2 users, each counted once, against 4 users, -50.0 %. Mean of 7 complete days: 1 users against 2 users, -50.0 %.',
    ]);
    expect(told.notes).toEqual([
      'Only in the later range, so n/a in the other (nothing there, or cut off): new \\| one.',
      'Only in the earlier range, so n/a in the other (nothing there, or cut off): gone.',
    ]);
    expect(table(told, 'comparison').rows.slice(0, 4)).toEqual([
      ['new | one', 'counted once', 100, null, null, null, 7],
      ['a', 'counted once', 18, 6, 12, 2, 7],
      ['b', 'counted once', 2, 4, -2, -0.5, 7],
      ['gone', 'counted once', null, 140, null, null, 7],
    ]);
  });

  it('never take one lone group for another', () => {
    const told = compare([now('iOS', 9)], [then('Web', 3)], { ...week, grouped: true });
    expect(told.headline).toEqual([
      '2026-08-08 to 2026-08-14 against 2026-08-01 to 2026-08-07: no series is known to be in both, so no change is told.',
    ]);
  });

  it('name the only one that is in both, so that it is not taken for all', () => {
    const told = compare([now('iOS', 9), now('Web', 1)], [then('iOS', 3)], week);
    expect(told.headline[1]).toMatch(/^iOS: 18 users/);
    expect(compare([now('iOS', 9)], [then('iOS', 3)], { ...week, grouped: true }).headline[1]).toMatch(/^iOS: /);
  });

  it('tell which moved most where not all are told', () => {
    const told = compare(
      [now('a', 9), now('b', 8), now('c', 7), now('d', 6), now('e', 1)],
      [then('a', 9), then('b', 8), then('c', 7), then('d', 2), then('e', 5)],
      { ...week, grouped: true },
    );
    expect(told.headline).toHaveLength(3);
    expect(told.headline[2]).toBe('Counted once, d rose most (12 against 4), e fell most (2 against 10).');
    expect(
      compare(
        [now('a', 1), now('b', 1), now('c', 1), now('d', 1)],
        ['a', 'b', 'c', 'd'].map((name) => then(name, 1)),
        week,
      ).headline,
    ).toHaveLength(2);
  });

  it('say how many periods each figure covers, and that some cover fewer', () => {
    const short = days('2026-08-08', [1, null, null, 1, 1, 1, 1], { name: 'b' });
    const told = compare([now('a', 9), short], [then('a', 3), then('b', 1)], { ...week, kind: 'sum' });
    expect(table(told, 'comparison').rows.map((row) => row.at(-1))).toEqual([7, 5, 7, 5]);
    expect(told.notes).toEqual([
      'In 1 of 2 series some days have no figure on a side and are left out on both; the column periods counts the rest.',
    ]);
  });
});

describe('other rhythms', () => {
  it('hours still to come are not over, and stand last', () => {
    const hours = (day: string, size: number) =>
      Array.from({ length: size }, (_, hour) => `${day}T${String(hour).padStart(2, '0')}:00:00`);
    const told = compare(
      [{ at: hours(today, 13), values: Array(13).fill(3) }],
      [{ at: hours('2026-08-14', 24), values: Array(24).fill(2), whole: 9 }],
      { start: today, end: today, interval: 'hourly', kind: 'sum' },
    );
    expect(told.headline[1]).toBe('36 users in 12 complete hours against 24 users, +50.0 %.');
    expect(told.notes).toEqual([
      'Not over, or cut by a range, so left out of every compared figure, the sums too: 12 hours, 2026-08-15 12:00 (against 2026-08-14 12:00) … 2026-08-15 23:00 (against 2026-08-14 23:00).',
    ]);
    const { rows } = table(told, 'compared_points');
    expect(rows[0]?.slice(0, 3)).toEqual(['2026-08-15 12:00', 3, '2026-08-14 12:00']);
    expect(rows.at(-1)?.slice(0, 3)).toEqual(['2026-08-15 23:00', null, '2026-08-14 23:00']);
  });

  it('29 February is held against no day, and named', () => {
    const told = compare([days('2024-02-28', [1, 500, 3])], [days('2023-02-28', [1, 1])], {
      ...{ start: '2024-02-28', end: '2024-03-01', how: 'previous_year', kind: 'sum' },
    });
    expect(told.headline[1]).toBe('4 users in 2 complete days against 2 users, +100.0 %.');
    expect(told.notes).toContain('Without a figure on a side, so left out on both: 1 day, 2024-02-29.');
  });

  it('29 February is left out of what is held day against day, not of what is counted over the whole range', () => {
    const told = compare(
      [days('2024-02-28', [1, 500, 3], { whole: 501 })],
      [days('2023-02-28', [1, 1], { whole: 2 })],
      { start: '2024-02-28', end: '2024-03-01', how: 'previous_year' },
    );
    expect(told.headline[1]).toBe('501 users, each counted once, against 2 users, 251 times as much.');
    // It has three days on one side and two on the other.
    expect(table(told, 'comparison').rows.map((row) => [row[1], row.at(-1)])).toEqual([
      ['counted once', null],
      ['mean', 2],
    ]);
    expect(told.notes).toContain(
      'Without a figure on a side, so left out of all but the figures of the whole ranges: 1 day, 2024-02-29.',
    );
  });

  it('months are held against months, whole ranges against whole ranges', () => {
    const months = (start: string, values: number[], whole: number): Sent => ({
      ...{ at: values.map((_, index) => addMonths(start, index)), values, whole },
    });
    const told = compare([months('2026-05-01', [3, 4, 5], 8)], [months('2026-02-01', [1, 2, 3], 4)], {
      ...{ start: '2026-05-01', end: '2026-07-31', interval: 'monthly' },
    });
    expect(told.headline.slice(1)).toEqual([
      '8 users, each counted once, against 4 users, +100.0 %.',
      'Mean of 3 complete months: 4 users against 2 users, +100.0 %.',
    ]);
  });
});

it('looks every series of a thousand up a few times only, not once for each other', () => {
  let reads = 0;
  const side = (start: string): NamedTrend[] =>
    Array.from({ length: 1_000 }, (_, group) => ({
      get name() {
        reads += 1;
        return `group ${group}`;
      },
      whole: null,
      trend: trend([{ at: start, value: group, complete: true }], 'daily'),
    }));
  const periods = periodsOf({ start: '2026-08-14', end: '2026-08-14' }, 'previous_period', 'daily');
  const subject: SeriesSubject = {
    ...{ kind: 'sum', interval: 'daily', start: '2026-08-14', end: '2026-08-14' },
    figure: count,
    measure: { name: 'events', type: 'count' },
  };
  const told = compareSeries(side('2026-08-14'), side('2026-08-13').toReversed(), subject, periods);
  expect(reads).toBeLessThan(10_000);
  expect(table(told, 'comparison').rows).toHaveLength(1_000);
});
