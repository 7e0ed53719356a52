import { describe, expect, it } from 'vitest';
import { eventSegmentation } from '../../../tools/amplitude/event-segmentation.ts';
import { dates, expectReadable, times } from '../../support/amplitude-series.ts';
import { bind, printed, requestLine, table } from '../../support/ask.ts';
import { compared } from '../../support/ask-compared.ts';

const later = dates('2026-07-18', 28);
const earlier = dates('2026-06-20', 28);
type Side = { series: readonly (readonly unknown[])[] } & Record<string, unknown>;
const ask = (args: object, now: Side, before: Side, envelope: object = {}) =>
  compared(eventSegmentation, { events: 'buy', ...args }, [
    { data: { xValues: later, ...now }, ...envelope },
    { data: { xValues: earlier, ...before } },
  ]);
const flat = (value: unknown, size = 28) => Array<unknown>(size).fill(value);
const one = (value: unknown, whole?: unknown): Side => ({
  ...{ series: [flat(value)], seriesLabels: [0] },
  ...(whole === undefined ? {} : { seriesCollapsed: [[{ setId: '', value: whole }]] }),
});
const priced = { event_type: 'buy', group_by: [{ type: 'event', property: 'price' }] };

describe('the requests', () => {
  it('are the same but for their dates, each at its price', () => {
    const call = bind(eventSegmentation, { events: ['view', 'buy'], group_by: 'country', compare: 'previous_year' });
    const line = (start: string, end: string) =>
      `/api/2/events/segmentation?e={"event_type":"view"}&e2={"event_type":"buy"}&start=${start}&end=${end}&m=uniques&n=any&i=1&g=country`;
    expect(requestLine(call)).toBe(line('20260718', '20260814'));
    expect(requestLine(call.compared?.base ?? call)).toBe(line('20250718', '20250814'));
    expect([call.price, call.compared?.base.price]).toEqual([{ cost: 28 * 5 * 2 }, { cost: 28 * 5 * 2 }]);
  });
});

describe('counts', () => {
  it('uniques are held against each other as the vendor counted them, and as means of days', () => {
    const told = ask({}, one(130, 1_020), one(100, 901));
    expect(told.headline).toEqual([
      'buy, 2026-07-18 to 2026-08-14 against 2026-06-20 to 2026-07-17:',
      '1,020 users, each counted once, against 901 users, +13.2 %.',
      'Mean of 28 complete days: 130 users against 100 users, +30.0 %.',
    ]);
    expect(expectReadable(told).full).not.toMatch(/3,640|2,800/);
  });

  it('totals are sums of the days that both have', () => {
    const told = ask({ metric: 'totals' }, { ...one(0), series: [[null, ...flat(10, 27)]] }, one(5, 140));
    expect(told.headline[1]).toBe('270 events in 27 complete days against 135 events, +100.0 %.');
    expect(told.notes).toContain(
      'Without a figure on a side, so left out on both: 1 day, 2026-07-18 (against 2026-06-20).',
    );
  });

  it('sums of a property likewise, to the cent', () =>
    expect(ask({ events: [priced], metric: 'sums' }, one(0.1), one(0.2)).headline[1]).toBe(
      '2.80 sum of price in 28 complete days against 5.60 sum of price, -50.0 %.',
    ));

  it.each([
    ['TOTALS(A)', '280 events in 28 complete days against 140 events, +100.0 %.'],
    ['uniques( b )', '500 users, each counted once, against 400 users, +25.0 %.'],
    ['PROPSUM(A)', '280 sum of price in 28 complete days against 140 sum of price, +100.0 %.'],
    ['PROPSUM(B)', '280 sum of size in 28 complete days against 140 sum of size, +100.0 %.'],
    ['TOTALS(A)*2', "500 over the range (the vendor's own figure) against 400, +25.0 %."],
  ])('%s is what it counts', (formula, sentence) => {
    const sized = { event_type: 'box', group_by: [{ type: 'event', property: 'size' }] };
    const events = formula.startsWith('PROP') ? [priced, sized] : ['buy', 'box'];
    const told = ask({ events, metric: 'formula', formula }, one(10, 500), one(5, 400));
    expect(told.headline[1]).toBe(sentence);
  });
});

