import { describe, expect, it } from 'vitest';
import { activeUsers } from '../../../tools/amplitude/active-users.ts';
import { dates, expectReadable } from '../../support/amplitude-series.ts';
import { bind, printed, report, requestLine, table, text } from '../../support/ask.ts';

// GET /api/2/users, the documented answer.
const documented = {
  data: {
    series: [
      [46109, 47542],
      [42845, 42626],
    ],
    seriesMeta: ['United States', 'Canada'],
    xValues: ['2017-08-14', '2017-08-15'],
  },
};
const month = dates('2026-07-16', 30);
const one = (values: unknown[], rest: object = {}) => ({
  data: { series: [values], seriesLabels: [0], xValues: month, ...rest },
});

describe('the request', () => {
  it('asks for active users of the last 30 days', () =>
    expect(requestLine(bind(activeUsers, {}))).toBe('/api/2/users?start=20260716&end=20260814&m=active&i=1'));

  it('sends what was asked', () => {
    const args = {
      metric: 'new',
      interval: 'monthly',
      start: '2026-01-01',
      end: '2026-06-30',
      group_by: ['city', 'gp:plan'],
    };
    expect(requestLine(bind(activeUsers, args))).toBe(
      '/api/2/users?start=20260101&end=20260630&m=new&i=30&g=city&g2=gp:plan',
    );
    const city = { segments: [{ filters: [{ property: 'city', operator: 'is', values: ['Amsterdam'] }] }, {}] };
    expect(requestLine(bind(activeUsers, { ...city, interval: 'weekly' }))).toBe(
      '/api/2/users?start=20260523&end=20260814&m=active&i=7&s=[{"prop":"city","op":"is","values":["Amsterdam"]}]&s=[]',
    );
  });

  it('costs its days, and four segments for each group-by', () => {
    expect(bind(activeUsers, {}).price).toEqual({ cost: 30 });
    expect(bind(activeUsers, { group_by: ['a', 'b'] }).price).toEqual({ cost: 30 * 9 });
    expect(bind(activeUsers, { start: '-365d', group_by: ['a'] }).rewrites()[0]).toEqual({
      change: '"start": "2026-01-27" (the last 200 days)',
      cost: 1000,
    });
  });

  it('refuses groups of several segments, and too many groups', () => {
    expect(() => bind(activeUsers, { segments: [{}, {}], group_by: 'city' })).toThrow(
      '"group_by" works with a single segment only, and there are 2: keep one segment, or leave "group_by" out.',
    );
    expect(() => bind(activeUsers, { group_by: ['a', 'b', 'c'] })).toThrow('"group_by" must have at most 2 entries.');
    expect(() => bind(activeUsers, { metric: 'dau', interval: 'hourly' })).toThrow(
      /"metric" must be .*\n.*"interval" must be/,
    );
  });
});

describe('the documented answer', () => {
  const told = report(activeUsers, { start: '2017-08-14', end: '2017-08-15', group_by: 'country' }, [documented]);

  it('ranks the groups and adds nothing up', () => {
    expect(told.headline).toEqual([
      '2 series, 2017-08-14 to 2017-08-15, largest first; latest complete day 2017-08-15 (Tue):',
      'United States: latest 47,542 active users, peak 47,542 on 2017-08-15 (Tue), low 46,109 on 2017-08-14 (Mon).',
      'Canada: latest 42,626 active users, peak 42,845 on 2017-08-14 (Mon), low 42,626 on 2017-08-15 (Tue).',
    ]);
    expect(told.notes).toEqual([
      'A user can be in several series: never add them up.',
      'There is no deduplicated figure for the whole range, and users must not be added up over days.',
    ]);
    expect(printed(table(told, 'series'))[1]).toMatchObject({
      series: 'Canada',
      latest: '42,626',
      peak: '42,845',
      low: '42,626',
    });
  });

  it('reads well', () => expectReadable(told));
});

