import { describe, expect, it } from 'vitest';
import { printed, table } from '../../support/ask.ts';
import { compare, days, type Sent, today } from '../../support/compared-series.ts';

const week = { start: '2026-08-08', end: '2026-08-14' };

describe('one series', () => {
  it('tells the figure of the whole range and the mean, each against its like', () => {
    const told = compare(
      [days('2026-08-08', [1, 2, 3, 4, 5, 6, 7], { whole: 20 })],
      [days('2026-08-01', [2, 2, 2, 2, 2, 2, 2], { whole: 16 })],
      week,
    );
    expect(told.headline).toEqual([
      '2026-08-08 to 2026-08-14 against 2026-08-01 to 2026-08-07:',
      '20 users, each counted once, against 16 users, +25.0 %.',
      'Mean of 7 complete days: 4 users against 2 users, +100.0 %.',
    ]);
    expect(told.notes).toEqual([]);
    expect(table(told, 'comparison').rows).toEqual([
      ['all', 'counted once', 20, 16, 4, 0.25, 7],
      ['all', 'mean', 4, 2, 2, 1, 7],
    ]);
    expect(table(told, 'compared_points').rows[0]).toEqual(['2026-08-14', 7, '2026-08-07', 2, 2.5, true]);
  });

  it('leaves what runs out on both sides, and compares no whole range then', () => {
    const told = compare(
      [days('2026-08-09', [1, 2, 3, 4, 5, 6, 99], { whole: 100 })],
      [days('2026-08-02', [1, 1, 1, 1, 1, 1, 50], { whole: 50 })],
      { start: '2026-08-09', end: today },
    );
    expect(told.headline).toEqual([
      '2026-08-09 to 2026-08-15 against 2026-08-02 to 2026-08-08:',
      'Mean of 6 complete days: 3.50 users against 1 users, +250.0 %.',
    ]);
    expect(told.notes).toEqual([
      'Not over, or cut by a range, so left out of every compared figure: 1 day, 2026-08-15 (against 2026-08-08).',
      'Users counted once over each whole range are not compared: a range is not complete, or there is no such figure. The mean is over days.',
    ]);
    expect(table(told, 'compared_points').rows[0]).toEqual(['2026-08-15', 99, '2026-08-08', 50, null, false]);
  });

  it('compares no whole range whose running day was not even sent', () => {
    const told = compare(
      [days('2026-08-09', [1, 2, 3, 4, 5, 6], { whole: 100 })],
      [days('2026-08-02', [1, 1, 1, 1, 1, 1, 50], { whole: 50 })],
      { start: '2026-08-09', end: today },
    );
    expect(told.headline.join()).not.toContain('100 users');
    expect(told.notes[0]).toBe(
      'Without a figure on a side, so left out on both: 1 day, 2026-08-15 (against 2026-08-08).',
    );
  });

  it('takes nothing for 0: what is unknown or missing on one side is left out of both', () => {
    const told = compare(
      [
        {
          at: ['2026-08-08', '2026-08-10', '2026-08-11', '2026-08-12', '2026-08-13', '2026-08-14'],
          values: [10, 10, null, 10, 10, 10],
        },
      ],
      [days('2026-08-01', [1, 1_000, 1, 1_000, null, 1, 1])],
      { ...week, kind: 'sum' },
    );
    expect(told.headline[1]).toBe('40 users in 4 complete days against 4 users, 10 times as much.');
    expect(told.notes).toEqual([
      'Without a figure on a side, so left out on both: 3 days, 2026-08-09 (against 2026-08-02), 2026-08-11 (against 2026-08-04), 2026-08-12 (against 2026-08-05).',
    ]);
  });

  it('does not hold a date that came twice against anything', () => {
    const told = compare(
      [{ at: ['2026-08-13', '2026-08-14', '2026-08-14'], values: [1, 5, 500] }],
      [{ at: ['2026-08-11', '2026-08-12'], values: [2, 2] }],
      { start: '2026-08-13', end: '2026-08-14', kind: 'sum' },
    );
    expect(told.headline[1]).toBe('1 users in 1 complete day against 2 users, -50.0 %.');
    expect(told.notes).toEqual([
      'Sent more than once for one side, so left out on both: 1 day, 2026-08-14 (against 2026-08-12).',
    ]);
  });

  it('tells the hour that clocks repeat from one that has no figure', () => {
    const hours = (day: string, ...some: number[]): Sent => ({
      at: some.map((hour) => `${day}T${String(hour).padStart(2, '0')}:00:00`),
      values: some.map(() => 10),
    });
    const told = compare([hours('2026-08-14', 0, 1, 2, 2, 3)], [hours('2026-08-13', 0, 2, 3)], {
      ...{ start: '2026-08-14', end: '2026-08-14', kind: 'sum', interval: 'hourly' },
    });
    expect(told.headline[1]).toBe('20 users in 2 complete hours against 20 users, 0.0 %.');
    expect(told.notes.slice(0, 2)).toEqual([
      'Sent more than once for one side, so left out on both: 1 hour, 2026-08-14 02:00 (against 2026-08-13 02:00).',
      'Without a figure on a side, so left out on both: 1 hour, 2026-08-14 01:00 (against 2026-08-13 01:00).',
    ]);
  });

  it('marks as not complete what is not over, and not what the other side lacks', () => {
    const told = compare(
      [days('2026-08-09', [5, null, 7, 8, 9, 10, 99])],
      [{ at: ['2026-08-02', '2026-08-03', '2026-08-05', '2026-08-08'], values: [1, 1, 1, 1] }],
      { start: '2026-08-09', end: today, kind: 'sum' },
    );
    const rows = printed(table(told, 'compared_points'));
    const cells = (date: string) => rows.find((row) => row.date === date);
    expect(cells(today)).toMatchObject({ change_percent: 'n/a', complete: 'no' });
    expect(cells('2026-08-14')).toMatchObject({
      current: '10',
      previous: 'n/a',
      change_percent: 'n/a',
      complete: 'yes',
    });
    expect(cells('2026-08-10')).toMatchObject({
      current: 'n/a',
      previous: '1',
      change_percent: 'n/a',
      complete: 'yes',
    });
    const alone = compare([days('2026-08-14', [1], { name: 'b' })], [days('2026-08-13', [2], { name: 'a' })], {
      ...{ start: '2026-08-14', end: '2026-08-14', grouped: true },
    });
    expect(printed(table(alone, 'compared_points')).map(({ series, complete }) => [series, complete])).toEqual([
      ['b', 'yes'],
      ['a', 'n/a'],
    ]);
  });

  it('says that nothing is comparable rather than comparing it', () => {
    const labels = { at: ['bin <a>', '|b|'], values: [1, 2] };
    const odd = compare([labels], [labels], week);
    expect(odd.headline).toEqual([
      '2026-08-08 to 2026-08-14 against 2026-08-01 to 2026-08-07: no day is complete and known in both, so no change is told.',
    ]);
    expect(odd.notes.join()).toContain('bin \\<a\\>');
    const running = compare([days(today, [5])], [days('2026-08-14', [9])], { start: today, end: today });
    expect(running.headline[0]).toContain('no day is complete and known in both');
    expect(table(running, 'comparison').rows).toEqual([['all', 'mean', null, null, null, null, 0]]);
    const cut = { start: '2026-08-12', end: '2026-08-14', interval: 'weekly' } as const;
    expect(compare([days('2026-08-10', [5])], [days('2026-08-03', [9])], cut).headline[0]).toMatch(
      /no week is complete and known in both, so no change is told; "interval": "daily" compares days\.$/,
    );
  });

  it('is one figure where the range is one day', () => {
    const told = compare([days('2026-08-14', [30], { whole: 30 })], [days('2026-08-13', [20], { whole: 20 })], {
      start: '2026-08-14',
      end: '2026-08-14',
    });
    expect(told.headline).toEqual([
      '2026-08-14 against 2026-08-13:',
      '30 users, each counted once, against 20 users, +50.0 %.',
    ]);
    expect(table(told, 'comparison').rows).toHaveLength(1);
  });

  it.each([
    [5, 0, '5 users against 0 users, up by 5, no percentage from 0.', null],
    [0, 0, '0 users against 0 users, no change.', null],
    [-5, -10, '-5 users against -10 users, up by 5, no percentage from below 0.', null],
    [-20, -10, '-20 users against -10 users, down by 10, no percentage from below 0.', null],
    [-5, 10, '-5 users against 10 users, -150.0 %.', -1.5],
  ])('%i from %i is "%s"', (now, before, words, part) => {
    const told = compare([days('2026-08-14', [now])], [days('2026-08-13', [before])], {
      ...{ start: '2026-08-14', end: '2026-08-14' },
    });
    expect(told.headline[1]).toBe(words);
    expect(table(told, 'comparison').rows[0]?.[5]).toBe(part);
  });
});

