import { describe, expect, it } from 'vitest';
import { eventSegmentation } from '../../../tools/amplitude/event-segmentation.ts';
import { bind, requestLine } from '../../support/ask.ts';

const line = (args: Record<string, unknown>) => requestLine(bind(eventSegmentation, args));
const refusal = (args: Record<string, unknown>) => {
  try {
    bind(eventSegmentation, args);
  } catch (error) {
    return error instanceof Error ? error.message.split('\n').slice(1) : [];
  }
  return [];
};
const priced = { event_type: 'buy', group_by: [{ type: 'event', property: 'price' }] };

describe('the request', () => {
  it('takes a bare event name', () =>
    expect(line({ events: 'watch_tutorial', start: '2021-08-01', end: '2021-08-31' })).toBe(
      '/api/2/events/segmentation?e={"event_type":"watch_tutorial"}&start=20210801&end=20210831&m=uniques&n=any&i=1',
    ));

  it('sends two events as e and e2, with filters and group-bys in them', () => {
    const filters = [{ type: 'user', property: 'gp:plan', operator: 'is', values: ['pro'] }];
    expect(line({ events: [{ ...priced, filters }, 'Any Active Event'], metric: 'value_avg' })).toBe(
      '/api/2/events/segmentation?e={"event_type":"buy","filters":[{"subprop_type":"user","subprop_key":"gp:plan","subprop_op":"is","subprop_value":["pro"]}],"group_by":[{"type":"event","value":"price"}]}&e2={"event_type":"_active"}&start=20260716&end=20260814&m=value_avg&n=any&i=1',
    );
  });

  it('sends every other argument', () => {
    const args = {
      ...{ events: ['a', 'b'], metric: 'formula', formula: 'UNIQUES(A)/UNIQUES(B)', user_type: 'active', limit: 7 },
      ...{ interval: 'weekly', group_by: ['country', 'gp:plan'], rolling_average: 4, start: '2026-01-05' },
      segments: [{ filters: [{ property: 'city', operator: 'is', values: ['Rome'] }] }],
    };
    expect(line(args)).toBe(
      '/api/2/events/segmentation?e={"event_type":"a"}&e2={"event_type":"b"}&start=20260105&end=20260814&m=formula&n=active&i=7&s=[{"prop":"city","op":"is","values":["Rome"]}]&g=country&g2=gp:plan&limit=7&formula=UNIQUES(A)/UNIQUES(B)&rollingAverage=4',
    );
    expect(line({ events: 'a', rolling_window: '28' })).toContain('&rollingWindow=28');
  });

  it.each([
    ['realtime', '-300000', '20260814', '20260815'],
    ['hourly', '-3600000', '20260809', '20260815'],
    ['daily', '1', '20260716', '20260814'],
    ['weekly', '7', '20260523', '20260814'],
    ['monthly', '30', '20260215', '20260814'],
  ])('%s is i=%s', (interval, code, start, end) =>
    expect(line({ events: 'a', interval })).toContain(`&start=${start}&end=${end}&m=uniques&n=any&i=${code}`),
  );

  it('asks the same when it is asked again with its own input', () => {
    const first = bind(eventSegmentation, { events: ['Any Event', priced], metric: 'totals', group_by: 'country' });
    const again = eventSegmentation.bind({ ...first.input });
    expect(again.request).toEqual(first.request);
    expect(again.input).toEqual(first.input);
  });

  it.each([
    ['Any Active Event', '_active'],
    ['[Amplitude] Any Event', '_all'],
    ['[Amplitude] New User', '_new'],
    ['[Amplitude] Revenue (Verified)', 'verified_revenue'],
    ['New User', 'New User'],
    ['Revenue', 'Revenue'],
    ['revenue', 'revenue'],
    ['constructor', 'constructor'],
  ])('asks for %s as %s', (name, sent) =>
    expect(bind(eventSegmentation, { events: [name] }).names.events).toEqual([sent]),
  );

  it('knows the event names that it uses', () =>
    expect(bind(eventSegmentation, { events: ['a', 'Any Event'] }).names.events).toEqual(['a', '_all']));
});

