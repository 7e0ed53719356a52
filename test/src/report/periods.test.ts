import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysIn, monday, weekday } from '../../../src/report/calendar.ts';
import { alignmentNotes, counterpart, periodsOf, successor } from '../../../src/report/periods.ts';

const previous = (start: string, end: string, interval = 'daily') =>
  periodsOf({ start, end }, 'previous_period', interval).before;
const lastYear = (start: string, end: string, interval = 'daily') =>
  periodsOf({ start, end }, 'previous_year', interval).before;

/** The first and the last day of the buckets that lie in a range whole; undefined where none does. */
function wholeBuckets({ start, end }: { start: string; end: string }, rhythm: string): [string?, string?] {
  const days = Array.from({ length: daysIn({ start, end }) }, (_, index) => addDays(start, index));
  const begins = (date: string) =>
    rhythm === 'weekly' ? monday(date) === date : rhythm === 'monthly' ? date.endsWith('-01') : true;
  const first = days.find(begins);
  const last = days.toReversed().find((date) => begins(addDays(date, 1)));
  return first === undefined || last === undefined || last < first ? [] : [first, last];
}

describe('the range before', () => {
  it('has as many days and ends where the later one begins', () => {
    expect(previous('2026-10-23', '2026-11-19')).toEqual({ start: '2026-09-25', end: '2026-10-22' });
    expect(previous('2026-03-01', '2026-03-01')).toEqual({ start: '2026-02-28', end: '2026-02-28' });
  });

  it('is moved by whole weeks, so that both are cut into the same buckets', () => {
    expect(previous('2026-10-05', '2026-11-01', 'weekly')).toEqual({ start: '2026-09-07', end: '2026-10-04' });
    expect(previous('2026-10-07', '2026-10-16', 'weekly')).toEqual({ start: '2026-09-23', end: '2026-10-02' });
  });

  it('is moved by whole months, and the last day of a month stays the last', () => {
    expect(previous('2026-08-01', '2026-10-31', 'monthly')).toEqual({ start: '2026-05-01', end: '2026-07-31' });
    expect(previous('2026-02-01', '2026-02-28', 'monthly')).toEqual({ start: '2026-01-01', end: '2026-01-31' });
    // Five months lie whole in the range: those of the earlier one end where they begin.
    expect(previous('2026-05-22', '2026-11-21', 'monthly')).toEqual({ start: '2025-12-22', end: '2026-06-21' });
    expect(previous('2026-03-31', '2026-04-30', 'monthly')).toEqual({ start: '2026-02-28', end: '2026-03-31' });
  });

  it('is as long to the second where times are asked for', () => {
    expect(previous('2026-08-01T09:30:00Z', '2026-08-02T09:29:59Z')).toEqual({
      start: '2026-07-31T09:30:00Z',
      end: '2026-08-01T09:29:59Z',
    });
  });

  it('ends where the later one begins, whole bucket by whole bucket', () => {
    const day = fc.integer({ min: 0, max: 3_000 }).map((days) => addDays('2019-01-01', days));
    const interval = fc.constantFrom('daily', 'weekly', 'monthly');
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 400 }), interval, (start, length, rhythm) => {
        const end = addDays(start, length);
        const before = previous(start, end, rhythm);
        expect(before.start <= before.end).toBe(true);
        const [first, last] = wholeBuckets({ start, end }, rhythm);
        // Whole buckets meet without a gap; with none the ranges lie apart.
        if (first === undefined || last === undefined) expect(before.end < start).toBe(true);
        else expect([before.start < first, before.end >= addDays(first, -1)]).toEqual([true, true]);
        if (first !== undefined && last !== undefined && rhythm === 'weekly') {
          const earlier = wholeBuckets(before, rhythm);
          expect([addDays(earlier[1] ?? '', 1), daysIn({ start: earlier[0] ?? '', end: earlier[1] ?? '' })]).toEqual([
            first,
            daysIn({ start: first, end: last }),
          ]);
        }
        if (rhythm === 'daily') expect([daysIn(before), addDays(before.end, 1)]).toEqual([length + 1, start]);
        if (rhythm === 'weekly') expect(weekday(before.start)).toBe(weekday(start));
        if (rhythm === 'monthly' && start.slice(8) < '29') expect(before.start.slice(8)).toBe(start.slice(8));
      }),
    );
  });
});

