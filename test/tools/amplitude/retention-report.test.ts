import { describe, expect, it } from 'vitest';
import { retention } from '../../../tools/amplitude/retention.ts';
import { recordedRetention } from '../../support/amplitude-retention.ts';
import { printed, report, table, text } from '../../support/ask.ts';
import { interval } from '../../support/newcombe.ts';

const newcomers = { start_event: '_new', return_event: '_active', start: '2026-08-05', end: '2026-08-14' };
const ask = (args: Record<string, unknown>, data: unknown, more: Record<string, unknown> = {}) =>
  report(retention, { ...newcomers, ...args }, [{ data, ...more }]);
const one = (args: Record<string, unknown>, series: unknown) => ask(args, { series: [series] });
const cell = (count: number | null, outof: number | null, incomplete = false) => ({ count, outof, incomplete });

/** Ten cohorts of 5 to 14 August; everybody on day 0, then 40, 39, … of them. */
const back = (size: number, n: number) => (n === 0 ? size : Math.min(size, 41 - n));
const made = recordedRetention({ start: '2026-08-05', days: 10, today: '2026-08-15', back });

describe('the sample of the page', () => {
  const sample = {
    dates: ['Aug 15', 'Aug 14'],
    values: {
      'Aug 14': [cell(12864, 12864), cell(9061, 12864), cell(1561, 12864, true)],
      'Aug 15': [cell(14720, 14720), cell(10249, 14720), cell(1773, 14720, true)],
    },
    combined: [cell(27584, 27584), cell(19310, 27584), cell(1561, 12864, true)],
  };
  const told = ask(
    { start_event: '_active', return_event: '_all', start: '2025-08-14', end: '2025-08-15' },
    { series: [sample], seriesMeta: [{ segmentIndex: 0, eventIndex: 0 }] },
  );

  it('has day 0 first, as 100 % and 70 % contradict a total in front', () => {
    expect(told.headline.slice(0, 2)).toEqual([
      'n-day retention, _active → _all; 2 daily cohorts, 27,584 cohort entries.',
      'Back on day 0 100.0 % (27,584/27,584), day 1 70.0 % (19,310/27,584).',
    ]);
    expect(told.notes).toContain(
      'Cells read as [day 0, day 1, …]: on day 0 everybody is back, and cells 0 and 1 are not equal.',
    );
  });

  it('names the cohorts with their year, newest first', () => {
    expect(printed(table(told, 'cohorts'))).toEqual([
      { cohort: '2025-08-15', size: '14,720', day_0: '100.0 %', day_1: '69.6 %' },
      { cohort: '2025-08-14', size: '12,864', day_0: '100.0 %', day_1: '70.4 %' },
    ]);
    expect(table(told, 'cells').rows).toContainEqual(['2025-08-14', 'day 2', 1561, 12864, 1561 / 12864, false]);
  });
});

