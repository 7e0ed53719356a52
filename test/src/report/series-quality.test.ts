import { describe, expect, it } from 'vitest';
import { points, type Rhythm, type Span } from '../../../src/report/series.ts';
import { holeNotes, movementNotes, type Quality } from '../../../src/report/series-quality.ts';
import type { NamedTrend } from '../../../src/report/series-tables.ts';
import { trend } from '../../../src/report/trend.ts';
import { dates } from '../../support/amplitude-series.ts';
import { texts } from '../../support/ask.ts';

const quality: Quality = {
  interval: 'daily',
  kind: 'users',
  counts: true,
  figure: (value) => `${value} users`,
};
const span: Span = {
  interval: 'daily',
  start: '2026-06-01',
  end: '2026-08-15',
  today: '2026-08-15',
  localTime: '2026-08-15T12:00',
};
/** From Monday, 1 June 2026 up to the running day. */
const days = dates('2026-06-01', 76);

function series(value: (day: number) => number | null, name = 'all', interval: Rhythm = 'daily'): NamedTrend {
  const all = points(
    days,
    days.map((_, day) => value(day)),
    { ...span, interval },
  );
  return { name, trend: trend(all, interval), whole: null };
}
const steady = (day: number) => (day % 7 > 4 ? 200 : 400) + (day % 3) * 5;
const told = (all: readonly NamedTrend[], more: Partial<Quality> = {}) =>
  texts(movementNotes(all, { ...quality, ...more }));

describe('movements', () => {
  it('are none in a steady series, whose running day has little yet', () => {
    expect(told([series(steady)])).toEqual([]);
    expect(told([series((day) => (day === 75 ? 0 : steady(day)))])).toEqual([]);
  });

  it('name a sudden zero with its dates and what is usual there', () => {
    expect(told([series((day) => (day === 40 ? 0 : steady(day)))])).toEqual([
      'Sudden zero, perhaps a gap in tracking: 0 users on 2026-07-11 (Sat), where about 205 users are usual.',
    ]);
    const gone = [30, 31, 32, 40, 73, 74];
    expect(told([series((day) => (gone.includes(day) ? (day === 31 ? 3 : 0) : steady(day)))])[0]).toMatch(
      /^Sudden zero, perhaps a gap in tracking: at most 3 users on 2026-07-01 \(Wed\) to 2026-07-03 \(Fri\), 2026-07-11 \(Sat\), 2026-08-13 \(Thu\) to 2026-08-14 \(Fri\) \(the latest\), where/,
    );
    expect(told([series((day) => (day > 69 ? 0 : steady(day)))])[0]).toContain(
      'on 2026-08-10 (Mon) to 2026-08-14 (Fri) (the latest), where about 405 users are usual',
    );
  });

  it('name a new level with both medians, and nothing in the weeks of an outage', () => {
    const stepped = series((day) => (day >= 42 ? 0.6 : 1) * (steady(day) ?? 0));
    expect(told([stepped])).toEqual([
      'New level from about 2026-07-13 (Mon) on: median 241.5 users over 14 days, 402.5 users over the 14 before (-40.0 %). The mean mixes the levels.',
    ]);
    expect(told([series((day) => (day >= 42 && day < 56 ? 0 : steady(day)))])).toHaveLength(1);
  });

  it('are told two at most, those that concern most, the oldest first', () => {
    const busy = series((day) => {
      const level = day >= 50 ? 3 : day >= 25 ? 0.5 : 1;
      return [15, 40, 60].includes(day) ? 0 : level * steady(day);
    });
    const notes = told([busy]);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatch(
      /^New level from about 2026-06-26 .*; from about 2026-07-21 .*The mean mixes the levels\.$/,
    );
  });

  it('of several series name the series, and those that moved together once', () => {
    const out = (day: number) => (day === 40 ? 0 : steady(day));
    const all = [series(out, 'iOS'), series(steady, 'Web'), series((day) => 3 * out(day), 'a|b'), series(out, 'TV')];
    expect(told(all)).toEqual([
      'iOS (and 2 more): Sudden zero, perhaps a gap in tracking: 0 users on 2026-07-11 (Sat), where about 205 users are usual.',
    ]);
    const apart = [series((day) => (day === 30 ? 0 : steady(day)), 'a|b'), series(out, 'iOS')];
    expect(told(apart).map((text) => text.split(': Sudden')[0])).toEqual(['a\\|b', 'iOS']);
    const many = Array.from({ length: 30 }, (_, index) =>
      series((day) => (day === 20 + index ? 0 : (30 - index) * steady(day)), `g${index}`),
    );
    expect(told(many)).toHaveLength(2);
  });

  it('look for a new level in the three largest series only', () => {
    const stepped = (day: number) => (day >= 42 ? 0.5 : 1) * steady(day);
    const flat = [series(steady, 'a'), series(steady, 'b')];
    expect(told([...flat, series(stepped, 'c')])).toHaveLength(1);
    expect(told([...flat, series(steady, 'c'), series(stepped, 'd')])).toEqual([]);
  });

  it('are not told of points that overlap', () => {
    expect(told([series((day) => (day === 40 ? 0 : steady(day)))], { rolling: 7 })).toEqual([]);
  });
});

describe('holes', () => {
  const holes = (one: NamedTrend, more: Partial<Quality> = {}) => texts(holeNotes([one], { ...quality, ...more }));

  it('tell dates that are left out from points without a figure', () => {
    const one = { ...series((day) => (day === 3 || day === 4 ? null : 5)), absent: ['2026-07-01', '2026-07-02'] };
    expect(holes(one)).toEqual([
      'The answer has no point for 2 days, which is not 0: 2026-07-01 and 2026-07-02.',
      '2 of 76 points have no data (n/a), which is not 0: 2026-06-04 and 2026-06-05.',
    ]);
    expect(holes(one, { kind: 'sum' })[0]).toMatch(/02\. The sum lacks them\.$/);
    expect(holes(series(() => 5))).toEqual([]);
  });

  it('name no dates where they are none, and count over all series', () => {
    const odd = points(['x', '2026-02-30'], [null, 1], span);
    const one = { name: '', whole: null, trend: trend(odd, 'daily') };
    expect(holes(one)).toEqual(['1 of 2 points has no data (n/a), which is not 0.']);
    const two = [series((day) => (day === 3 ? null : 5)), series(() => 5)];
    expect(texts(holeNotes(two, quality))).toEqual(['1 of 152 points has no data (n/a), which is not 0.']);
  });
});
