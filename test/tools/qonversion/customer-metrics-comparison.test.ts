import fc from 'fast-check';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { customerMetrics } from '../../../tools/qonversion/customer-metrics.ts';
import { bind, table, text } from '../../support/ask.ts';
import { reportCompared } from '../../support/ask-compared.ts';

const now = {
  clientsWithEvent: 150,
  activeSubscribers: 40,
  churnedSubscribers: '4.3',
  activeTrials: 9,
  canceledTrials: 35,
  billingRetry: null,
  avgPaymentCount: 1.4,
  avgPrice: '9.95',
  sales: '2380.20',
};
const before = { ...now, clientsWithEvent: '120', activeSubscribers: 60, churnedSubscribers: 12, sales: 5000.1 };
const ask = (own: object, other: object, args = {}) =>
  reportCompared(customerMetrics, args, { now: [{ data: own }], before: [{ data: other }] });
const notAged =
  'the earlier clients have had 28 days more to subscribe, cancel and pay, and Qonversion does not tell how they stood at the same age.';

describe('the requests of a comparison', () => {
  it('send both windows in whole seconds, side by side without a gap', () => {
    const windows = (args: object) => {
      const call = bind(customerMetrics, { compare: 'previous_period', ...args });
      return [call.request, call.compared?.base.request].map((request) =>
        request?.query
          .filter(([name]) => name === 'filter[since][]')
          .map(([, value]) => new Date(Number(value) * 1000).toISOString().slice(0, 19)),
      );
    };
    expect(windows({})).toEqual([
      ['2026-07-18T00:00:00', '2026-08-14T23:59:59'],
      ['2026-06-20T00:00:00', '2026-07-17T23:59:59'],
    ]);
    expect(windows({ start: '2026-08-10T10:00:00', end: '2026-08-11T10:00:00+02:00' })).toEqual([
      ['2026-08-10T10:00:00', '2026-08-11T08:00:00'],
      ['2026-08-09T11:59:59', '2026-08-10T09:59:59'],
    ]);
    expect(bind(customerMetrics, { compare: 'previous_year' }).compared?.base.price).toEqual({ cost: 1 });
  });
});

describe('the comparison', () => {
  it('shows both sides, and calls no change where age makes one', () => {
    const said = ask({ ...now, clientsWithEvent: 100 }, before);
    expect(said.headline).toEqual([
      'Clients first seen 2026-07-18 to 2026-08-14 against 2026-06-20 to 2026-07-17 (UTC, production): 100 clients with events against 120.',
      `No change is told: ${notAged}`,
      'Side by side: active subscribers 40 against 60, active trials 9 against 9; churned subscribers 4.3 % against 12.0 %, canceled trials 35.0 % against 35.0 %; sales 2,380.20 against 5,000.10 (currency not stated).',
    ]);
    const rows = table(said, 'comparison').rows;
    expect(rows).toHaveLength(8);
    expect(rows[0]).toEqual(['clientsWithEvent', 'clients', 100, 120, null, null]);
    for (const row of rows) expect(row.slice(4)).toEqual([null, null]);
    expect(table(said, 'counters').title).toBe('later range: as sent');
  });

  it('tells that there are more clients already, which time cannot undo', () => {
    const said = ask(now, before);
    expect(said.headline[0]).toMatch(/: 150 clients with events against 120, already 30 more \(\+25\.0 %\)\.$/);
    expect(said.headline[1]).toBe(`No change is told of the rest: ${notAged}`);
    expect(table(said, 'comparison').rows[0]).toEqual(['clientsWithEvent', 'clients', 150, 120, 30, 0.25]);
    const running = ask(now, before, { end: 'today' });
    expect(running.headline[0]).toContain('already 30 more');
    expect(running.notes[0]).toBe('Today still runs, so the window is not complete.');
    expect(ask(now, { ...before, clientsWithEvent: 0 }).headline[0]).toMatch(/against 0, already 150 more\.$/);
  });

  it.each([
    { status: ['active'] },
    { product_id: ['pro'] },
    { purchase_currency: ['EUR'] },
    { os_version: ['17'] },
    { app_version: ['1'] },
    { sdk_version: ['5'] },
    { search: 'x' },
  ])('tells nothing of clients chosen by what they did since: %j', (args) => {
    expect(ask(now, before, args).headline[1]).toBe(`No change is told: ${notAged}`);
  });

  it('names the time that the earlier clients had more, in hours too', () => {
    const age = (args: object) => /had (.*?) more/.exec(ask(now, before, args).headline[1] ?? '')?.[1];
    expect(age({ compare: 'previous_year' })).toBe('365 days');
    expect(age({ start: '2026-08-14T00:00:00', end: '2026-08-14T11:59:59' })).toBe('12 hours');
  });

  it('shows keys of another shape side by side, and figures that one side lacks as n/a', () => {
    const said = ask({ total_customers: 12, by: { ios: 3 } }, { total_customers: '10', gone: 1 });
    expect(said.headline[0]).toMatch(/: their number is not told\.$/);
    expect(said.headline).toHaveLength(2);
    expect(table(said, 'compared_other_counters').rows).toEqual([
      ['total_customers', '12', '10'],
      ['by.ios', '3', null],
      ['gone', null, '1'],
    ]);
    const half = ask({ clientsWithEvent: null, sales: 1 }, { clientsWithEvent: 3 });
    expect(half.headline[0]).toContain('n/a clients with events against 3.');
    expect(half.headline[2]).toContain('sales 1.00 against n/a');
  });

  it('says that there is nothing to compare with', () => {
    expect(ask(now, {}).headline[3 - 1]).toBe('There is nothing to compare with.');
  });

  it('tells the figures as sent, whatever they are', () => {
    const counter = fc.oneof(
      fc.constant(null),
      fc.constant(undefined),
      fc.nat(1_000_000),
      fc.nat(1_000_000).map(String),
    );
    const counters = fc.record(Object.fromEntries(Object.keys(now).map((name) => [name, counter])));
    fc.assert(
      fc.property(counters, counters, (own, other) => {
        const some = { ...own, billingRetry: 1 };
        const same = { ...other, billingRetry: '2' };
        const rows = table(ask(some, same), 'comparison').rows;
        for (const [name = '', value] of Object.entries(some)) {
          const sent = [value, Object.entries(same).find(([key]) => key === name)?.[1]].map((one) =>
            one == null ? null : Number(one),
          );
          const row = rows.find((cells) => cells[0] === name);
          if (sent.every((one) => one === null)) expect(row).toBeUndefined();
          else expect(row?.slice(2, 4)).toEqual(sent);
          const [a, b] = sent;
          const ahead = name === 'clientsWithEvent' && a != null && b != null && a > b;
          if (row !== undefined) expect(row[4]).toBe(ahead ? a - b : null);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('fits hostile filters and unknown keys into the budget', () => {
    const wild = '|`*\n\u202eweird '.repeat(30);
    const many = Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`${wild}${index}`, wild]));
    const said = ask(
      { ...now, ...many },
      { ...before, ...many },
      { campaign: Array.from({ length: 100 }, () => wild.slice(0, 400)) },
    );
    const [short, full] = [text(said), text(said, 6_000, true)];
    expect(countTokens(short)).toBeLessThanOrEqual(800);
    expect(countTokens(full)).toBeLessThanOrEqual(6_000);
    for (const fact of ['150 clients', 'against 120', '2,380.20 against 5,000.10', '4.3 % against 12.0 %'])
      expect(short).toContain(fact);
    expect(`${short}${full}`).not.toMatch(/NaN|Infinity|undefined|null|\[object|\u202e/);
  });
});
