import type { Subscriber, SubscriberStatus } from './subscriptions/subscriber.ts';

export interface CustomerQuery {
  sandbox: boolean;
  search: string;
  /** Unix seconds, both ends included. Without it "the result will be empty". */
  since: readonly [number, number] | null;
  /** What is asked for, by filter; a filter that is not there lets everybody through. */
  filters: Partial<Record<FilterName, string[]>>;
}

type Problem = { name: string; messages: string[] };

/** Reads the query of customers-metrics; what cannot be read, or is not simulated, is told by field. */
export function readCustomerQuery(query: URLSearchParams): CustomerQuery | { fields: Problem[] } {
  const names = [...new Set(query.keys())];
  const fields = names.flatMap((name) => problem(name, query.getAll(name)));
  if (fields.length > 0) return { fields };
  const [from, to] = query.getAll('filter[since][]').map(Number);
  return {
    sandbox: query.get('environment') === '0',
    search: query.get('search') ?? '',
    since: from === undefined || to === undefined ? null : [from, to],
    filters: Object.fromEntries(
      filterNames.filter((name) => query.has(key(name))).map((name) => [name, query.getAll(key(name))]),
    ),
  };
}

/** Whether a subscriber is counted. Nobody has ever bought anything in the sandbox. */
export function customerFilter(query: CustomerQuery): (subscriber: Subscriber) => boolean {
  return (subscriber) =>
    !query.sandbox &&
    firstSeenWithin(subscriber, query.since) &&
    found(subscriber, query.search.toLowerCase()) &&
    filterNames.every((name) => dimensions[name](subscriber).some((value) => wanted(query.filters[name], value)));
}

const filterNames = [
  'status',
  'target_platform',
  'country',
  'product_id',
  'purchase_currency',
  'model',
  'os_version',
] as const;

type FilterName = (typeof filterNames)[number];

const statusCodes: Record<SubscriberStatus, string> = { trial: '1', active: '2', canceled: '3', billing_retry: '4' };

const dimensions: Record<FilterName, (subscriber: Subscriber) => string[]> = {
  status: ({ status }) => [statusCodes[status]],
  target_platform: ({ subscription }) => [subscription.store],
  country: ({ user }) => [user.countryCode],
  product_id: ({ entries }) => entries.map(({ plan }) => plan.id),
  purchase_currency: ({ subscription }) => [subscription.currency],
  model: ({ user }) => [user.device],
  os_version: ({ user }) => [user.os],
};

/** What the page says about the values of a field. */
const patterns: Record<string, RegExp> = {
  environment: /^[01]$/,
  search: /^.{0,255}$/s,
  'filter[since][]': /^-?\d{1,12}$/,
  'filter[status][]': /^[1-4]$/,
  'filter[target_platform][]': /^(iOS|Android|Stripe)$/,
  'filter[country][]': /^[A-Z]{2}$/,
  'filter[purchase_currency][]': /^[A-Z]{3}$/,
};

function problem(name: string, values: readonly string[]): Problem[] {
  const simulated = Object.hasOwn(patterns, name) || filterNames.some((filter) => key(filter) === name);
  if (!simulated) return [{ name, messages: ['The demo does not simulate this parameter.'] }];
  if (name === 'filter[since][]' && values.length !== 2) return [{ name, messages: ['This array needs 2 elements.'] }];
  const bad = values.filter((value) => patterns[name]?.test(value) === false);
  return bad.length === 0 ? [] : [{ name, messages: bad.map((value) => `The value "${value}" is not valid.`) }];
}

function key(name: FilterName): string {
  return `filter[${name}][]`;
}

function firstSeenWithin({ user }: Subscriber, since: CustomerQuery['since']): boolean {
  return since !== null && user.firstSeen >= since[0] * 1000 && user.firstSeen <= since[1] * 1000;
}

function found({ user }: Subscriber, search: string): boolean {
  return [user.userId, user.deviceId, user.name, user.email].some((text) => text.toLowerCase().includes(search));
}

function wanted(values: readonly string[] | undefined, value: string): boolean {
  return values === undefined || values.includes(value);
}
