import { describe, expect, it } from 'vitest';
import { revenueLtv } from '../../../tools/amplitude/revenue-ltv.ts';
import { dates } from '../../support/amplitude-funnel.ts';
import { recordedLtv } from '../../support/amplitude-ltv.ts';
import { bind, printed, report, requestLine, table } from '../../support/ask.ts';

const range = { start: '2026-07-16', end: '2026-08-14' };
const ask = (args: Record<string, unknown>, series: unknown[], more: Record<string, unknown> = {}) =>
  report(revenueLtv, { ...range, ...args }, [{ data: { seriesLabels: [''], series, ...more } }]);

describe('what is sent and what it costs', () => {
  it.each([
    [{}, 'm=0', 'i=1'],
    [{ metric: 'arppu', interval: 'weekly' }, 'm=1', 'i=7'],
    [{ metric: 'total_revenue' }, 'm=2', 'i=1'],
    [{ metric: 'paying_users', interval: 'monthly' }, 'm=3', 'i=30'],
  ])('%j', (args, metric, interval) => {
    expect(requestLine(bind(revenueLtv, { ...range, ...args }))).toBe(
      `/api/2/revenue/ltv?${metric}&start=20260716&end=20260814&${interval}`,
    );
  });

  it('sends segments and the group-by, and costs days × conditions', () => {
    const segments = [{ filters: [{ property: 'os', operator: 'is', values: ['ios'] }] }];
    const call = bind(revenueLtv, { ...range, segments, group_by: 'country' });
    expect(requestLine(call)).toContain('&s=[{"prop":"os","op":"is","values":["ios"]}]&g=country');
    expect(call.price.cost).toBe(30 * (1 + 1 + 4));
    expect(bind(revenueLtv, range).price.cost).toBe(30);
    expect(revenueLtv.bind({ ...call.input }).input).toEqual(call.input);
  });

  it.each([
    [{ metric: 'ltv' }, '"metric" must be one of "arpu", "arppu", "total_revenue", "paying_users"; it is "ltv".'],
    [{ interval: 'hourly' }, '"interval" must be one of "daily", "weekly", "monthly"'],
    [{ group_by: ['a', 'b'] }, '"group_by" must have at most 1 entry.'],
    [{ segments: [{}, {}], group_by: ['a'] }, '"group_by" works with a single segment only'],
  ])('refuses %j', (args, message) => {
    expect(() => bind(revenueLtv, { ...range, ...args })).toThrow(message);
  });
});

it('reads the sample of the page, whose dates are not the keys of its values', () => {
  const values = { '2014-10-01': { r1d: 9.99, r2d: 19.98, r90d: 742.52, count: 110, paid: 37, total_amount: 781.39 } };
  const told = ask({ start: '2014-10-01', end: '2014-10-04' }, [{ dates: ['2021-10-04', '2021-10-03'], values }]);
  expect(told.headline).toEqual([
    'ARPU by day 1 9.99 (1 cohort, 110 users), day 90 742.52 (1 cohort, 110 users).',
    'To date, 1 daily cohort: 110 new users, 37 payers (33.6 %), 781.39 paid.',
  ]);
  expect(told.notes).toEqual(['Currency not stated by Amplitude.']);
  expect(
    table(told, 'cohort_days')
      .columns.map(({ name }) => name)
      .slice(4),
  ).toEqual(['day_1', 'day_2', 'day_90']);
});

