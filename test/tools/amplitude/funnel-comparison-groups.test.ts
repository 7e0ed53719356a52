import { describe, expect, it } from 'vitest';
import { dates } from '../../support/amplitude-funnel.ts';
import { printed, table } from '../../support/ask.ts';
import { ask, earlierStart, laterStart, type Made, made } from '../../support/funnel-sides.ts';
import { clearly, interval } from '../../support/newcombe.ts';

describe('users', () => {
  const old = { start: '2026-06-15', end: '2026-06-28' };
  const [later, earlier] = [
    made('2026-06-15', [100, 50, 30], [700, 500, 350]),
    made('2026-06-01', [90, 45, 18], [650, 400, 160]),
  ];

  it('are compared, each once, where the window is over for all of both ranges', () => {
    const told = ask(old, later, earlier);
    expect(told.headline).toEqual([
      '2026-06-15 to 2026-06-28 against 2026-06-01 to 2026-06-14, each user counted once; for all the window (2 d = 172,800 s) is over:',
      `Conversion ${clearly({ hits: 350, of: 700 }, { hits: 160, of: 650 }, 'users')}.`,
      `Changed most: step 2 → 3 (to pay), ${clearly({ hits: 350, of: 500 }, { hits: 160, of: 400 }, 'users')}.`,
      'Entrants: 700 against 650 users, +7.7 %.',
    ]);
    expect(printed(table(told, 'comparison')).map(({ figure, current_of }) => [figure, current_of])).toEqual([
      ['all steps, users', '700'],
      ['1 → 2, users', '700'],
      ['2 → 3, users', '500'],
      ['all steps, entries', '1,400'],
      ['1 → 2, entries', '1,400'],
      ['2 → 3, entries', '700'],
    ]);
  });

  it('are not where Amplitude itself says that a day is not complete', () => {
    const flagged = {
      ...earlier,
      dayFunnels: { ...earlier.dayFunnels, isComplete: dates('2026-06-01', 14).map((_, day) => day > 0) },
    };
    expect(ask(old, later, flagged).headline[0]).toContain('over 13 of 14 days of entry');
  });

  it('are not over ranges of unequal length, in which they have unequal chances', () => {
    const march = { start: '2026-03-01', end: '2026-03-31', interval: 'monthly' };
    const month = (start: string) => made(start, [3000, 1500, 900], [2000, 900, 700], 1);
    const told = ask(march, month('2026-03-01'), month('2026-02-01'));
    expect(told.headline[0]).toContain('over 1 of 1 month of entry');
    expect(told.notes.join()).toContain('31 days against 28');
  });

  it('have their times side by side, without a test', () => {
    const timed = (one: Made, ms: number) => ({
      ...one,
      medianTransTimes: [ms * 3, ms, ms * 2],
      avgTransTimes: [-1, ms, -1],
    });
    const told = ask(old, timed(later, 60_000), timed(earlier, 90_000));
    expect(table(told, 'compared_times').title).toBe('times of those who converted; no test is possible');
    expect(table(told, 'compared_times').rows).toEqual([
      ['whole', 180, 270, null, null],
      ['2', 60, 90, 60, 90],
      ['3', 120, 180, null, null],
    ]);
    expect(table(ask({}, timed(later, 1), timed(earlier, 1)), 'compared_times').title).toContain(
      'with unequal time to do so',
    );
  });
});

describe('other periods', () => {
  it('are weeks: those cut by the range are left out', () => {
    const weeks = (start: string) => {
      const xValues = [0, 7, 14, 21, 28].map((days) => dates(start, 30)[days]);
      return { cumulativeRaw: [400, 200, 120], dayFunnels: { xValues, series: xValues.map(() => [100, 50, 30]) } };
    };
    const args = { interval: 'weekly', start: '2026-07-17', end: '2026-08-13' };
    const told = ask(args, weeks('2026-07-13'), weeks('2026-06-22'));
    // The weeks of 13 July and 10 August are cut; that of 3 August ends on the 9th, two days and more ago.
    expect(told.headline[0]).toBe(
      '2026-07-17 to 2026-08-13 against 2026-06-26 to 2026-07-23, over 3 of 5 weeks of entry whose window (2 d = 172,800 s) is over on both sides:',
    );
    expect(told.headline.at(-1)).toBe('Entries in 3 whole weeks: 300 against 300, 0.0 %.');
    expect(table(told, 'compared_days').rows[1]?.slice(0, 5)).toEqual(['2026-08-03', 100, 30, 0.3, '2026-07-13']);
    expect(told.notes.filter((note) => note.includes('2026-08-10'))).toEqual([
      'Partial: 2026-07-13, 2026-08-10; the week still runs or is cut by the range.',
    ]);
  });

  it('are the dates of a year ago, of which 29 February has none', () => {
    const at = new Date('2024-03-15T12:00:00Z');
    const args = { compare: 'previous_year', start: '2024-02-16', end: '2024-02-29' };
    const told = ask(args, made('2024-02-16', [100, 50, 30]), made('2023-02-16', [90, 45, 18], undefined, 13), at);
    expect(table(told, 'compared_days').rows[0]).toEqual(['2024-02-29', 100, 30, 0.3, null, null, null, null, false]);
    expect(told.headline[0]).toContain('over 13 of 14 days of entry');
    expect(told.notes.join()).toContain('weekdays shift');
  });
});

