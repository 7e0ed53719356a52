import { describe, expect, it } from 'vitest';
import { asker, event } from './amplitude-asking.ts';
import { fiveUsers } from './amplitude-five-users.ts';

const ask = asker(fiveUsers());
const march = (from: number, to: number) => ({ start: `202603${two(from)}`, end: `202603${two(to)}` });
const two = (day: number) => String(day).padStart(2, '0');
const revenue = { group_by: [{ type: 'event', value: '$revenue' }] };

describe('segmentation of five users', () => {
  it('counts people once a day, and once over the whole period', async () => {
    const { series, seriesCollapsed, xValues, seriesLabels } = await ask.segmentation({
      ...march(2, 5),
      e: event('view'),
    });
    expect(series).toEqual([[2, 2, 1, 0]]);
    expect(seriesCollapsed).toEqual([4]);
    expect(seriesLabels).toEqual([0]);
    expect(xValues).toEqual(['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05']);
  });

  it.each([
    ['totals', [2, 2, 2, 0], 6],
    ['average', [1, 1, 2, null], 1.5],
    ['pct_dau', [1, 1, 1, 0], 1],
  ])('%s', async (m, points, whole) => {
    const { series, seriesCollapsed } = await ask.segmentation({ ...march(2, 5), e: event('view'), m });
    expect([series, seriesCollapsed]).toEqual([[points], [whole]]);
  });

  it('sums and averages a property', async () => {
    const sums = await ask.segmentation({ ...march(2, 5), e: event('buy', revenue), m: 'sums' });
    const means = await ask.segmentation({ ...march(2, 5), e: event('buy', revenue), m: 'value_avg' });
    expect([sums.series, sums.seriesCollapsed]).toEqual([[[20, 5, 10, 50]], [85]]);
    expect([means.series, means.seriesCollapsed]).toEqual([[[20, 5, 10, 50]], [21.25]]);
  });

  it('splits a sum by the second group-by', async () => {
    const e = event('buy', { group_by: [...revenue.group_by, { type: 'event', value: 'kind' }] });
    const { series, seriesLabels, seriesCollapsed } = await ask.segmentation({ ...march(2, 5), e, m: 'sums' });
    expect(seriesLabels).toEqual([
      [0, 'rug'],
      [0, 'lamp'],
    ]);
    expect([series, seriesCollapsed]).toEqual([
      [
        [0, 0, 10, 50],
        [20, 5, 0, 0],
      ],
      [60, 25],
    ]);
  });

  it('computes a formula, with no data where it divides by zero', async () => {
    const events = { e: event('buy'), e2: event('view') };
    const query = {
      ...march(2, 5),
      ...events,
      m: 'formula',
      formula: '-(2 - UNIQUES(A)) / UNIQUES(B) * 100 + 2*TOTALS(a)',
    };
    const { series, seriesCollapsed } = await ask.segmentation(query);
    expect(series).toEqual([[-48, -48, -98, null]]);
    expect(seriesCollapsed).toEqual([58]);
  });

  it('spreads values over bins', async () => {
    const { series, xValues, seriesCollapsed } = await ask.segmentation({
      ...march(2, 5),
      e: event('buy', revenue),
      m: 'histogram',
    });
    expect(xValues.at(0)).toBe('5 - 10');
    expect(xValues.at(-1)).toBe('50 - 55');
    expect(series[0]?.slice(0, 4)).toEqual([1, 1, 0, 1]);
    expect(seriesCollapsed).toEqual([4]);
  });

  it('keeps two events apart', async () => {
    const { series, seriesMeta } = await ask.segmentation({ ...march(2, 3), e: event('view'), e2: event('cart') });
    expect(series).toEqual([
      [2, 2],
      [2, 1],
    ]);
    expect(seriesMeta.map(({ eventIndex }) => eventIndex)).toEqual([0, 1]);
  });

  it('cuts weeks at the range and labels them by their Monday', async () => {
    const { series, xValues } = await ask.segmentation({ ...march(4, 10), e: event('view'), i: 7 });
    expect([xValues, series]).toEqual([['2026-03-02', '2026-03-09'], [[1, 1]]]);
  });

  it('labels months by their first day', async () => {
    const { series, xValues } = await ask.segmentation({ start: '20260220', end: '20260309', e: event('view'), i: 30 });
    expect([xValues, series]).toEqual([['2026-02-01', '2026-03-01'], [[0, 5]]]);
  });

  it('counts hours and five minutes', async () => {
    const hours = await ask.segmentation({ ...march(2, 2), e: event('view'), i: -3600000 });
    const minutes = await ask.segmentation({ ...march(4, 4), e: event('_active'), m: 'totals', i: -300000 });
    expect(hours.xValues).toHaveLength(24);
    expect(hours.xValues[10]).toBe('2026-03-02T10:00:00');
    expect(hours.series[0]?.slice(9, 13)).toEqual([0, 1, 1, 0]);
    expect(minutes.xValues[150]).toBe('2026-03-04T12:30:00');
    expect(minutes.series[0]?.slice(149, 152)).toEqual([0, 3, 0]);
  });

  it('rolls over the days before the range too', async () => {
    const query = { ...march(3, 4), e: event('view') };
    const window = await ask.segmentation({ ...query, rollingWindow: 2 });
    const average = await ask.segmentation({ ...query, rollingAverage: 2 });
    expect([window.series, window.seriesCollapsed]).toEqual([[[3, 3]], [3]]);
    expect([average.series, average.seriesCollapsed]).toEqual([[[2, 1.5]], [3]]);
  });

  it('groups by one or two properties, biggest first, and cuts at the limit', async () => {
    const one = await ask.segmentation({ ...march(2, 8), e: event('view'), g: 'platform' });
    const both = await ask.segmentation({ ...march(2, 8), e: event('view'), g: 'country', g2: 'gp:plan', limit: 2 });
    expect(one.seriesLabels[0]).toEqual([0, 'Android']);
    expect(one.seriesCollapsed).toEqual([2, 1, 1]);
    expect(one.hitChunkGroupByLimit).toBe(false);
    expect(both.seriesLabels).toHaveLength(2);
    expect(both.hitChunkGroupByLimit).toBe(true);
    expect((await ask.segmentation({ ...march(2, 8), e: event('view'), g: 'gp:plan' })).seriesLabels).toContainEqual([
      0,
      '(none)',
    ]);
  });

  it('takes pct_dau of a group from the active users of that group', async () => {
    const { series } = await ask.segmentation({ ...march(3, 3), e: event('cart'), g: 'platform', m: 'pct_dau' });
    expect(series).toEqual([[1]]);
    expect((await ask.segmentation({ ...march(3, 3), e: event('cart'), m: 'pct_dau' })).series).toEqual([[0.5]]);
  });

  it('counts an inactive event, but not as activity', async () => {
    const query = { ...march(12, 12), e: event('notification_received') };
    expect((await ask.segmentation(query)).seriesCollapsed).toEqual([1]);
    expect((await ask.segmentation({ ...query, n: 'active' })).seriesCollapsed).toEqual([0]);
    expect((await ask.segmentation({ ...march(12, 12), e: event('_active') })).seriesCollapsed).toEqual([0]);
    expect((await ask.segmentation({ ...march(12, 12), e: event('_all') })).seriesCollapsed).toEqual([1]);
  });

  it.each([
    ['_new', [2, 1, 1]],
    ['revenue_amount', [1, 1, 1]],
    ['verified_revenue', [0, 0, 0]],
    ['unverified_revenue', [1, 1, 1]],
    ['no such event', [0, 0, 0]],
    ['constructor', [0, 0, 0]],
  ])('event type %s', async (type, points) => {
    expect((await ask.segmentation({ ...march(2, 4), e: event(type) })).series).toEqual([points]);
  });

  it('cuts days in the zone of the project', async () => {
    const there = asker(fiveUsers('Pacific/Auckland'));
    const { series } = await there.segmentation({ ...march(2, 5), e: event('view') });
    expect(series).toEqual([[1, 3, 0, 1]]);
  });
});

