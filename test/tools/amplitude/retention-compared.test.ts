import { describe, expect, it } from 'vitest';
import { retention } from '../../../tools/amplitude/retention.ts';
import { dates } from '../../support/amplitude-funnel.ts';
import { bind, printed, requestLine, table } from '../../support/ask.ts';
import { clearly, interval } from '../../support/newcombe.ts';
import { ask, earlierStart, laterStart, made, newcomers, type Series } from '../../support/retention-sides.ts';

it('asks both ranges at the same price', () => {
  const { compared: other, ...call } = bind(retention, { ...newcomers, compare: 'previous_period' });
  const line = (start: string, end: string) =>
    `/api/2/retention?se={"event_type":"_new"}&re={"event_type":"_active"}&start=${start}&end=${end}&i=1`;
  expect(requestLine(call)).toBe(line('20260801', '20260814'));
  expect(other && requestLine(other.base)).toBe(line('20260718', '20260731'));
  expect([call.price.cost, other?.base.price.cost]).toEqual([8 * 14, 8 * 14]);
});

describe('cohorts', () => {
  const told = ask({}, made(laterStart, 100, 30), made(earlierStart, 80, 20));

  it('are compared at each day that is complete on both sides, however old the earlier are', () => {
    // Day n of a cohort is complete when it is older than n: on 15 August 13 cohorts have day 1 and 7 day 7.
    expect(told.headline).toEqual([
      '2026-08-01 to 2026-08-14 against 2026-07-18 to 2026-07-31: n-day retention, _new → _active.',
      `Day 1, 13 cohorts of each: ${clearly({ hits: 390, of: 1300 }, { hits: 208, of: 1040 }, 'new users')}.`,
      `Day 3, 11 cohorts of each: ${clearly({ hits: 330, of: 1100 }, { hits: 176, of: 880 }, 'new users')}.`,
      `Day 7, 7 cohorts of each: ${clearly({ hits: 210, of: 700 }, { hits: 112, of: 560 }, 'new users')}.`,
      'New users in 14 whole cohorts of each: 1,400 against 1,120, +25.0 %.',
    ]);
    expect(told.headline[1]).toContain('up 10.0 points (95 % interval +6.5 to +13.4)');
  });

  it('have a row for each point, the best known first, and their cells beside each other', () => {
    const rows = printed(table(told, 'comparison'));
    expect(rows.map(({ point, cohorts }) => `${point}: ${cohorts}`)).toEqual([
      ...['day 1: 13', 'day 3: 11', 'day 7: 7', 'day 0: 14', 'day 2: 12'],
      ...[
        'day 4: 10',
        'day 5: 9',
        'day 6: 8',
        'day 8: 6',
        'day 9: 5',
        'day 10: 4',
        'day 11: 3',
        'day 12: 2',
        'day 13: 1',
      ],
    ]);
    expect(rows[2]).toEqual({
      ...{ point: 'day 7', current: '30.0 %', previous: '20.0 %', change: '+10.0 points' },
      ...{ interval_95: interval({ hits: 210, of: 700 }, { hits: 112, of: 560 }).replace('95 % interval ', '') },
      ...{ verdict: 'higher', current_of: '700', previous_of: '560', cohorts: '7' },
    });
    const cells = table(told, 'compared_cohorts').rows;
    expect(cells).toHaveLength(14 + 13 + 12 + 11 + 10 + 9 + 8 + 7 + 6 + 5 + 4 + 3 + 2 + 1);
    expect(cells[0]).toEqual(['2026-08-14', '2026-07-31', 'day 0', 100, 100, 80, 80]);
    expect(cells.find(([date, , point]) => date === '2026-08-07' && point === 'day 7')).toEqual([
      ...['2026-08-07', '2026-07-24', 'day 7', 30, 100, 16, 80],
    ]);
  });

  it('of which one is incomplete, impossible or missing stay out with the other', () => {
    const later = made(laterStart, 100, 30);
    const key = 'Aug 3, 2026';
    const cells = (later.values[key] ?? []).map((cell, index) => (index === 2 ? { ...cell, incomplete: true } : cell));
    const earlier = made(earlierStart, 80, 20);
    const { 'Jul 18, 2026': _, ...others } = earlier.values;
    const odd = {
      ...others,
      'Jul 19, 2026': (others['Jul 19, 2026'] ?? []).map((cell, index) =>
        index === 2 ? { ...cell, count: 81 } : cell,
      ),
    };
    const told = ask({}, { ...later, values: { ...later.values, [key]: cells } }, { ...earlier, values: odd });
    expect(told.headline[1]).toContain('Day 1, 10 cohorts of each: 30.0 % of 1,000 against 20.0 % of 800 new users');
    expect(told.notes).toContain(
      'Left out of the comparison: 1 cohort partial, undated or without a counterpart: 2026-08-01.',
    );
  });

  it('of fewer than 30 are called neither better nor worse', () => {
    const told = ask({}, made(laterStart, 2, 100), made(earlierStart, 2, 0));
    expect(told.headline[1]).toBe(
      'Day 1, 13 cohorts of each: 100.0 % of 26 against 0.0 % of 26 new users: fewer than 30 on a side, too few to call a change.',
    );
    expect(printed(table(told, 'comparison'))[0]).toMatchObject({ change: 'n/a', verdict: 'too few' });
  });

  it('that are entries and not users are said to be', () => {
    const told = ask(
      { start_event: 'open', return_event: '_active' },
      made(laterStart, 100, 30),
      made(earlierStart, 80, 20),
    );
    expect(told.headline[1]).toContain('cohort entries: up');
    expect(told.notes[0]).toBe(
      "A user is an entry in each day's cohort: entries are not users, and intervals, which take them as independent, are too narrow.",
    );
  });

  it('tell no change where no day after the first is complete on both sides', () => {
    const args = { start: '2026-08-14', end: '2026-08-14' };
    const told = ask(args, made('2026-08-14', 100, 30, { days: 1 }), made('2026-08-13', 80, 20, { days: 1 }));
    expect(told.headline).toEqual([
      '2026-08-14 against 2026-08-13: n-day retention, _new → _active; no day after the first is complete for a whole cohort of both ranges, so no change is called; end the range earlier.',
      'New users in 1 whole cohort of each: 100 against 80, +25.0 %.',
    ]);
  });
});

