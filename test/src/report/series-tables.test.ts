import { describe, expect, it } from 'vitest';
import { points, type Span } from '../../../src/report/series.ts';
import { hasFigures, type SeriesSubject, seriesReport } from '../../../src/report/series-report.ts';
import { type NamedTrend, rank, seriesTables } from '../../../src/report/series-tables.ts';
import { trend } from '../../../src/report/trend.ts';
import { dates } from '../../support/amplitude-series.ts';
import { printed, table, texts } from '../../support/ask.ts';

const span: Span = {
  interval: 'daily',
  start: '2026-08-01',
  end: '2026-08-14',
  today: '2026-08-15',
  localTime: '2026-08-15T12:00',
};
const days = dates('2026-08-01', 14);
const named = (name: string, whole: number | null, figure: (index: number) => number | null): NamedTrend => ({
  name,
  whole,
  trend: trend(
    points(
      days,
      days.map((_, index) => figure(index)),
      span,
    ),
    'daily',
  ),
});
const measure = { name: 'users', type: 'count' } as const;
const subject: SeriesSubject = {
  ...span,
  kind: 'users',
  figure: (value) => `${value} users`,
  measure,
};

const small = named('small', 20, (index) => index);
const large = named('large', 200, (index) => 10 * index);
const gone = named('gone', 5, (index) => (index < 7 ? 3 : null));

describe('seriesTables', () => {
  it('gives one series its points, newest first', () => {
    const [points, ...others] = seriesTables([small], { interval: 'daily', measure });
    expect(others).toEqual([]);
    expect(points?.rows[0]).toEqual(['2026-08-14', 13, true]);
    expect(points?.rows).toHaveLength(14);
  });

  it('ranks several series, and lists every point of each', () => {
    const [series, points] = seriesTables([small, large], { interval: 'daily', measure, whole: 'period_users' });
    if (series === undefined) throw new Error('no table');
    expect(printed(series)).toEqual([
      {
        ...{ series: 'large', period_users: '200', latest: '130', change: '+116.7 %', mean: '65' },
        ...{ peak: '130', peak_at: '2026-08-14', low: '0', low_at: '2026-08-01' },
      },
      {
        ...{ series: 'small', period_users: '20', latest: '13', change: '+116.7 %', mean: '6.50' },
        ...{ peak: '13', peak_at: '2026-08-14', low: '0', low_at: '2026-08-01' },
      },
    ]);
    expect(points?.rows[0]).toEqual(['large', '2026-08-14', 130, true]);
    expect(points?.rows).toHaveLength(28);
  });

  it('does not put an older figure beside newer ones', () => {
    const [series] = seriesTables([large, gone], { interval: 'daily', measure });
    expect(series?.title).toContain('latest is 2026-08-14');
    expect(series?.rows.map((row) => row.slice(0, 3))).toEqual([
      ['large', 130, (130 - 60) / 60],
      ['gone', null, null],
    ]);
  });

  it('ranks by the mean where a series has no figure for the whole', () => {
    expect(rank([small, { ...large, whole: null }]).map(({ name }) => name)).toEqual(['large', 'small']);
    const empty = named('empty', null, () => null);
    expect(rank([empty, { ...empty, name: 'b' }, small]).map(({ name }) => name)).toEqual(['small', 'empty', 'b']);
  });
});

