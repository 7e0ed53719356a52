import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localClock, resolveDate, resolveDates } from '../../../src/input/dates.ts';
import { addDays, daysIn } from '../../../src/report/calendar.ts';

const at = { today: '2026-08-15', zone: 'UTC' };

describe('one date', () => {
  it.each([
    ['2026-08-01', '2026-08-01'],
    ['20260801', '2026-08-01'],
    ['today', '2026-08-15'],
    [' Yesterday ', '2026-08-14'],
    ['-30d', '2026-07-16'],
    ['-12w', '2026-05-23'],
    ['-6m', '2026-02-15'],
    ['-0d', '2026-08-15'],
  ])('%s is %s', (text, date) => expect(resolveDate(text, at.today)).toBe(date));

  it.each([
    '2026-02-30',
    '2026-13-01',
    '30d',
    '+3d',
    '-3y',
    'last week',
    '',
    '2026-8-1',
    '2026-08-01T00:00:00Z',
    '0999-01-01',
  ])('%j is no date', (text) => expect(resolveDate(text, at.today)).toBeNull());

  it('a month back from the 31st is the last day of the shorter month', () => {
    expect(resolveDate('-1m', '2026-03-31')).toBe('2026-02-28');
  });

  it('takes ISO date-times only where they are accepted', () => {
    expect(resolveDate('2026-08-01T09:30:00+02:00', at.today, true)).toBe('2026-08-01T09:30:00+02:00');
    expect(resolveDate('2026-08-01t09:30:00z', at.today, true)).toBe('2026-08-01T09:30:00Z');
    expect(resolveDate('2026-08-01T25:00:00Z', at.today, true)).toBeNull();
  });
});

describe('a range', () => {
  it.each([
    [{}, '2026-07-16', '2026-08-14'],
    [{ interval: 'weekly' }, '2026-05-23', '2026-08-14'],
    [{ interval: 'monthly' }, '2026-02-15', '2026-08-14'],
    [{ end: 'today' }, '2026-07-16', '2026-08-15'],
    [{ start: 'today' }, '2026-08-15', '2026-08-15'],
  ])('%j goes from %s to %s', (args, start, end) => {
    expect(resolveDates(args, {}, at)).toEqual({ args: { ...args, start, end }, problems: [] });
  });

  it.each(['hourly', 'realtime'])('%s ends today, within what the vendor allows', (interval) => {
    const { args, problems } = resolveDates({ interval }, { capped: true }, at);
    expect(problems).toEqual([]);
    expect(args.end).toBe('2026-08-15');
  });

  it('says what to change', () => {
    const problems = (args: Record<string, unknown>) => resolveDates(args, { capped: true }, at).problems.join(' ');
    expect(problems({ start: 'soon' })).toMatch(
      /"start": "soon" is no date \(today is Sat 2026-08-15\); use YYYY-MM-DD/,
    );
    expect(problems({ start: '2026-08-16', end: '2026-08-20' })).toMatch(
      /"start": 2026-08-16 is in the future; today is 2026-08-15 \(UTC\).*"end"/,
    );
    expect(problems({ start: '2026-08-10', end: '2026-08-01' })).toMatch(
      /"start" \(2026-08-10\) is after "end" \(2026-08-01\)/,
    );
    expect(problems({ end: '2026-06-01' })).toMatch(
      /"end" \(2026-06-01\) is before the "start" that is taken when none is given \(2026-07-16\): give "start" too/,
    );
    expect(problems({ start: '2025-08-14', end: '2026-08-14' })).toMatch(
      /at most 365 days and this range has 366: start on 2025-08-15/,
    );
    expect(problems({ interval: 'hourly', start: '2026-08-01' })).toMatch(/at most 7 days.*"interval": "daily"/);
  });

  it('leaves what is no string for the schema to refuse', () => {
    expect(resolveDates({ start: 5 }, {}, at)).toEqual({ args: { start: 5, end: '2026-08-14' }, problems: [] });
  });

  it('stays open where the vendor has no date filter', () => {
    expect(resolveDates({}, { optional: true }, at)).toEqual({ args: {}, problems: [] });
  });

  it('resolves twice to the same, and any past range is accepted', () => {
    fc.assert(
      fc.property(fc.nat(4000), fc.nat(300), (back, length) => {
        const start = addDays(at.today, -back - length);
        const end = addDays(at.today, -back);
        const once = resolveDates({ start, end }, {}, at);
        expect(once).toEqual({ args: { start, end }, problems: [] });
        expect(daysIn({ start, end })).toBe(length + 1);
      }),
    );
  });

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (start, end) => void resolveDates({ start, end }, { times: true }, at)),
    );
  });
});

describe('the clock of a zone', () => {
  it.each([
    ['UTC', '2026-08-15', '2026-08-15T23:30'],
    ['Asia/Tokyo', '2026-08-16', '2026-08-16T08:30'],
    ['America/Los_Angeles', '2026-08-15', '2026-08-15T16:30'],
  ])('%s', (zone, today, localTime) => {
    expect(localClock(new Date('2026-08-15T23:30:00Z'), zone)).toEqual({ today, localTime });
  });
});
