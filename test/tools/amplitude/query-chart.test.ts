import { describe, expect, it } from 'vitest';
import { queryChart } from '../../../tools/amplitude/query-chart.ts';
import { chartReport as ask, days } from '../../support/amplitude-chart.ts';
import { bind, printed, requestLine, table, text } from '../../support/ask.ts';

describe('the request', () => {
  it.each([
    ['abc123', 'abc123'],
    [' e-czvqr8g ', 'e-czvqr8g'],
    ['https://analytics.amplitude.com/demo/chart/abc123', 'abc123'],
    ['https://app.amplitude.com/analytics/demo/chart/e-abc123?source=dash#x', 'e-abc123'],
    ['app.eu.amplitude.com/analytics/demo/chart/abc123/edit/xyz789', 'abc123'],
  ])('finds the chart in %s', (chart, id) => {
    expect(requestLine(bind(queryChart, { chart }))).toBe(`/api/3/chart/${id}/query`);
  });

  it.each([
    ['https://app.amplitude.com/analytics/demo/chart/new/abc123', /not saved/],
    ['https://app.amplitude.com/analytics/share/0123456789abcdef', /public share link/],
    ['https://app.amplitude.com/analytics/demo/dashboard/abc123', /dashboard or notebook/],
    ['https://example.com/abc', /must be a chart's id/],
    ['a b', /must be a chart's id/],
    ['..', /must be a chart's id/],
    ['https://x.io/chart/..%2f..', /must be a chart's id/],
  ])('refuses %s', (chart, message) => {
    expect(() => bind(queryChart, { chart })).toThrow(message);
  });

  it('costs 100, and is asked as CSV where there is no such query', () => {
    const call = bind(queryChart, { chart: 'abc123' });
    expect(call.price).toEqual({ cost: 100 });
    const csvRequest = call.fallback(404, call.request);
    expect(csvRequest).toEqual({ path: '/api/3/chart/abc123/csv', query: [], textAllowed: true });
    expect(call.fallback(403, call.request)).toBeNull();
    expect(csvRequest && call.fallback(404, csvRequest)).toBeNull();
  });

  it('says that an edited view is not what is shown', () => {
    expect(bind(queryChart, { chart: 'https://a.b/x/chart/abc123/edit/xyz' }).remarks).toHaveLength(1);
    expect(bind(queryChart, { chart: 'abc123' }).remarks).toEqual([]);
  });
});

describe('a chart of series', () => {
  const xValues = days(15, '2026-08-15');
  const data = {
    series: [xValues.map((_, index) => ({ setId: 'x', value: 100 + index })), xValues.map(() => 5)],
    seriesLabels: [[0, 'iOS'], 'Web'],
    seriesCollapsed: [[{ setId: 'x', value: 400 }], [40]],
    xValues: xValues.map((date) => `${date}T00:00:00`),
  };

  it('tells the latest ended day, the range, and marks the day that runs', () => {
    const said = ask({ data });
    expect(said.headline).toEqual([
      'Chart abc123: 2 daily series of 15 dates, 2026-08-01 to 2026-08-15.',
      'iOS: whole range 400; latest ended 2026-08-14 (Fri): 113, +6.6 % against 2026-08-07 (Fri) (106); peak 113 on 2026-08-14 (Fri), low 100 on 2026-08-01 (Sat).',
      'Web: whole range 40; latest ended 2026-08-14 (Fri): 5, 0.0 % against 2026-08-07 (Fri) (5); peak 5 on 2026-08-01 (Sat), low 5 on 2026-08-01 (Sat).',
    ]);
    expect(said.notes.join('\n')).toMatch(/^Partial.*2026-08-15/);
    expect(said.notes).toContain('What the figures measure and their unit are not in the answer: see the chart.');
    expect(table(said, 'series').columns.map(({ name }) => name)).toContain('unweighted_mean');
    expect(text(said)).not.toMatch(/total|sum of/i);
    const points = printed(table(said, 'points'));
    expect(points).toHaveLength(30);
    expect(points[0]).toMatchObject({ series: 'iOS', date: '2026-08-15', value: '114', complete: 'no' });
  });

  it('reads numbers, numbers in quotes and null points', () => {
    const said = ask({
      data: { series: [[1, '2.5', null, { setId: 'a', value: null }]], xValues: days(4, '2026-08-10') },
    });
    expect(said.headline[1]).toContain('the only series: latest ended 2026-08-08 (Sat): 2.50');
    expect(printed(table(said, 'points')).map(({ value }) => value)).toEqual(['n/a', 'n/a', '2.50', '1']);
  });

  it('tells weeks that ended from the one that runs, whose first may be cut', () => {
    const weeks = ['2026-07-23', '2026-07-27', '2026-08-03', '2026-08-10'];
    const said = ask({ data: { series: [[1, 2, 3, 4]], seriesLabels: [0], xValues: weeks } });
    expect(said.headline[0]).toContain('1 weekly series of 4 dates');
    expect(said.headline[1]).toContain('latest ended week of 2026-08-03: 3, +50.0 % against week of 2026-07-27 (2)');
    expect(said.notes).toContain(
      "The chart's range, which the answer does not tell, may cut the first week (2026-07-23), which is left out of latest, mean, peak and low.",
    );
  });

  it('does not tell the last week or month as the latest where the range may cut it', () => {
    const weeks = ['2026-07-13', '2026-07-20', '2026-07-27', '2026-08-03'];
    const said = ask({ data: { series: [[100, 100, 110, 30]], seriesLabels: ['iOS'], xValues: weeks } });
    expect(said.headline[1]).toBe(
      'iOS: latest ended week of 2026-07-27: 110, +10.0 % against week of 2026-07-20 (100); peak 110 in the week of 2026-07-27, low 100 in the week of 2026-07-20; then week of 2026-08-03: 30, which may be cut.',
    );
    expect(said.notes).toContain(
      "The chart's range, which the answer does not tell, may cut the first week (2026-07-13) and the last (2026-08-03), which are left out of latest, mean, peak and low.",
    );
    expect(said.notes.join()).not.toContain('Partial');
    const months = ask({ data: { series: [[9, 9, 2]], xValues: ['2026-05-01', '2026-06-01', '2026-07-01'] } });
    expect(months.headline[1]).toContain('latest ended month of 2026-06-01: 9 (nothing to compare with in this range)');
    expect(months.headline[1]).toContain('then month of 2026-07-01: 2, which may be cut');
    const running = ask({ data: { series: [[9, 9, 2]], xValues: ['2026-07-27', '2026-08-03', '2026-08-10'] } });
    expect(running.headline[1]).toContain('latest ended week of 2026-08-03: 9');
    expect(running.headline[1]).not.toContain('cut');
  });

  it('knows that a day was not over when Amplitude computed what it kept', () => {
    const kept = { wasCached: true, timeComputed: Date.parse('2026-08-14T09:00:00Z') };
    const axis = days(9, '2026-08-14');
    const values = axis.map((_, index) => (index < 8 ? 100 : 20));
    const said = ask({ ...kept, data: { series: [values], seriesLabels: [0], xValues: axis } });
    expect(said.headline[1]).toContain('latest ended 2026-08-13 (Thu): 100, 0.0 %');
    expect(said.notes[0]).toContain('2026-08-14');
    const grid = { labels: [['Date'], ['2026-08-13'], ['2026-08-14']], values: [['Users'], ['100'], ['20']] };
    expect(ask({ ...kept, data: grid }).notes).toContain('2026-08-14 still runs: its figures are partial.');
  });

  it('tells months, hours, and dates without a rhythm', () => {
    const heads = (xValues: string[]) =>
      ask({ data: { series: [xValues.map((_, index) => index)], xValues } }).headline[0];
    expect(heads(['2026-05-01', '2026-06-01', '2026-07-01'])).toContain('1 monthly series');
    expect(heads(['2026-08-14T09:00:00', '2026-08-14T10:00:00'])).toContain(
      '1 hourly series of 2 dates, 2026-08-14 09:00 to',
    );
    const odd = ask({ data: { series: [[1, 2]], xValues: ['2026-04-01', '2026-08-15'] } });
    expect(odd.headline).toEqual([
      'Chart abc123: 1 series of 2 dates.',
      'the only series: highest 2 (2026-08-15), lowest 1 (2026-04-01).',
    ]);
    expect(odd.notes).toContain('2026-08-15 still runs: its figures are partial.');
  });

  it('knows the rhythm though dates are missing, and names them', () => {
    const daily = days(30, '2026-08-15');
    const gaps = daily.filter((_, index) => ![4, 5, 12].includes(index));
    const said = ask({ data: { series: [gaps.map((_, index) => 50 + index)], seriesLabels: [0], xValues: gaps } });
    expect(said.headline[0]).toContain('1 daily series of 27 dates');
    expect(said.headline[1]).toContain('latest ended 2026-08-14 (Fri): 75, +10.3 % against 2026-08-07 (Fri) (68)');
    expect(said.notes).toContain(
      'The answer has no point for 3 days, which is not 0: 2026-07-21 and 2026-07-22, 2026-07-29.',
    );
    const weeks = ['2026-06-01', '2026-06-08', '2026-06-15', '2026-06-29', '2026-07-06', '2026-07-13'];
    const weekly = ask({ data: { series: [weeks.map(() => 5)], xValues: weeks } });
    expect(weekly.notes.join()).toContain('no point for 1 week, which is not 0: 2026-06-22.');
    const hours = ['09', '10', '12', '13'].map((hour) => `2026-08-14T${hour}:00:00`);
    const hourly = ask({ data: { series: [hours.map(() => 5)], xValues: hours } });
    expect(hourly.notes.join()).toContain('no point for 1 hour, which is not 0: 2026-08-14 11:00.');
    const months = ['2026-02-01', '2026-03-01', '2026-05-01', '2026-06-01', '2026-07-01'];
    const monthly = ask({ data: { series: [months.map(() => 5)], xValues: months } });
    expect(monthly.notes.join()).toContain('no point for 1 month, which is not 0: 2026-04-01.');
  });

  it('takes no rhythm from dates that have none', () => {
    for (const xValues of [
      ['2026-08-01', '2026-08-03', '2026-08-05'],
      ['2026-08-01', '2026-08-01', '2026-08-02'],
      ['2026-06-15', '2026-07-15', '2026-08-10'],
      ['2026-02-30', '2026-03-01', '2026-03-02'],
    ])
      expect(ask({ data: { series: [[1, 2, 3]], xValues } }).headline[0]).toContain('1 series of 3 dates.');
  });

  it('names a sudden zero, which saved charts do not tell from a gap in tracking', () => {
    const axis = days(40, '2026-08-14');
    const values = axis.map((_, index) => (index === 30 ? 0 : 200 + (index % 7) * 30));
    const said = ask({ data: { series: [values], seriesLabels: ['iOS'], xValues: axis } });
    expect(said.notes.join()).toContain(
      'Sudden zero, perhaps a gap in tracking: 0 on 2026-08-05 (Wed), where about 260',
    );
  });

  it('does not say that the period of a late single date has ended', () => {
    const one = (at: string) => ask({ data: { series: [[5]], xValues: [at] } }).notes.join();
    expect(one('2026-08-01')).toContain(
      'The last date is 2026-08-01; whether its period has ended, Amplitude does not tell.',
    );
    expect(one('2026-08-15')).toContain('2026-08-15 still runs');
    expect(one('2026-02-01')).not.toContain('ended');
  });

  it('tells bars of labels, and figures without any axis', () => {
    const bars = ask({ data: { series: [[7, 9, 3]], xValues: ['iOS', 'Android', 'Web'] } });
    expect(bars.headline).toEqual([
      'Chart abc123: 1 series of 3 labels, not all of them dates.',
      'the only series: highest 9 (Android), lowest 3 (Web).',
    ]);
    expect(table(bars, 'values').rows[0]).toEqual(['iOS', 7, null]);
    const figure = ask({ data: { seriesCollapsed: [[{ setId: 'a', value: 1234 }]], series: [[]] } });
    expect(figure.headline[1]).toBe('the only series: whole range 1,234; no values by label.');
  });

  it('tells series of the same name apart', () => {
    const meta = [
      { segmentIndex: 0, eventIndex: 0 },
      { segmentIndex: 1, eventIndex: 0 },
    ];
    const two = { series: [[1], [2]], xValues: ['2026-08-01'] };
    const names = (labels: object) =>
      ask({ data: { ...two, ...labels } })
        .headline.slice(1)
        .map((one) => one.split(':')[0]);
    expect(names({ seriesLabels: ['All', 'All'], seriesMeta: meta })).toEqual([
      'All (segment 1, event 1)',
      'All (segment 2, event 1)',
    ]);
    expect(names({ seriesLabels: [0, 0] })).toEqual(['series 1', 'series 2']);
    expect(
      names({
        seriesLabels: [
          [0, 'a'],
          [1, 'a'],
        ],
      }),
    ).toEqual(['a (index 0, series 1)', 'a (index 1, series 2)']);
    expect(
      names({
        seriesLabels: [
          ['a', 'b'],
          ['a', ''],
        ],
      }),
    ).toEqual(['a; b', 'a; (none)']);
    expect(names({ seriesMeta: ['US', 'DE'] })).toEqual(['US', 'DE']);
  });

  it('says that it is empty', () => {
    for (const data of [
      { series: [], xValues: days(3, '2026-08-10') },
      { series: [[null]], xValues: ['2026-08-10'] },
    ]) {
      const said = ask({ data });
      expect(said.empty).toBe(true);
      expect(said.headline[0]).toContain('Chart abc123: no data');
    }
  });

  it('passes on what the envelope says', () => {
    expect(ask({ data, minSampleRate: 0.1 }).notes.join()).toMatch(/[Ss]ampled/);
  });
});