describe('seriesReport', () => {
  it('tells one series: the whole range, the latest, the spread', () => {
    expect(seriesReport([{ ...small, whole: 31 }], subject)).toMatchObject({
      headline: [
        '2026-08-01 to 2026-08-14: 31 users, each counted once.',
        'Latest complete day, 2026-08-14 (Fri): 13 users, +116.7 % against 2026-08-07 (Fri) (6 users).',
        'Mean 6.5 users over 14 complete days, peak 13 users on 2026-08-14 (Fri), low 0 users on 2026-08-01 (Sat).',
      ],
      notes: [],
    });
  });

  it('never makes a figure for the whole range where none was sent', () => {
    const told = seriesReport([{ ...small, whole: null }], subject);
    expect(told.headline.join()).not.toContain('91');
    expect(texts(told.notes)).toEqual([
      'There is no deduplicated figure for the whole range, and users must not be added up over days.',
    ]);
  });

  it('names a mean of averages as unweighted, last', () => {
    const told = seriesReport([{ ...small, whole: null }], { ...subject, kind: 'average', about: 'purchase' });
    expect(told.headline[0]).toBe('purchase, 2026-08-01 to 2026-08-14:');
    expect(told.headline[2]).toMatch(/^Unweighted mean 6\.5 users over 14 complete days/);
    expect(texts(told.notes)).toEqual(['There is no figure for the whole range; the mean over days is unweighted.']);
  });

  it('says that points overlap which look back', () => {
    const rolled = points(
      days,
      days.map(() => 5),
      { ...span, rolling: 7 },
    );
    const told = seriesReport([{ name: 'a', whole: null, trend: trend(rolled, 'daily') }], { ...subject, rolling: 7 });
    expect(told.headline[1]).toContain('over 8 complete days');
    expect(texts(told.notes)).toEqual([
      'The first 6 points may lack what came before the range, so they are left out of latest, mean, peak and low.',
      'Each point looks back over 7 days, so points overlap: they are not added up, and there is no figure for the whole range.',
    ]);
  });

  it('says how to get a whole window', () => {
    const rolled = points(
      days,
      days.map(() => 5),
      { ...span, rolling: 28 },
    );
    const told = seriesReport([{ name: 'a', whole: null, trend: trend(rolled, 'daily') }], { ...subject, rolling: 28 });
    expect(told.headline).toEqual(['No complete day with data in this range.']);
    expect(texts(told.notes)[0]).toContain('ask for more than 28 days');
  });

  it('tells up to three series in sentences, and says dates and units once', () => {
    const late = named('late|r', null, (index) => (index < 13 ? 2 : null));
    expect(seriesReport([small, large, late], subject).headline).toEqual([
      '3 series, 2026-08-01 to 2026-08-14, largest first; latest complete day 2026-08-14 (Fri), change against 2026-08-07 (Fri):',
      'large: 200 users over the range, latest 130, +116.7 %, peak 130 on 2026-08-14 (Fri), low 0 on 2026-08-01 (Sat).',
      'small: 20 users over the range, latest 13, +116.7 %, peak 13 on 2026-08-14 (Fri), low 0 on 2026-08-01 (Sat).',
      'late\\|r: latest 2 users (2026-08-13), peak 2 on 2026-08-01 (Sat), low 2 on 2026-08-01 (Sat).',
    ]);
  });

  it('tells the first of many series, cuts and cleans its name, and leaves the others to the table', () => {
    const many = Array.from({ length: 1_000 }, (_, index) =>
      named(`n${index}|${'x'.repeat(500)}`, 1_000 - index, () => 1),
    );
    const { headline, notes } = seriesReport(many, subject);
    expect(headline).toHaveLength(2);
    expect(headline[0]).toMatch(/^1,000 series, /);
    expect(headline[1]).toMatch(/^n0\\\|x{36}…: 1000 users over the range, latest 1, 0\.0 %, peak/);
    expect(texts(notes)).toContain('A user can be in several series: never add them up.');
  });

  it('has no percentage from below 0, in words and in the table', () => {
    const loss = named('loss', null, (index) => (index === 13 ? 50 : -100));
    const { headline, tables } = seriesReport([loss, small], subject);
    expect(headline.join()).toContain('loss: latest 50 users, n/a, peak 50');
    expect(printed(table({ tables }, 'series')).find(({ series }) => series === 'loss')).toMatchObject({
      latest: '50',
      change: 'n/a',
    });
  });

  it('has no dates to tell where nothing is complete', () => {
    const empty = named('empty', 7, () => null);
    expect(seriesReport([empty, { ...empty, name: 'b', whole: null }], subject).headline).toEqual([
      '2 series, 2026-08-01 to 2026-08-14, largest first; no complete day with data:',
      'empty: 7 users over the range.',
      'b: no data in complete periods.',
    ]);
  });

  it('names a lone group', () => {
    expect(seriesReport([small], { ...subject, grouped: true }).headline[0]).toContain('small, 2026-08-01');
  });

  it('counts points without data', () => {
    expect(texts(seriesReport([gone], subject).notes)).toContain(
      '7 of 14 points have no data (n/a), which is not 0: 2026-08-08 to 2026-08-14.',
    );
    expect(hasFigures([named('a', null, () => null)])).toBe(false);
    expect(hasFigures([gone])).toBe(true);
  });
});