describe('filters and segments', () => {
  const total = async (filter: object) => {
    const e = event('_active', { filters: [filter] });
    return (await ask.segmentation({ ...march(2, 8), e, m: 'totals' })).seriesCollapsed[0];
  };
  const filter = (subprop_type: string, subprop_key: string, subprop_op: string, ...subprop_value: unknown[]) => ({
    ...{ subprop_type, subprop_key, subprop_op, subprop_value },
  });

  it.each([
    [filter('event', 'kind', 'is', 'lamp'), 2],
    [filter('event', 'kind', 'is', 'lamp', 'rug'), 4],
    [filter('event', 'kind', 'is not', 'lamp'), 13],
    [filter('event', 'kind', 'is', '(none)'), 11],
    [filter('event', 'kind', 'contains', 'AM'), 2],
    [filter('event', 'kind', 'does not contain', 'am'), 13],
    [filter('event', 'size', 'greater', '9'), 1],
    [filter('event', 'size', 'greater or equal', 9), 2],
    [filter('event', 'size', 'less', '9.5'), 2],
    [filter('event', 'size', 'less or equal', '1'), 1],
    [filter('event', 'kind', 'set is', 'rug'), 2],
    [filter('event', 'kind', 'set is', 'rug', 'lamp'), 0],
    [filter('event', 'kind', 'set is not', 'rug'), 13],
    [filter('user', 'version', 'less', '1.10.0'), 10],
    [filter('user', 'platform', 'is', 'Web'), 4],
    [filter('user', 'city', 'is', '(none)'), 11],
    [filter('user', 'gp:plan', 'is', 'plus'), 4],
    [filter('user', 'paying', 'is', 'true'), 5],
  ])('%o leaves %i events', async (condition, count) => {
    expect(await total(condition)).toBe(count);
  });

  it('makes one series of each segment, and all conditions of it must hold', async () => {
    const germans = JSON.stringify([{ prop: 'country', op: 'is', values: ['Germany'] }]);
    const both = JSON.stringify([
      { prop: 'country', op: 'is', values: ['Germany'] },
      { prop: 'platform', op: 'is', values: ['iOS'] },
    ]);
    const { series, seriesMeta } = await ask.segmentation({ ...march(2, 3), e: event('view'), s: [germans, both] });
    expect(series).toEqual([
      [1, 2],
      [1, 1],
    ]);
    expect(seriesMeta.map(({ segmentIndex }) => segmentIndex)).toEqual([0, 1]);
  });

  it.each([
    [{ op: '>=', value: 1, time_type: 'allTime' }, [2, 2, 1, 0]],
    [{ op: '=', value: 0, time_type: 'allTime' }, [0, 0, 0, 0]],
    [{ op: '>=', value: 1, time_type: 'currentInterval' }, [1, 1, 1, 0]],
    [{ op: '>=', value: 1, time_type: 'forEachInterval', time_value: 2 }, [1, 2, 1, 0]],
  ])('who performed a purchase: %o', async (condition, points) => {
    const s = JSON.stringify([{ type: 'event', event_type: 'buy', filters: [], ...condition }]);
    expect((await ask.segmentation({ ...march(2, 5), e: event('view'), s })).series).toEqual([points]);
  });
});

