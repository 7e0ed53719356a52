import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { customerMetrics } from '../../../tools/qonversion/customer-metrics.ts';
import { bind, printed, report, requestLine, table, text } from '../../support/ask.ts';

const data = {
  clientsWithEvent: 15420,
  activeSubscribers: 4230,
  churnedSubscribers: 43,
  activeTrials: 820,
  canceledTrials: 35,
  billingRetry: 120,
  avgPaymentCount: 2.4,
  avgPrice: 9.95,
  sales: 380276.24,
};
const july = { start: '2026-07-01', end: '2026-07-31' };
const from = Date.UTC(2026, 6, 1) / 1000;
const to = Date.UTC(2026, 7, 1) / 1000 - 1;
const ask = (body: Record<string, unknown>, args = {}) =>
  report(customerMetrics, { ...july, ...args }, [{ data: body }]);

describe('the request', () => {
  it('always sends two seconds, and the placeholder of the key', () => {
    const call = bind(customerMetrics, july);
    expect(requestLine(call)).toBe(
      `/v1/analytics/{projectApiKey}/customers-metrics?environment=1&filter[since][]=${from}&filter[since][]=${to}`,
    );
    expect(call.price).toEqual({ cost: 1 });
  });

  it('asks for the last 30 days by default', () => {
    const query = bind(customerMetrics, {}).request.query.filter(([name]) => name === 'filter[since][]');
    expect(query.map(([, value]) => new Date(Number(value) * 1000).toISOString())).toEqual([
      '2026-07-16T00:00:00.000Z',
      '2026-08-14T23:59:59.000Z',
    ]);
  });

  it('takes date-times, in UTC where they name no zone', () => {
    const call = bind(customerMetrics, { start: '2026-07-01T10:00', end: '2026-07-02T10:00:00+02:00' });
    expect(call.request.query.slice(1).map(([, value]) => Number(value))).toEqual([
      Date.UTC(2026, 6, 1, 10) / 1000,
      Date.UTC(2026, 6, 2, 8) / 1000,
    ]);
  });

  it('repeats every list under its own name', () => {
    const call = bind(customerMetrics, {
      ...july,
      environment: 'sandbox',
      search: 'jane & co',
      status: ['trial', 'active', 'canceled', 'billing_retry'],
      platform: ['iOS', 'Stripe'],
      country: 'DE',
      product_id: ['active'],
      purchase_currency: ['EUR', 'USD'],
      locale: ['de_DE'],
      device_model: ['iPhone15,2'],
      os_version: ['17.1'],
      app_version: ['1.0'],
      sdk_version: ['5'],
      media_source: ['Meta'],
      campaign: ['Summer'],
      ad_set: ['A'],
      ad: ['B'],
      experiment: ['e1'],
      experiment_group: ['g1'],
    });
    expect(call.request.query.filter(([name]) => name !== 'filter[since][]')).toEqual([
      ['environment', '0'],
      ['search', 'jane & co'],
      ['filter[status][]', '1'],
      ['filter[status][]', '2'],
      ['filter[status][]', '3'],
      ['filter[status][]', '4'],
      ['filter[target_platform][]', 'iOS'],
      ['filter[target_platform][]', 'Stripe'],
      ['filter[country][]', 'DE'],
      ['filter[product_id][]', 'active'],
      ['filter[purchase_currency][]', 'EUR'],
      ['filter[purchase_currency][]', 'USD'],
      ['filter[locale][]', 'de_DE'],
      ['filter[model][]', 'iPhone15,2'],
      ['filter[os_version][]', '17.1'],
      ['filter[app_version][]', '1.0'],
      ['filter[sdk_version][]', '5'],
      ['filter[media_source_name][]', 'Meta'],
      ['filter[campaign_name][]', 'Summer'],
      ['filter[ad_set_name][]', 'A'],
      ['filter[ad_name][]', 'B'],
      ['filter[experiment_uid][]', 'e1'],
      ['filter[experiment_group_uid][]', 'g1'],
    ]);
  });

  it('takes choices as a screen writes them', () => {
    const { query } = bind(customerMetrics, { platform: ['ios'], status: 'Billing retry' }).request;
    expect(query).toContainEqual(['filter[target_platform][]', 'iOS']);
    expect(query).toContainEqual(['filter[status][]', '4']);
  });

  it.each([
    [{ country: ['de'] }, /"country\[0\]": must be two capitals/],
    [{ country: ['DEU'] }, /two capitals/],
    [{ purchase_currency: ['eur'] }, /three capitals/],
    [{ platform: ['windows'] }, /"iOS", "Android", "Stripe"/],
    [{ status: ['gone'] }, /"trial", "active", "canceled", "billing_retry"/],
    [{ search: 'x'.repeat(256) }, /"search" must have at most 255 characters/],
    [{ environment: 'test' }, /"production", "sandbox"/],
    [{ device: ['x'] }, /"device" is not an argument/],
    [{ start: '2026-08-01', end: '2026-07-01' }, /is after "end"/],
  ])('refuses %j', (args, message) => {
    expect(() => bind(customerMetrics, args)).toThrow(message);
  });
});

