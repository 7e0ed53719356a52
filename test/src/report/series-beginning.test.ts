import { describe, expect, it } from 'vitest';
import { points, type Rhythm } from '../../../src/report/series.ts';
import { beginningNotes } from '../../../src/report/series-quality.ts';
import { trend } from '../../../src/report/trend.ts';
import { dates } from '../../support/amplitude-series.ts';
import { poisson, randomOf } from '../../support/noisy-series.ts';

const asked = { kind: 'sum', figure: String, counts: true } as const;

/** What is said of series that begin on Monday, 1 June 2026. */
function told(all: readonly (readonly (number | null)[])[], interval: Rhythm = 'daily', rolling = 1): string[] {
  const step = { daily: 1, weekly: 7 }[interval === 'weekly' ? 'weekly' : 'daily'];
  const at = dates('2026-06-01', all[0]?.length ?? 0, step);
  const span = {
    interval,
    start: '2026-06-01',
    end: at.at(-1) ?? '',
    today: '2027-12-31',
    localTime: '2027-12-31T12:00',
  };
  const series = all.map((values, index) => ({
    ...{ name: `s${index}`, whole: null },
    trend: trend(points(at, values, span), interval),
  }));
  return beginningNotes(series, { ...asked, interval, rolling }).map(({ text }) => text);
}

const from = (first: number, size: number, value: number) =>
  Array.from({ length: size }, (_, index) => (index < first ? 0 : value));

describe('a series that begins with nothing', () => {
  it('is said to, as the mean is none of the time since', () => {
    expect(told([from(12, 18, 50)], 'weekly')).toEqual([
      'Nothing from 2026-06-01 to 2026-08-17, perhaps before there was any data: the mean and the low include these zeros.',
    ]);
    expect(told([from(3, 10, 50)])[0]).toContain('from 2026-06-01 to 2026-06-03');
    expect(told([from(3, 10, 50), from(5, 10, 1)])[0]).toContain('from 2026-06-01 to 2026-06-03');
  });

  it('is not, where it is a weekend, a rare event, or one of several series', () => {
    expect(told([from(2, 10, 50)])).toEqual([]);
    expect(told([from(5, 10, 1)])).toEqual([]);
    expect(told([[0, 0, 0, 9, 9, 0, 0, 9, 9, 9, 9]])).toEqual([]);
    expect(told([from(3, 10, 50), from(0, 10, 50)])).toEqual([]);
    expect(told([from(12, 18, 50)], 'hourly')).toEqual([]);
    expect(told([from(12, 18, 50)], 'daily', 7)).toEqual([]);
  });

  it('is not, where it has nothing at all, or no figures', () => {
    expect(told([from(9, 9, 0)])).toEqual([]);
    expect(told([[null, null, null, null, 50, 50, 50, 50]])).toEqual([]);
    expect(told([])).toEqual([]);
  });

  it('is next to never said of what chance alone makes', () => {
    const random = randomOf(7);
    const rare = Array.from({ length: 300 }, () => Array.from({ length: 30 }, () => poisson(1, random)));
    expect(rare.filter((values) => told([values]).length > 0).length).toBeLessThan(3);
  });
});
