import { describe, expect, it } from 'vitest';
import { activeUsers } from '../../../tools/amplitude/active-users.ts';
import { eventSegmentation } from '../../../tools/amplitude/event-segmentation.ts';
import { dates, expectReadable, times } from '../../support/amplitude-series.ts';
import { report } from '../../support/ask.ts';

const month = dates('2026-07-16', 30);
const rhythm = (day: number) => (day % 7 === 2 || day % 7 === 3 ? 300 : 500) + (day % 4);
const users = (values: unknown[], xValues: unknown[] = month, args: Record<string, unknown> = {}) =>
  report(activeUsers, args, [{ data: { series: [values], xValues } }]);
const events = (args: Record<string, unknown>, data: object) =>
  report(eventSegmentation, { events: 'buy', metric: 'totals', ...args }, [{ data }]);

describe('a month of active users', () => {
  it('has nothing to note when it is whole and steady', () => {
    expect(users(month.map((_, day) => rhythm(day))).notes).toEqual([
      'There is no deduplicated figure for the whole range, and users must not be added up over days.',
    ]);
  });

  it('names days that the answer leaves out, before what series did and what must not be made of them', () => {
    const kept = month.filter((_, day) => day !== 9 && day !== 10);
    const told = users(
      kept.map((day) => (day === '2026-08-06' ? 0 : rhythm(month.indexOf(day)))),
      kept,
      { end: 'today' },
    );
    expect(told.notes.slice(0, 2)).toEqual([
      'The answer has no point for 2 days, which is not 0: 2026-07-25 and 2026-07-26.',
      'Sudden zero, perhaps a gap in tracking: 0 active users on 2026-08-06 (Thu), where about 501 active users are usual.',
    ]);
    expectReadable(told);
  });

  it('finds a level that fell by 40 %, and dates it', () => {
    const told = users(month.map((_, day) => Math.round(rhythm(day) * (day < 16 ? 1 : 0.6))));
    expect(told.noted.filter(({ gravity }) => gravity === 'moved')).toEqual([
      {
        gravity: 'moved',
        text: expect.stringMatching(
          /^New level from about 2026-08-01 \(Sat\) on: median \d+(\.5)? active users over 14 days, \d+(\.50)? active users over the 14 before \(-(39|40)\.\d %\)\. The mean mixes the levels\.$/,
        ),
      },
    ]);
  });

  it('says that the figure of the whole range holds the running day', () => {
    const told = report(activeUsers, { end: 'today' }, [
      {
        data: {
          series: [[...month, ''].map((_, day) => rhythm(day))],
          xValues: [...month, '2026-08-15'],
          seriesCollapsed: [[9_999]],
        },
      },
    ]);
    expect(told.notes[0]).toBe(
      'Partial, so left out of latest, mean, peak and low: 2026-08-15 (the day is not over, or is cut by the range). The figure of the whole range includes it.',
    );
  });
});

describe('sums of events', () => {
  it('lack the days that the answer leaves out', () => {
    const kept = month.slice(0, -2);
    const told = events({}, { series: [kept.map(() => 5)], xValues: kept });
    expect(told.notes[0]).toBe(
      'The answer has no point for 2 days, which is not 0: 2026-08-13 and 2026-08-14. The sum lacks them.',
    );
  });

  it('of months that differ in length are told per day too', () => {
    const xValues = ['2026-05-01', '2026-06-01', '2026-07-01'];
    const range = { interval: 'monthly', start: '2026-05-01', end: '2026-07-31' };
    const told = events(range, { series: [[310, 300, 372]], xValues });
    expect(told.headline.join()).toContain('+24.0 % against month of 2026-06-01');
    expect(told.notes).toContain('The months compared have 30 and 31 days: per day the latest change is +20.0 %.');
    const users = report(eventSegmentation, { events: 'buy', ...range }, [{ data: { series: [[3, 3, 4]], xValues } }]);
    expect(users.notes.join()).not.toContain('per day');
  });

  it('of groups say which part is shown, and users of groups say nothing of it', () => {
    const groups = Array.from({ length: 20 }, (_, group) => month.map(() => group + 1));
    const data = { series: groups, seriesLabels: groups.map((_, group) => [0, `g${group}`]), xValues: month };
    const told = events({ group_by: 'country' }, data);
    const part = (20 + 19 + 18 + 17 + 16 + 15 + 14 + 13) / 210;
    expect(told.notes).toContain(
      `The 8 largest of 20 groups hold ${(part * 100).toFixed(1)} % of the sum of all that came.`,
    );
    expect(events({ metric: 'uniques', group_by: 'country' }, data).notes.join()).not.toContain('groups hold');
    const few = { ...data, series: groups.slice(0, 8), seriesLabels: data.seriesLabels.slice(0, 8) };
    expect(events({ group_by: 'country' }, few).notes.join()).not.toContain('groups hold');
  });
});

describe('what is not told of an event', () => {
  const measured = (metric: string, property: string) =>
    report(
      eventSegmentation,
      { events: { event_type: 'buy', group_by: [{ type: 'event', property }] }, metric, end: 'today' },
      [{ data: { series: [month.map(() => 5)], xValues: metric === 'histogram' ? month.map(String) : month } }],
    ).notes;

  it('is the currency of amounts', () => {
    const currency = 'Currency not stated by Amplitude.';
    expect(measured('sums', '$revenue')).toContain(currency);
    expect(measured('value_avg', 'Price')).toContain(currency);
    expect(measured('sums', 'seconds')).not.toContain(currency);
    expect(measured('totals', '$revenue')).not.toContain(currency);
  });

  it('is the share of today in a histogram', () => {
    expect(measured('histogram', 'seconds')).toContain(
      'Partial: 2026-08-15, the last day, was not over when this was computed.',
    );
  });
});

describe('hours', () => {
  const hours = times('2026-08-09', 7 * 24, 60);
  const busy = (hour: number) => (hour % 24 < 6 ? 4 : 80 + (hour % 24));

  it('say that a Saturday is held against a Friday', () => {
    const told = events({ interval: 'hourly' }, { series: [hours.map((_, hour) => busy(hour))], xValues: hours });
    expect(told.headline.join()).toContain('2026-08-15 11:00 (Sat)');
    expect(told.notes).toContain("The latest change is Sat against Fri, so part of it is the weekday's.");
    const friday = events(
      { interval: 'hourly', end: '2026-08-14', start: '2026-08-09' },
      {
        series: [hours.slice(0, 144).map((_, hour) => busy(hour))],
        xValues: hours.slice(0, 144),
      },
    );
    expect(friday.notes.join()).not.toContain("the weekday's");
  });

  it('of the night are no sudden zeros, those of a working day are', () => {
    const values = (gone: readonly number[]) => hours.map((_, hour) => (gone.includes(hour) ? 0 : busy(hour)));
    const told = (gone: readonly number[]) =>
      events({ interval: 'hourly' }, { series: [values(gone)], xValues: hours }).notes.join();
    expect(told([74, 75])).not.toContain('Sudden');
    expect(told([84, 85])).toContain(
      '0 events at 2026-08-12 12:00 (Wed) to 2026-08-12 13:00 (Wed), where about 93 events',
    );
  });
});
