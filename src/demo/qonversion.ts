import type { DemoAnswer, Dialect } from './company/types.ts';
import { customerFilter, readCustomerQuery } from './qonversion-query.ts';
import { type Subscriber, subscribersOf } from './subscriptions/subscriber.ts';
import type { Entry, EntryKind, SubscriptionLog } from './subscriptions/types.ts';

/** What a euro is worth in dollars when the store's sales are told, in the one currency that Qonversion does not state. */
export const dollarsPerEuro = 1.1;

/** `GET /v1/analytics/{key}/customers-metrics` as Qonversion answers it, from the log's consumers. */
export function qonversionDialect(log: SubscriptionLog, options: { apiKey: string }): Dialect {
  const subscribers = subscribersOf(log);
  return ({ path, query }) => {
    const [, key] = /^\/v1\/analytics\/([^/]+)\/customers-metrics$/.exec(path) ?? [];
    if (key === undefined) return null;
    if (key !== options.apiKey) return unauthorized;
    const read = readCustomerQuery(query);
    if ('fields' in read) return invalid(read.fields);
    return { status: 200, body: { data: counters(subscribers.filter(customerFilter(read))) } };
  };
}

const unauthorized: DemoAnswer = {
  status: 401,
  body: { error: { type: 'auth', code: 'unauthorized', message: 'Authorization failed: invalid project API key' } },
};

function invalid(fields: { name: string; messages: string[] }[]): DemoAnswer {
  const error = { type: 'request', code: 'validation_error', message: 'The request is not valid' };
  return { status: 400, body: { error, _meta: { fields } } };
}

/** Some counters come as numbers, some as text; the two rates are percentages. */
function counters(subscribers: readonly Subscriber[]) {
  const count = (status: Subscriber['status']) => subscribers.filter((one) => one.status === status).length;
  const having = (kind: EntryKind) => subscribers.filter((one) => one.entries.some((entry) => entry.kind === kind));
  const payments = subscribers.flatMap((one) => one.entries.filter((entry) => entry.kind === 'payment'));
  const sales = payments.reduce((total, payment) => total + dollarCents(payment), 0) / 100;
  const payers = having('payment');
  return {
    clientsWithEvent: subscribers.length,
    activeSubscribers: count('active'),
    churnedSubscribers: percentage(payers.filter((one) => one.status === 'canceled').length, payers.length),
    activeTrials: count('trial'),
    canceledTrials: percentage(having('trial_canceled').length, having('trial_started').length),
    billingRetry: count('billing_retry'),
    avgPaymentCount: round(ratio(payments.length, payers.length)),
    avgPrice: ratio(sales, payments.length).toFixed(2),
    sales: sales.toFixed(2),
  };
}

function dollarCents(payment: Entry): number {
  return payment.subscription.currency === 'EUR' ? Math.round(payment.paid * dollarsPerEuro) : payment.paid;
}

function percentage(part: number, whole: number): number {
  return round(100 * ratio(part, whole));
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
