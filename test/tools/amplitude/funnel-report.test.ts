import { describe, expect, it } from 'vitest';
import { funnel } from '../../../tools/amplitude/funnel.ts';
import { documentedFunnel, recordedFunnel } from '../../support/amplitude-funnel.ts';
import { printed, report, table, text } from '../../support/ask.ts';

const songs = { events: ['search', 'select', 'play'], start: '2017-08-14', end: '2017-08-15' };
const shop = { events: ['view', 'cart', 'pay'], start: '2026-05-01', end: '2026-05-20' };
const ask = (args: Record<string, unknown>, ...data: unknown[]) => report(funnel, args, [{ data }]);
const sold = recordedFunnel({ users: [1000, 400, 100], start: '2026-05-01', days: 20 });

describe('the documented sample', () => {
  const told = ask(songs, documentedFunnel);

  it('leads with who finishes and where most are lost, and knows no whole-funnel time', () => {
    expect(told.headline).toEqual([
      '96.6 % of 163,054 users finish all 3 steps (157,485 users).',
      'Biggest drop: step 2 → 3 (select → play), 4,185 of 161,670 users, 2.6 %.',
    ]);
  });

  it('reads the times as times into each step', () => {
    expect(printed(table(told, 'steps'))).toEqual([
      {
        ...{ step: '1', event: 'search', users: '163,054', of_previous: '100.0 %', of_all: '100.0 %' },
        ...{ median: 'n/a', average: 'n/a' },
      },
      {
        ...{ step: '2', event: 'select', users: '161,670', of_previous: '99.2 %', of_all: '99.2 %' },
        ...{ median: '2.8 min = 166 s', average: '36.3 min = 2,175 s' },
      },
      {
        ...{ step: '3', event: 'play', users: '157,485', of_previous: '97.4 %', of_all: '96.6 %' },
        ...{ median: '4.5 min = 270 s', average: '1.6 h = 5,607 s' },
      },
    ]);
  });

  it('reads a row per day, newest first', () => {
    expect(table(told, 'days').rows).toEqual([
      ['2017-08-15', 126964, 119986, 119986 / 126964, 'settled'],
      ['2017-08-14', 125259, 118636, 118636 / 125259, 'settled'],
    ]);
    expect(table(told, 'day_steps').rows[1]).toEqual(['2017-08-14', 125259, 123716, 118636]);
    expect(table(told, 'day_times').rows[1]).toEqual([
      ...['2017-08-14', null, 165.548, 264.38],
      ...[null, 2294.365, 5730.478],
    ]);
    expect(told.notes).toEqual(['A user is counted in each day of entry.']);
  });

  it('shows the days within the default budget', () => {
    expect(text(told)).toContain('| 2017-08-15 | 126,964 | 119,986 | 94.5 % | settled |');
  });
});

describe('times', () => {
  it('takes index 0 for the whole funnel and -1 for no data', () => {
    const told = ask(shop, { ...sold, medianTransTimes: [216_000_000, -1, 0], avgTransTimes: [-1, 1500, 59_000] });
    expect(told.headline[0]).toBe(
      '10.0 % of 1,000 users finish all 3 steps (100 users), taking 2.5 d = 216,000 s (median).',
    );
    const steps = printed(table(told, 'steps'));
    expect(steps.map(({ median, average }) => [median, average])).toEqual([
      ['n/a', 'n/a'],
      ['n/a', '1.5 s'],
      ['0 s', '59 s'],
    ]);
  });

  it('leaves out times that do not match the steps', () => {
    const told = ask(shop, { ...sold, medianTransTimes: [1000, 2000], avgTransTimes: null });
    expect(printed(table(told, 'steps')).every(({ median, average }) => median === 'n/a' && average === 'n/a')).toBe(
      true,
    );
    expect(told.notes.join()).toContain('the times do not match the steps and are left out');
  });
});

