import type { DemoAnswer, Dialect } from './company/types.ts';
import { type RevenueDay, revenueByDay } from './subscriptions/revenue-by-day.ts';
import type { SubscriptionLog } from './subscriptions/types.ts';

export interface FynnOptions {
  token: string;
  /** A token that is good but lacks the permission `analytics:read`. */
  tokenWithoutPermission: string;
}

/** `GET /analytics/subscription-revenue` as Fynn answers it: one row for each date and currency, oldest first. */
export function fynnDialect(log: SubscriptionLog, options: FynnOptions): Dialect {
  const rows = revenueByDay(log).map(dataPoint);
  return ({ path, query, authorization }) => {
    if (path !== '/analytics/subscription-revenue') return null;
    if (authorization === `Bearer ${options.tokenWithoutPermission}`) return noPermission;
    if (authorization !== `Bearer ${options.token}`) return failure(401, 'Unauthorized', 'Invalid or expired token.');
    return answer(rows, query);
  };
}

const noPermission = failure(403, 'Forbidden', 'Missing permission: analytics:read.');

function answer(rows: readonly unknown[], query: URLSearchParams): DemoAnswer {
  const unknown = [...query.keys()].find((name) => name !== 'page' && name !== 'limit');
  if (unknown !== undefined) return failure(400, 'Bad Request', `The demo does not simulate the parameter ${unknown}.`);
  const page = positive(query.get('page') ?? '1');
  const limit = positive(query.get('limit') ?? '25');
  if (page === null) return failure(400, 'Bad Request', 'page must be a number from 1.');
  if (limit === null || limit > 100) return failure(400, 'Bad Request', 'limit must be a number from 1 to 100.');
  const data = rows.slice((page - 1) * limit, page * limit);
  const lastPage = Math.max(1, Math.ceil(rows.length / limit));
  const pagination = { totalItems: rows.length, itemsPerPage: limit, currentPage: page, lastPage };
  return { status: 200, body: { data, meta: { pagination: { ...pagination, pageTotalItems: data.length } } } };
}

/** Fynn tells three movements only: a reactivation counts as new, a contraction as churn, both as positive amounts. */
function dataPoint(row: RevenueDay) {
  return {
    date: `${row.date} 00:00:00`,
    currency_code: row.currency,
    revenue: decimal(row.mrr),
    churn_revenue: movement(-(row.sums.churn + row.sums.contraction)),
    expansion_revenue: movement(row.sums.expansion),
    new_revenue: movement(row.sums.new_biz + row.sums.reactivation),
  };
}

/** "The value is null, when there is no churn for the given currency and date." */
function movement(cents: number): string | null {
  return cents === 0 ? null : decimal(cents);
}

function decimal(cents: number): string {
  return `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}

function positive(text: string): number | null {
  return /^\d{1,9}$/.test(text) && Number(text) > 0 ? Number(text) : null;
}

function failure(status: number, title: string, detail: string): DemoAnswer {
  return { status, body: { type: 'about:blank', title, status, detail } };
}