describe('groups', () => {
  const grouped = { group_by: ['platform'] };
  const of = (group: unknown, one: Made) => ({ ...one, groupValue: group });

  it('are matched by name, whatever their order', () => {
    const told = ask(
      grouped,
      [
        of('iOS', made(laterStart, [100, 50, 30])),
        of('Android', made(laterStart, [80, 40, 8])),
        of('Roku', made(laterStart, [5, 1, 1])),
      ],
      [
        of('Android', made(earlierStart, [90, 45, 18])),
        of('Web', made(earlierStart, [9, 4, 1])),
        of('iOS', made(earlierStart, [80, 40, 24])),
      ],
    );
    expect(told.headline).toEqual([
      '2026-08-01 to 2026-08-14 against 2026-07-18 to 2026-07-31, over 12 of 14 days of entry whose window (2 d = 172,800 s) is over on both sides; 2 groups, most entrants first:',
      `iOS: Conversion 30.0 % of 1,200 against 30.0 % of 960 entries: no clear change (0.0 points, ${interval({ hits: 360, of: 1200 }, { hits: 288, of: 960 })}).`,
      'Of 2 groups 0 rose and 1 fell beyond chance.',
      `Android: ${clearly({ hits: 96, of: 960 }, { hits: 216, of: 1080 }, 'entries')}.`,
      'iOS: Entries in 14 whole days: 1,400 against 1,120, +25.0 %.',
    ]);
    expect(told.notes).toContain('Only in the later range or not clearly named, so not compared: Roku.');
    expect(told.notes).toContain('Only in the earlier range or not clearly named, so not compared: Web.');
    expect(table(told, 'comparison').rows.map(([name, figure]) => [name, figure])).toEqual([
      ['iOS', 'all steps, entries'],
      ['Android', 'all steps, entries'],
      ...['iOS', 'Android'].flatMap((name) => [
        [name, '1 → 2, entries'],
        [name, '2 → 3, entries'],
      ]),
    ]);
  });

  it('are not matched by their place where they have no name, or by a name that two of them have', () => {
    const unnamed = ask(
      grouped,
      [of(null, made(laterStart, [100, 50, 30])), of(null, made(laterStart, [80, 40, 8]))],
      [of(null, made(earlierStart, [90, 45, 18])), of(null, made(earlierStart, [80, 40, 24]))],
    );
    expect(unnamed.headline).toEqual([
      '2026-08-01 to 2026-08-14 against 2026-07-18 to 2026-07-31: nothing is named alike in both, so no change is called.',
    ]);
    expect(unnamed.tables.some(({ name }) => name === 'comparison')).toBe(false);
    const twice = ask(
      grouped,
      [
        of('a', made(laterStart, [100, 50, 30])),
        of('a', made(laterStart, [80, 40, 8])),
        of('b', made(laterStart, [80, 40, 8])),
      ],
      [of('a', made(earlierStart, [90, 45, 18])), of('b', made(earlierStart, [80, 40, 24]))],
    );
    expect(table(twice, 'comparison').rows).toHaveLength(3);
    expect(twice.notes).toContain('Only in the later range or not clearly named, so not compared: a, a.');
  });
});

it('declines what is empty on one side', () => {
  const nobody = { ...made(earlierStart, [0, 0, 0]) };
  const told = ask({}, made(laterStart, [100, 50, 30]), nobody);
  expect(told.headline.join()).toContain('nothing to compare with');
  expect(told.tables.some(({ name }) => name === 'comparison')).toBe(false);
});