describe('days', () => {
  const recent = { ...shop, start: '2026-07-27', end: '2026-08-15', conversion_window_seconds: 5 * 86_400 };
  const made = recordedFunnel({ users: [1000, 400, 100], start: '2026-07-27', days: 20 });
  const states = (told: ReturnType<typeof ask>) => table(told, 'days').rows.map((row) => `${row[0]} ${row.at(-1)}`);

  it('are partial while they run, converting while the window is open, settled after', () => {
    // Noon of 15 August: who entered on the 9th had until midnight of the 15th at the latest.
    const told = ask(recent, made);
    expect(states(told).slice(0, 8)).toEqual([
      '2026-08-15 partial',
      '2026-08-14 converting',
      '2026-08-13 converting',
      '2026-08-12 converting',
      '2026-08-11 converting',
      '2026-08-10 converting',
      '2026-08-09 settled',
      '2026-08-08 settled',
    ]);
    const entries = made.dayFunnels.series.map((users) => users[0] ?? 0);
    const [open, all] = [entries.slice(-6), entries].map((some) =>
      some.reduce((sum, one) => sum + one, 0).toLocaleString('en-US'),
    );
    expect(told.notes[0]).toBe(
      `For up to ${open} of ${all} entries (6 of 20 days) the window (5 d = 432,000 s) is not over, so their conversion and the overall one can rise.`,
    );
    expect(told.notes[1]).toBe('Partial: 2026-08-15; the day still runs or is cut by the range.');
  });

  it('are not settled where the vendor says that they are not complete', () => {
    const flags = made.dayFunnels.xValues.map((date) => date !== '2026-07-28');
    const told = ask(recent, { ...made, dayFunnels: { ...made.dayFunnels, isComplete: flags } });
    expect(states(told)).toContain('2026-07-28 converting');
  });

  it('were open when the vendor computed a cached answer', () => {
    const timeComputed = Date.parse('2026-08-14T01:00:00Z');
    const told = report(funnel, recent, [{ data: [made], wasCached: true, timeComputed }]);
    expect(states(told).slice(1, 9)).toContain('2026-08-08 settled');
    expect(states(told)).toContain('2026-08-14 partial');
    expect(states(told)).toContain('2026-08-09 converting');
  });

  it('are compared in halves of settled days only', () => {
    const told = ask(recent, made);
    const settled = made.dayFunnels.series.slice(0, 14);
    const part = (rows: number[][]) => {
      const [entries, done] = [0, 2].map((step) => rows.reduce((sum, row) => sum + (row[step] ?? 0), 0));
      return `${((100 * (done ?? 0)) / (entries ?? 0)).toFixed(1)} % of ${entries}`;
    };
    expect(told.headline.at(-1)).toBe(
      `Settled days, later 7 against earlier 7: ${part(settled.slice(7))} against ${part(settled.slice(0, 7))} entries: no clear change (0.0 points, 95 % interval -4.7 to +4.7).`,
    );
  });

  it('are not compared when the default window of 30 days is open for all of them', () => {
    const told = ask({ ...recent, conversion_window_seconds: undefined }, made);
    expect(told.headline.join()).not.toContain('Settled');
    expect(told.headline[1]).toBe(
      'Not final: for 1,308 of 1,308 entries (20 of 20 days) the window to convert (30 d = 2,592,000 s, the default) is not over, so conversion can rise; for final figures end earlier or shorten "conversion_window_seconds".',
    );
    expect(told.notes.join()).not.toContain('the window');
    const month = ask({ ...recent, conversion_window_seconds: 2_592_000 }, made);
    expect(month.headline[1]).toContain('(30 d = 2,592,000 s) is not over');
    expect(ask(recent, made).headline.join()).not.toContain('Not final');
  });

  it('that still run are open, too', () => {
    const today = { ...shop, start: '2026-08-15', end: '2026-08-15', conversion_window_seconds: 3600 };
    const told = ask(today, recordedFunnel({ users: [100, 40, 10], start: '2026-08-15', days: 1 }));
    expect(told.headline[1]).toBe(
      'Not final: for up to 100 of 100 entries (1 of 1 day) the window to convert (1 h = 3,600 s) is not over, so conversion can rise; for final figures end earlier or shorten "conversion_window_seconds".',
    );
  });

  it('that the range cuts are not open when the last entrant has had the window', () => {
    const xValues = ['2026-07-27', '2026-08-03'];
    const series = xValues.map(() => [100, 50, 30]);
    const weeks = {
      ...shop,
      interval: 'weekly',
      start: '2026-07-29',
      end: '2026-08-07',
      conversion_window_seconds: 6 * 86_400,
    };
    const told = ask(weeks, { ...sold, dayFunnels: { xValues, series } });
    expect(states(told)).toEqual(['2026-08-03 partial', '2026-07-27 partial']);
    expect(told.notes.join()).not.toContain('window');
    const later = ask({ ...weeks, end: '2026-08-09' }, { ...sold, dayFunnels: { xValues, series } });
    expect(later.notes[0]).toBe(
      'For up to 100 of 200 entries (1 of 2 weeks) the window (6 d = 518,400 s) is not over, so their conversion and the overall one can rise.',
    );
  });

  it('with labels that are no dates are partial, and as open as the range is', () => {
    const strange = (args: object) =>
      ask({ ...shop, ...args }, { ...sold, dayFunnels: { xValues: ['Week one'], series: [[100, 50, 30]] } });
    expect(states(strange({}))).toEqual(['Week one partial']);
    expect(strange({}).headline.join()).not.toContain('Not final');
    expect(strange({ end: '2026-08-14' }).headline[1]).toContain('for up to 100 of 100 entries (1 of 1 day)');
  });

  it('that are not sent leave open for how many the window is', () => {
    const { dayFunnels: _, ...bare } = made;
    expect(ask(recent, bare).notes).toEqual([
      'For how many the window (5 d = 432,000 s) is not over is not told, as Amplitude sent no figures by day: conversion can rise.',
    ]);
    expect(ask(shop, bare).notes).toEqual([]);
  });

  it('of a rate on few say so', () => {
    const few = recordedFunnel({ users: [29, 14, 7], start: '2026-05-01', days: 20 });
    expect(ask(shop, few).notes).toContain('Small numbers: a rate on 29 entrants, fewer than 30, is mostly chance.');
    expect(ask(shop, sold).notes.join()).not.toContain('Small numbers');
    expect(ask(shop, few).headline.at(-1)).toContain('fewer than 30 people on a side, too few to call a change');
  });

  it('of an unordered funnel are told with what is known of it', () => {
    expect(ask({ ...shop, mode: 'unordered' }, sold).notes).toContain(
      'Unordered: the events may come in any order; the rows are in the order asked.',
    );
  });

  it('of a week or month cut by the range are partial', () => {
    const xValues = ['2026-05-04', '2026-05-11', '2026-05-18'];
    const told = ask(
      { ...shop, interval: 'weekly' },
      {
        ...sold,
        dayFunnels: {
          xValues,
          series: [
            [400, 200, 90],
            [400, 100, 50],
            [300, 120, 40],
          ],
        },
      },
    );
    expect(states(told)).toEqual(['2026-05-18 partial', '2026-05-11 settled', '2026-05-04 settled']);
  });

  it('take hours as hours', () => {
    const xValues = ['2026-08-15T09:00:00', '2026-08-15T10:00:00', '2026-08-15T11:00:00', '2026-08-15T12:00:00'];
    const args = { ...shop, start: 'today', end: 'today', interval: 'hourly', conversion_window_seconds: 3600 };
    const series = [
      [400, 200, 90],
      [400, 100, 50],
      [300, 120, 40],
      [5, 0, 0],
    ];
    expect(states(ask(args, { ...sold, dayFunnels: { xValues, series } }))).toEqual([
      '2026-08-15 12:00 partial',
      '2026-08-15 11:00 converting',
      '2026-08-15 10:00 settled',
      '2026-08-15 09:00 settled',
    ]);
  });
});
