import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chronological,
  latestSentence,
  type Point,
  partialNote,
  points,
  type Rhythm,
  type Span,
  spreadSentence,
} from '../../../src/report/series.ts';
import { trend } from '../../../src/report/trend.ts';
import { dates, times } from '../../support/amplitude-series.ts';

const span: Span = {
  interval: 'daily',
  start: '2026-07-16',
  end: '2026-08-15',
  today: '2026-08-15',
  localTime: '2026-08-15T12:00',
};
const complete = (series: readonly Point[]) => series.filter((point) => point.complete).map(({ at }) => at);
const users = (value: number | null) => `${value} users`;

describe('points', () => {
  it('pairs figures with dates, without a midnight, and leaves figures without a date out', () => {
    expect(points(['2026-08-13T00:00:00', '2026-08-14', '2026-08-15'], [1, null], span)).toEqual([
      { at: '2026-08-13', value: 1, complete: true },
      { at: '2026-08-14', value: null, complete: true },
      { at: '2026-08-15', value: null, complete: false },
    ]);
    expect(points(['2026-08-14'], [1, 2, 3], span)).toHaveLength(1);
  });

  it('ends today, and at the range', () => {
    const series = points(dates('2026-07-14', 33), [], span);
    expect(complete(series)).toEqual(dates('2026-07-16', 30));
  });

  it('takes a week for complete only when it lies in the range and is over', () => {
    const weekly: Span = { ...span, interval: 'weekly' };
    // The range begins on a Thursday: the first week is cut, whether it is labelled by its Monday or by the range.
    expect(complete(points(dates('2026-07-13', 5, 7), [], weekly))).toEqual(['2026-07-20', '2026-07-27', '2026-08-03']);
    const labelled = ['2026-07-16', ...dates('2026-07-20', 4, 7)];
    expect(complete(points(labelled, [], weekly))).toEqual(['2026-07-20', '2026-07-27', '2026-08-03']);
    const ended = { ...weekly, today: '2026-08-17', end: '2026-08-16' };
    expect(complete(points(dates('2026-07-20', 4, 7), [], ended))).toContain('2026-08-10');
    expect(complete(points(dates('2026-07-20', 4, 7), [], { ...ended, end: '2026-08-15' }))).not.toContain(
      '2026-08-10',
    );
  });

  it('takes a month for complete only when it lies in the range and is over', () => {
    const monthly: Span = { ...span, interval: 'monthly', start: '2026-05-15' };
    expect(complete(points(['2026-05-15', '2026-06-01', '2026-07-01', '2026-08-01'], [], monthly))).toEqual([
      '2026-06-01',
      '2026-07-01',
    ]);
    expect(complete(points(['2026-05-01', '2026-06-01'], [], monthly))).toEqual(['2026-06-01']);
    expect(complete(points(['2026-07-01'], [], { ...monthly, end: '2026-07-30' }))).toEqual([]);
  });

  it('ends an hour and a slot by the clock', () => {
    const hourly: Span = { ...span, interval: 'hourly', start: '2026-08-15' };
    expect(complete(points(times('2026-08-15', 24, 60), [], hourly)).at(-1)).toBe('2026-08-15 11:00');
    expect(points(['2026-08-15'], [], hourly)[0]?.at).toBe('2026-08-15 00:00');
    const realtime: Span = { ...hourly, interval: 'realtime', localTime: '2026-08-15T12:04' };
    expect(complete(points(times('2026-08-15', 288, 5), [], realtime)).at(-1)).toBe('2026-08-15 11:55');
    expect(
      complete(points(times('2026-08-15', 288, 5), [], { ...realtime, localTime: '2026-08-15T12:05' })).at(-1),
    ).toBe('2026-08-15 12:00');
  });

  it('leaves the points out that a rolling window reaches before the range from', () => {
    const series = points(dates('2026-07-16', 31), [], { ...span, rolling: 7 });
    expect(complete(series)).toEqual(dates('2026-07-22', 24));
    const weekly: Span = { ...span, interval: 'weekly', rolling: 2 };
    expect(complete(points(dates('2026-07-13', 5, 7), [], weekly))).toEqual(['2026-07-27', '2026-08-03']);
    expect(complete(points(dates('2026-08-01', 5), [], { ...span, rolling: 28 }))).toEqual([]);
  });

  it('never calls complete what is no date', () => {
    const labels = ['Aug 14', '2026-02-30', '2026-08-14T25:00', '', '2026-08-14'];
    expect(points(labels, [1, 2, 3, 4, 5], span).map(({ at, complete }) => [at, complete])).toEqual([
      ['Aug 14', false],
      ['2026-02-30', false],
      ['2026-08-14T25:00', false],
      ['', false],
      ['2026-08-14', true],
    ]);
  });

  it('keeps number and order of any labels, whatever they are', () => {
    const interval = fc.constantFrom<Rhythm>('realtime', 'hourly', 'daily', 'weekly', 'monthly');
    const label = fc.oneof(fc.string(), fc.constantFrom(...dates('2026-07-01', 60), ...times('2026-08-14', 40, 60)));
    fc.assert(
      fc.property(interval, fc.array(label), fc.array(fc.integer()), fc.integer({ min: 1, max: 40 }), (...given) => {
        const [rhythm, labels, values, rolling] = given;
        const series = points(labels, values, { ...span, interval: rhythm, rolling });
        expect(series.map(({ value }) => value)).toEqual(labels.map((_, index) => values[index] ?? null));
        for (const { at, complete } of series) expect(complete && !/^\d{4}-\d{2}-\d{2}/.test(at)).toBe(false);
        expect(series.filter(({ complete, at }) => complete && at > '2026-08-15 12').length).toBe(0);
      }),
    );
  });
});