describe('averages and ratios', () => {
  it("are held against each other by the vendor's own figures, without a test", () => {
    const told = ask({ metric: 'average' }, one(2.5, 4.25), one(2, 4));
    expect(told.headline.slice(1)).toEqual([
      "4.25 events per user over the range (the vendor's own figure) against 4 events per user, +6.3 %.",
      'Unweighted mean of 28 complete days: 2.50 events per user against 2 events per user, +25.0 %.',
    ]);
    expect(told.notes).toEqual(['Compared without a test of chance: Amplitude sends no counts behind these figures.']);
  });

  it('say that a change of a ratio is relative, and never lead with an unweighted mean', () => {
    const events = ['view', 'buy'];
    const told = ask({ events, metric: 'formula', formula: 'UNIQUES(B)/UNIQUES(A)' }, one(0.12), one(0.1));
    expect(told.headline).toEqual([
      'UNIQUES(B)/UNIQUES(A) with A = view, B = buy, 2026-07-18 to 2026-08-14 against 2026-06-20 to 2026-07-17:',
      'Higher in 28 and lower in 0 of 28 complete days, each against its counterpart.',
      'Unweighted mean of 28 complete days: 0.12 against 0.1, +20.0 % (relative).',
    ]);
  });
});

describe('shares of active users', () => {
  it('change in points, never in percent of percent', () => {
    const told = ask({ metric: 'pct_dau' }, one(0.12, 0.3), one(0.1, 0.25));
    expect(told.headline.slice(1)).toEqual([
      "30.0 % of active users over the range (the vendor's own figure) against 25.0 % of active users, +5.0 points.",
      'Unweighted mean of 28 complete days: 12.0 % of active users against 10.0 % of active users, +2.0 points.',
    ]);
    expect(printed(table(told, 'compared_points'))[0]).toMatchObject({ current: '12.0 %', change: '+2.0 points' });
    expect(expectReadable(told).full).not.toMatch(/\+20\.0|change_percent/);
    expect(told.notes.join()).toContain('no counts behind');
  });

  it('read as percentages in both ranges are the same', () =>
    expect(ask({ metric: 'pct_dau' }, one(12, 30), one(10, 25)).headline[1]).toContain('30.0 % of active users'));

  it('read in two ways are not compared', () => {
    for (const [now, before] of [
      [0.8, 1.2],
      [1.2, 0.8],
    ]) {
      const told = ask({ metric: 'pct_dau' }, one(now), one(before));
      expect(told.headline).toEqual([
        expect.stringContaining('no change is told, because Amplitude documents no unit'),
      ]);
      expect(told.tables.map(({ name }) => name)).toEqual(['points']);
    }
  });
});

describe('points that roll', () => {
  it.each(['rolling_window', 'rolling_average'])(
    'with %s are compared one with one, and no range with a range',
    (how) => {
      const told = ask({ metric: 'totals', [how]: 7 }, one(70, 3_000), one(50, 2_000));
      expect(told.headline.slice(1)).toEqual([
        'Latest complete day, 2026-08-14 against 2026-07-17: 70 events against 50 events, +40.0 %.',
      ]);
      expect(told.notes.join()).toContain('looking back beyond it, so left out of every compared figure: 6 days');
      expect(expectReadable(told).full).not.toMatch(/3,000|2,000|1,400|1,960/);
    },
  );

  it('longer than the range are none', () =>
    expect(ask({ rolling_window: 60 }, one(70), one(50)).headline[0]).toContain('so no change is told'));
});

