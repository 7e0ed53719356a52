import { setTimeout as wait } from 'node:timers/promises';
import { chartMogulLimits } from './chartmogul-limits.ts';
import { type ActivityQuery, cursorAt, readActivityQuery } from './chartmogul-query.ts';
import type { DemoAnswer, DemoRequest, Dialect } from './company/types.ts';
import { isMovement } from './subscriptions/movements.ts';
import type { Entry, SubscriptionLog } from './subscriptions/types.ts';
import { uuidOf } from './subscriptions/uuid.ts';

export interface ChartMogulOptions {
  apiKey: string;
  /** Milliseconds; only the quota of a second is measured with it. */
  clock: () => number;
  /** How long an answer takes, in milliseconds: without it no two requests would ever be open at once. */
  latency?: number;
}

/** `GET /v1/activities` as ChartMogul answers it, from the log's movements. */
export function chartMogulDialect(log: SubscriptionLog, options: ChartMogulOptions): Dialect {
  const limits = chartMogulLimits();
  const movements = log.entries.filter(isMovement);
  const respond = async (request: DemoRequest): Promise<DemoAnswer> => {
    if (request.authorization !== basic(options.apiKey)) return failure(401, 'No valid API key provided');
    const entry = limits.enter(options.clock());
    if ('refused' in entry) return failure(entry.refused, refusals[entry.refused]);
    try {
      await wait(options.latency ?? 15, undefined, { signal: request.signal, ref: false });
      return answer(movements, request);
    } finally {
      entry.leave();
    }
  };
  return (request) => (request.path === '/v1/activities' ? respond(request) : null);
}

const refusals = {
  429: 'Too many requests: the limit is 40 a second',
  503: 'Too many concurrent connections: the limit is 20',
};

function answer(movements: readonly Entry[], request: DemoRequest): DemoAnswer {
  const query = readActivityQuery(request.query);
  if ('errors' in query) return { status: 400, body: query };
  const ordered = query.descending ? movements.toReversed() : movements;
  const position = query.after === null ? -1 : ordered.findIndex((entry) => entry.id === query.after);
  if (query.after !== null && position === -1)
    return failure(400, 'Unknown position', query.byCursor ? 'cursor' : 'start-after');
  const matching = ordered.slice(position + 1).filter((entry) => matches(entry, query));
  return { status: 200, body: page(matching, query, request.query.get('cursor')) };
}

function matches(entry: Entry, query: ActivityQuery): boolean {
  return entry.time >= query.start && entry.time <= query.end && (query.type === null || entry.kind === query.type);
}

function page(matching: readonly Entry[], query: ActivityQuery, cursor: string | null) {
  const shown = matching.slice(0, query.perPage);
  const last = shown.at(-1);
  return {
    entries: shown.map(activity),
    cursor: last === undefined ? cursor : cursorAt(last.id),
    has_more: matching.length > shown.length,
    ...(query.byCursor ? {} : { per_page: query.perPage }),
  };
}

/** One activity. The real ones are uneven, and so are these: dates without zone, plans and ids that are null. */
function activity(entry: Entry) {
  const { subscription } = entry;
  const date = new Date(entry.time).toISOString().slice(0, 19);
  return {
    description: entry.description,
    'activity-mrr-movement': entry.movement,
    'activity-mrr': entry.mrr,
    'activity-arr': entry.mrr * 12,
    date: oneIn(11, entry.id) ? date : `${date}+00:00`,
    type: entry.kind,
    currency: subscription.currency,
    'subscription-external-id': subscription.id,
    'subscription-set-external-id': subscription.store === 'Invoice' ? `set_${subscription.id}` : null,
    'plan-external-id': oneIn(29, entry.id) ? null : entry.plan.id,
    'customer-name': subscription.customer.name,
    ...customerIds(subscription.customer.id),
    'billing-connector-uuid': connectors[subscription.store],
    uuid: entry.id,
  };
}

function customerIds(id: string) {
  const uuid = uuidOf(`customer/${id}`);
  return {
    'customer-uuid': oneIn(7, uuid) ? uuid : `cus_${uuid}`,
    'customer-external-id': oneIn(31, uuid) ? null : id,
  };
}

const connectors = {
  iOS: `ds_${uuidOf('connector/iOS')}`,
  Android: `ds_${uuidOf('connector/Android')}`,
  Stripe: uuidOf('connector/Stripe'),
  Invoice: `ds_${uuidOf('connector/Invoice')}`,
};

/** Every n-th or so, and always the same ones. */
function oneIn(n: number, id: string): boolean {
  return Number.parseInt(id.slice(0, 4), 16) % n === 0;
}

function basic(apiKey: string): string {
  return `Basic ${Buffer.from(`${apiKey}:`).toString('base64')}`;
}

function failure(code: number, message: string, param: string | null = null): DemoAnswer {
  return { status: code, body: { code, message, param } };
}
