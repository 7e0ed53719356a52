import { describe, expect, it } from 'vitest';
import { averageSessionLength } from '../../../tools/amplitude/average-session-length.ts';
import { sessionsPerUser } from '../../../tools/amplitude/sessions-per-user.ts';
import { dates, expectReadable, figure } from '../../support/amplitude-series.ts';
import { bind, printed, report, requestLine, table } from '../../support/ask.ts';

const month = dates('2026-07-16', 30);
const both = [averageSessionLength, sessionsPerUser];
const of = (values: readonly unknown[], rest: object = {}) => ({
  data: { series: [values], seriesMeta: [{ segmentIndex: 0 }], xValues: month, ...rest },
});

describe('the request', () => {
  it('is the range and nothing else, each at its own path', () => {
    expect(requestLine(bind(averageSessionLength, { start: '2021-06-01', end: '2021-06-30' }))).toBe(
      '/api/2/sessions/average?start=20210601&end=20210630',
    );
    expect(requestLine(bind(sessionsPerUser, {}))).toBe('/api/2/sessions/peruser?start=20260716&end=20260814');
  });

  it.each(both)('$name costs 4 a day, and takes no other argument', (tool) => {
    expect(bind(tool, {}).price).toEqual({ cost: 120 });
    expect(bind(tool, { start: '-365d' }).rewrites()[0]).toEqual({
      change: '"start": "2025-12-08" (the last 250 days)',
      cost: 1_000,
    });
    expect(() => bind(tool, { interval: 'weekly' })).toThrow(
      '"interval" is not an argument. Accepted: start, end, compare, detail, dry_run.',
    );
  });
});

describe('the documented answers', () => {
  const xValues = ['2017-08-14', '2017-08-15'];
  const range = { start: '2017-08-14', end: '2017-08-15' };

  it('average session length, in minutes and seconds', () => {
    const told = report(averageSessionLength, range, [of([1204.0238276716443, 1197.4160169086904], { xValues })]);
    expect(told.headline).toEqual([
      'Latest complete day, 2017-08-15 (Tue): 20 min = 1,197 s (nothing to compare with in this range).',
      'Unweighted mean 20 min = 1,201 s over 2 complete days, peak 20.1 min = 1,204 s on 2017-08-14 (Mon), low 20 min = 1,197 s on 2017-08-15 (Tue).',
    ]);
    expect(told.notes).toEqual([
      "Each point is a day's average session length; days are not weighted by their sessions, so the mean of days is not the mean of all sessions.",
    ]);
    expect(printed(table(told, 'points'))[0]).toEqual({
      date: '2017-08-15',
      session_length: '20 min = 1,197 s',
      complete: 'yes',
    });
  });

  it('sessions per user', () => {
    const told = report(sessionsPerUser, range, [of([3.624536794878406, 3.6232302614435854], { xValues })]);
    expect(told.headline).toEqual([
      'Latest complete day, 2017-08-15 (Tue): 3.62 sessions per user (nothing to compare with in this range).',
      'Unweighted mean 3.62 sessions per user over 2 complete days, peak 3.62 sessions per user on 2017-08-14 (Mon), low 3.62 sessions per user on 2017-08-15 (Tue).',
    ]);
    expect(told.notes[0]).toContain('do not add up to sessions per user of a week or month');
  });
});

describe('a month', () => {
  it('compares with the same weekday a week before', () => {
    const told = report(averageSessionLength, {}, [of(month.map((_, index) => 600 + index))]);
    expect(told.headline[0]).toBe(
      'Latest complete day, 2026-08-14 (Fri): 10.5 min = 629 s, +1.1 % against 2026-08-07 (Fri) (10.4 min = 622 s).',
    );
  });

  it("leads with the vendor's own figure of the range where it is sent", () => {
    const told = report(sessionsPerUser, {}, [
      of(
        month.map(() => 2),
        { seriesCollapsed: [[{ value: 11.5 }]] },
      ),
    ]);
    expect(told.headline[0]).toBe(
      "2026-07-16 to 2026-08-14: 11.50 sessions per user over the whole range (the vendor's own figure).",
    );
    expect(told.notes).toEqual([]);
  });

  it('keeps null apart from 0, and leaves a running day out', () => {
    const days = dates('2026-08-01', 15);
    const values = days.map((_, index) => (index === 13 ? null : 60));
    const told = report(averageSessionLength, { start: '2026-08-01', end: 'today' }, [of(values, { xValues: days })]);
    expect(told.headline[0]).toContain('2026-08-13 (Thu): 1 min = 60 s, 0.0 % against 2026-08-06 (Thu)');
    expect(told.headline[1]).toContain('over 13 complete days');
    expect(told.notes[0]).toBe('1 of 15 points has no data (n/a), which is not 0: 2026-08-14.');
    expect(told.notes[1]).toContain('2026-08-15 (the day is not over');
    expectReadable(told);
  });
});

describe.each(both)('$name', (tool) => {
  it.each([[[]], [[[]]], [[month.map(() => null)]]])('says that there is nothing: %#', (series) => {
    const told = report(tool, {}, [{ data: { series, xValues: month } }]);
    expect(told).toMatchObject({ empty: true, tables: [] });
    expect(told.headline[0]).toMatch(/^No data: Amplitude sent no .* for 2026-07-16 to 2026-08-14\.$/);
    expect(told.notes[0]).toContain('Likely causes');
  });

  it('says that nothing but zeros is nothing, and keeps what Amplitude says about its answer', () => {
    const told = report(tool, {}, [{ timedOut: true, ...of(month.map(() => 0)) }]);
    expect(told).toMatchObject({ empty: true, tables: [{ name: 'points', show: 0 }] });
    expect(told.headline[0]).toMatch(/^No data: all figures of .* are 0 for 2026-07-16 to 2026-08-14\.$/);
    expect(told.notes.join()).toMatch(/Likely causes.*ran out of time/);
    const none = report(tool, {}, [{ timedOut: true, data: { series: [], xValues: month } }]);
    expect(none.notes.join()).toContain('ran out of time');
  });

  it('does not read what it does not know', () => {
    expect(() => report(tool, {}, [{ data: { series: [['long']], xValues: month } }])).toThrow('data.series[0][0]');
    expect(() => report(tool, {}, [{ data: { series: [[1]] } }])).toThrow(
      'data.xValues should be an array but is missing',
    );
  });

  it('fits a year into the default answer', () => {
    const days = dates('2025-08-15', 365);
    const values = days.map((_, day) => 1 + figure(day, 80_000) + figure(day, 997) / 1_000);
    const told = report(tool, { start: '-365d' }, [of(values, { xValues: days })]);
    const { short } = expectReadable(told);
    const peak = days[values.indexOf(Math.max(...values))];
    const low = days[values.indexOf(Math.min(...values))];
    const print = (value: number) =>
      tool === sessionsPerUser
        ? value.toLocaleString('en-US', {
            maximumFractionDigits: 2,
            minimumFractionDigits: Number.isInteger(value) ? 0 : 2,
          })
        : `${Math.round(value).toLocaleString('en-US')} s`;
    for (const fact of [
      `on ${peak}`,
      `on ${low}`,
      print(Math.max(...values)),
      print(values.at(-1) ?? 0),
      print(values.at(-8) ?? 0),
    ])
      expect(short).toContain(fact);
    expect(short).toContain('over 365 complete days');
    expect(table(told, 'points').rows).toHaveLength(365);
  });
});