describe('averages', () => {
  it('never lead with their unweighted mean', () => {
    const told = compare([days('2026-08-08', [4, 4, 4, 1, 1, 1, 2])], [days('2026-08-01', [2, 2, 2, 2, 2, 2, 2])], {
      ...week,
      ...{ kind: 'average', type: 'number' },
    });
    expect(told.headline.slice(1)).toEqual([
      'Higher in 3 and lower in 3 of 7 complete days, each against its counterpart.',
      'Unweighted mean of 7 complete days: 2.43 users against 2 users, +21.4 %.',
    ]);
    expect(table(told, 'comparison').rows[0]?.[1]).toBe('unweighted mean');
  });

  it("lead with the vendor's own figures where both ranges are whole", () => {
    const side = (start: string, value: number, whole: number) => days(start, Array(7).fill(value), { whole });
    const told = compare([side('2026-08-08', 0.5, 0.4)], [side('2026-08-01', 0.4, 0.5)], {
      ...week,
      ...{ kind: 'average', type: 'number' },
    });
    expect(told.headline.slice(1)).toEqual([
      "0.4 users over the range (the vendor's own figure) against 0.5 users, -20.0 % (relative).",
      'Unweighted mean of 7 complete days: 0.5 users against 0.4 users, +25.0 % (relative).',
    ]);
  });

  it('that are percentages change in points, in words and in tables', () => {
    const side = (start: string, value: number) => days(start, Array(7).fill(value), { whole: value });
    const told = compare([side('2026-08-08', 0.12)], [side('2026-08-01', 0.1)], {
      ...week,
      ...{ kind: 'average', type: 'percent' },
    });
    expect(told.headline[1]).toBe("12.0 % over the range (the vendor's own figure) against 10.0 %, +2.0 points.");
    expect(printed(table(told, 'comparison'))[0]).toEqual({
      ...{ series: 'all', figure: 'over the range', current: '12.0 %', previous: '10.0 %' },
      ...{ change: '+2.0 points', periods: '7' },
    });
    expect(printed(table(told, 'compared_points'))[0]).toMatchObject({ change: '+2.0 points' });
    expect(told.headline.join()).not.toContain('+20');
  });
});

describe('points that roll', () => {
  it('are compared one with one, the latest complete ones', () => {
    const told = compare(
      [days('2026-08-05', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])],
      [days('2026-07-26', [5, 5, 5, 5, 5, 5, 5, 5, 5, 5])],
      { start: '2026-08-05', end: '2026-08-14', kind: 'sum', rolling: 7 },
    );
    expect(told.headline[1]).toBe(
      'Latest complete day, 2026-08-14 against 2026-08-04: 10 users against 5 users, +100.0 %.',
    );
    expect(table(told, 'comparison').rows).toEqual([['all', 'latest', 10, 5, 5, 1, 1]]);
    expect(told.notes).toEqual([
      'Not over, cut by a range, or looking back beyond it, so left out of every compared figure: 6 days, 2026-08-05 (against 2026-07-26) … 2026-08-10 (against 2026-07-31).',
    ]);
  });
});
