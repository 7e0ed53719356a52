import { describe, expect, it } from 'vitest';
import { createMasks } from '../../../../src/report/mask.ts';
import type { Span } from '../../../../src/report/series.ts';
import { checkedUsers } from '../../../../src/vendors/amplitude/period-users.ts';
import {
  axisNotes,
  collapsed,
  datedSeriesData,
  namedTrends,
  seriesData,
  seriesNames,
} from '../../../../src/vendors/amplitude/series.ts';
import { texts } from '../../../support/ask.ts';

const iOS = { filters: [{ property: 'platform', operator: 'is', values: ['iOS', 'iPad'] }], performed: [] };
const buyers = {
  filters: [],
  performed: [
    { event_type: 'buy', operator: '>=', count: 2, time_type: 'allTime', time_value: 30, filters: [] } as const,
  ],
};
const plain = { segments: [], group_by: [], everything: 'everybody' };
const names = (sent: object, asked: object = {}) => {
  const data = seriesData.parse({ series: [[1], [2]], xValues: ['2026-08-14'], ...sent });
  return seriesNames(data, { ...plain, ...asked }).map(({ text }) => text);
};

describe('seriesNames', () => {
  it('calls a lone series by what it is', () => {
    for (const seriesLabels of [[0], [''], undefined, null])
      expect(names({ series: [[1]], seriesLabels })).toEqual(['everybody']);
  });

  it.each([
    ['strings', ['United States', '']],
    [
      'pairs of index and text',
      [
        [0, 'United States'],
        [0, ''],
      ],
    ],
    ['lists', [['United States'], ['']]],
  ])('reads groups from labels that are %s', (_, seriesLabels) =>
    expect(names({ seriesLabels }, { group_by: ['country'] })).toEqual(['United States', '(none) = not set']),
  );

  it('reads two properties from lists, texts and pairs', () => {
    const seriesLabels = [
      ['iOS', ''],
      [0, 'Web; DE'],
    ];
    expect(names({ seriesLabels }, { group_by: ['platform', 'country'] })).toEqual(['iOS; (none)', 'Web; DE']);
  });

  it('reads groups from seriesMeta where the labels are mere indexes', () => {
    const sent = { seriesLabels: [0, 0], seriesMeta: ['United States', 'Canada'] };
    expect(names(sent, { group_by: ['country'] })).toEqual(['United States', 'Canada']);
  });

  it('names groups by number where nothing tells them, and never two the same', () => {
    expect(names({ seriesLabels: [0, 0] }, { group_by: ['country'] })).toEqual(['group 1', 'group 2']);
    expect(names({ seriesLabels: ['a', 'a'] }, { group_by: ['country'] })).toEqual(['a', 'a (2)']);
  });

  it('names series that were not asked for by their labels', () => {
    expect(names({ seriesLabels: ['a', 'b'] })).toEqual(['a', 'b']);
  });

  it('names two events by the names asked for, though both labels are 0', () => {
    const meta = [
      { segmentIndex: 0, eventIndex: 1 },
      { segmentIndex: 0, eventIndex: 0 },
    ];
    const asked = { events: ['view', 'buy'] };
    expect(names({ seriesLabels: [0, 0] }, asked)).toEqual(['view', 'buy']);
    expect(names({ seriesLabels: [0, 0], seriesMeta: meta }, asked)).toEqual(['buy', 'view']);
    expect(names({ seriesLabels: [0, 0] }, { events: ['buy', 'buy'] })).toEqual(['buy (event 1)', 'buy (event 2)']);
  });

  it('tells events of groups by index or by pair', () => {
    const asked = { events: ['view', 'buy'], group_by: ['platform'] };
    const series = [[1], [2], [3]];
    const pairs = {
      series,
      seriesLabels: [
        [0, 'iOS'],
        [1, 'iOS'],
        [1, 'Web'],
      ],
    };
    expect(names(pairs, asked)).toEqual(['iOS, view', 'iOS, buy', 'Web, buy']);
    const told = {
      series,
      seriesLabels: ['iOS', 'Web', 'iOS'],
      seriesMeta: [{ eventIndex: 1 }, { eventIndex: 1 }, {}],
    };
    expect(names(told, asked)).toEqual(['iOS, buy', 'Web, buy', 'iOS, event not told']);
  });

  it('does not tell the event of a group by its place', () => {
    const asked = { events: ['view', 'buy'], group_by: ['country'] };
    const seriesLabels = [
      [0, 'US'],
      [0, 'DE'],
    ];
    expect(names({ seriesLabels }, asked)).toEqual(['US, view', 'DE, view']);
    expect(names({ seriesLabels: ['US', 'DE'] }, asked)).toEqual(['US, event not told', 'DE, event not told']);
    expect(names({ seriesLabels: ['US', 'DE'] }, { segments: [iOS, buyers], group_by: ['country'] })).toEqual([
      'US, segment not told',
      'DE, segment not told',
    ]);
  });

  it('reads numbers and flags as values of groups, where they can be no index', () => {
    const series = [[1], [2], [3]];
    const seats = { group_by: ['gp:seats'] };
    expect(names({ series, seriesLabels: [10, 20, true] }, seats)).toEqual(['10', '20', 'true']);
    expect(names({ seriesLabels: [1, 0] }, seats)).toEqual(['1', '0']);
    expect(names({ seriesLabels: [1, 0] }, { ...seats, events: ['view', 'buy'] })[0]).toContain('group 1');
    const years = [
      [2024, 'US'],
      [2025, 'US'],
    ];
    expect(names({ seriesLabels: years }, { group_by: ['gp:year', 'country'] })).toEqual(['2024; US', '2025; US']);
    expect(names({ seriesLabels: years }, { events: ['view', 'buy'], group_by: ['gp:year', 'country'] })[0]).toBe(
      '2024; US, event not told',
    );
  });

  it('reads groups from seriesMeta where every label is empty', () => {
    const sent = { seriesLabels: ['', ''], seriesMeta: ['United States', 'Canada'] };
    expect(names(sent, { group_by: ['country'] })).toEqual(['United States', 'Canada']);
    const unset = { seriesLabels: ['Canada', ''], seriesMeta: ['Canada', 'x'] };
    expect(names(unset, { group_by: ['country'] })).toEqual(['Canada', '(none) = not set']);
  });

  it('names segments by their conditions, and does not guess where several readings are possible', () => {
    const asked = { segments: [iOS, buyers] };
    expect(names({ seriesLabels: [0, 0] }, asked)).toEqual([
      'segment 1 (platform is iOS or iPad)',
      'segment 2 (performed buy at least 2 times at any time)',
    ]);
    expect(names({ seriesMeta: [{ segmentIndex: 1 }, { segmentIndex: 0 }] }, asked)[0]).toContain('segment 2');
    const four = names({ series: [[1], [2], [3], [4]] }, { ...asked, events: ['a', 'b'] });
    expect(four[0]).toBe('segment not told, event not told');
    expect(new Set(four).size).toBe(4);
  });
});

