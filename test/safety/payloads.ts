import { addDays } from '../../src/report/calendar.ts';

/** Puts a stranger's words in a place of an answer; `usual` is what is harmless there. */
export type Put = (place: string, usual: string) => string;

/** A question, and an answer to it with every place where the vendor's words go into what is said. */
export interface Payload {
  name: string;
  args: Record<string, unknown>;
  bodies(put: Put, days: readonly string[]): unknown[];
}

/** The last ten days but one before the clock's 15 August 2026. */
export const range = { start: '2026-08-04', end: '2026-08-13' };

export function daysOf({ start }: { start: string }): string[] {
  return Array.from({ length: 10 }, (_, day) => addDays(start, day));
}

const figures = (seed: number) => Array.from({ length: 10 }, (_, day) => 100 + seed * 10 + day);
const envelope = (put: Put) => ({
  novaRuntime: put('envelope', 'x'),
  [put('envelope key', 'extra')]: 1,
  wasCached: true,
});

const csv = (...rows: string[][]) =>
  rows.map((row) => row.map((cell) => `"\t${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n');

const series = (put: Put, days: readonly string[]) => ({
  data: {
    series: [figures(3), figures(2), figures(1)],
    seriesLabels: [put('label', 'iOS'), [0, put('label in a pair', 'Android')], [put('label in a list', 'Web'), 'x']],
    seriesMeta: [{ segmentIndex: 0 }, { segmentIndex: 0, note: put('meta', 'x') }, [put('meta in a list', 'x')]],
    seriesCollapsed: [[{ value: 900 }], [{ value: 800 }], [{ value: 700 }]],
    xValues: days,
  },
  ...envelope(put),
});

const daily = (put: Put, days: readonly string[]) => ({
  data: {
    series: [figures(1)],
    seriesLabels: [put('label', 'all')],
    seriesMeta: [{ segmentIndex: 0, note: put('meta', 'x') }],
    xValues: days,
  },
  ...envelope(put),
});

const cohort = (size: number) => ({ count: size, paid: 5, total_amount: 100, r1d: 1, r2d: 2, r3d: 3 });

const retained = (put: Put, days: readonly string[], group: string) => ({
  groupValue: put('group', group),
  values: Object.fromEntries(
    [...days, put('cohort', 'Unknown day')].map((day) => [
      day,
      [5, 5, 2, 1].map((count) => ({ count, outof: 5, incomplete: false, setId: put('cell', 'x') })),
    ]),
  ),
  combined: [50, 50, 20, 10].map((count) => ({ count, outof: 50, incomplete: false })),
});

const funnelOf = (put: Put, days: readonly string[], group: string) => ({
  groupValue: put('group', group),
  meta: { segmentIndex: 0, note: put('meta', 'x') },
  events: [put('step', 'view'), put('second step', 'pay'), 'done'],
  cumulativeRaw: [1000, 400, 100],
  medianTransTimes: [0, 60_000, 90_000],
  avgTransTimes: [0, 60_000, 90_000],
  dayFunnels: { xValues: [...days.slice(0, 9), put('day', 'a day')], series: days.map(() => [100, 40, 10]) },
});

const activity = (put: Put, index: number, type: string, currency: string) => ({
  uuid: put('uuid', `uuid-${index}`) + index,
  type,
  currency,
  date: `2026-08-0${4 + (index % 5)}T10:00:00Z`,
  description: put('description', 'purchased the Gold plan'),
  'activity-mrr-movement': type === 'churn' ? -500 : 1000,
  'activity-mrr': 1000,
  'plan-external-id': put('plan', 'gold'),
  'subscription-external-id': put('subscription', 'sub_1'),
  'customer-name': put('customer', 'Acme') + (index % 4),
  'customer-uuid': put('customer uuid', 'cus_1') + (index % 4),
  'customer-external-id': put('customer id', 'c1'),
  'billing-connector-uuid': put('connector', 'x'),
});

const user = (put: Put) => ({
  user_id: put('user id', 'u-1'),
  canonical_amplitude_id: 12345,
  ...{ num_events: 3, num_sessions: 2, usage_time: 10_000, purchases: 1, revenue: 5 },
  ...{ first_used: put('first used', '2026-01-01'), last_used: put('last used', '2026-08-01') },
  ...{ platform: put('platform', 'iOS'), os: put('os', 'ios 18'), version: put('version', '1.2') },
  ...{
    start_version: put('start version', '1.0'),
    device: put('device', 'iPhone'),
    device_type: put('type', 'iPhone'),
  },
  ...{ country: put('country', 'Germany'), region: put('region', 'Berlin'), city: put('city', 'Berlin') },
  ...{ language: put('language', 'German'), device_ids: [put('device id', 'd-1'), 'd-2'] },
  properties: {
    [put('property key', 'plan')]: put('property', 'gold'),
    tags: [put('tag', 'a')],
    deep: { x: put('deep', 'b') },
  },
  [put('field', 'carrier')]: put('field value', 'x'),
});

const event = (put: Put, index: number) => ({
  event_type: put('event type', 'Open') + (index % 2),
  event_time: index === 0 ? put('event time', '2026-08-01 10:00:00') : `2026-08-01 10:0${index}:00.000000`,
  event_properties: { [put('event key', 'title')]: put('event value', 'Hello') },
  ...{ session_id: put('session', '1786788672123'), platform: put('event platform', 'iOS') },
  ...{ version_name: put('event version', '1.2'), country: put('event country', 'Germany') },
});

const grouped = { ...range, group_by: ['gp:plan'] };
const steps = { ...range, events: ['view', 'pay', 'done'] };

/** By the names of the tools. */
export const payloads: Readonly<Record<string, readonly Payload[]>> = {
  amplitude_query_chart: [
    { name: 'series', args: { chart: 'abc123' }, bodies: (put, days) => [series(put, days)] },
    {
      name: 'series by words',
      args: { chart: 'abc123' },
      bodies: (put) => [
        { data: { series: [[1, 2, 3]], seriesLabels: [put('label', 'A')], xValues: [put('axis', 'x'), 'y', 'z'] } },
      ],
    },
    {
      name: 'CSV of a series',
      args: { chart: 'abc123' },
      bodies: (put, days) => [
        {
          data: csv(
            [put('title', 'A chart')],
            [''],
            ['Segment', put('header', 'Plan'), ...days],
            [put('segment', 'All'), put('label', 'gold'), ...days.map(() => '5')],
            ['All', 'silver', ...days.map(() => '4')],
          ),
        },
      ],
    },
    {
      name: 'CSV of a table',
      args: { chart: 'abc123' },
      bodies: (put) => [
        {
          data: csv(
            [put('title', 'A chart')],
            [''],
            [put('header', 'Plan'), 'Users', put('second header', 'Share')],
            [put('label', 'gold'), '5', '10%'],
            [put('second label', 'silver'), '4', '5%'],
          ),
        },
      ],
    },
    {
      name: 'CSV of a wide table',
      args: { chart: 'abc123' },
      bodies: (put) => [
        {
          data: csv(
            ['Plan', ...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => put('header', 'column') + n)],
            [put('label', 'gold'), ...[1, 2, 3, 4, 5, 6, 7, 8].map(String)],
            ['silver', ...[1, 2, 3, 4, 5, 6, 7].map(String), put('cell', 'some')],
          ),
        },
      ],
    },
    {
      name: 'a data table',
      args: { chart: 'abc123' },
      bodies: (put) => [
        {
          data: {
            labels: [[put('header', 'Plan')], [put('label', 'gold')], ['silver']],
            values: [[put('second header', 'Users')], [{ value: 5 }], [{ value: 4 }]],
          },
        },
      ],
    },
    { name: 'funnel', args: { chart: 'abc123' }, bodies: (put, days) => [{ data: [funnelOf(put, days, 'gold')] }] },
    {
      name: 'retention',
      args: { chart: 'abc123' },
      bodies: (put, days) => [
        { data: { series: [{ combined: retained(put, days, 'gold').combined, note: put('note', 'x') }] } },
      ],
    },
    {
      name: 'unknown',
      args: { chart: 'abc123' },
      bodies: (put) => [
        {
          data: {
            [put('key', 'nodes')]: { [put('inner key', 'title')]: put('value', 'x') },
            list: [put('entry', 'y'), 7],
          },
        },
      ],
    },
    { name: 'text', args: { chart: 'abc123' }, bodies: (put) => [{ data: `x ${put('text', 'words')}` }] },
  ],
  amplitude_active_users: [
    { name: 'plain', args: range, bodies: (put, days) => [daily(put, days)] },
    { name: 'grouped', args: grouped, bodies: (put, days) => [series(put, days)] },
  ],
  amplitude_session_length: [
    {
      name: 'bins',
      args: range,
      bodies: (put) => [
        { data: { series: [[5, 6, 7]], xValues: ['0s-3s', '3s-10s', put('bin', '10s-30s')] }, ...envelope(put) },
      ],
    },
    {
      name: 'bins of nothing but words',
      args: range,
      bodies: (put) => [{ data: { series: [[5, 6]], xValues: [put('bin', 'short'), put('second bin', 'long')] } }],
    },
  ],
  amplitude_average_session_length: [{ name: 'plain', args: range, bodies: (put, days) => [daily(put, days)] }],
  amplitude_sessions_per_user: [{ name: 'plain', args: range, bodies: (put, days) => [daily(put, days)] }],
  amplitude_user_composition: [
    {
      name: 'values',
      args: { ...range, property: 'gp:plan' },
      bodies: (put) => [
        { data: { series: [[500, 30, 2, 1]], xValues: [put('value', 'gold'), put('second value', 'silver'), 3, ''] } },
      ],
    },
  ],
  amplitude_list_events: [
    {
      name: 'all',
      args: {},
      bodies: (put) => [
        {
          data: [
            { value: put('value', 'view'), display: put('display', 'View'), totals: 50, hidden: put('mark', 'false') },
            { name: put('name', 'pay'), display: 'Pay', totals: 40, deleted: true },
            { display: put('only display', 'Done'), totals: null },
          ],
        },
      ],
    },
    {
      name: 'search',
      args: { search: 'evil view' },
      bodies: (put) => [
        {
          data: [
            { value: put('value', 'evil view'), totals: 50 },
            { value: 'other', totals: 1 },
          ],
        },
      ],
    },
  ],
  amplitude_event_segmentation: [
    { name: 'plain', args: { ...range, events: ['view'] }, bodies: (put, days) => [daily(put, days)] },
    { name: 'grouped', args: { ...grouped, events: ['view'] }, bodies: (put, days) => [series(put, days)] },
    {
      name: 'two events',
      args: { ...range, events: ['view', 'pay'], metric: 'totals' },
      bodies: (put, days) => {
        const body = series(put, days);
        return [{ ...body, data: { ...body.data, series: body.data.series.slice(0, 2) } }];
      },
    },
    {
      name: 'histogram',
      args: {
        ...range,
        events: [{ event_type: 'view', group_by: [{ type: 'event', property: 'price' }] }],
        metric: 'histogram',
      },
      bodies: (put) => [
        {
          data: {
            series: [[5, 6, 7]],
            seriesLabels: [put('label', 'x')],
            xValues: [put('bin', '0-5'), '5-10', '10-15'],
          },
        },
      ],
    },
    {
      name: 'no figures',
      args: { ...range, events: ['view'] },
      bodies: (put, days) => [
        { data: { series: [days.map(() => 0)], seriesLabels: [put('label', 'x')], xValues: days } },
      ],
    },
  ],
  amplitude_funnel: [
    {
      name: 'grouped',
      args: { ...steps, group_by: ['gp:plan'] },
      bodies: (put, days) => [
        {
          data: [
            funnelOf(put, days, 'gold'),
            { ...funnelOf((_, usual) => usual, days, 'silver'), cumulativeRaw: [900, 50, 40] },
          ],
          ...envelope(put),
        },
      ],
    },
    {
      name: 'other steps than asked',
      args: steps,
      bodies: (put, days) => [
        { data: [{ ...funnelOf(put, days, ''), cumulativeRaw: [1000, 400], events: [put('step', 'a'), 'b'] }] },
      ],
    },
  ],
  amplitude_retention: [
    {
      name: 'grouped',
      args: { ...grouped, start_event: '_new', return_event: 'view' },
      bodies: (put, days) => [
        {
          data: {
            series: [retained(put, days, 'gold'), retained((_, usual) => usual, days, 'silver')],
            seriesMeta: [{ segmentIndex: 0, note: put('meta', 'x') }, {}],
            seriesLabels: [put('label', 'x'), 'y'],
          },
          ...envelope(put),
        },
      ],
    },
    {
      name: 'by labels',
      args: { ...grouped, start_event: '_new', return_event: 'view' },
      bodies: (put, days) => {
        const { groupValue: _, ...one } = retained((__, usual) => usual, days, '');
        return [{ data: { series: [one, one], seriesLabels: [put('label', 'x'), [0, put('label in a pair', 'y')]] } }];
      },
    },
  ],
  amplitude_user_activity: [
    {
      name: 'a user',
      args: { amplitude_id: '12345' },
      bodies: (put) => [{ userData: user(put), events: [0, 1, 2, 3].map((index) => event(put, index)) }],
    },
  ],
  amplitude_search_users: [
    {
      name: 'several',
      args: { query: 'x' },
      bodies: (put) => [
        {
          type: put('match type', 'match_user_id_prefix'),
          matches: [1, 2, 3].map((id) => ({
            ...{ amplitude_id: id, user_id: put('user id', 'u') + id, last_device_id: put('device id', 'd') },
            ...{
              platform: put('platform', 'iOS'),
              country: put('country', 'Germany'),
              last_seen: put('last seen', '2026-08-01'),
            },
          })),
        },
      ],
    },
    {
      name: 'one',
      args: { query: 'x' },
      bodies: (put) => [
        {
          type: put('match type', 'match_amplitude_id'),
          matches: [
            {
              amplitude_id: 7,
              platform: put('platform', 'iOS'),
              country: put('country', 'DE'),
              last_seen: put('last seen', 'x'),
            },
          ],
        },
      ],
    },
  ],
  amplitude_realtime_users: [
    {
      name: 'two days',
      args: {},
      bodies: (put) => [
        {
          data: {
            xValues: ['11:45', '11:50', '11:55', '12:00'],
            seriesLabels: ['Today', put('label', 'Yesterday'), put('further label', 'x')],
            series: [
              [5, 6, 7, 1],
              [4, 5, 6, 7],
              [1, 1, 1, 1],
            ],
          },
          ...envelope(put),
        },
      ],
    },
  ],
  amplitude_revenue_ltv: [
    {
      name: 'grouped',
      args: grouped,
      bodies: (put, days) => [
        {
          data: {
            series: [1, 2].map((size) => ({
              dates: days,
              values: Object.fromEntries(
                [...days, put('cohort', 'Unknown day')].map((day) => [day, cohort(50 * size)]),
              ),
            })),
            seriesLabels: [put('label', 'gold'), [0, put('label in a pair', 'silver')]],
            seriesMeta: [{ segmentIndex: 0, note: put('meta', 'x') }],
          },
          ...envelope(put),
        },
      ],
    },
  ],
  chartmogul_list_activities: [
    {
      name: 'several currencies',
      args: range,
      bodies: (put) => [
        {
          entries: [
            ...['new_biz', 'churn', put('type', 'expansion'), 'contraction'].map((type, index) =>
              activity(put, index, type, 'EUR'),
            ),
            ...[4, 5, 6].map((index) => activity(put, index, 'new_biz', put('currency', 'USD'))),
          ],
          cursor: put('cursor', 'next=='),
          has_more: false,
        },
      ],
    },
    {
      name: 'one currency and more to come',
      args: { ...range, max_entries: 20 },
      bodies: (put) => [
        {
          entries: Array.from({ length: 20 }, (_, index) => activity(put, index, 'new_biz', 'EUR')),
          cursor: put('cursor', 'next=='),
          has_more: true,
        },
      ],
    },
  ],
  qonversion_customer_metrics: [
    {
      name: 'counters',
      args: range,
      bodies: (put) => [
        {
          data: {
            ...{ clientsWithEvent: 100, activeSubscribers: 50, sales: '12.50', avgPrice: 2 },
            [put('counter', 'newCounter')]: put('value', '7'),
            nested: { [put('inner counter', 'x')]: put('inner value', '8') },
          },
          [put('key', 'object')]: put('other value', 'x'),
        },
      ],
    },
  ],
  fynn_subscription_revenue: [
    {
      name: 'two currencies',
      args: {},
      bodies: (put, days) => [
        {
          data: ['EUR', put('currency', 'USD')].flatMap((currency_code) =>
            days.map((date, index) => ({
              ...{
                date: `${date}T00:00:00${put('after the date', '')}`,
                currency_code,
                revenue: `${100 + index}.00`,
                new_revenue: '1.00',
              },
              ...{ expansion_revenue: null, churn_revenue: null, [put('key', 'note')]: put('value', 'x') },
            })),
          ),
          meta: { pagination: { totalItems: 20, currentPage: 1, lastPage: 1, note: put('meta', 'x') } },
        },
      ],
    },
  ],
};

/** Answers that drifted from their shape, so that the error names a key of the vendor's. */
export const drifted: readonly (Payload & { tool: string })[] = [
  {
    ...{ tool: 'amplitude_retention', name: 'a cohort', args: { ...range, start_event: '_new', return_event: 'view' } },
    bodies: (put) => [{ data: { series: [{ values: { [put('cohort', 'x')]: [{ count: 'no figure' }] } }] } }],
  },
  {
    ...{ tool: 'amplitude_revenue_ltv', name: 'a cohort', args: range },
    bodies: (put) => [
      { data: { series: [{ values: { [put('cohort', 'x')]: { r1d: put('figure', 'no figure') } } }] } },
    ],
  },
  {
    ...{ tool: 'amplitude_user_composition', name: 'a value', args: { ...range, property: 'country' } },
    bodies: (put) => [{ data: { series: [[put('figure', 'x')]], xValues: ['a'] } }],
  },
  {
    ...{ tool: 'chartmogul_list_activities', name: 'a date', args: range },
    bodies: (put) => [
      { entries: [{ ...activity(put, 0, 'churn', 'EUR'), date: put('date', 'no date') }], has_more: false },
    ],
  },
  {
    ...{ tool: 'qonversion_customer_metrics', name: 'a counter', args: range },
    bodies: (put) => [{ data: { sales: put('sales', 'many') } }],
  },
  {
    ...{ tool: 'fynn_subscription_revenue', name: 'an amount', args: {} },
    bodies: (put) => [{ data: [{ date: '2026-08-01', currency_code: 'EUR', revenue: put('revenue', 'much') }] }],
  },
];
