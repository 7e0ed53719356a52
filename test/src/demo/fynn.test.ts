import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { chartMogulDialect } from '../../../src/demo/chartmogul.ts';
import { fynnDialect } from '../../../src/demo/fynn.ts';
import { simulateSubscriptions } from '../../../src/demo/subscriptions/simulate.ts';
import type { SubscriptionLog } from '../../../src/demo/subscriptions/types.ts';
import { smallCompany, smallNow } from './small-company.ts';

const amount = z.string().regex(/^\d+\.\d\d$/);
const row = z.strictObject({
  date: z.string().regex(/^\d{4}-\d\d-\d\d 00:00:00$/),
  currency_code: z.enum(['EUR', 'USD']),
  revenue: amount,
  churn_revenue: amount.nullable(),
  expansion_revenue: amount.nullable(),
  new_revenue: amount.nullable(),
});
const counts = ['totalItems', 'itemsPerPage', 'currentPage', 'lastPage', 'pageTotalItems'] as const;
const page = z.strictObject({
  data: z.array(row),
  meta: z.strictObject({ pagination: z.strictObject(Object.fromEntries(counts.map((name) => [name, z.int()]))) }),
});
type Row = z.infer<typeof row>;

const zones = ['UTC', 'America/New_York', 'Pacific/Auckland'];
const logs = new Map(zones.map((zone) => [zone, simulateSubscriptions(smallCompany({ zone }))]));

describe.each(zones)('revenue in %s', (zone) => {
  const log = logs.get(zone) ?? { now: 0, zone, entries: [] };
  const rows = allRows(log);

  it('has one row for each date and currency, without gaps, until today', () => {
    const keys = rows.map(({ date, currency_code }) => `${date} ${currency_code}`);
    expect(new Set(keys).size).toBe(rows.length);
    const dates = [...new Set(rows.map(({ date }) => date.slice(0, 10)))];
    const days = (Date.parse(dates.at(-1) ?? '') - Date.parse(dates[0] ?? '')) / 86_400_000;
    expect(dates.length).toBe(days + 1);
    expect(rows.length).toBe(dates.length * 2);
    expect(dates.at(-1)).toBe(localDate(smallNow, zone));
  });

  it.each(['EUR', 'USD'])('ends with the sum of the log in %s', (currency) => {
    const levels = new Map(log.entries.map((entry) => [entry.subscription, entry.mrr]));
    const mine = [...levels].filter(([subscription]) => subscription.currency === currency);
    const expected = mine.reduce((sum, [, mrr]) => sum + mrr, 0);
    expect(cents(rows.findLast((one) => one.currency_code === currency)?.revenue ?? null)).toBe(expected);
    expect(expected).toBeGreaterThan(0);
  });

  it.each(['EUR', 'USD'])('changes from day to day by what moved in %s', (currency) => {
    let before = 0;
    for (const one of rows.filter(({ currency_code }) => currency_code === currency)) {
      const moved = cents(one.new_revenue) + cents(one.expansion_revenue) - cents(one.churn_revenue);
      expect(cents(one.revenue) - before).toBe(moved);
      before = cents(one.revenue);
    }
  });

  it('tells the movements of each day, a reactivation as new and a contraction as churn', () => {
    const moved = log.entries.filter(({ movement }) => movement !== 0);
    const dated = moved.map((entry) => ({ ...entry, date: localDate(entry.time, zone) }));
    for (const one of rows) {
      const ofDay = dated.filter(
        ({ date, subscription }) => date === one.date.slice(0, 10) && subscription.currency === one.currency_code,
      );
      const sum = (...kinds: string[]) =>
        ofDay.filter(({ kind }) => kinds.includes(kind)).reduce((total, { movement }) => total + movement, 0);
      expect(one.new_revenue === null ? 0 : cents(one.new_revenue)).toBe(sum('new_biz', 'reactivation'));
      expect(cents(one.expansion_revenue)).toBe(sum('expansion'));
      expect(cents(one.churn_revenue) + sum('churn', 'contraction')).toBe(0);
    }
  });

  it('says null where nothing moved, never 0.00', () => {
    const movements = rows.flatMap((one) => [one.new_revenue, one.expansion_revenue, one.churn_revenue]);
    expect(movements).toContain(null);
    expect(movements).not.toContain('0.00');
  });
});

