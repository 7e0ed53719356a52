import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../src/report/calendar.ts';
import { subscriptionRevenue } from '../../../tools/fynn/subscription-revenue.ts';
import { bind, printed, report, requestLine, table, text } from '../../support/ask.ts';

type Row = Record<string, string | number | null>;
const row = (date: string, revenue: string | number | null, changes: Row = {}): Row => ({
  date: `${date} 00:00:00`,
  currency_code: 'EUR',
  revenue,
  churn_revenue: null,
  expansion_revenue: null,
  new_revenue: null,
  ...changes,
});
const page = (
  data: unknown[],
  currentPage: number | string = 1,
  lastPage: number | string = 1,
  totalItems?: number,
) => ({
  data,
  meta: { pagination: { currentPage, lastPage, ...(totalItems === undefined ? {} : { totalItems }) } },
});
/** A page that tells neither its number nor the last one. */
const counted = (data: unknown[], totalItems: number) => ({ data, meta: { pagination: { totalItems } } });
const ask = (pages: unknown[], args = {}, options = {}) => report(subscriptionRevenue, args, pages, options);

describe('the request', () => {
  it('asks for the first page of 100, whatever is filtered here', () => {
    const call = bind(subscriptionRevenue, { start: '2026-01-01', currency: 'eur' });
    expect(requestLine(call)).toBe('/analytics/subscription-revenue?page=1&limit=100');
    expect(call.price).toEqual({ cost: 1 });
    expect(bind(subscriptionRevenue, call.input).input).toEqual(call.input);
    expect(call.input).toMatchObject({ currency: 'EUR', start: '2026-01-01' });
  });

  it('takes no dates by default', () => {
    expect(bind(subscriptionRevenue, {}).input).toEqual({});
  });

  it('refuses what is no currency or no date', () => {
    expect(() => bind(subscriptionRevenue, { currency: 'Euro' })).toThrow(/"currency": must be three letters/);
    expect(() => bind(subscriptionRevenue, { start: 'May' })).toThrow(/"start"/);
    expect(() => bind(subscriptionRevenue, { start: '2026-08-01', end: '2026-07-01' })).toThrow(/is after "end"/);
  });
});

describe('the pages', () => {
  const call = bind(subscriptionRevenue, {});
  const some = [row('2026-08-01', '1.00')];
  const next = (...pages: unknown[]) => call.next(pages, call.request)?.query;

  it('follows the numbers to the last page, also where they are text', () => {
    expect(next(page(some, 1, 3))).toEqual([
      ['page', '2'],
      ['limit', '100'],
    ]);
    expect(next(page(some, '1', '3'), page(some, '2', '3'))).toEqual([
      ['page', '3'],
      ['limit', '100'],
    ]);
    expect(next(page(some, 1, 2), page(some, 2, 2))).toBeUndefined();
  });

  it('goes on while there are more rows where only those are counted', () => {
    const hundred = (start: string) => Array.from({ length: 100 }, (_, index) => row(addDays(start, index), '1'));
    const [first, second] = [counted(hundred('2025-01-01'), 250), counted(hundred('2025-04-11'), 250)];
    expect(next(first)?.[0]).toEqual(['page', '2']);
    expect(next(first, second)?.[0]).toEqual(['page', '3']);
    expect(next(first, second, counted(some, 201))).toBeUndefined();
    expect(next(first, first)).toBeUndefined();
    expect(ask([first, first]).headline[0]).toContain('Partial: page 2 was asked for and Fynn sent page 1 again,');
    expect(ask([first, second]).headline[0]).toContain('Partial: 200 of 250 rows were sent,');
  });

  it('stops where there is no word of pages, an empty page, or the same page again', () => {
    expect(next({ data: some })).toBeUndefined();
    expect(next({ data: some, meta: { pagination: null } })).toBeUndefined();
    expect(next(page([], 1, 9))).toBeUndefined();
    expect(next(counted(some, 1), counted(some, 1))).toBeUndefined();
    expect(next(page(some, 1, 9), page(some, 1, 9))).toBeUndefined();
    expect(next(...Array.from({ length: 200 }, (_, index) => page(some, index + 1, 9_999)))).toBeUndefined();
  });

  it('says first that not everything was read', () => {
    const first = (pages: unknown[]) => ask(pages).headline[0];
    expect(first([page(some, 1, 3)])).toBe(
      'Partial: 1 of 3 pages were read, so dates may be missing from everything below.',
    );
    expect(first([page(some, 1, 2), page(some, 1, 2)])).toContain(
      'Partial: page 2 was asked for and Fynn sent page 1,',
    );
    expect(first([page(some, 1, 1, 7)])).toContain('Partial: 1 of 7 rows were sent,');
    expect(
      first([{ data: Array.from({ length: 100 }, (_, index) => row(addDays('2026-01-01', index), '1')) }]),
    ).toContain('Partial: one page was read, and Fynn does not tell how many there are');
    expect(first([{ data: some }])).toMatch(/^EUR/);
  });
});