describe('the metric over the cohorts old enough', () => {
  // Ages on 15 August: 31 days and 7, 8, 1.
  const cohort = (r: Record<string, number | null>, count: number, paid: number) => ({
    ...r,
    count,
    paid,
    total_amount: 10,
  });
  const values = {
    'Jul 15': cohort({ r1d: 100, r7d: 200, r30d: 300 }, 1, 1),
    'Aug 7': cohort({ r1d: 2, r7d: 3, r30d: 4 }, 30, 3),
    'Aug 8': cohort({ r1d: 5, r7d: 7, r30d: 9 }, 100, 1),
    'Aug 14': cohort({ r1d: 50, r7d: 70, r30d: 90 }, 40, 4),
  };
  const early = { start: '2026-07-15' };

  it('is weighted by users for ARPU; a day counts once it has passed for the cohort', () => {
    const told = ask(early, [{ values }]);
    const [day1, day7] = [(100 + 2 * 30 + 5 * 100) / 131, (200 + 3 * 30) / 31];
    expect(told.headline[0]).toBe(
      `ARPU by day 1 ${day1.toFixed(2)} (3 cohorts, 131 users), day 7 ${day7.toFixed(2)} (2 cohorts, 31 users), day 30 300.00 (1 cohort, 1 user).`,
    );
    expect(told.notes).toContain(
      'Too young, left out of 4 cohorts: 1 at day 1, 2 at day 7, 3 at day 30; for growth follow one cohort.',
    );
    expect(printed(table(told, 'curve'))[1]).toEqual({
      ...{ day: '7', arpu: day7.toFixed(2), cohorts: '2', users: '31', too_young: '2' },
    });
  });

  it('is weighted by payers for ARPPU, which is approximate', () => {
    const told = ask({ ...early, metric: 'arppu' }, [{ values }]);
    expect(told.headline[0]).toContain(
      `ARPPU, approximate, by day 1 ${((100 + 2 * 3 + 5) / 5).toFixed(2)} (3 cohorts, 5 payers)`,
    );
    expect(told.notes[0]).toContain('ARPPU is approximate: weighted by payers to date');
    const curve = table(told, 'curve');
    expect(curve.title).toBe('by day after joining, over the cohorts old enough; payers are to date');
    expect(printed(curve)[0]).toMatchObject({ day: '1', cohorts: '3', users: '131', payers: '5' });
    const { columns } = table(ask({ ...early }, [{ values }]), 'curve');
    expect(columns.map(({ name }) => name)).not.toContain('payers');
  });

  it('is summed for revenue and payers, with what it is for a user', () => {
    const revenue = ask({ ...early, metric: 'total_revenue' }, [{ values }]);
    expect(revenue.headline[0]).toContain(
      'Revenue by day 1 107.00 (3 cohorts, 131 users, 0.82 per user), day 7 203.00',
    );
    const payers = ask({ ...early, metric: 'paying_users' }, [{ values }]);
    expect(payers.headline[0]).toContain('Paying users by day 1 107 (3 cohorts, 131 users, 81.7 %)');
    expect(payers.notes.join()).not.toContain('Currency');
  });

  it('is left out of the cohorts that are too young', () => {
    const rows = printed(table(ask(early, [{ values }]), 'cohorts'));
    expect(rows.map((row) => [row.cohort, row.day_1, row.day_7, row.day_30])).toEqual([
      ['2026-08-14', 'n/a', 'n/a', 'n/a'],
      ['2026-08-08', '5.00', 'n/a', 'n/a'],
      ['2026-08-07', '2.00', '3.00', 'n/a'],
      ['2026-07-15', '100.00', '200.00', '300.00'],
    ]);
  });

  it('names best and worst of the cohorts with 30 users, at a day that they have reached', () => {
    expect(ask(early, [{ values }]).headline[2]).toBe(
      'At day 1, of 2 cohorts with 30+ users: best 2026-08-08: 5.00 (100 users), worst 2026-08-07: 2.00 (30 users).',
    );
  });

  it('marks what rests on few users, and ranks ARPPU among cohorts with 30 payers only', () => {
    expect(ask(early, [{ values }]).notes).toContain(
      'Small numbers: figures on fewer than 30 users are mostly chance (day 30 on 1).',
    );
    const told = ask({ ...early, metric: 'arppu' }, [{ values }]);
    expect(told.headline.at(-1)).toBe('Fewer than two cohorts with 30+ payers are old enough, so no best and worst.');
    const many = Object.fromEntries(
      ['Aug 1', 'Aug 2', 'Aug 3'].map((key, index) => [key, cohort({ r1d: index + 1 }, 900, [30, 40, 29][index] ?? 0)]),
    );
    expect(ask({ metric: 'arppu' }, [{ values: many }]).headline.at(-1)).toBe(
      'At day 1, of 2 cohorts with 30+ payers: best 2026-08-02: 2.00 (40 payers), worst 2026-08-01: 1.00 (30 payers).',
    );
  });

  it('was younger when the vendor computed a cached answer', () => {
    const body = { data: { series: [{ values }] }, timeComputed: Date.parse('2026-08-14T20:00:00Z') };
    expect(report(revenueLtv, { ...range, ...early }, [body]).headline[0]).toContain('day 7 200.00 (1 cohort, 1 user)');
  });

  it('keeps the digits of small averages', () => {
    const small = { 'Aug 1': { r1d: 0.0042, count: 1000, paid: 1, total_amount: 4.2 } };
    const told = ask({}, [{ values: small }]);
    expect(told.headline[0]).toBe('ARPU by day 1 0.0042 (1 cohort, 1,000 users).');
    expect(printed(table(told, 'cohorts'))[0]?.day_1).toBe('0.0042');
  });

  it('keeps the digits of small figures of single cohorts and users, too', () => {
    const values = {
      'Aug 1': { r1d: 0.004, count: 1, paid: 1, total_amount: 0.004 },
      'Aug 2': { r1d: 4.996, count: 999, paid: 1, total_amount: 0.05 },
    };
    const told = ask({}, [{ values }]);
    expect(printed(table(told, 'cohorts')).map((row) => [row.day_1, row.paid])).toEqual([
      ['5.00', '0.05'],
      ['0.004', '0.004'],
    ]);
    const revenue = ask({ metric: 'total_revenue' }, [{ values }]);
    expect(revenue.headline[0]).toBe('Revenue by day 1 5.00 (2 cohorts, 1,000 users, 0.005 per user).');
    expect(revenue.headline[1]).toContain('(0.2 %), 0.054 paid.');
    expect(printed(table(revenue, 'cohorts'))[1]?.day_1).toBe('0.004');
  });

  it('leaves whole cents money', () => {
    const told = ask({ metric: 'total_revenue' }, [
      { values: { 'Aug 1': { r1d: 0.05, count: 1, total_amount: 0.05 } } },
    ]);
    expect(printed(table(told, 'cohorts'))[0]).toMatchObject({ day_1: '0.05', paid: '0.05' });
    expect(table(told, 'cohorts').columns.find(({ name }) => name === 'paid')?.type).toBe('money');
  });
});

