import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { DemoAnswer } from '../../../src/demo/company/types.ts';
import { qonversionDialect } from '../../../src/demo/qonversion.ts';
import { simulateSubscriptions } from '../../../src/demo/subscriptions/simulate.ts';
import type { Entry } from '../../../src/demo/subscriptions/types.ts';
import { smallCompany, smallNow } from './small-company.ts';

const log = simulateSubscriptions(smallCompany({ size: 900 }));
const key = 'k'.repeat(32);
const always = since(0, smallNow);
const zero = {
  clientsWithEvent: 0,
  activeSubscribers: 0,
  churnedSubscribers: 0,
  activeTrials: 0,
  canceledTrials: 0,
  billingRetry: 0,
  avgPaymentCount: 0,
  avgPrice: '0.00',
  sales: '0.00',
};
const counters = z.strictObject({
  clientsWithEvent: z.int(),
  activeSubscribers: z.int(),
  churnedSubscribers: z.number().min(0).max(100),
  activeTrials: z.int(),
  canceledTrials: z.number().min(0).max(100),
  billingRetry: z.int(),
  avgPaymentCount: z.number(),
  avgPrice: z.string().regex(/^\d+\.\d\d$/),
  sales: z.string().regex(/^\d+\.\d\d$/),
});

describe('the counters', () => {
  it('count what the log says about all consumers', () => {
    const found = data(always);
    expect(found).toEqual(expected(() => true));
    for (const value of Object.values(found)) expect(Number(value)).toBeGreaterThan(0);
  });

  it('count the customers first seen in the window only', () => {
    const [from, to] = [smallNow - 90 * 86_400_000, smallNow - 40 * 86_400_000];
    const within = expected((life) => {
      const seen = life[0]?.subscription.customer.user?.firstSeen ?? 0;
      return seen >= Math.floor(from / 1000) * 1000 && seen <= Math.floor(to / 1000) * 1000;
    });
    expect(data(since(from, to))).toEqual(within);
    expect(within.clientsWithEvent).toBeGreaterThan(20);
  });

  it('are all 0 without a window, and in the sandbox', () => {
    expect(data('')).toEqual(zero);
    expect(data(`environment=0&${always}`)).toEqual(zero);
    expect(data(`environment=1&${always}`)).toEqual(data(always));
  });

  it('do not count the businesses that pay by invoice', () => {
    const everybody = new Set(log.entries.map(({ subscription }) => subscription.id));
    expect(data(always).clientsWithEvent).toBeLessThan(everybody.size - 20);
  });
});

describe('filters', () => {
  const cases: [string, (life: Entry[]) => boolean][] = [
    ['filter[country][]=DE', (life) => userOf(life)?.countryCode === 'DE'],
    ['filter[country][]=DE&filter[country][]=US', () => true],
    ['filter[target_platform][]=Stripe', (life) => userOf(life)?.platform === 'Web'],
    ['filter[target_platform][]=iOS', (life) => userOf(life)?.platform === 'iOS'],
    ['filter[product_id][]=plus_yearly', (life) => life.some(({ plan }) => plan.id === 'plus_yearly')],
    ['filter[purchase_currency][]=EUR', (life) => life[0]?.subscription.currency === 'EUR'],
    ['filter[model][]=Apple iPhone', (life) => userOf(life)?.device === 'Apple iPhone'],
    ['filter[os_version][]=android 15', (life) => userOf(life)?.os === 'android 15'],
    ['filter[status][]=1', (life) => last(life) === 'trial_started'],
    ['filter[status][]=3', (life) => last(life) === 'churn' || last(life) === 'trial_canceled'],
    ['filter[status][]=4', (life) => last(life) === 'payment_failed'],
    ['search=NAME 3', (life) => userOf(life)?.name.startsWith('Name 3') === true],
    [
      'filter[country][]=US&filter[target_platform][]=Android',
      (life) => userOf(life)?.countryCode === 'US' && userOf(life)?.platform === 'Android',
    ],
  ];

  it.each(cases)('%s', (query, test) => {
    const wanted = expected(test);
    expect(data(`${query}&${always}`)).toEqual(wanted);
    expect(wanted.clientsWithEvent).toBeGreaterThan(0);
  });

  it('that nobody meets leave every counter at 0', () => {
    expect(data(`filter[country][]=AQ&${always}`)).toEqual(zero);
  });
});