describe('the report', () => {
  const rows = [
    row('2026-07-30', '0.30', { new_revenue: '0.30' }),
    row('2026-07-31', '0.60', { new_revenue: '0.10', expansion_revenue: '0.20' }),
    row('2026-08-01', '0.50', { new_revenue: '0.10', churn_revenue: '0.20' }),
    row('2026-08-14', '1000.45'),
    row('2026-08-15', '900.00', { churn_revenue: '100.45' }),
  ];

  it('tells first and latest MRR, and what moved it, exactly', () => {
    const said = ask([page(rows)]);
    expect(said.headline).toEqual([
      'EUR: MRR EUR 1,000.45 on 2026-08-14, from EUR 0.30 on 2026-07-30 (EUR 1,000.15, 3,335 times as much); today so far EUR 900.00.',
      'EUR after 2026-07-30: new EUR 0.20, expansion EUR 0.20, churn EUR 0.20; net EUR 0.20, EUR 999.95 of the change unexplained.',
    ]);
    expect(said.notes).toContain(
      'Fynn sends no contraction and no reactivation apart, which may be what is unexplained.',
    );
    expect(said.notes).toContain('Today still runs: it is in the tables, not in latest MRR and change.');
    expect(printed(table(said, 'by_month')).map((one) => Object.values(one).join(' '))).toEqual([
      '2026-08 EUR 900.00 -100.55 0.10 0.00 100.65 no',
      '2026-07 EUR 0.60 0.60 0.40 0.20 0.00 no',
    ]);
    expect(table(said, 'points').rows[0]).toEqual(['2026-08-15', 'EUR', '900.00', '0.00', '0.00', '100.45', true]);
    expect(table(said, 'points').rows).toHaveLength(5);
    expect(text(said)).toContain('EUR 1,000.45');
  });

  it('says when the movements explain the change', () => {
    expect(ask([page(rows.slice(0, 3))]).headline[1]).toBe(
      'EUR after 2026-07-30: new EUR 0.20, expansion EUR 0.20, churn EUR 0.20; net EUR 0.20, all of the change explained.',
    );
  });

  it('filters by date and currency on this side', () => {
    const both = [...rows, row('2026-08-01', '7.00', { currency_code: 'CHF' })];
    const said = ask([page(both)], { start: '2026-07-31', end: '2026-08-01', currency: 'EUR' });
    expect(said.headline[0]).toBe(
      'EUR: MRR EUR 0.50 on 2026-08-01, from EUR 0.30 at the end of 2026-07-30 (EUR 0.20, +66.7 %).',
    );
    expect(table(said, 'points').rows).toHaveLength(2);
  });

  it('marks the months that are wholly in it', () => {
    const days = Array.from({ length: 76 }, (_, index) => row(addDays('2026-06-01', index), '1.00'));
    const whole = (args = {}) => table(ask([page(days)], args), 'by_month').rows.map((one) => [one[0], one.at(-1)]);
    expect(whole()).toEqual([
      ['2026-08', false],
      ['2026-07', true],
      ['2026-06', true],
    ]);
    expect(whole({ start: '2026-06-02', end: '2026-07-31' })).toEqual([
      ['2026-07', true],
      ['2026-06', false],
    ]);
    expect(whole({ end: '2026-07-30' })).toEqual([
      ['2026-07', false],
      ['2026-06', true],
    ]);
  });

  it('marks no month as whole that lacks a day, its last level, or still runs', () => {
    const from = (start: string, length: number, changes = {}) =>
      Array.from({ length }, (_, index) => row(addDays(start, index), '1.00', changes));
    const whole = (rows: unknown[], now = '2026-10-20T12:00:00Z') =>
      table(ask([page(rows)], {}, { now: new Date(now) }), 'by_month').rows.map((one) => [one[0], one[1], one.at(-1)]);
    expect(whole(from('2026-08-01', 41))).toEqual([
      ['2026-09', 'EUR', false],
      ['2026-08', 'EUR', true],
    ]);
    expect(whole(from('2026-08-02', 30))).toEqual([['2026-08', 'EUR', false]]);
    expect(whole(from('2026-08-01', 31).toSpliced(14, 1))).toEqual([['2026-08', 'EUR', false]]);
    expect(whole([...from('2026-08-01', 30), row('2026-08-31', null)])).toEqual([['2026-08', 'EUR', false]]);
    expect(whole(from('2026-08-01', 31), '2026-08-31T12:00:00Z')).toEqual([['2026-08', 'EUR', false]]);
    const both = [...from('2026-08-01', 31), ...from('2026-08-01', 17, { currency_code: 'USD' })];
    expect(whole(both)).toEqual([
      ['2026-08', 'EUR', true],
      ['2026-08', 'USD', false],
    ]);
  });

  it('holds the months of each currency in its text', () => {
    const rows = ['EUR', 'USD'].flatMap((currency_code, at) =>
      Array.from({ length: 106 }, (_, index) =>
        row(addDays('2026-05-02', index), `${5_000 + index}.00`, {
          currency_code,
          new_revenue: `${100 + at}.10`,
          churn_revenue: '50.05',
        }),
      ),
    );
    const one = text(ask([page(rows.slice(0, 106))]));
    for (const month of ['| 2026-08 | EUR', '| 2026-07 | EUR', '| 2026-06 | EUR', '| 2026-05 | EUR'])
      expect(one).toContain(month);
    const two = text(ask([page(rows)]));
    expect(two).toContain('EUR: net by month 2026-08 EUR 750.75 (part), 2026-07 EUR 1,551.55, 2026-06 EUR 1,501.50.');
    expect(two).toContain('USD: net by month 2026-08 USD 765.75 (part), 2026-07 USD 1,582.55, 2026-06 USD 1,531.50.');
    expect(two).toContain('USD after 2026-05-02: new USD 10,');
    expect(two).not.toContain('did not fit');
  });

  it('never adds currencies', () => {
    const said = ask([page([...rows, row('2026-08-13', '5.00', { currency_code: 'CHF' })])]);
    expect(said.headline.slice(1)).toEqual([
      'CHF: MRR CHF 5.00 on 2026-08-13.',
      'EUR: net by month 2026-08 EUR -100.55 (part), 2026-07 EUR 0.60 (part).',
      'CHF: net by month 2026-08 CHF 0.00 (part).',
      'EUR after 2026-07-30: new EUR 0.20, expansion EUR 0.20, churn EUR 0.20; EUR 999.95 of the change unexplained.',
    ]);
    expect(said.notes).toContain('MRR is a level, never added up over dates, nor over currencies.');
  });

  it('reads churn that is already negative as a loss', () => {
    const signed = [row('2026-08-01', '10'), row('2026-08-02', '7', { churn_revenue: '-3.00' })];
    const said = ask([page(signed)]);
    expect(said.headline[1]).toContain('churn EUR -3.00; net EUR -3.00, all of the change explained');
    expect(said.notes).toContain('Churn in EUR came as negative amounts, read as losses.');
    const mixed = [...signed, row('2026-08-03', '5', { churn_revenue: '2.00' })];
    expect(ask([page(mixed)]).notes).toContain('Some churn amounts are negative, and lower the churn.');
  });

  it('counts a date and currency once', () => {
    const twice = [row('2026-08-01', '10.0'), row('2026-08-01', '10.00'), row('2026-08-01', '11.00')];
    const said = ask([page(twice)]);
    expect(said.headline).toEqual(['EUR: MRR EUR 10.00 on 2026-08-01.']);
    expect(said.notes[0]).toBe(
      '2 rows came twice for a date and currency; the first counts. 1 of these differs from the first.',
    );
    expect(ask([page(twice.slice(0, 2))]).notes).toContain(
      '1 row came twice for a date and currency; the first counts.',
    );
  });

  it('tells a level that was not sent as n/a', () => {
    const said = ask([page([row('2026-08-01', null, { new_revenue: '1' }), row('2026-08-02', '2')])]);
    expect(said.headline).toEqual(['EUR: MRR EUR 2.00 on 2026-08-02.']);
    expect(printed(table(said, 'points'))[1]?.mrr).toBe('n/a');
    expect(ask([page([row('2026-08-15', '3')])]).headline).toEqual([
      'EUR: no MRR was sent for a finished day; today so far EUR 3.00.',
    ]);
    expect(ask([page([row('2026-08-01', null), row('2026-08-02', null)])]).headline).toEqual([
      'EUR: no MRR was sent for a finished day.',
    ]);
  });

  it('tells of dates after today, and that the zone may be another', () => {
    const said = ask([page([row('2026-08-14', '1'), row('2026-08-15', '2'), row('2026-08-16', '3')])]);
    expect(said.headline).toEqual(['EUR: MRR EUR 1.00 on 2026-08-14; 2026-08-16 so far EUR 3.00.']);
    expect(printed(table(said, 'by_month'))[0]).toMatchObject({ mrr: '3.00', whole: 'no' });
    expect(said.notes[0]).toBe(
      "Fynn has dates up to 2026-08-16, after today (2026-08-15 in UTC): the account's zone may be another, set " +
        'FYNN_TIMEZONE. Dates from today on are in the tables, not in latest MRR and change.',
    );
    const running = ask([page([row('2026-08-15', '2'), row('2026-08-16', null)])]);
    expect(running.headline[0]).toMatch(/; today so far EUR 2\.00\.$/);
    expect(printed(table(running, 'by_month'))[0]?.mrr).toBe('2.00');
  });

  it('says that there is nothing, and what there is', () => {
    const said = ask([page(rows)], { currency: 'USD', start: '2026-01-01' });
    expect(said.empty).toBe(true);
    expect(said.headline).toEqual(['No MRR data for USD from 2026-01-01.']);
    expect(said.notes).toEqual(['Fynn has data from 2026-07-30 to 2026-08-15 in EUR.']);
    expect(ask([page([])]).notes[0]).toContain('no subscriptions yet');
    const headline = (args: object) => ask([page([])], args).headline;
    expect(headline({})).toEqual(['No MRR data.']);
    expect(headline({ start: '2023-09-08' })).toEqual(['No MRR data from 2023-09-08.']);
    expect(headline({ start: '2023-09-08', end: '2023-09-09' })).toEqual([
      'No MRR data from 2023-09-08 to 2023-09-09.',
    ]);
  });

  it('fails where the shape drifted', () => {
    expect(() => ask([{ rows: [] }])).toThrow(/data should be an array but is missing/);
    expect(() => ask([page([{ ...row('2026-08-01', 'much') }])])).toThrow(/data\[0\]\.revenue/);
    expect(() => ask([page([{ ...row('soon', '1') }])])).toThrow(/data\[0\]\.date/);
    expect(() => ask([page([{ date: '2026-08-01', currency_code: 'EUR' }])])).toThrow(/revenue/);
  });

  it('fits ten years in five currencies into the budget', () => {
    const currencies = ['EUR', 'USD', 'CHF', '|`*hostile\u202e'.repeat(99), 'JPY'];
    const all = Array.from({ length: 4_000 }, (_, index) => 4_000 - index).flatMap((back) =>
      currencies.map((currency_code, at) =>
        row(addDays('2026-08-15', 1 - back), `${1_000_000 + ((back * 7919 + at) % 500_000)}.${10 + (back % 90)}`, {
          currency_code,
          new_revenue: `${back % 100}.10`,
          churn_revenue: back % 3 === 0 ? null : '0.20',
          expansion_revenue: '0.01',
        }),
      ),
    );
    const pages = Array.from({ length: 200 }, (_, index) =>
      page(all.slice(index * 100, index * 100 + 100), index + 1, 200),
    );
    const said = ask(pages);
    const short = text(said);
    const full = text(said, 6_000, true);
    expect(countTokens(short)).toBeLessThanOrEqual(800);
    expect(countTokens(full)).toBeLessThanOrEqual(6_000);
    const euros = all.filter((one) => one.currency_code === 'EUR' && String(one.date) < '2026-08-15');
    const after = euros.slice(1);
    const cents = (name: string) => after.reduce((sum, one) => sum + Math.round(Number(one[name] ?? 0) * 100), 0);
    const shown = (value: number) => `EUR ${(value / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })}`;
    const level = (one: Row | undefined) => shown(Math.round(Number(one?.revenue) * 100));
    for (const fact of [
      `MRR ${level(euros.at(-1))} on 2026-08-14`,
      `from ${level(euros[0])} on`,
      `new ${shown(cents('new_revenue'))}`,
      `expansion ${shown(cents('expansion_revenue'))}`,
      `churn ${shown(cents('churn_revenue'))}`,
      '5 currencies in all',
      'USD: MRR USD 1,',
      'CHF: MRR CHF 1,',
      'net by month 2026-08 CHF',
    ])
      expect(short).toContain(fact);
    expect(`${short}${full}`).not.toMatch(/NaN|Infinity|undefined|null|\[object|\u202e/);
    expect(table(said, 'points').rows).toHaveLength(20_000);
  });
});
