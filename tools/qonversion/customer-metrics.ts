import { z } from 'zod';
import { defineTool } from '../../src/define-tool.ts';
import { amount } from '../../src/vendors/amount.ts';
import { date, listOf } from '../../src/vendors/inputs.ts';
import { qonversion } from '../../src/vendors/qonversion.ts';
import { compareCounters } from './customer-metrics-comparison.ts';
import { query } from './customer-metrics-query.ts';
import { tell } from './customer-metrics-report.ts';

const words = listOf(z.string().min(1).max(500));

const input = z.strictObject({
  start: date('First day (UTC) on which the customers were first seen: YYYY-MM-DD, -30d, … or an ISO date-time'),
  end: date('Last day, inclusive; default yesterday'),
  environment: z.enum(['production', 'sandbox']).default('production').describe('Sandbox: test purchases'),
  // "Universal search. Maximum string length: 255"
  search: z.string().min(1).max(255).optional().describe('Any customer text, ≤ 255 characters'),
  status: listOf(z.enum(['trial', 'active', 'canceled', 'billing_retry'])).describe('Customer status'),
  platform: listOf(z.enum(['iOS', 'Android', 'Stripe'])).describe('Platform'),
  country: listOf(z.string().regex(/^[A-Z]{2}$/, 'must be two capitals (ISO 3166-1), such as DE')).describe('Like DE'),
  product_id: words.describe('Product'),
  purchase_currency: listOf(z.string().regex(/^[A-Z]{3}$/, 'must be three capitals (ISO 4217), such as EUR')).describe(
    'Like EUR',
  ),
  locale: words.describe('Locale'),
  device_model: words.describe('Device'),
  os_version: words.describe('OS version'),
  app_version: words.describe('App version'),
  sdk_version: words.describe('SDK version'),
  media_source: words.describe('Attribution'),
  campaign: words.describe('Campaign'),
  ad_set: words.describe('Ad set'),
  ad: words.describe('Ad name'),
  experiment: words.describe('Experiment uid'),
  experiment_group: words.describe('Group uid'),
});
export type Input = z.output<typeof input>;

const counter = amount.nullish();

const response = z.looseObject({
  data: z.looseObject({
    clientsWithEvent: counter,
    activeSubscribers: counter,
    churnedSubscribers: counter,
    activeTrials: counter,
    canceledTrials: counter,
    billingRetry: counter,
    avgPaymentCount: counter,
    avgPrice: counter,
    sales: counter,
  }),
});
export type Counters = z.output<typeof response>['data'];

/** GET customers-metrics: counters over the customers first seen in a time. */
export const customerMetrics = defineTool({
  name: 'qonversion_customer_metrics',
  title: 'Customer metrics',
  description:
    'Subscribers, trials, churn and cancellation rates, billing retry, average price and sales of the customers first seen in a ' +
    'time, filtered by status, product, country, attribution or experiment. One set of totals, no series.',
  vendor: qonversion,
  endpoint: '/v1/analytics/{projectApiKey}/customers-metrics',
  input,
  dates: { times: true },
  // "Universal search" finds single customers, by whatever is known of them.
  personal: ({ search }) => search !== undefined,
  request: (q) => ({ path: '/v1/analytics/{projectApiKey}/customers-metrics', query: query(q) }),
  response,
  charts: [
    {
      kind: 'bars',
      table: 'comparison',
      title: 'Side by side',
      name: 'counter',
      figure: 'current',
      before: 'previous',
      open: { column: 'change', is: 'n/a', means: 'the earlier clients have had longer, so no change is told' },
      apart: 'unit',
    },
    { kind: 'bars', table: 'counters', title: 'Share of clients', name: 'counter', figure: 'of_clients' },
  ],
  report: ([{ data }], q, context) => tell(data, q, context),
  compare: ({ pages: [now], ...later }, { pages: [before], ...earlier }, periods) =>
    compareCounters({ ...later, data: now.data }, { ...earlier, data: before.data }, periods),
});