describe('the report', () => {
  it("tells the page's sample, each counter in its unit", () => {
    const said = ask(data);
    expect(said.headline).toEqual([
      '15,420 clients with events, first seen 2026-07-01 to 2026-07-31 (UTC, production): 4,230 active subscribers (27.4 % of clients), 820 active trials (5.3 % of clients), 120 in billing retry (0.8 % of clients).',
      'Rates as sent: churned subscribers 43.0 %, canceled trials 35.0 %.',
      'Sales 380,276.24, average price 9.95 (currency not stated); average payment count 2.40.',
    ]);
    expect(said.notes).toEqual([
      'The youngest clients came 14 days ago: rates, payments and sales still change with age.',
      'Only clients first seen in this window are counted; subscribers who came before are not.',
      'churnedSubscribers and canceledTrials are percentages, not people.',
      `Window sent: ${from} to ${to} (Unix seconds).`,
    ]);
    const rows = printed(table(said, 'counters'));
    expect(rows).toHaveLength(9);
    expect(rows[4]).toEqual({ counter: 'churnedSubscribers', value: '43', unit: '%', of_clients: 'n/a' });
    expect(rows[1]).toEqual({ counter: 'activeSubscribers', value: '4,230', unit: 'clients', of_clients: '27.4 %' });
  });

  it('reads figures in quotes, and leaves out what was not sent', () => {
    const said = ask({ clientsWithEvent: '10', activeSubscribers: null, churnedSubscribers: '43.25', sales: '0.30' });
    expect(said.headline[0]).toContain('10 clients with events');
    expect(said.headline[0]).toContain('n/a active subscribers,');
    expect(said.headline[1]).toContain('churned subscribers 43.3 %, canceled trials n/a');
    expect(said.headline[2]).toContain('Sales 0.30, average price n/a');
    expect(table(said, 'counters').rows.map(([name]) => name)).toEqual([
      'clientsWithEvent',
      'churnedSubscribers',
      'sales',
    ]);
  });

  it('tells no share where a status filter chose the clients, or where the part is none', () => {
    expect(ask(data, { status: ['active'] }).headline[0]).not.toContain('%');
    expect(ask({ ...data, activeSubscribers: 20_000 }).headline[0]).toContain('20,000 active subscribers, ');
  });

  it('shows keys of another shape as they are', () => {
    const said = ask({ total_customers: 12, active_subscribers: '5', by: { store: { ios: 3 } }, note: null });
    expect(said.headline).toEqual([
      'Counters that Qonversion does not document, as sent: total_customers 12, active_subscribers 5, by.store.ios 3.',
    ]);
    expect(table(said, 'other_counters').rows).toEqual([
      ['total_customers', '12'],
      ['active_subscribers', '5'],
      ['by.store.ios', '3'],
    ]);
  });

  it('says that there is nobody, and what to change', () => {
    const zeros = Object.fromEntries(Object.keys(data).map((name) => [name, '0.00']));
    const said = ask(zeros, { country: ['DE'] });
    expect(said.empty).toBe(true);
    expect(said.headline[0]).toContain('No customers: all counters are 0');
    expect(said.notes[0]).toBe('Filters: country DE; leave some out.');
    expect(ask({}).headline[0]).toContain('Qonversion sent no counters');
  });

  it('names filters, sandbox and a running day', () => {
    const args = { status: ['trial'], campaign: ['A|B'], search: 'jane@x.io', environment: 'sandbox', end: 'today' };
    const said = report(customerMetrics, args, [{ data }]);
    expect(said.notes).toContain('Filters: status trial; campaign A\\|B; a search text.');
    expect(said.notes).toContain('Sandbox: test purchases, not sales.');
    expect(said.notes).toContain('Today still runs, so the window is not complete.');
    expect(text(said)).not.toContain('jane');
  });

  it('fails where the shape drifted', () => {
    expect(() => report(customerMetrics, july, [{}])).toThrow(/data should be an object but is missing/);
    expect(() => ask({ ...data, sales: 'a lot' })).toThrow(/data\.sales/);
    expect(() => ask({ ...data, activeTrials: {} })).toThrow(/data\.activeTrials/);
  });

  it('fits hostile filters and unknown keys into the budget', () => {
    const wild = '|`*\n\u202eweird '.repeat(30);
    const many = Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`${wild}${index}`, wild]));
    const said = ask({ ...data, ...many }, { campaign: Array.from({ length: 100 }, () => wild.slice(0, 400)) });
    const short = text(said);
    const full = text(said, 6_000, true);
    expect(countTokens(short)).toBeLessThanOrEqual(800);
    expect(countTokens(full)).toBeLessThanOrEqual(6_000);
    for (const fact of [
      '15,420 clients',
      '4,230 active',
      '27.4 %',
      '43.0 %',
      '380,276.24',
      '9.95',
      '120 in billing retry',
    ])
      expect(short).toContain(fact);
    expect(`${short}${full}`).not.toMatch(/NaN|Infinity|undefined|null|\[object|\u202e/);
    expect(table(said, 'other_counters').rows).toHaveLength(3_000);
  });
});