describe('funnels of five users', () => {
  const e = [event('view'), event('cart'), event('buy')];
  const reached = async (parameters: object) =>
    (await ask.funnel({ ...march(2, 8), e, ...parameters }))[0]?.cumulativeRaw;

  it.each([
    [{}, [4, 3, 3]],
    [{ mode: 'ordered', cs: 3600 }, [4, 3, 2]],
    [{ mode: 'ordered', cs: 120 }, [4, 2, 1]],
    [{ mode: 'sequential' }, [4, 2, 2]],
    [{ mode: 'unordered' }, [4, 4, 4]],
    [{ mode: 'unordered', cs: 100_000 }, [4, 4, 3]],
    [{ start: '20260303' }, [3, 1, 1]],
    [{ start: '20260303', n: 'new' }, [2, 1, 1]],
  ])('%o', async (parameters, users) => {
    expect(await reached(parameters)).toEqual(users);
  });

  it('tells shares, and the times of those who went on', async () => {
    const [funnel] = await ask.funnel({ ...march(2, 8), e });
    expect(funnel?.cumulative).toEqual([1, 0.75, 0.75]);
    expect(funnel?.stepByStep).toEqual([1, 0.75, 1]);
    expect(funnel?.medianTransTimes).toEqual([1_920_000, 300_000, 300_000]);
    expect(funnel?.avgTransTimes).toEqual([87_300_000, 760_000, 86_540_000]);
    expect(funnel?.stepTransTimeDistribution.step_bins).toHaveLength(4);
  });

  it('has a row for each day of entry, incomplete until the window has passed', async () => {
    const [funnel] = await ask.funnel({ ...march(2, 5), e, cs: 3600 });
    expect(funnel?.dayFunnels.series).toEqual([
      [2, 2, 1],
      [2, 0, 0],
      [1, 1, 1],
      [0, 0, 0],
    ]);
    expect(funnel?.dayFunnels.formattedXValues[0]).toBe('Mar 2');
    expect(funnel?.dayMedianTransTimes.series[3]).toEqual([-1, -1, -1]);
    const [recent] = await ask.funnel({ ...march(17, 20), e, cs: 2 * 86_400 });
    expect(recent?.dayFunnels.isComplete).toEqual([true, false, false, false]);
  });

  it('takes a step twice from two events', async () => {
    expect(await reached({ e: [event('view'), event('view')] })).toEqual([4, 2]);
    expect(await reached({ e: [event('view'), event('view')], mode: 'unordered', cs: 86_400 })).toEqual([4, 2]);
  });

  it('groups by a property of the entry, and by segment', async () => {
    const groups = await ask.funnel({ ...march(2, 8), e, g: 'platform', mode: 'sequential' });
    expect(groups.map(({ groupValue, cumulativeRaw }) => [groupValue, cumulativeRaw])).toEqual([
      ['Android', [2, 0, 0]],
      ['iOS', [1, 1, 1]],
      ['Web', [1, 1, 1]],
    ]);
    const s = ['iOS', 'Web'].map((platform) => JSON.stringify([{ prop: 'platform', op: 'is', values: [platform] }]));
    const segments = await ask.funnel({ ...march(2, 8), e, s });
    expect(segments.map(({ meta, cumulativeRaw }) => [meta.segmentIndex, cumulativeRaw[0]])).toEqual([
      [0, 1],
      [1, 1],
    ]);
  });
});