describe('the cost', () => {
  const cost = (args: Record<string, unknown>) => bind(eventSegmentation, args).price.cost;
  const filter = { property: 'city', operator: 'is', values: ['Rome'] };

  it.each([
    ['days', { events: 'a' }, 30],
    ['events', { events: ['a', 'b'] }, 60],
    ['an observed price: 83 days, one event, one group-by', { events: 'a', start: '2026-05-24', group_by: 'x' }, 415],
    ['two group-bys', { events: 'a', group_by: ['x', 'y'] }, 30 * 9],
    ['a group-by in an event', { events: [priced] }, 30 * 5],
    ['group-bys in both', { events: [priced, priced] }, 30 * 10],
    [
      'segments and their conditions',
      { events: 'a', segments: [{ filters: [filter, filter] }, { filters: [filter] }] },
      30 * 5,
    ],
    ['who performed', { events: 'a', segments: [{ performed: [{ event_type: 'b' }] }] }, 30 * 2],
    ['filters of the event are free', { events: [{ event_type: 'a', filters: [{ type: 'user', ...filter }] }] }, 30],
  ])('%s', (_, args, wanted) => expect(cost(args)).toBe(wanted));

  it('has cheaper questions to offer', () => {
    const dear = bind(eventSegmentation, { events: [priced, 'b'], start: '-365d', group_by: 'country' });
    const offers = dear.rewrites().filter(({ cost }) => cost <= 1_000);
    expect(offers.length).toBeGreaterThanOrEqual(2);
    expect(offers[0]).toEqual({ change: '"start": "2026-07-13" (the last 33 days)', cost: 33 * 5 * 6 });
    const grouped = bind(eventSegmentation, { events: [priced], start: '-300d' });
    expect(grouped.rewrites()).toContainEqual({ change: 'no "group_by" in "events"', cost: 300 });
    const measured = bind(eventSegmentation, { events: [priced], start: '-300d', metric: 'sums' });
    expect(
      measured
        .rewrites()
        .map(({ change }) => change)
        .join(),
    ).not.toContain('in "events"');
  });
});

