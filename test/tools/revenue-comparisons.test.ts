import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call } from '../../src/call.ts';
import { demoCredentials } from '../../src/demo/credentials.ts';
import { type Demo, startDemo } from '../../src/demo/server.ts';
import type { Engine } from '../../src/engine.ts';
import { parseJson } from '../../src/wire/json.ts';
import { catalogue } from '../../tools/index.ts';
import { engineOf } from '../support/engine.ts';

const moment = Date.parse('2026-11-21T12:00:00Z');
let demo: Demo;
let engine: Engine;

beforeAll(async () => {
  demo = await startDemo({ now: moment });
  const ahead = moment - Date.now();
  engine = engineOf(catalogue, demo.environment, { ...engineOf(catalogue, {}).clock, now: () => Date.now() + ahead });
}, 60_000);

afterAll(async () => {
  await engine.http.close();
  await demo.close();
});

const later = ['2026-10-24', '2026-11-20'] as const;
const earlier = ['2026-09-26', '2026-10-23'] as const;
const ranges = `${later.join(' to ')} against ${earlier.join(' to ')}`;

async function said(tool: string, args = {}): Promise<string> {
  const { text, failed } = await call(tool, { compare: 'previous_period', ...args }, engine, {
    signal: new AbortController().signal,
  });
  expect(failed, text).toBe(false);
  return text;
}

/** The vendor's own answer, past the product. */
async function raw(path: string, headers: Record<string, string> = {}): Promise<unknown> {
  const response = await fetch(`${demo.origin}${path}`, { headers });
  return parseJson(await response.text());
}

/** A value somewhere in JSON; undefined where there is none. */
function at(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null
        ? Object.entries(inner).find(([name]) => name === key)?.[1]
        : undefined,
    value,
  );
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function money(cents: number, code: string): string {
  const digits = (Math.abs(cents) / 100).toLocaleString('en-US', { minimumFractionDigits: 2 });
  return `${code} ${cents < 0 ? '-' : ''}${digits}`;
}

function toCents(amount: unknown): number {
  return Math.round(Number(amount ?? 0) * 100);
}

describe('the comparisons of the demo, recomputed from what its vendors send', () => {
  it('ChartMogul: MRR movements of two times four weeks', async () => {
    const authorization = `Basic ${btoa(`${demoCredentials.chartMogul.apiKey}:`)}`;
    const activities = async ([start, end]: readonly [string, string]) => {
      const entries: unknown[] = [];
      for (let cursor = ''; ; ) {
        const body = await raw(
          `/v1/activities?per-page=50&start-date=${start}&end-date=${end}T23:59:59.999Z${cursor}`,
          { authorization },
        );
        entries.push(...list(at(body, 'entries')));
        if (at(body, 'has_more') !== true) return entries;
        cursor = `&cursor=${encodeURIComponent(String(at(body, 'cursor')))}`;
      }
    };
    const [now, before] = [await activities(later), await activities(earlier)];
    const sum = (entries: unknown[], code: string, type?: string) =>
      entries
        .filter((one) => at(one, 'currency') === code && (type === undefined || at(one, 'type') === type))
        .reduce<number>((total, one) => total + Number(at(one, 'activity-mrr-movement')), 0);
    const customers = (entries: unknown[]) =>
      new Set(entries.map((one) => String(at(one, 'customer-uuid')).replace('cus_', ''))).size;
    const text = await said('chartmogul_list_activities');
    expect(text).toContain(
      `${ranges} (UTC), all read: ${now.length} activities against ${before.length}, ${customers(now)} customers against ${customers(before)}.`,
    );
    for (const code of ['EUR', 'USD']) {
      const [own, other] = [sum(now, code), sum(before, code)];
      expect(text).toContain(
        `${code}: net MRR movement ${money(own, code)} against ${money(other, code)}, change ${money(own - other, code)}`,
      );
      for (const type of ['new_biz', 'churn'])
        expect(text).toContain(
          `${type} ${money(sum(now, code, type), code)} against ${money(sum(before, code, type), code)}`,
        );
    }
    expect(sum(before, 'EUR', 'churn')).toBeLessThan(0);
  });

  it('Fynn: the level at the ends, and what moved it', async () => {
    const headers = { authorization: `Bearer ${demoCredentials.fynn.token}` };
    const rows: unknown[] = [];
    for (let page = 1; ; page += 1) {
      const body = await raw(`/analytics/subscription-revenue?limit=100&page=${page}`, headers);
      rows.push(...list(at(body, 'data')));
      if (page >= Number(at(body, 'meta', 'pagination', 'lastPage'))) break;
    }
    const own = (code: string, [start, end]: readonly [string, string]) =>
      rows.filter((row) => {
        const date = String(at(row, 'date')).slice(0, 10);
        return at(row, 'currency_code') === code && date >= start && date <= end;
      });
    const text = await said('fynn_subscription_revenue');
    expect(text).toContain(`${ranges}, 28 dates of each; MRR on ${later[1]} against ${earlier[1]}.`);
    expect(text).toContain('cost 4 requests');
    for (const code of ['EUR', 'USD']) {
      const [now, before] = [own(code, later), own(code, earlier)];
      expect([now.length, before.length]).toEqual([28, 28]);
      const level = (some: unknown[]) => toCents(at(some.at(-1), 'revenue'));
      expect(text).toContain(
        `${code}: MRR ${money(level(now), code)} against ${money(level(before), code)}, change ${money(level(now) - level(before), code)}`,
      );
      const sum = (some: unknown[], name: string) =>
        some.reduce<number>((total, row) => total + toCents(at(row, name)), 0);
      for (const [word, name] of [
        ['new', 'new_revenue'],
        ['expansion', 'expansion_revenue'],
        ['churn', 'churn_revenue'],
      ] as const)
        expect(text).toContain(`${word} ${money(sum(now, name), code)} against ${money(sum(before, name), code)}`);
    }
  });

  it('Qonversion: the counters of both, side by side', async () => {
    const counters = async ([start, end]: readonly [string, string]) => {
      const since = [Date.parse(`${start}T00:00:00Z`), Date.parse(`${end}T23:59:59Z`)].map(
        (time) => `filter[since][]=${time / 1000}`,
      );
      return at(
        await raw(
          `/v1/analytics/${demoCredentials.qonversion.apiKey}/customers-metrics?environment=1&${since.join('&')}`,
        ),
        'data',
      );
    };
    const [now, before] = [await counters(later), await counters(earlier)];
    const pair = (name: string, show: (value: unknown) => string) =>
      `${show(at(now, name))} against ${show(at(before, name))}`;
    const text = await said('qonversion_customer_metrics');
    expect(text).toContain(
      `Clients first seen ${ranges} (UTC, production): ${at(now, 'clientsWithEvent')} clients with events against ${at(before, 'clientsWithEvent')}`,
    );
    expect(text).toContain(`active subscribers ${pair('activeSubscribers', String)}`);
    expect(text).toContain(
      `churned subscribers ${pair('churnedSubscribers', (value) => `${Number(value).toFixed(1)} %`)}`,
    );
    expect(text).toContain(`sales ${pair('sales', (value) => money(toCents(value), '').trim())} (currency not stated)`);
    expect(text).toContain('the earlier clients have had 28 days more');
  });
});