describe('retention of five users', () => {
  const newUsers = { se: event('_new'), re: event('_active') };
  const counts = async (parameters: object, date: string) => {
    const { series } = await ask.retention({ ...march(2, 9), ...newUsers, ...parameters });
    return series[0]?.values[date]?.map(({ count }) => count);
  };

  it('starts with the total, then day 0, day 1, …, up to today', async () => {
    const found = await counts({}, 'Mar 2');
    expect(found).toHaveLength(1 + 19);
    expect(found?.slice(0, 6)).toEqual([2, 2, 1, 0, 1, 0]);
    expect(await counts({}, 'Mar 9')).toEqual([1, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]);
  });

  it('marks what is not final, newest cohort first', async () => {
    const { series } = await ask.retention({ ...march(2, 20), ...newUsers });
    expect(series[0]?.dates.slice(0, 2)).toEqual(['Mar 20', 'Mar 19']);
    expect(series[0]?.values['Mar 19']?.map(({ incomplete }) => incomplete)).toEqual([false, false, true]);
  });

  it('unbounded: whoever comes back later was retained before', async () => {
    expect((await counts({ rm: 'rolling' }, 'Mar 2'))?.slice(0, 6)).toEqual([2, 2, 2, 1, 1, 0]);
  });

  it('brackets exclude their upper bound', async () => {
    expect(await counts({ rm: 'bracket', rb: '[[0,2],[2,4],[3,4],[4,9]]' }, 'Mar 2')).toEqual([2, 2, 1, 1, 0]);
  });

  it('counts a return on day 0 only after the start', async () => {
    expect((await counts({ re: event('buy') }, 'Mar 2'))?.slice(0, 5)).toEqual([2, 1, 0, 0, 1]);
    expect((await counts({ se: event('buy'), re: event('view') }, 'Mar 2'))?.slice(0, 3)).toEqual([1, 0, 1]);
  });

  it('weeks', async () => {
    const { series } = await ask.retention({ ...march(2, 15), ...newUsers, i: 7 });
    expect(series[0]?.dates).toEqual(['Mar 9', 'Mar 2']);
    expect(series[0]?.values['Mar 2']?.map(({ count }) => count)).toEqual([4, 4, 0, 0]);
    expect(series[0]?.values['Mar 9']?.map(({ count, incomplete }) => [count, incomplete])).toEqual([
      [1, false],
      [1, false],
      [1, true],
    ]);
  });

  it('adds the cohorts that are old enough', async () => {
    const { series } = await ask.retention({ ...march(2, 9), ...newUsers });
    expect(series[0]?.combined.slice(0, 3).map(({ count, outof }) => [count, outof])).toEqual([
      [5, 5],
      [5, 5],
      [1, 5],
    ]);
    expect(series[0]?.combined[18]).toMatchObject({ count: 0, outof: 2, incomplete: false });
    expect(series[0]?.combined[19]).toMatchObject({ outof: 2, incomplete: true });
  });

  it('groups', async () => {
    const { series, seriesLabels } = await ask.retention({ ...march(2, 9), ...newUsers, g: 'country' });
    expect(seriesLabels).toEqual(['United States', 'Germany']);
    expect(series.map(({ combined }) => combined[0]?.count)).toEqual([3, 2]);
  });

  it('writes the year when the cohorts span two', async () => {
    const { series } = await ask.retention({ start: '20251231', end: '20260101', ...newUsers });
    expect(series[0]?.dates).toEqual(['Jan 1, 2026', 'Dec 31, 2025']);
  });
});

