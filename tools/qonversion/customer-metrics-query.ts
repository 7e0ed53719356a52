import { firstInstant, lastInstant } from '../../src/vendors/utc.ts';
import type { Input } from './customer-metrics.ts';

type Pair = readonly [name: string, value: string];

/** The query of customers-metrics; lists are repeated as literal `filter[…][]`. */
export function query(q: Input): Pair[] {
  const { from, to } = since(q);
  return [
    // "Environment type (0=Sandbox, 1=Production)."
    ['environment', q.environment === 'sandbox' ? '0' : '1'],
    ...(q.search === undefined ? [] : [['search', q.search] as const]),
    // "If omitted, both bounds default to the current time and the result will be empty": always sent, exactly two.
    ['filter[since][]', String(from)],
    ['filter[since][]', String(to)],
    ...filters(q).flatMap(({ name, values }) => values.map((value): Pair => [`filter[${name}][]`, value])),
  ];
}

/** The first and the last second of the range, in Unix seconds. */
export function since({ start, end }: { start: string; end: string }): { from: number; to: number } {
  const seconds = (instant: string) => Math.floor(Date.parse(instant) / 1000);
  return { from: seconds(firstInstant(start)), to: seconds(lastInstant(end)) };
}

/** The filters that are set, as `argument value, value`. */
export function filterWords(q: Input): string[] {
  const asked = filters({ ...q, status: [] }).map(({ argument, values }) => `${argument} ${values.join(', ')}`);
  const status = q.status.length > 0 ? [`status ${q.status.join(', ')}`] : [];
  return [...status, ...asked, ...(q.search === undefined ? [] : ['a search text'])];
}

// "Numeric codes: 1 = Trial / Intro, 2 = Active, 3 = Canceled, 4 = Billing Retry"
const statusCodes = { trial: '1', active: '2', canceled: '3', billing_retry: '4' } as const;

/** Each list argument with the name that Qonversion gives it. */
function filters(q: Input): { argument: string; name: string; values: readonly string[] }[] {
  const all = [
    { argument: 'status', name: 'status', values: q.status.map((word) => statusCodes[word]) },
    { argument: 'platform', name: 'target_platform', values: q.platform },
    { argument: 'country', name: 'country', values: q.country },
    { argument: 'product_id', name: 'product_id', values: q.product_id },
    { argument: 'purchase_currency', name: 'purchase_currency', values: q.purchase_currency },
    { argument: 'locale', name: 'locale', values: q.locale },
    { argument: 'device_model', name: 'model', values: q.device_model },
    { argument: 'os_version', name: 'os_version', values: q.os_version },
    { argument: 'app_version', name: 'app_version', values: q.app_version },
    { argument: 'sdk_version', name: 'sdk_version', values: q.sdk_version },
    { argument: 'media_source', name: 'media_source_name', values: q.media_source },
    { argument: 'campaign', name: 'campaign_name', values: q.campaign },
    { argument: 'ad_set', name: 'ad_set_name', values: q.ad_set },
    { argument: 'ad', name: 'ad_name', values: q.ad },
    { argument: 'experiment', name: 'experiment_uid', values: q.experiment },
    { argument: 'experiment_group', name: 'experiment_group_uid', values: q.experiment_group },
  ];
  return all.filter(({ values }) => values.length > 0);
}