describe('a body with the total first', () => {
  it.each(['short', 'long', 'iso'] as const)('is read the same with %s keys', (keys) => {
    const told = one({}, recordedRetention({ start: '2026-08-05', days: 10, today: '2026-08-15', back, keys }));
    expect(told.headline[1]).toBe(
      'Back on day 0 100.0 % (1,045/1,045), day 1 38.4 % (360/936), day 3 37.5 % (266/709), day 7 35.4 % (102/288).'.replace(
        /day 1 .*/,
        point(1) + point(3) + point(7).replace(', ', '.'),
      ),
    );
    expect(told.notes.join()).toContain('[total, day 0, day 1, …]: on day 0 everybody is back');
  });

  it('compares cohorts that had equally long', () => {
    const told = one({}, made);
    // Of ten cohorts, all but the two youngest have had two whole days after the first; more would leave out too many.
    expect(told.headline.slice(2)).toEqual([
      `At day 2 (8 of 10 cohorts, 2 too young): best 2026-08-05: 39.0 % of 100, worst 2026-08-12: ${rate(39, 107)} of 107 (of 8 with 30+).`,
      `Later half (3 of 5 cohorts) against earlier (5 cohorts): ${rate(117, 318)} of 318 against ${rate(195, 510)} of 510 new users: no clear change (-1.4 points, ${interval({ hits: 117, of: 318 }, { hits: 195, of: 510 })}).`,
    ]);
  });

  it('says how many cells are left out, and that new users are users', () => {
    const told = one({}, made);
    expect(told.notes).toContain('10 incomplete cells are left out: later points rest on fewer, older cohorts.');
    expect(told.headline[0]).toContain('10 daily cohorts, 1,045 new users.');
    expect(told.notes.join()).not.toContain('entries');
    const others = one({ start_event: 'open' }, made);
    expect(others.headline[0]).toContain('1,045 cohort entries.');
    expect(others.notes.join()).toContain("A user is an entry in each day's cohort");
  });

  it('agrees with combined, or says where it does not', () => {
    expect(one({}, made).notes.join()).not.toContain('combined');
    const combined = made.combined.map((one, index) => (index === 1 ? { ...one, outof: 1000, count: 1000 } : one));
    expect(one({}, { ...made, combined }).notes).toContain(
      "Amplitude's combined row differs at day 0: 1,000 of 1,000; the figures here are summed from the cohorts.",
    );
    expect(one({}, { ...made, combined: { all: [1] } }).tables.map(({ name }) => name)).not.toContain('combined');
  });

  /** Day n over the cohorts in which it is over: the one of 5 August is ten days old. */
  function point(n: number): string {
    const sizes = Array.from({ length: 10 - n }, (_, cohort) => 100 + cohort);
    const all = sizes.reduce((sum, size) => sum + size, 0);
    const came = sizes.reduce((sum, size) => sum + back(size, n), 0);
    return `day ${n} ${rate(came, all)} (${came}/${all}), `.replace(', ', n === 7 ? '.' : ', ');
  }
});

