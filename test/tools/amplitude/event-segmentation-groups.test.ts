import { describe, expect, it } from 'vitest';
import { eventSegmentation } from '../../../tools/amplitude/event-segmentation.ts';
import { dates, expectReadable } from '../../support/amplitude-series.ts';
import { printed, report, table, text } from '../../support/ask.ts';

const month = dates('2026-07-16', 30);
const ask = (args: Record<string, unknown>, data: object, envelope: object = {}) =>
  report(eventSegmentation, { events: 'buy', ...args }, [{ data: { xValues: month, ...data }, ...envelope }]);
const series = (figure: (index: number) => unknown) => month.map((_, index) => figure(index));
const rising = series((index) => 100 + index);
const priced = { event_type: 'buy', group_by: [{ type: 'event', property: 'price' }] };

describe('groups', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => `v${index}`);
  const grouped = (count: number) => ({
    series: hundred.slice(0, count).map(() => rising),
    seriesLabels: hundred.slice(0, count),
  });

  it('as many as the limit are probably not all', () => {
    const cut =
      '100 groups came back, which is the limit: Amplitude drops further ones without saying so. "limit" can be up to 1,000.';
    expect(ask({ group_by: 'x' }, grouped(100)).notes).toContain(cut);
    expect(ask({ group_by: 'x' }, grouped(99)).notes.join()).not.toContain('limit');
    expect(ask({ group_by: 'x', limit: 5 }, grouped(5)).notes.join()).toContain('5 groups came back');
    expect(ask({ group_by: 'x', limit: 1_000 }, grouped(100)).notes.join()).not.toContain('groups came back');
    expect(ask({ group_by: 'x' }, grouped(3), { hitChunkGroupByLimit: true }).notes.join()).toContain('Groups are cut');
  });

  it('are told once to be cut where the answer says so too', () => {
    const { notes } = ask({ group_by: 'x', limit: 5 }, grouped(5), { hitChunkGroupByLimit: true });
    expect(notes.filter((note) => /cut|came back/.test(note))).toEqual([
      'Groups are cut: Amplitude hit its group-by limit, so small groups are missing.',
      '5 groups came back, as many as asked for: "limit" can be up to 1,000.',
    ]);
    const most = ask({ group_by: 'x' }, grouped(3), { hitChunkGroupByLimit: true }).notes;
    expect(most.join()).not.toContain('came back');
  });

  it('of two events share the limit', () => {
    const both = {
      series: [rising, rising, rising, rising],
      seriesLabels: [
        [0, 'a'],
        [0, 'b'],
        [1, 'a'],
        [1, 'b'],
      ],
    };
    const told = ask({ events: ['view', 'buy'], group_by: 'x', limit: 2 }, both);
    expect(told.notes.join()).toContain('2 groups came back');
    expect(printed(table(told, 'series')).map((row) => row.series)).toEqual(['a, view', 'b, view', 'a, buy', 'b, buy']);
  });

  it('a lone one is named', () =>
    expect(
      ask({ group_by: 'platform' }, { series: [rising], seriesLabels: ['iOS'], seriesCollapsed: [[200]] }).headline[0],
    ).toBe('buy, iOS, 2026-07-16 to 2026-08-14: 200 users, each counted once.'));

  it('inside an event split, but the property of a metric does not', () => {
    const split = ask(
      { events: [priced] },
      {
        series: [rising, rising],
        seriesLabels: [
          [0, '10'],
          [0, '20'],
        ],
      },
    );
    expect(printed(table(split, 'series')).map((row) => row.series)).toEqual(['10', '20']);
    expect(
      ask({ events: [priced], metric: 'sums' }, { series: [rising], seriesLabels: [[0, '10']] }).headline[0],
    ).toMatch(/^buy, 2026/);
  });
});

describe('a histogram', () => {
  const bins = { xValues: ['0 - 10', '10 - 20', '20 - 30'], seriesLabels: [0], seriesCollapsed: [[40]] };
  const asked = { events: [priced], metric: 'histogram' };

  it('has bins with counts and shares, and no trend', () => {
    const told = ask(asked, { ...bins, series: [[10, 25, 5]] });
    expect(told.headline).toEqual([
      'Distribution of price, 2026-07-16 to 2026-08-14:',
      '40 counted in 3 bins; biggest bin 10 - 20: 25 (62.5 %).',
    ]);
    expect(printed(table(told, 'bins'))).toEqual([
      { bin: '0 - 10', count: '10', share: '25.0 %' },
      { bin: '10 - 20', count: '25', share: '62.5 %' },
      { bin: '20 - 30', count: '5', share: '12.5 %' },
    ]);
    expect(told.tables).toHaveLength(1);
    expect(text(told)).not.toMatch(/latest|mean|day/i);
  });

  it('of several groups is ranked, and keeps null apart from 0', () => {
    const told = ask(
      { ...asked, group_by: 'platform' },
      {
        ...bins,
        seriesLabels: ['iOS', 'Web'],
        series: [
          [1, null],
          [9, 1, 10],
        ],
      },
    );
    expect(told.headline.slice(1)).toEqual([
      'Web: 20 counted in 3 bins; biggest bin 20 - 30: 10 (50.0 %).',
      'iOS: 1 counted in 3 bins; biggest bin 0 - 10: 1 (100.0 %).',
    ]);
    expect(printed(table(told, 'bins'))[4]).toEqual({ series: 'iOS', bin: '10 - 20', count: 'n/a', share: 'n/a' });
  });

  it('that is empty says so', () => {
    for (const values of [[], [[]], [[0, 0, null]]])
      expect(ask(asked, { ...bins, series: values })).toMatchObject({
        empty: true,
        headline: [expect.stringContaining('No data')],
      });
  });
});

describe('nothing', () => {
  it('is said, with causes and the next step', () => {
    const told = ask({ events: 'purchse' }, { series: [series(() => 0)], seriesCollapsed: [[0]] });
    expect(told.headline).toEqual(['No data: all figures are 0 for purchse, 2026-07-16 to 2026-08-14.']);
    expect(told.notes).toHaveLength(1);
    expect(told.notes[0]).toContain('amplitude_list_events');
    expect(told.empty).toBe(true);
    expect(ask({}, { series: [] }).headline).toEqual([
      'No data: Amplitude sent no figures for buy, 2026-07-16 to 2026-08-14.',
    ]);
    expect(ask({}, { series: [series(() => null)] }).empty).toBe(true);
  });

  it('may be a property that is not there', () =>
    expect(ask({ events: [priced], metric: 'sums' }, { series: [series(() => 0)] }).notes[0]).toContain(
      'a property that the event does not have, or that is no number (price)',
    ));

  it('is not said of averages that are 0', () =>
    expect(ask({ metric: 'average' }, { series: [series(() => 0)] }).empty).toBeUndefined());

  it('is not what labels are that this version cannot read', () => {
    const told = ask({ metric: 'totals' }, { series: [[1, 2]], xValues: ['Aug 13', 'Aug 14'] });
    expect(told.headline[1]).toBe('No complete day with data in this range.');
    expect(told.notes.join()).toContain('something else than dates');
    expectReadable(told);
  });

  it('is not what an unknown shape is taken for', () => {
    expect(() => ask({}, { series: [['many']] })).toThrow('data.series[0]');
    expect(() => ask({}, { series: 'none' })).toThrow('data.series should be an array but is a string');
    expect(() => report(eventSegmentation, { events: 'a' }, [{}])).toThrow('data should be an object but is missing');
  });
});
