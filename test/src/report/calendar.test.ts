import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  civilDate,
  daysBetween,
  daysIn,
  daysInMonth,
  monday,
  weekday,
} from '../../../src/report/calendar.ts';

const date = fc
  .date({ min: new Date('1000-06-01T00:00:00Z'), max: new Date('9990-01-01T00:00:00Z'), noInvalidDate: true })
  .map((one) => one.toISOString().slice(0, 10));
const number = fc.integer({ min: -1_000, max: 1_000 });

describe('civilDate', () => {
  it.each([
    [2026, 2, 28, '2026-02-28'],
    [2024, 2, 29, '2024-02-29'],
    [2026, 2, 29, null],
    [2026, 13, 1, null],
    [2026, 0, 1, null],
    [2026, 4, 31, null],
    [99, 1, 1, null],
    [Number.NaN, 1, 1, null],
  ])('%d-%d-%d', (year, month, day, wanted) => expect(civilDate(year, month, day)).toBe(wanted));

  it('is any date of the calendar, and nothing else', () => {
    fc.assert(
      fc.property(date, (one) => {
        const [year = 0, month = 0, day = 0] = one.split('-').map(Number);
        expect(civilDate(year, month, day)).toBe(one);
        expect(civilDate(year, month, daysInMonth(one) + 1)).toBeNull();
      }),
    );
  });
});

describe('days', () => {
  it('are added and counted the same way', () => {
    fc.assert(
      fc.property(date, number, (one, days) => {
        const other = addDays(one, days);
        expect(daysBetween(one, other)).toBe(days);
        expect(addDays(other, -days)).toBe(one);
        expect(other > one).toBe(days > 0);
        expect(daysIn({ start: one, end: other })).toBe(days + 1);
      }),
    );
  });

  it('are those of the clock, of whatever looks like a date', () => {
    const digits = fc.constantFrom('00', '01', '02', '12', '13', '20', '29', '31', '32', '99', ' 1', '1', 'x', '-1');
    const parts = fc.tuple(digits, digits, fc.constantFrom('-', '/', ''), digits, fc.constantFrom('-', ' '), digits);
    fc.assert(
      fc.property(parts, fc.constantFrom('', 'T10:00', ' and more'), (some, rest) => {
        const text = `${some.join('')}${rest}`;
        const days = Math.floor(Date.parse(`${text.slice(0, 10)}T00:00:00Z`) / 86_400_000);
        expect(daysBetween('1970-01-01', text)).toBe(days);
      }),
      { numRuns: 2_000 },
    );
  });

  it('cross leap days and years', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2023-02-28', 1)).toBe('2023-03-01');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  });
});

describe('months', () => {
  it.each([
    ['2026-03-31', -1, '2026-02-28'],
    ['2024-03-31', -1, '2024-02-29'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2026-08-01', -1, '2026-07-01'],
  ])('%s %d', (from, months, wanted) => expect(addMonths(from, months)).toBe(wanted));

  it('keep the day, or end the month', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -120, max: 120 }), (one, months) => {
        const other = addMonths(one, months);
        const expected = Math.min(Number(one.slice(8)), daysInMonth(other));
        expect(Number(other.slice(8))).toBe(expected);
        const index = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
        expect(index(other) - index(one)).toBe(months);
      }),
    );
  });
});

describe('weeks', () => {
  it('knows a Saturday', () => expect(weekday('2026-08-15')).toBe('Sat'));

  it('begin on the Monday before', () => {
    fc.assert(
      fc.property(date, (one) => {
        const first = monday(one);
        expect(weekday(first)).toBe('Mon');
        expect(daysBetween(first, one)).toBeGreaterThanOrEqual(0);
        expect(daysBetween(first, one)).toBeLessThan(7);
        expect(weekday(addDays(one, 7))).toBe(weekday(one));
      }),
    );
  });
});