describe('a year ago', () => {
  it('has the same dates, and the same weekdays where weeks are asked for', () => {
    expect(lastYear('2026-10-23', '2026-11-19')).toEqual({ start: '2025-10-23', end: '2025-11-19' });
    expect(lastYear('2026-10-05', '2026-11-01', 'weekly')).toEqual({ start: '2025-10-06', end: '2025-11-02' });
    expect(lastYear('2024-02-01', '2024-02-29')).toEqual({ start: '2023-02-01', end: '2023-02-28' });
  });

  it('holds no date against 29 February', () => {
    const { shift } = periodsOf({ start: '2024-02-01', end: '2024-02-29' }, 'previous_year', 'daily');
    expect(counterpart('2024-02-29', shift)).toBeNull();
    expect(counterpart('2024-02-28 09:00', shift)).toBe('2023-02-28 09:00');
    expect(successor('2023-02-28 09:00', shift)).toBe('2024-02-28 09:00');
  });

  it('holds nothing against what is no date', () => {
    for (const shift of [{ days: 7 }, { months: 12 }, { milliseconds: 5 }])
      for (const label of ['', 'Aug 14', '2026-13-01', '10 - 20', '2026-1-1'])
        expect([counterpart(label, shift), successor(label, shift)]).toEqual([null, null]);
  });

  it('and what is held against a date is one another', () => {
    const day = fc.integer({ min: 0, max: 9_000 }).map((days) => addDays('2010-01-01', days));
    const shifts = fc.oneof(fc.record({ days: fc.nat(800) }), fc.record({ months: fc.nat(40) }));
    fc.assert(
      fc.property(day, shifts, (date, shift) => {
        const earlier = counterpart(date, shift);
        if (earlier !== null) expect(successor(earlier, shift)).toBe(date);
      }),
    );
  });
});

describe('what the alignment may mislead to', () => {
  const notes = (start: string, end: string, how: 'previous_period' | 'previous_year', interval = 'daily') =>
    alignmentNotes(periodsOf({ start, end }, how, interval)).map(({ text }) => text);

  it('is nothing for whole weeks', () => {
    expect(notes('2026-10-23', '2026-11-19', 'previous_period')).toEqual([]);
  });

  it('names the weekdays that meet', () => {
    expect(notes('2026-10-23', '2026-11-21', 'previous_period')).toEqual([
      'The ranges are aligned by position, not by weekday: 2026-10-23 is a Fri, 2026-09-23 a Wed; 30 days are no whole weeks, so the weekdays differ.',
    ]);
    expect(notes('2026-10-23', '2026-11-19', 'previous_year')).toEqual([
      'The ranges are aligned by date, so weekdays shift: 2026-10-23 is a Fri, 2025-10-23 a Thu.',
    ]);
    expect(notes('2026-10-05', '2026-11-01', 'previous_year', 'weekly')[0]).toContain('52 weeks earlier');
  });

  it('names the weekdays of single days', () =>
    expect(notes('2026-11-21', '2026-11-21', 'previous_period')).toEqual([
      'The ranges are aligned by position, not by weekday: 2026-11-21 is a Sat, 2026-11-20 a Fri.',
    ]));

  it('says of a calendar month that the one before is not meant', () => {
    expect(notes('2026-10-01', '2026-10-31', 'previous_period')[0]).toBe(
      'Compared with the 31 days before, 2026-08-31 to 2026-09-30, which are no calendar month; where the tool has an "interval", "monthly" compares months.',
    );
    const said = (start: string, end: string, how: 'previous_period' | 'previous_year', interval?: string) =>
      notes(start, end, how, interval).join().includes('no calendar month');
    expect(said('2026-08-01', '2026-08-31', 'previous_period')).toBe(false);
    expect(said('2026-10-01', '2026-10-30', 'previous_period')).toBe(false);
    expect(said('2026-10-01', '2026-10-31', 'previous_year')).toBe(false);
    expect(said('2026-10-01', '2026-10-31', 'previous_period', 'monthly')).toBe(false);
  });

  it('names what is in both ranges', () => {
    expect(notes('2025-01-01', '2026-06-30', 'previous_year', 'monthly')).toContain(
      'The ranges overlap: 2025-01-01 to 2025-06-30 is in both.',
    );
    expect(notes('2026-01-01', '2026-06-30', 'previous_year', 'monthly')).toEqual([]);
  });

  it('names lengths that differ', () => {
    expect(notes('2024-02-01', '2024-02-29', 'previous_year')[0]).toContain('29 days against 28');
    expect(notes('2026-03-01', '2026-03-31', 'previous_period', 'monthly')[0]).toContain('31 days against 28');
  });
});