describe('refusals', () => {
  it('answers 401 to a wrong key', () => {
    const answer = given(always, 'wrong');
    expect(answer.status).toBe(401);
    expect(z.object({ error: z.object({ message: z.string() }) }).safeParse(answer.body).success).toBe(true);
    expect(JSON.stringify(answer.body)).not.toContain(key);
  });

  it.each([
    ['filter[since][]=1', 'filter[since][]'],
    ['filter[since][]=1&filter[since][]=2&filter[since][]=3', 'filter[since][]'],
    ['filter[since][]=2025-01-01&filter[since][]=2', 'filter[since][]'],
    ['filter[status][]=active', 'filter[status][]'],
    ['filter[country][]=de', 'filter[country][]'],
    ['filter[target_platform][]=Web', 'filter[target_platform][]'],
    ['filter[purchase_currency][]=euro', 'filter[purchase_currency][]'],
    ['environment=production', 'environment'],
    [`search=${'x'.repeat(256)}`, 'search'],
    ['filter[campaign_name][]=a', 'filter[campaign_name][]'],
    ['filter[locale][]=en_US', 'filter[locale][]'],
    ['toString=1', 'toString'],
  ])('answers 400 to %s and names the field', (query, name) => {
    const answer = given(query);
    expect(answer.status).toBe(400);
    const shape = z.object({
      _meta: z.object({ fields: z.array(z.object({ name: z.string(), messages: z.array(z.string()) })) }),
    });
    expect(shape.parse(answer.body)._meta.fields.map((field) => field.name)).toEqual([name]);
  });

  it('says of a filter without data that the demo does not simulate it', () => {
    expect(JSON.stringify(given('filter[experiment_uid][]=a').body)).toContain('does not simulate');
  });
});

function given(query: string, apiKey = key): DemoAnswer {
  const answer = qonversionDialect(log, { apiKey: key })({
    path: `/v1/analytics/${apiKey}/customers-metrics`,
    query: new URLSearchParams(query),
    authorization: undefined,
    signal: new AbortController().signal,
  });
  if (answer === null || answer instanceof Promise) throw new Error('not answered at once');
  return answer;
}

function data(query: string) {
  const answer = given(query);
  expect(answer.status).toBe(200);
  return z.strictObject({ data: counters }).parse(answer.body).data;
}

function since(from: number, to: number): string {
  return `filter[since][]=${Math.floor(from / 1000)}&filter[since][]=${Math.floor(to / 1000)}`;
}

function userOf(life: Entry[]) {
  return life[0]?.subscription.customer.user ?? null;
}

function last(life: Entry[]) {
  return life.at(-1)?.kind;
}

/** The counters as somebody with the log and a pencil would work them out. */
function expected(test: (life: Entry[]) => boolean) {
  const ids = new Set(log.entries.map(({ subscription }) => subscription.id));
  const all = [...ids].map((id) => log.entries.filter(({ subscription }) => subscription.id === id));
  const lives = all.filter((life) => userOf(life) !== null && test(life));
  const tally = { trials: 0, canceledTrials: 0, payers: 0, churned: 0, payments: 0, sales: 0 };
  for (const life of lives) {
    const kinds = life.map(({ kind }) => kind);
    const payments = life.filter(({ paid }) => paid > 0);
    if (kinds.includes('trial_started')) tally.trials += 1;
    if (kinds.includes('trial_canceled')) tally.canceledTrials += 1;
    if (payments.length > 0) tally.payers += 1;
    if (payments.length > 0 && life.at(-1)?.mrr === 0) tally.churned += 1;
    tally.payments += payments.length;
    for (const { paid, subscription } of payments) {
      tally.sales += subscription.currency === 'EUR' ? Math.round(paid * 1.1) : paid;
    }
  }
  const retrying = lives.filter((life) => last(life) === 'payment_failed').length;
  const paying = lives.filter((life) => (life.at(-1)?.mrr ?? 0) > 0).length;
  return {
    clientsWithEvent: lives.length,
    activeSubscribers: paying - retrying,
    churnedSubscribers: tally.payers === 0 ? 0 : hundredths((tally.churned / tally.payers) * 100),
    activeTrials: lives.filter((life) => last(life) === 'trial_started').length,
    canceledTrials: tally.trials === 0 ? 0 : hundredths((tally.canceledTrials / tally.trials) * 100),
    billingRetry: retrying,
    avgPaymentCount: tally.payers === 0 ? 0 : hundredths(tally.payments / tally.payers),
    avgPrice: (tally.payments === 0 ? 0 : tally.sales / 100 / tally.payments).toFixed(2),
    sales: (tally.sales / 100).toFixed(2),
  };
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