function rate(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} %`;
}

describe('completeness', () => {
  const args = { start_event: 'open', start: '2026-08-12', end: '2026-08-13' };
  const shown = (told: ReturnType<typeof ask>) =>
    table(told, 'cells').rows.map((row) => `${row[0]} ${row[1]} ${row.at(-1)}`);

  it('takes both the vendor and the calendar', () => {
    const values = {
      'Aug 13': [cell(10, 10), cell(10, 10), cell(5, 10, true), cell(4, 10)],
      'Aug 12': [cell(20, 20), cell(20, 20), cell(9, 20), cell(7, 20, true)],
    };
    const told = one(args, { values });
    expect(shown(told)).toEqual([
      '2026-08-13 day 0 true',
      '2026-08-13 day 1 false',
      '2026-08-13 day 2 false',
      '2026-08-12 day 0 true',
      '2026-08-12 day 1 true',
      '2026-08-12 day 2 false',
    ]);
    expect(told.headline[1]).toBe('Back on day 0 100.0 % (30/30), day 1 45.0 % (9/20).');
  });

  it('is what it was when the vendor computed a cached answer', () => {
    const values = { 'Aug 12': [cell(20, 20), cell(20, 20), cell(9, 20), cell(7, 20)] };
    const told = ask(
      args,
      { series: [{ values }] },
      { wasCached: true, timeComputed: Date.parse('2026-08-13T23:00:00Z') },
    );
    expect(shown(told)).toEqual(['2026-08-12 day 0 true', '2026-08-12 day 1 false', '2026-08-12 day 2 false']);
  });

  it('of a day that still runs is not told, and its cohort is partial', () => {
    const values = { 'Aug 15': [cell(20, 20), cell(20, 20, true)] };
    const told = one({ ...newcomers, start: 'today', end: 'today' }, { values });
    expect(told.headline[1]).toBe('No day after the first is complete yet, so there is no retention to tell.');
    expect(printed(table(told, 'cohorts'))).toEqual([{ cohort: '2026-08-15', size: '20', partial: 'yes' }]);
    expect(told.notes.join()).toContain('Partial: 2026-08-15; still running or cut by the range');
  });
});

describe('weeks and months', () => {
  it('complete with the last day of their period; what the range cuts is partial', () => {
    const weeks = (total: number, ...counts: number[]) => [
      cell(total, total),
      ...counts.map((count) => cell(count, total)),
    ];
    const values = {
      'Aug 10, 2026': weeks(50, 50, 1),
      'Aug 3, 2026': weeks(60, 60, 30, 1),
      'Jul 27, 2026': weeks(70, 70, 28, 14, 1),
      'Jul 20, 2026': weeks(40, 40, 20, 10, 5, 1),
    };
    const told = one({ start: '2026-07-22', end: '2026-08-14', interval: 'weekly' }, { values });
    // Saturday 15 August: the week from the 3rd is over, that from the 10th runs until tomorrow.
    expect(told.headline.slice(0, 2)).toEqual([
      'n-day retention, _new → _active; 4 weekly cohorts, 220 new users.',
      'Back on week 0 100.0 % (170/170), week 1 43.6 % (48/110).',
    ]);
    expect(printed(table(told, 'cohorts'))[3]).toEqual({
      ...{ cohort: '2026-07-20', size: '40', partial: 'yes', week_0: '100.0 %', week_1: '50.0 %' },
    });
    expect(printed(table(told, 'triangle'))[3]).toMatchObject({ week_2: '25.0 %', week_3: 'n/a' });
    expect(told.notes.join()).toContain('Partial: 2026-08-10, 2026-07-20;');
    expect(told.headline.join()).not.toContain('best');
  });

  it('reads months by the calendar', () => {
    const values = {
      'Jul 1': [cell(9, 9), cell(9, 9), cell(4, 9)],
      'Jun 1': [cell(8, 8), cell(8, 8), cell(6, 8), cell(1, 8)],
    };
    const told = one({ start: '2026-06-01', end: '2026-07-31', interval: 'monthly' }, { values });
    expect(told.headline[1]).toBe('Back on month 0 100.0 % (17/17), month 1 75.0 % (6/8).');
  });
});

describe('brackets', () => {
  const args = {
    retention_type: 'bracket',
    brackets: [
      [0, 4],
      [5, 6],
      [9, 9],
    ],
    start: '2026-08-01',
    end: '2026-08-10',
  };
  const values = {
    'Aug 1': [cell(9, 9), cell(9, 9), cell(4, 9), cell(2, 9)],
    'Aug 9': [cell(5, 5), cell(5, 5), cell(3, 5), cell(0, 5)],
  };

  it('are named as they were asked and complete with their last day', () => {
    const told = one(args, { values });
    expect(told.headline[1]).toBe('Back on day 0-4 100.0 % (14/14), day 5-6 44.4 % (4/9), day 9 22.2 % (2/9).');
    expect(told.notes[1]).toContain('[total, bracket 1, bracket 2, …]');
    expect(table(told, 'cohorts').columns.map(({ name }) => name)).toEqual([
      'cohort',
      'size',
      'day_0_4',
      'day_5_6',
      'day_9',
    ]);
  });

  it('are told without a total by their number', () => {
    const bare = Object.fromEntries(Object.entries(values).map(([key, cells]) => [key, cells.slice(1)]));
    const told = one({ ...args, return_event: 'buy' }, { values: bare });
    expect(told.notes[0]).toBe(
      'Cells read as [bracket 1, bracket 2, …]: there are as many cells as brackets. Not certain: check one cohort in Amplitude.',
    );
  });
});

it('says what rolling means', () => {
  const told = one({ retention_type: 'rolling' }, made);
  expect(told.headline[1]).toContain('Back then or later: day 0 ');
  expect(told.notes).toContain(
    'Rolling counts who came back on that day or any later one, so even complete figures can still rise, and cohorts, of which the older have had longer, are not compared.',
  );
  // Neither best nor worst, nor halves: with n-day there are both.
  expect(told.headline).toHaveLength(2);
  expect(one({}, made).headline).toHaveLength(4);
});

it('marks rates on few', () => {
  const few = recordedRetention({ start: '2026-08-05', days: 10, today: '2026-08-15', size: () => 8, back: () => 4 });
  // Day 7 is over for three cohorts of eight, day 3 for seven.
  expect(one({}, few).notes).toContain('Small numbers: rates on fewer than 30 are mostly chance (day 7 on 24).');
  expect(one({}, made).notes.join()).not.toContain('Small numbers');
});

it('shows the cohorts within the default budget', () => {
  expect(text(one({}, made))).toContain('| 2026-08-13 | 108 | 100.0 % | 37.0 % | n/a |');
});