describe('revenue of five users', () => {
  it.each([
    [0, { r1d: 10, r3d: 10, r4d: 35, r90d: 35 }],
    [1, { r1d: 20, r3d: 20, r4d: 35, r90d: 35 }],
    [2, { r1d: 20, r3d: 20, r4d: 70, r90d: 70 }],
    [3, { r1d: 1, r3d: 1, r4d: 2, r90d: 2 }],
  ])('metric %i', async (m, figures) => {
    const { series } = await ask.ltv({ ...march(2, 9), m });
    expect(series[0]?.values['2026-03-02']).toMatchObject({ ...figures, count: 2, paid: 2, total_amount: 70 });
    expect(series[0]?.dates[0]).toBe('Mar 9');
    expect(series[0]?.values['2026-03-09']).toMatchObject({ count: 1, paid: 0, total_amount: 0 });
  });
});

describe('sessions of five users', () => {
  it('averages seconds, and sessions per user', async () => {
    const average = await ask.series('/api/2/sessions/average', march(2, 5));
    const perUser = await ask.series('/api/2/sessions/peruser', march(2, 6));
    expect(average.series).toEqual([[360, 600, 1920, 0]]);
    expect(perUser.series).toEqual([[1, 1, 1, 1, null]]);
  });

  it('puts lengths into the default bins, or into those asked for', async () => {
    const plain = await ask.series('/api/2/sessions/length', march(2, 5));
    expect(plain.xValues.slice(0, 3)).toEqual(['0s-3s', '3s-10s', '10s-30s']);
    expect(plain.series).toEqual([[2, 0, 0, 0, 1, 0, 2, 1, 0]]);
    const bins = (unit: string) => ({
      ...{ timeHistogramConfigBinTimeUnit: unit, timeHistogramConfigBinMin: 0 },
      ...{ timeHistogramConfigBinMax: 40, timeHistogramConfigBinSize: 20 },
    });
    const minutes = await ask.series('/api/2/sessions/length', { ...march(2, 5), ...bins('minutes') });
    expect([minutes.xValues, minutes.series]).toEqual([['0s-1200s', '1200s-2400s'], [[4, 2]]]);
    const days = await ask.series('/api/2/sessions/length', { ...march(2, 5), ...bins('days') });
    expect(days.xValues).toEqual(plain.xValues);
  });
});
