/** Saturday afternoon, so that a day is half over and the latest whole one is a Friday. */
export const moment = Date.parse('2026-11-21T15:12:00Z');

const range = { start: '-14d' };
const today = { ...range, end: 'today' };
const grouped = { ...today, group_by: 'platform' };
const compared = { ...range, compare: 'previous_period' };
const steps = { events: ['view_item', 'add_to_cart', 'purchase'] };
const devices = ['iOS', 'Web'].map((platform) => ({
  filters: [{ property: 'platform', operator: 'is', values: [platform] }],
}));
const back = { start_event: '_new', return_event: '_active' };

/** Questions to every tool that has charts: plain, grouped, compared. */
export const questions: readonly { tool: string; args: Record<string, unknown> }[] = Object.entries<
  readonly Record<string, unknown>[]
>({
  amplitude_active_users: [
    ...[today, grouped, compared, { ...grouped, end: 'yesterday', compare: 'previous_period' }],
    ...[
      { start: '-3m', interval: 'monthly' },
      { ...today, start: '-90d' },
    ],
  ],
  amplitude_session_length: [range, compared],
  amplitude_average_session_length: [today, compared],
  amplitude_sessions_per_user: [today, compared],
  amplitude_user_composition: [
    { ...range, property: 'country' },
    { ...compared, property: 'country' },
  ],
  amplitude_list_events: [{}],
  amplitude_event_segmentation: [
    { ...today, events: 'purchase' },
    { ...grouped, events: 'purchase', metric: 'totals' },
    { ...compared, events: ['purchase', 'checkout'], metric: 'pct_dau' },
    {
      ...range,
      events: { event_type: 'purchase', group_by: [{ type: 'event', property: '$revenue' }] },
      metric: 'histogram',
    },
    {
      ...{ ...range, group_by: 'platform', metric: 'histogram' },
      events: { event_type: 'purchase', group_by: [{ type: 'event', property: '$revenue' }] },
    },
    { interval: 'hourly', events: 'view_item' },
  ],
  amplitude_funnel: [
    { ...range, ...steps, conversion_window_seconds: 86_400 },
    { ...grouped, ...steps },
    { ...compared, ...steps, conversion_window_seconds: 86_400 },
    { ...compared, ...steps, conversion_window_seconds: 86_400, group_by: 'platform' },
    { ...range, ...steps, segments: devices },
    { ...compared, ...steps, conversion_window_seconds: 86_400, segments: devices },
  ],
  amplitude_retention: [
    { ...range, ...back },
    { ...grouped, ...back },
    {
      ...range,
      ...back,
      retention_type: 'bracket',
      brackets: [
        [0, 0],
        [1, 7],
        [8, 30],
      ],
    },
    { ...compared, ...back },
    { ...compared, ...back, group_by: 'platform' },
    { ...range, ...back, segments: devices },
    { ...compared, ...back, segments: devices },
  ],
  amplitude_realtime_users: [{}],
  amplitude_revenue_ltv: [
    ...[range, { ...grouped, metric: 'paying_users' }, { ...compared, metric: 'total_revenue' }],
    ...[
      { ...grouped, end: 'yesterday', compare: 'previous_period', metric: 'arppu' },
      { ...range, start: '-40d', metric: 'arppu' },
    ],
    ...[
      { ...range, segments: devices },
      { ...compared, segments: devices, metric: 'paying_users' },
    ],
  ],
  amplitude_query_chart: [
    ...['demo-dau', 'demo-revenue', 'demo-checkout-funnel', 'demo-versions'].map((chart) => ({ chart })),
    ...['demo-platforms-export'].map((chart) => ({ chart })),
  ],
  chartmogul_list_activities: [range, compared, { ...range, type: 'new_biz' }],
  qonversion_customer_metrics: [range, compared],
  fynn_subscription_revenue: [{}, compared],
}).flatMap(([tool, list]) => list.map((args) => ({ tool, args })));