it('counts days from the last day of a week or month, and marks what the range cuts', () => {
  const values = Object.fromEntries(
    ['2026-07-13', '2026-07-20', '2026-07-27', '2026-08-03', '2026-08-10'].map((date, index) => [
      date,
      { r1d: index + 1, r7d: 10, count: 50, paid: 5, total_amount: 1 },
    ]),
  );
  const told = ask({ interval: 'weekly' }, [{ values }]);
  // On 15 August day 7 of the week from 27 July to 2 August is over, that of the week until the 9th is not.
  expect(printed(table(told, 'cohorts')).map((row) => [row.cohort, row.partial, row.day_1, row.day_7])).toEqual([
    ['2026-08-10', 'yes', 'n/a', 'n/a'],
    ['2026-08-03', 'no', '4.00', 'n/a'],
    ['2026-07-27', 'no', '3.00', '10.00'],
    ['2026-07-20', 'no', '2.00', '10.00'],
    ['2026-07-13', 'yes', '1.00', '10.00'],
  ]);
  expect(told.notes.join()).toContain(
    'Partial: 2026-08-10, 2026-07-13; the weekly cohort still fills or is cut by the range',
  );
  expect(told.headline[2]).toMatch(/^At day 7, of 2 cohorts/);
});

describe('groups', () => {
  it('are ranked by users', () => {
    const made = (users: number) =>
      recordedLtv({ cohorts: dates('2026-07-16', 30), users: () => users, value: (n) => n });
    const told = ask({ group_by: ['country'] }, [made(10), made(40), made(20)], { seriesLabels: ['DE', '', 'FR'] });
    expect(told.headline[0]).toBe('3 groups. Most new users: (none) = not set.');
    expect(table(told, 'groups').rows).toEqual([
      ['(none) = not set', 1200, 1, 7, 14, 120, 2430],
      ['FR', 600, 1, 7, 14, 60, 1215],
      ['DE', 300, 1, 7, 14, 30, 607.5],
    ]);
    expect(told.notes).toContain('Never add groups or segments up: a user can be in several.');
  });
});