describe('Fynn and ChartMogul', () => {
  it.each(['EUR', 'USD'])('agree on the change of the recurring revenue in %s', async (currency) => {
    const log = logs.get('UTC') ?? { now: 0, zone: 'UTC', entries: [] };
    const rows = allRows(log).filter(({ currency_code }) => currency_code === currency);
    const [from, to] = [rows[40], rows[120]];
    const start = `${from?.date.slice(0, 10)}T23:59:59.999Z`;
    const end = `${to?.date.slice(0, 10)}T23:59:59.999Z`;
    const net = await netMovement(log, new URLSearchParams({ 'start-date': start, 'end-date': end }), currency);
    expect(net).toBe(cents(to?.revenue ?? null) - cents(from?.revenue ?? null));
    expect(net).not.toBe(0);
  });
});

describe('pages', () => {
  const log = logs.get('UTC') ?? { now: 0, zone: 'UTC', entries: [] };
  const total = allRows(log).length;

  it('are counted as documented', () => {
    const last = Math.ceil(total / 100);
    expect(ask(log, `limit=100&page=${last}`).meta.pagination).toEqual({
      totalItems: total,
      itemsPerPage: 100,
      currentPage: last,
      lastPage: last,
      pageTotalItems: total - (last - 1) * 100,
    });
  });

  it('are empty after the last one, and short when nothing is asked', () => {
    expect(ask(log, 'limit=100&page=99').data).toEqual([]);
    expect(ask(log, '').meta.pagination).toMatchObject({ currentPage: 1, itemsPerPage: 25, totalItems: total });
  });
});

describe('refusals', () => {
  const log = logs.get('UTC') ?? { now: 0, zone: 'UTC', entries: [] };

  it('names the missing permission', () => {
    const answer = given(log, '', 'Bearer weak');
    expect(answer.status).toBe(403);
    expect(JSON.stringify(answer.body)).toContain('analytics:read');
  });

  it.each([undefined, 'Bearer wrong', 'good'])('answers 401 to %s', (authorization) => {
    expect(given(log, '', authorization).status).toBe(401);
  });

  it.each(['limit=101', 'limit=0', 'page=0', 'page=x', 'from=2025-01-01'])('answers 400 to %s', (query) => {
    expect(given(log, query, 'Bearer good').status).toBe(400);
  });
});

function given(log: SubscriptionLog, query: string, authorization: string | undefined) {
  const answer = fynnDialect(log, { token: 'good', tokenWithoutPermission: 'weak' })({
    path: '/analytics/subscription-revenue',
    query: new URLSearchParams(query),
    authorization,
    signal: new AbortController().signal,
  });
  if (answer === null || answer instanceof Promise) throw new Error('not answered at once');
  return answer;
}

function ask(log: SubscriptionLog, query: string) {
  const answer = given(log, query, 'Bearer good');
  expect(answer.status).toBe(200);
  return page.parse(answer.body);
}

function allRows(log: SubscriptionLog): Row[] {
  const rows: Row[] = [];
  for (let number = 1; ; number += 1) {
    const { data, meta } = ask(log, `page=${number}&limit=100`);
    rows.push(...data);
    if (number >= (meta.pagination.lastPage ?? 0)) return rows;
  }
}

async function netMovement(log: SubscriptionLog, query: URLSearchParams, currency: string): Promise<number> {
  const authorization = `Basic ${Buffer.from('key:').toString('base64')}`;
  const dialect = chartMogulDialect(log, { apiKey: 'key', clock: () => 0, latency: 0 });
  const signal = new AbortController().signal;
  const entry = z.looseObject({ currency: z.string(), 'activity-mrr-movement': z.number() });
  const body = z.object({ entries: z.array(entry), cursor: z.string(), has_more: z.boolean() });
  let net = 0;
  for (let more = true; more; ) {
    const answer = await dialect({ path: '/v1/activities', query, authorization, signal });
    const { entries, cursor, has_more } = body.parse(answer?.body);
    for (const one of entries) net += one.currency === currency ? one['activity-mrr-movement'] : 0;
    query.set('cursor', cursor);
    more = has_more;
  }
  return net;
}

function localDate(time: number, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(time);
}

function cents(text: string | null): number {
  return text === null ? 0 : Number(text.replace('.', ''));
}