describe('rolling retention', () => {
  it('is not compared, as the earlier cohorts have had longer to come back', () => {
    const told = ask({ retention_type: 'rolling' }, made(laterStart, 100, 30), made(earlierStart, 80, 20));
    expect(told.headline).toEqual([
      '2026-08-01 to 2026-08-14 against 2026-07-18 to 2026-07-31: rolling retention, _new → _active; no change is called. Rolling counts who came back at any time since, and the earlier cohorts have had longer. For a change ask n-day, or bracket with one bracket for the time that counts.',
      'Day 1 or later: 30.0 % of 1,300, earlier 20.0 % of 1,040 new users.',
      'Day 3 or later: 30.0 % of 1,100, earlier 20.0 % of 880 new users.',
      'Day 7 or later: 30.0 % of 700, earlier 20.0 % of 560 new users.',
      'New users in 14 whole cohorts of each: 1,400 against 1,120, +25.0 %.',
    ]);
    expect(
      new Set(printed(table(told, 'comparison')).map((row) => `${row.change} ${row.interval_95} ${row.verdict}`)),
    ).toEqual(new Set(['n/a n/a unequal time']));
  });
});

describe('brackets', () => {
  const args = {
    retention_type: 'bracket',
    brackets: [
      [0, 0],
      [1, 3],
      [4, 20],
    ],
  };
  /** [total, day 0, days 1 to 3, days 4 to 20]. */
  const bracketed = (start: string, size: number, percent: number) => {
    const row = [size, size, (size * percent) / 100, 1].map((count) => ({ count, outof: size, incomplete: false }));
    return { values: Object.fromEntries(dates(start, 14).map((date) => [date, row])) };
  };

  it('are compared where the whole bracket is over on both sides', () => {
    const told = ask(args, bracketed(laterStart, 100, 30), bracketed(earlierStart, 80, 20));
    // Days 1 to 3 are over for cohorts older than 3 days, days 4 to 20 for none of the later range.
    expect(told.headline.slice(1)).toEqual([
      `Day 0, 14 cohorts of each: 100.0 % of 1,400 against 100.0 % of 1,120 new users: no clear change (0.0 points, ${interval({ hits: 1400, of: 1400 }, { hits: 1120, of: 1120 })}).`,
      `Day 1-3, 11 cohorts of each: ${clearly({ hits: 330, of: 1100 }, { hits: 176, of: 880 }, 'new users')}.`,
      'New users in 14 whole cohorts of each: 1,400 against 1,120, +25.0 %.',
    ]);
  });
});