describe('two events', () => {
  const events = ['view', 'buy'];
  const two = (view: number, buy: number, metas: unknown[]): Side => ({
    ...{ series: metas[0] === 1 ? [flat(buy), flat(view)] : [flat(view), flat(buy)], seriesLabels: [0, 0] },
    seriesMeta: metas.map((eventIndex) => ({ segmentIndex: 0, eventIndex })),
  });

  it('are matched by the event, whatever their order', () => {
    const told = ask({ events, metric: 'totals' }, two(10, 2, [1, 0]), two(5, 4, [0, 1]));
    expect(told.headline.slice(1)).toEqual([
      'view: 280 events in 28 complete days against 140 events, +100.0 %.',
      'buy: 56 events in 28 complete days against 112 events, -50.0 %.',
    ]);
  });

  it('of which one is not told leave the other with its name', () => {
    const odd: Side = { ...two(10, 2, [0, 0]), seriesMeta: [{ segmentIndex: 0, eventIndex: 0 }, { eventIndex: 7 }] };
    const told = ask({ events, metric: 'totals' }, odd, odd);
    expect(told.headline[1]).toMatch(/^view: 280 events/);
    expect(told.notes.join()).toContain('Not compared: 1 series of the later range and 1 of the earlier');
  });

  it('by group that do not say of which event they are, are not compared', () => {
    const unsaid: Side = { series: [flat(1), flat(2)], seriesLabels: ['DE', 'FR'] };
    const told = ask({ events, group_by: 'country' }, unsaid, unsaid);
    expect(told.headline[0]).toContain('no series is known to be in both');
    expect(told.notes[0]).toContain('Not compared: 2 series of the later range and 2 of the earlier');
  });
});

describe('groups', () => {
  const groups = (values: Record<string, number>): Side => ({
    series: Object.values(values).map((value) => flat(value)),
    seriesLabels: Object.keys(values).map((name) => [0, name]),
  });

  it("cut by the vendor's limit on a side are n/a, never 0", () => {
    const args = { metric: 'totals', group_by: 'country', limit: 2 };
    const told = ask(args, groups({ DE: 5, FR: 2 }), groups({ DE: 4, IT: 3 }));
    expect(printed(table(told, 'comparison')).slice(0, 3)).toMatchObject([
      { series: 'DE', current: '140', previous: '112', change_percent: '+25.0 %' },
      { series: 'FR', current: '56', previous: 'n/a', change: 'n/a', change_percent: 'n/a' },
      { series: 'IT', current: 'n/a', previous: '84', change: 'n/a', change_percent: 'n/a' },
    ]);
    expect(told.notes.slice(0, 3)).toEqual([
      'Only in the later range, so n/a in the other (nothing there, or cut off): FR.',
      'Only in the earlier range, so n/a in the other (nothing there, or cut off): IT.',
      expect.stringContaining('2 groups came back, which is the limit'),
    ]);
  });

  it('of nothing before rose from 0, which has no percentage', () => {
    const told = ask({ metric: 'totals', group_by: 'country' }, groups({ DE: 5, FR: 2 }), groups({ DE: 5, FR: 0 }));
    expect(told.headline[2]).toBe(
      'FR: 56 events in 28 complete days against 0 events, up by 56, no percentage from 0.',
    );
  });
});

describe('hours and slots', () => {
  it('are held against those of the range before, without what is still to come', () => {
    const hours = (start: string, size: number) => ({
      xValues: times(start, size, 60),
      series: [flat(2, size)],
      seriesLabels: [0],
    });
    const now = hours('2026-08-09', 7 * 24 - 11);
    const told = ask({ metric: 'totals', interval: 'hourly' }, now, {
      ...hours('2026-08-02', 7 * 24),
      series: [flat(1, 168)],
    });
    expect(told.headline).toEqual([
      'buy, 2026-08-09 to 2026-08-15 against 2026-08-02 to 2026-08-08:',
      '312 events in 156 complete hours against 156 events, +100.0 %.',
    ]);
    expect(told.notes[0]).toContain('12 hours, 2026-08-15 12:00 (against 2026-08-08 12:00) …');
  });

  it('of two days of five minutes name their weekdays', () => {
    const slots = (start: string) => ({ xValues: times(start, 576, 5), series: [flat(3, 576)], seriesLabels: [0] });
    const args = { metric: 'totals', interval: 'realtime', start: '2026-08-13', end: '2026-08-14' };
    const told = ask(args, slots('2026-08-13'), slots('2026-08-11'));
    expect(told.headline[1]).toBe('1,728 events in 576 complete 5-minute slots against 1,728 events, 0.0 %.');
    expect(told.notes.join()).toContain('2026-08-13 is a Thu, 2026-08-11 a Tue');
  });
});

it('labels that are no dates are compared with nothing, and break nothing', () => {
  const odd = { series: [[1, 2]], seriesLabels: [0], xValues: ['|x|\u202e', '<b>'] };
  const told = ask({}, odd, odd);
  expect(told.headline[0]).toContain('so no change is told');
  expectReadable(told);
});
