import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Span } from '../../../src/report/series.ts';
import { absentPeriods, stretches } from '../../../src/report/series-quality-holes.ts';
import { dates, times } from '../../support/amplitude-series.ts';

const span: Span = {
  interval: 'daily',
  start: '2026-07-16',
  end: '2026-08-15',
  today: '2026-08-15',
  localTime: '2026-08-15T12:00',
};
const hour = (time: string) => time.slice(0, 16).replace('T', ' ');

describe('periods that an answer leaves out', () => {
  it('are days of the range that are over, at its ends too', () => {
    const days = dates('2026-07-16', 30);
    const kept = days.filter((_, index) => ![0, 5, 6, 29].includes(index));
    expect(absentPeriods(kept, span)).toEqual(['2026-07-16', '2026-07-21', '2026-07-22', '2026-08-14']);
    // The running day may be there or not.
    expect(absentPeriods(days, span)).toEqual([]);
    expect(absentPeriods([...days, '2026-08-15'], span)).toEqual([]);
    expect(absentPeriods(days.slice(0, 10), { ...span, end: '2026-07-27' })).toEqual(['2026-07-26', '2026-07-27']);
  });

  it('are exactly those, whichever are taken away', () => {
    const days = dates('2026-07-16', 30);
    fc.assert(
      fc.property(fc.subarray(days, { maxLength: 28 }), fc.boolean(), (gone, backwards) => {
        const kept = days.filter((day) => !gone.includes(day));
        expect(absentPeriods(backwards ? kept.reverse() : kept, span)).toEqual(gone);
      }),
    );
  });

  it('are whole weeks, from the weekday on that the answer has', () => {
    const weekly: Span = { ...span, interval: 'weekly', start: '2026-06-03' };
    const weeks = dates('2026-06-08', 10, 7);
    expect(absentPeriods(['2026-06-01', ...weeks], weekly)).toEqual([]);
    expect(absentPeriods(['2026-06-03', ...weeks], weekly)).toEqual([]);
    expect(absentPeriods(weeks.toSpliced(3, 2), weekly)).toEqual(['2026-06-29', '2026-07-06']);
    // The week from 10 August on still runs.
    expect(absentPeriods(weeks.slice(1, -1), weekly)).toEqual(['2026-06-08']);
    const fromSunday = dates('2026-06-07', 10, 7);
    expect(absentPeriods(fromSunday.toSpliced(4, 1), weekly)).toEqual(['2026-07-05']);
  });

  it('are whole months', () => {
    const monthly: Span = { ...span, interval: 'monthly', start: '2026-01-10' };
    const months = ['2026-01-01', '2026-02-01', '2026-03-01', '2026-05-01', '2026-08-01'];
    expect(absentPeriods(months, monthly)).toEqual(['2026-04-01', '2026-06-01', '2026-07-01']);
    expect(absentPeriods(['2026-01-10', ...months.slice(1)], monthly)).toHaveLength(3);
  });

  it('are hours that have been over for an hour, and not the one that clocks leave out', () => {
    const hourly: Span = { ...span, interval: 'hourly', start: '2026-08-14' };
    const hours = times('2026-08-14', 36, 60).map(hour);
    expect(absentPeriods(hours, hourly)).toEqual([]);
    expect(absentPeriods(hours.slice(0, -1), hourly)).toEqual([]);
    expect(absentPeriods(hours.slice(0, -3), hourly)).toEqual(['2026-08-15 09:00', '2026-08-15 10:00']);
    expect(absentPeriods(hours.toSpliced(26, 1), hourly)).toEqual([]);
    expect(absentPeriods(hours.toSpliced(26, 2), hourly)).toEqual(['2026-08-15 02:00', '2026-08-15 03:00']);
    expect(absentPeriods(hours.toSpliced(30, 1), hourly)).toEqual(['2026-08-15 06:00']);
    const slots = times('2026-08-15', 144, 5).map(hour);
    expect(absentPeriods(slots.toSpliced(100, 1), { ...hourly, interval: 'realtime', start: '2026-08-15' })).toEqual([
      '2026-08-15 08:20',
    ]);
  });

  it('are not told where labels are no dates or lie off the rhythm', () => {
    const days = dates('2026-07-16', 30).toSpliced(4, 2);
    expect(absentPeriods([...days, 'Aug 15'], span)).toEqual([]);
    expect(absentPeriods([...days, '2026-02-30'], span)).toEqual([]);
    expect(absentPeriods(dates('2026-07-01', 20), { ...span, interval: 'weekly' })).toEqual([]);
    expect(absentPeriods(['2026-06-15', '2026-07-15'], { ...span, interval: 'monthly', start: '2026-05-01' })).toEqual(
      [],
    );
    expect(absentPeriods(['2026-08-15 00:30', '2026-08-15 01:30'], { ...span, interval: 'hourly' })).toEqual([]);
    expect(absentPeriods([], span)).toEqual([]);
  });

  it('never throws, whatever the labels', () => {
    const interval = fc.constantFrom<Span['interval']>('realtime', 'hourly', 'daily', 'weekly', 'monthly');
    const label = fc.oneof(fc.string(), fc.constantFrom('1000-01-01', '9999-12-31', ...dates('2026-07-01', 60)));
    fc.assert(
      fc.property(interval, fc.array(label), (rhythm, labels) => {
        for (const at of absentPeriods(labels, { ...span, interval: rhythm })) expect(labels).not.toContain(at);
      }),
    );
  });
});

describe('stretches', () => {
  it('are told from first to last, the first three of them', () => {
    expect(stretches(['2026-10-03'], 'daily')).toBe('2026-10-03');
    expect(stretches(['2026-09-30', '2026-10-01', '2026-10-04'], 'daily')).toBe(
      '2026-09-30 and 2026-10-01, 2026-10-04',
    );
    const days = [...dates('2026-10-01', 4), '2026-10-07', '2026-10-09', '2026-10-11', '2026-10-12'];
    expect(stretches(days, 'daily')).toBe('2026-10-01 to 2026-10-04, 2026-10-07, 2026-10-09 and 2 more');
    expect(stretches(['2026-10-05', '2026-10-12', '2026-10-19'], 'weekly')).toBe('2026-10-05 to 2026-10-19');
    expect(stretches(['2026-12-01', '2027-01-01'], 'monthly')).toBe('2026-12-01 and 2027-01-01');
    expect(stretches(['2026-10-05 23:00', '2026-10-06 00:00'], 'hourly')).toBe('2026-10-05 23:00 and 2026-10-06 00:00');
  });
});