describe('collapsed', () => {
  it.each([
    [
      [[{ setId: 'x', value: 5 }], [{ value: 6 }]],
      [5, 6],
    ],
    [
      [[5], [6]],
      [5, 6],
    ],
    [
      [5, 6],
      [5, 6],
    ],
    [
      [[{ value: null }], []],
      [null, null],
    ],
    [
      [['?'], {}],
      [null, null],
    ],
    [undefined, [null, null]],
    [[[7]], [7, null]],
  ])('%j is %j', (seriesCollapsed, figures) => {
    const data = seriesData.parse({ series: [[1], [2]], xValues: [], ...(seriesCollapsed ? { seriesCollapsed } : {}) });
    expect(collapsed(data)).toEqual(figures);
  });
});

describe('the shape', () => {
  it('takes bins for an axis only where it may have bins', () => {
    const bins = { series: [[1]], xValues: ['0 - 10', 20] };
    expect(seriesData.parse(bins).xValues).toEqual(['0 - 10', '20']);
    expect(datedSeriesData.safeParse(bins).success).toBe(false);
    expect(datedSeriesData.safeParse({ series: [], xValues: ['2026-08-14T00:00:00'] }).success).toBe(true);
  });

  it.each([
    [{ series: [1], xValues: [] }],
    [{ series: [['x']], xValues: [] }],
    [{ xValues: [] }],
    [{ series: [], xValues: [null] }],
    [{ series: [] }],
  ])('refuses %j', (sent) => expect(seriesData.safeParse(sent).success).toBe(false));

  it('says where figures and dates do not pair', () => {
    expect(axisNotes(seriesData.parse({ series: [[1, 2]], xValues: ['2026-08-14'] }))).toHaveLength(1);
    expect(texts(axisNotes(seriesData.parse({ series: [[1]], xValues: ['Aug 14'] })))).toEqual([
      'Amplitude labelled points with something else than dates; such points are only listed.',
    ]);
    expect(axisNotes(seriesData.parse({ series: [[1]], xValues: ['2026-08-14'] }))).toEqual([]);
  });
});

describe('users of the whole range', () => {
  const span: Span = {
    ...{ interval: 'daily', start: '2026-08-12', end: '2026-08-14', today: '2026-08-15' },
    localTime: '2026-08-15T12:00',
  };
  const check = (whole: number | null, values = [5, 7, 6]) => {
    const data = seriesData.parse({ series: [values], xValues: ['2026-08-12', '2026-08-13', '2026-08-14'] });
    const { series, notes } = checkedUsers(namedTrends(data, { ...plain, masks: createMasks() }, span, [whole]));
    return { whole: series[0]?.whole, notes: notes.length };
  };

  it('keeps what can be right', () => {
    expect(check(12)).toEqual({ whole: 12, notes: 0 });
    expect(check(7)).toEqual({ whole: 7, notes: 0 });
    expect(check(null)).toEqual({ whole: null, notes: 0 });
  });

  it('drops what is below the largest day, and names what equals the sum', () => {
    expect(check(6)).toEqual({ whole: null, notes: 1 });
    expect(check(18)).toEqual({ whole: 18, notes: 1 });
    expect(check(18, [18, 0, 0])).toEqual({ whole: 18, notes: 0 });
  });

  it('does not doubt all figures for a small group, and names the ones it drops', () => {
    const groups = (...all: [string, number, number[]][]) => {
      const xValues = ['2026-08-12', '2026-08-13', '2026-08-14'];
      const data = seriesData.parse({
        series: all.map(([, , values]) => values),
        seriesLabels: all.map(([name]) => name),
        xValues,
      });
      const wholes = all.map(([, whole]) => whole);
      return texts(
        checkedUsers(namedTrends(data, { ...plain, group_by: ['country'], masks: createMasks() }, span, wholes)).notes,
      );
    };
    expect(groups(['US', 12, [5, 7, 6]], ['Fiji', 2, [1, 1, 0]])).toEqual([]);
    expect(groups(['US', 18, [5, 7, 6]], ['Fiji', 2, [1, 1, 0]], ['Fun | Land', 1, [1, 0, 0]])).toEqual([
      "Amplitude's figure for the whole range of US, Fiji equals the sum of the points: nobody came back, or it is not deduplicated.",
    ]);
    expect(groups(['US', 12, [5, 7, 6]], ['Fun | Land', 1, [2, 0, 0]])).toEqual([
      "Amplitude's figure for the whole range of Fun \\| Land is below its own largest period, so it is left out.",
    ]);
  });
});