describe('the rules', () => {
  it.each([
    [
      'formula without its metric',
      { events: 'a', formula: 'UNIQUES(A)' },
      ['- "formula" works only with "metric": "formula", and the metric is "uniques": change one of them.'],
    ],
    [
      'the metric without a formula',
      { events: 'a', metric: 'formula' },
      ['- "metric": "formula" needs "formula", for instance "UNIQUES(A)/UNIQUES(B)", where A and B are the events.'],
    ],
    [
      'B without a second event',
      { events: 'a', metric: 'formula', formula: 'uniques(a)/uniques(b)' },
      ['- "formula" names B, so "events" needs a second event.'],
    ],
    [
      'a third event',
      { events: ['a', 'b'], metric: 'formula', formula: 'UNIQUES(C)/UNIQUES(D)' },
      ['- "formula" can name A (the first event) and B (the second) only; it names C, D.'],
    ],
    [
      'no event',
      { events: 'a', metric: 'formula', formula: '1e3/2' },
      ['- "formula" names no event: use functions of A and B, such as "TOTALS(A)/UNIQUES(A)".'],
    ],
    [
      'a property metric without a property',
      { events: ['a', priced], metric: 'sums' },
      [
        '- "metric": "sums" is about a property: name it as "group_by": [{"type": "event", "property": "…"}] inside the first of "events".',
      ],
    ],
    [
      'both kinds of rolling',
      { events: 'a', rolling_window: 7, rolling_average: 7 },
      ['- "rolling_window" and "rolling_average" exclude each other: keep one.'],
    ],
    [
      'rolling hours',
      { events: 'a', interval: 'hourly', start: '-6d', rolling_window: 7 },
      [
        '- "rolling_window" counts days, weeks or months: use "interval": "daily", "weekly" or "monthly", or leave it out.',
      ],
    ],
    [
      'a rolling histogram',
      { events: [priced], metric: 'histogram', rolling_average: 2 },
      ['- "rolling_average" needs points in time, and a histogram has bins: leave it out.'],
    ],
    [
      'groups of segments',
      { events: 'a', segments: [{}, {}], group_by: 'x' },
      ['- "group_by" works with a single segment only, and there are 2: keep one segment, or leave "group_by" out.'],
    ],
    ['too many groups', { events: 'a', group_by: 'x', limit: 1_001 }, ['- "limit" must be 1 to 1,000; it is 1001.']],
    ['no groups', { events: 'a', group_by: 'x', limit: 0 }, ['- "limit" must be 1 to 1,000; it is 0.']],
    ['a long window', { events: 'a', rolling_window: 366 }, ['- "rolling_window" must be 1 to 365; it is 366.']],
    ['no event at all', {}, ['- "events" is required (array).']],
    ['an empty list', { events: [] }, ['- "events" must have at least 1 entry.']],
    ['three events', { events: ['a', 'b', 'c'] }, ['- "events" must have at most 2 entries.']],
    [
      'three group-bys in an event',
      { events: [{ event_type: 'a', group_by: [1, 2, 3].map((n) => ({ type: 'user', property: `p${n}` })) }] },
      ['- "events[0].group_by" must have at most 2 entries.'],
    ],
    [
      'four days of five minutes',
      { events: 'a', interval: 'realtime', start: '-3d' },
      [
        '- "interval": realtime data covers at most 2 days and this range has 4: start on 2026-08-14, or use "interval": "hourly".',
      ],
    ],
    [
      'nine days of hours',
      { events: 'a', interval: 'hourly', start: '-8d' },
      [
        '- "interval": hourly data covers at most 7 days and this range has 9: start on 2026-08-09, or use "interval": "daily".',
      ],
    ],
    [
      'two years of days',
      { events: 'a', start: '-24m' },
      [
        '- "interval": daily data covers at most 365 days and this range has 730: start on 2025-08-15, or use "interval": "weekly".',
      ],
    ],
  ])('%s', (_, args, wanted) => expect(refusal(args)).toEqual(wanted));

  it('names every mistake at once', () =>
    expect(
      refusal({ events: 'a', metric: 'sums', formula: 'A', rolling_window: 2, rolling_average: 3, limit: 5_000 }),
    ).toHaveLength(4));

  it('refuses words and arguments that do not exist', () => {
    expect(refusal({ events: 'a', metric: 'dau' })[0]).toContain(
      '"metric" must be one of "uniques", "totals", "pct_dau"',
    );
    expect(refusal({ events: 'a', rolling: 7 })[0]).toContain(
      '"rolling" is not an argument. Did you mean "rolling_window"?',
    );
    expect(refusal({ events: 'a', user_type: 'new' })).toHaveLength(1);
    expect(refusal({ events: 'a', limit: 2.5 })).toHaveLength(1);
  });

  it('takes formulas of any arithmetic of A and B', () => {
    for (const formula of [
      'UNIQUES(A)',
      '100*UNIQUES(A)/UNIQUES(B)',
      'propsum(a) - 1e3',
      'PERCENTILE(A, 0.9)+TOTALS(B)',
    ])
      expect(refusal({ events: [priced, 'b'], metric: 'formula', formula })).toEqual([]);
  });

  it('refuses formulas of a property that no event names', () => {
    const asks = (formula: string) => refusal({ events: [priced, 'b'], metric: 'formula', formula }).join();
    expect(asks('PROPSUM(A)/propavg( b )')).toBe(
      '- "formula" measures a property of B: name it as "group_by": [{"type": "event", "property": "…"}] inside the second of "events".',
    );
    expect(refusal({ events: ['a', 'b'], metric: 'formula', formula: 'PERCENTILE(A, 0.5)+HIST(B)' })).toHaveLength(2);
    expect(asks('PROPSUM(A)/UNIQUES(B)')).toBe('');
  });

  it('says that a limit without groups means nothing', () => {
    expect(bind(eventSegmentation, { events: 'a', limit: 5 }).remarks).toEqual([
      '"limit" is about groups, and nothing is grouped.',
    ]);
    expect(bind(eventSegmentation, { events: 'a', limit: 5, group_by: 'x' }).remarks).toEqual([]);
  });
});