describe('chronological', () => {
  it('puts the oldest first, and drops empty points of periods to come', () => {
    const hourly: Span = { ...span, interval: 'hourly' };
    const labels = times('2026-08-15', 24, 60);
    const series = points([...labels].reverse(), [...labels.map((_, hour) => (hour <= 12 ? 5 : 0))].reverse(), hourly);
    const sorted = chronological(series, hourly);
    expect(sorted).toHaveLength(13);
    expect(sorted[0]?.at).toBe('2026-08-15 00:00');
  });

  it('keeps a figure of a period to come, because then the clock is wrong', () => {
    const series = points(['2026-08-15', '2026-08-16', '2026-08-17'], [1, 2, null], span);
    expect(chronological(series, span).map(({ at }) => at)).toEqual(['2026-08-15', '2026-08-16']);
  });

  it('leaves labels alone that are no dates', () => {
    const series = points(['b', 'a', '2026-08-14'], [1, 2, 3], span);
    expect(chronological(series, span)).toEqual(series);
  });
});

describe('trend', () => {
  const values = dates('2026-07-16', 31).map((_, index) => 100 + index);
  const told = trend(points(dates('2026-07-16', 31), values, span), 'daily');

  it('compares the latest complete day with the same weekday a week before', () => {
    expect(latestSentence(told, 'daily', users)).toBe(
      '2026-08-14 (Fri): 129 users, +5.7 % against 2026-08-07 (Fri) (122 users)',
    );
  });

  it('says how it spreads over complete points only', () => {
    expect(spreadSentence(told, 'daily', users)).toBe(
      'mean 114.5 users over 30 complete days, peak 129 users on 2026-08-14 (Fri), low 100 users on 2026-07-16 (Thu)',
    );
  });

  it('compares a month with the month before, and an hour with the same hour a day before', () => {
    const monthly: Span = { ...span, interval: 'monthly', start: '2026-05-01' };
    const months = trend(
      points(['2026-05-01', '2026-06-01', '2026-07-01', '2026-08-01'], [1, 2, 4, 8], monthly),
      'monthly',
    );
    expect(latestSentence(months, 'monthly', users)).toBe(
      'month of 2026-07-01: 4 users, +100.0 % against month of 2026-06-01 (2 users)',
    );
    const hourly: Span = { ...span, interval: 'hourly', start: '2026-08-14' };
    const hours = trend(
      points(
        times('2026-08-14', 48, 60),
        times('2026-08-14', 48, 60).map((_, hour) => hour),
        hourly,
      ),
      'hourly',
    );
    expect(latestSentence(hours, 'hourly', users)).toBe(
      '2026-08-15 11:00 (Sat): 35 users, +218.2 % against 2026-08-14 11:00 (Fri) (11 users)',
    );
  });

  it('has nothing to say without complete points that have data', () => {
    const empty = trend(points(['2026-08-14', '2026-08-15'], [null, 5], span), 'daily');
    expect(latestSentence(empty, 'daily', users)).toBe('no complete day with data in this range');
    expect(spreadSentence(empty, 'daily', users)).toBe('');
  });

  it('keeps low, mean and peak in order, of known points', () => {
    const value = fc.option(fc.double({ noNaN: true, min: -1e9, max: 1e9 }));
    fc.assert(
      fc.property(fc.array(value, { maxLength: 40 }), (figures) => {
        const series = points(dates('2026-07-10', figures.length), figures, span);
        const { mean, peak, low, latest, before, size } = trend(series, 'daily');
        const known = series.filter((point) => point.complete && point.value !== null);
        expect(size).toBe(known.length);
        expect(latest).toEqual(known.at(-1) ?? null);
        if (size === 0) {
          expect([mean, peak, low, before]).toEqual([null, null, null, null]);
          return;
        }
        expect((peak?.value ?? 0) - Math.max(...known.map((point) => point.value ?? 0))).toBeCloseTo(0, 12);
        expect((low?.value ?? 0) - Math.min(...known.map((point) => point.value ?? 0))).toBeCloseTo(0, 12);
        expect((mean ?? 0) - (low?.value ?? 0)).toBeGreaterThanOrEqual(-1e-3);
        expect((peak?.value ?? 0) - (mean ?? 0)).toBeGreaterThanOrEqual(-1e-3);
        if (before !== null) expect(Date.parse(latest?.at ?? '') - Date.parse(before.at)).toBe(7 * 86_400_000);
      }),
    );
  });
});

describe('partialNote', () => {
  it('names the one point, both, or the first and the last', () => {
    expect(partialNote(points(dates('2026-08-14', 2), [], span), 'daily')).toBe(
      'Partial, so left out of latest, mean, peak and low: 2026-08-15 (the day is not over, or is cut by the range).',
    );
    expect(partialNote(points(dates('2026-07-13', 5, 7), [], { ...span, interval: 'weekly' }), 'weekly')).toContain(
      '2026-07-13 and 2026-08-10 (the week',
    );
    expect(partialNote(points(['x', 'y', 'z'], [], span), 'daily')).toContain('x … (3 points) … z');
    expect(partialNote(points(['2026-08-14'], [], span), 'daily')).toBeNull();
  });

  it("treats labels that are no dates as a stranger's words", () => {
    expect(partialNote(points(['a|b\n\u202ec'], [], span), 'daily')).toContain('a\\|b c (the day');
  });
});