describe('a month of active users', () => {
  const values = month.map((_, index) => 4_000 + index);

  it('tells the deduplicated figure, the latest day and the spread', () => {
    const told = report(activeUsers, {}, [one(values, { seriesCollapsed: [[{ value: 40_123 }]] })]);
    expect(told.headline).toEqual([
      '2026-07-16 to 2026-08-14: 40,123 active users, each counted once.',
      'Latest complete day, 2026-08-14 (Fri): 4,029 active users, +0.2 % against 2026-08-07 (Fri) (4,022 active users).',
      'Mean 4,014.50 active users over 30 complete days, peak 4,029 active users on 2026-08-14 (Fri), low 4,000 active users on 2026-07-16 (Thu).',
    ]);
    expect(told.notes).toEqual([]);
    expect(table(told, 'points').rows[0]).toEqual(['2026-08-14', 4_029, true]);
  });

  it('does not pass a sum off as users, and does not make one', () => {
    const sum = values.reduce((total, value) => total + value, 0);
    const shown = text(report(activeUsers, {}, [one(values)]));
    expect(shown).not.toContain(sum.toLocaleString('en-US'));
    expect(shown).toContain('no deduplicated figure');
    const told = report(activeUsers, {}, [one(values, { seriesCollapsed: [[sum]] })]);
    expect(told.notes.join()).toContain('equals the sum of the points');
    const low = report(activeUsers, {}, [one(values, { seriesCollapsed: [[17]] })]);
    expect(low.headline.join()).not.toContain('17 active');
    expect(low.notes.join()).toContain('below its own largest period');
  });

  it('keeps points of any form, and null apart from 0', () => {
    const mixed = month.map((_, index) => [5, '6', { setId: 'x', value: 7 }, null][index % 4]);
    const told = report(activeUsers, {}, [one(mixed)]);
    expect(
      table(told, 'points')
        .rows.map(([, value]) => value)
        .reverse()
        .slice(0, 4),
    ).toEqual([5, 6, 7, null]);
    expect(told.notes).toContain(
      '7 of 30 points have no data (n/a), which is not 0: 2026-07-19, 2026-07-23, 2026-07-27 and 4 more.',
    );
    expect(told.headline[0]).toContain('2026-08-14 (Fri): 6 active users, -14.3 %');
  });

  it('leaves today and what was computed before it ended out', () => {
    const days = dates('2026-08-01', 15);
    const body = { data: { series: [days.map(() => 9)], xValues: days }, wasCached: true };
    const asked = { start: '2026-08-01', end: 'today' };
    expect(report(activeUsers, asked, [body]).notes[0]).toContain('2026-08-15 (the day is not over');
    const cached = { ...body, timeComputed: Date.parse('2026-08-14T20:00:00Z') };
    const told = report(activeUsers, asked, [cached]);
    expect(told.headline[0]).toContain('2026-08-13 (Thu)');
    expect(told.notes.at(-1)).toBe('Amplitude computed this 16 hours ago (2026-08-14 20:00 UTC) and kept it.');
  });

  it('reads dates in the zone of the project', () => {
    const days = dates('2026-08-14', 2).map((day) => `${day}T00:00:00`);
    const body = { data: { series: [[1, 2]], xValues: days } };
    const at = { now: new Date('2026-08-15T22:30:00Z'), zone: 'Europe/Berlin' };
    const told = report(activeUsers, { start: '2026-08-14', end: '2026-08-15' }, [body], at);
    expect(told.headline[0]).toContain('2026-08-15 (Sat): 2 active users');
  });

  it('says that users are of a segment', () => {
    const segments = [{ filters: [{ property: 'city', operator: 'is', values: ['Rome'] }] }];
    const told = report(activeUsers, { segments }, [one(values, { seriesCollapsed: [[5_000]] })]);
    expect(told.headline[0]).toMatch(
      /^Users whose city is Rome: active users, 2026-07-16 to 2026-08-14: 5,000 active users/,
    );
  });

  it('says that figures and dates do not pair', () =>
    expect(report(activeUsers, {}, [one(values.slice(1))]).notes.join()).toContain('more or fewer figures than dates'));
});

describe('weeks', () => {
  it('compares a whole week with the week before, and leaves cut ones out', () => {
    const weeks = dates('2026-05-18', 13, 7);
    const body = { data: { series: [weeks.map((_, index) => 10 + index)], xValues: weeks } };
    const told = report(activeUsers, { interval: 'weekly', end: 'today' }, [body]);
    expect(told.headline).toEqual([
      'Latest complete week of 2026-08-03: 21 active users, +5.0 % against week of 2026-07-27 (20 active users).',
      'Mean 16 active users over 11 complete weeks, peak 21 active users in the week of 2026-08-03, low 11 active users in the week of 2026-05-25.',
    ]);
    expect(told.notes[0]).toContain('2026-05-18 and 2026-08-10 (the week is not over, or is cut by the range)');
  });
});