describe('the layout', () => {
  it('must be the same on both sides', () => {
    const told = ask({}, made(laterStart, 100, 30), made(earlierStart, 80, 20, { totalFirst: false }));
    expect(told.headline).toEqual([
      '2026-08-01 to 2026-08-14 against 2026-07-18 to 2026-07-31: n-day retention, _new → _active; no change is called. The cells of the later range were read with a total in front (on day 0 everybody is back, and cells 0 and 1 are equal in every cohort), those of the earlier without a total in front (on day 0 everybody is back, and cells 0 and 1 are not equal): one of the two is wrong.',
    ]);
    expect(told.tables.some(({ name }) => name === 'comparison')).toBe(false);
  });

  it('may be without a total on both', () => {
    const bare = { totalFirst: false };
    const told = ask({}, made(laterStart, 100, 30, bare), made(earlierStart, 80, 20, bare));
    expect(told.headline[1]).toContain('Day 1, 13 cohorts of each: 30.0 % of 1,300 against 20.0 % of 1,040 new users');
  });
});

describe('groups', () => {
  it('are matched by name, each point of all of them together', () => {
    const of = (groupValue: string, one: Series) => ({ ...one, groupValue });
    const told = ask(
      { group_by: ['os'] },
      [of('ios', made(laterStart, 100, 30)), of('web', made(laterStart, 60, 10)), of('tv', made(laterStart, 5, 20))],
      [of('web', made(earlierStart, 50, 40)), of('ios', made(earlierStart, 100, 30))],
    );
    expect(told.headline).toEqual([
      '2026-08-01 to 2026-08-14 against 2026-07-18 to 2026-07-31: n-day retention, _new → _active; 2 series, most entries first.',
      `ios: Day 1, 13 cohorts of each: 30.0 % of 1,300 against 30.0 % of 1,300 new users: no clear change (0.0 points, ${interval({ hits: 390, of: 1300 }, { hits: 390, of: 1300 })}).`,
      'At day 1, of 2 series 0 rose and 1 fell beyond chance.',
      `web: ${clearly({ hits: 78, of: 780 }, { hits: 260, of: 650 }, 'new users')}.`,
      'ios: New users in 14 whole cohorts of each: 1,400 against 1,400, 0.0 %.',
    ]);
    expect(
      table(told, 'comparison')
        .rows.slice(0, 3)
        .map((row) => row.slice(0, 2)),
    ).toEqual([
      ['ios', 'day 1'],
      ['web', 'day 1'],
      ['ios', 'day 3'],
    ]);
    expect(told.notes).toContain('Only in the later range or not clearly named, so not compared: tv.');
  });
});

describe('weeks, months and years', () => {
  const weekly = (first: string, weeks: number, rate: number) => {
    const firsts = Array.from({ length: weeks }, (_, week) => dates(first, week * 7 + 1).at(-1) ?? '');
    const row = [100, 100, rate, rate, rate].map((count) => ({ count, outof: 100, incomplete: false }));
    return { values: Object.fromEntries(firsts.map((date) => [date, row])) };
  };

  it('leave out cohorts that the range cuts, on either side', () => {
    const args = { interval: 'weekly', start: '2026-07-16', end: '2026-08-12' };
    const told = ask(args, weekly('2026-07-13', 5, 30), weekly('2026-06-15', 5, 20));
    // Cut are the weeks of 13 July and 10 August; week 1 is over for 20 and 27 July, and 3 August not yet (15 August).
    expect(told.headline[1]).toBe(
      `Week 1, 2 cohorts of each: ${clearly({ hits: 60, of: 200 }, { hits: 40, of: 200 }, 'new users')}.`,
    );
    expect(told.notes).toContain(
      'Left out of the comparison: 2 cohorts partial, undated or without a counterpart: 2026-08-10, 2026-07-13.',
    );
    // They are named once, whether or not a change is called.
    expect(told.notes.join().match(/2026-08-10/g)).toHaveLength(1);
    const rolling = ask(
      { ...args, retention_type: 'rolling' },
      weekly('2026-07-13', 5, 30),
      weekly('2026-06-15', 5, 20),
    );
    expect(rolling.notes.join().match(/2026-08-10/g)).toHaveLength(1);
  });

  it('are matched by date a year ago', () => {
    const at = new Date('2024-03-15T12:00:00Z');
    const one = (start: string, days: number, percent: number) =>
      made(start, 100, percent, { days, today: '2024-03-15' });
    const args = { compare: 'previous_year', start: '2024-02-16', end: '2024-02-29' };
    const told = ask(args, one('2024-02-16', 14, 30), one('2023-02-16', 13, 20), at);
    expect(told.headline[1]).toContain('Day 1, 13 cohorts of each: 30.0 % of 1,300 against 20.0 % of 1,300');
    expect(told.notes.join()).toContain('without a counterpart: 2024-02-29.');
    expect(told.notes.join()).toContain('weekdays shift');
  });
});