describe('new users', () => {
  const values = month.map(() => 10);

  it('add up over days, and say so', () => {
    const told = report(activeUsers, { metric: 'new' }, [one(values)]);
    expect(told.headline[0]).toBe('2026-07-16 to 2026-08-14: 300 new users, each counted once.');
    expect(told.notes).toEqual(['New users of the days are added up: a user is new on one day only.']);
  });

  it('include today in the sum, and say so', () => {
    const days = dates('2026-08-01', 15);
    const data = { data: { series: [days.map(() => 2)], seriesLabels: [0], xValues: days } };
    const told = report(activeUsers, { metric: 'new', start: '2026-08-01', end: 'today' }, [data]);
    expect(told.headline[0]).toContain('30 new users');
    expect(told.notes).toContain('New users of the days are added up: a user is new on one day only.');
    expect(told.notes[0]).toMatch(/2026-08-15 .* The figure of the whole range includes it\.$/);
  });

  it('are not added up over weeks, which the range cuts, nor where a day is unknown', () => {
    const weekly = report(activeUsers, { metric: 'new', interval: 'weekly' }, [one(values)]);
    expect(weekly.headline.join()).not.toContain('300');
    const short = { data: { series: [values.slice(1)], xValues: month.slice(1) } };
    expect(report(activeUsers, { metric: 'new' }, [short]).headline.join()).not.toContain('290');
    const gap = report(activeUsers, { metric: 'new' }, [one([null, ...values.slice(1)])]);
    expect(gap.headline.join()).not.toContain('290');
  });

  it("keeps the vendor's own figure", () => {
    const told = report(activeUsers, { metric: 'new' }, [one(values, { seriesCollapsed: [300] })]);
    expect(told.headline[0]).toContain('300 new users');
    expect(told.notes).toEqual([]);
  });
});

describe('nothing', () => {
  it.each([
    [{ series: [], xValues: month }],
    [{ series: [month.map(() => null)], xValues: month }],
    [{ series: [[]], xValues: [], seriesCollapsed: [[{ value: null }]] }],
  ])('%# is told as no data, with causes', (data) => {
    const told = report(activeUsers, {}, [{ data }]);
    expect(told).toMatchObject({
      empty: true,
      tables: [],
      headline: ['No data: Amplitude sent no active users for 2026-07-16 to 2026-08-14.'],
    });
    expect(told.notes[0]).toContain('Likely causes');
  });

  it.each(['active', 'new'])('is what zeros everywhere are for %s users', (metric) => {
    const told = report(activeUsers, { metric }, [
      one(
        month.map(() => 0),
        { seriesCollapsed: [[0]] },
      ),
    ]);
    expect(told).toMatchObject({
      empty: true,
      headline: [`No data: there were 0 ${metric} users for 2026-07-16 to 2026-08-14.`],
      tables: [{ name: 'points', show: 0 }],
    });
    expect(told.notes[0]).toContain('a filter whose property or value matches nobody');
  });

  it('keeps what Amplitude says about its answer', () => {
    const odd = { timedOut: true, minSampleRate: 0.1 };
    for (const series of [[], [month.map(() => 0)]]) {
      const notes = report(activeUsers, {}, [{ ...odd, data: { series, xValues: month } }]).notes.join();
      expect(notes).toMatch(/Sampled.*ran out of time/);
    }
  });

  it('is not what an unknown shape is taken for', () => {
    expect(() => report(activeUsers, {}, [{ data: { series: [['many']], xValues: month } }])).toThrow(
      /data\.series\[0\]/,
    );
    expect(() => report(activeUsers, {}, [{ data: { series: [[1]], xValues: ['Aug 14'] } }])).toThrow(
      'data.xValues[0]',
    );
    expect(() => report(activeUsers, {}, [{ error: 'x' }])).toThrow(/data should be an object but is missing/);
  });
});
