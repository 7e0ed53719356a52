import Big from 'big.js';
import fc from 'fast-check';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '../../../src/report/calendar.ts';
import { subscriptionRevenue } from '../../../tools/fynn/subscription-revenue.ts';
import { bind, requestLine, table, text } from '../../support/ask.ts';
import { reportCompared } from '../../support/ask-compared.ts';
import { type FynnRow, fynnPages, fynnRow as row } from '../../support/fynn-rows.ts';

/** Both ranges are told from the same answer. */
const ask = (pages: unknown[], args = {}, options = {}) =>
  reportCompared(subscriptionRevenue, args, { now: pages, before: pages }, options);

/** Every day from 2026-06-20 to today, in both ranges of four weeks and after them. */
const everyDay = (changes: (date: string, index: number) => FynnRow = () => ({})) =>
  Array.from({ length: 57 }, (_, index) => {
    const date = addDays('2026-06-20', index);
    return row(date, `${1000 + 10 * index}.00`, { new_revenue: '10.00', ...changes(date, index) });
  });

describe('the request of a comparison', () => {
  it('is one for both ranges, of four weeks by default', () => {
    const { compared, ...call } = bind(subscriptionRevenue, { compare: 'previous_period', currency: 'eur' });
    expect(call.input).toEqual({ start: '2026-07-18', end: '2026-08-14', currency: 'EUR' });
    expect(compared?.base.input).toEqual({ start: '2026-06-20', end: '2026-07-17', currency: 'EUR' });
    expect(compared && requestLine(compared.base)).toBe(requestLine({ ...call }));
  });
});

describe('the comparison', () => {
  it('holds the levels at the ends and what moved them against each other, exactly', () => {
    const rows = everyDay((date) => ({
      new_revenue: date > '2026-07-17' ? '0.10' : '0.20',
      ...(date === '2026-08-01' ? { churn_revenue: '3.30' } : {}),
      ...(date === '2026-07-01' ? { churn_revenue: '1.10', expansion_revenue: '5.00' } : {}),
    }));
    const said = ask(fynnPages([...rows].reverse(), 20));
    expect(said.headline).toEqual([
      '2026-07-18 to 2026-08-14 against 2026-06-20 to 2026-07-17, 28 dates of each; MRR on 2026-08-14 against 2026-07-17.',
      'EUR: MRR EUR 1,550.00 against EUR 1,270.00, change EUR 280.00 (+22.0 %).',
      'EUR movements: net EUR -0.50 against EUR 9.50; new EUR 2.80 against EUR 5.60 (-50.0 %), expansion none against EUR 5.00 (-100.0 %), churn EUR 3.30 against EUR 1.10 (+200.0 %).',
    ]);
    expect(table(said, 'comparison').rows).toEqual([
      ['EUR', 'mrr', '1550.00', '1270.00', '280.00', expect.closeTo(280 / 1270, 9)],
      ['EUR', 'net', '-0.50', '9.50', '-10.00', null],
      ['EUR', 'new', '2.80', '5.60', '-2.80', -0.5],
      ['EUR', 'expansion', '0.00', '5.00', '-5.00', -1],
      ['EUR', 'churn', '3.30', '1.10', '2.20', 2],
    ]);
    expect(table(said, 'compared_points').rows).toHaveLength(28);
    expect(table(said, 'compared_points').rows[0]?.slice(0, 3)).toEqual(['EUR', '2026-08-14', '1550.00']);
    expect(table(said, 'by_month').title).toMatch(/^later range: /);
  });

  it('leaves out the day that still runs, and the one it would be held against', () => {
    const said = ask(fynnPages(everyDay()), { start: '2026-07-19', end: 'today' });
    expect(said.headline[0]).toBe(
      '2026-07-19 to 2026-08-15 against 2026-06-21 to 2026-07-18, 27 dates of each; MRR on 2026-08-14 against 2026-07-17.',
    );
    expect(said.notes.slice(0, 2)).toEqual([
      '2026-07-18 is left out of the comparison, as 2026-08-15 is not over yet.',
      'Today still runs: it is in the tables, not in latest MRR and change.',
    ]);
    expect(table(said, 'comparison').rows[2]?.slice(0, 4)).toEqual(['EUR', 'new', '270.00', '270.00']);
  });

  it('compares only dates that both have, and names the others', () => {
    const rows = everyDay().filter(({ date }) => date !== '2026-07-30 00:00:00' && date !== '2026-07-17 00:00:00');
    const said = ask(fynnPages(rows));
    expect(said.headline[0]).toContain('26 dates of each; MRR on 2026-08-13 against 2026-07-16.');
    expect(said.headline[2]).toContain('new EUR 260.00 against EUR 260.00 (0.0 %)');
    const notes = said.notes.join('\n');
    expect(notes).toContain('Movements are compared on dates that both ranges have: EUR 26 of 28.');
    expect(notes).toContain('Fynn sent no rows for 1 date inside: EUR 2026-07-30.');
    expect(notes).toContain('Earlier range: Fynn sent no rows at the end (up to 1 day): EUR 2026-07-17.');
  });

  it('says nothing of what may be unexplained, of which it tells no amount', () => {
    const said = ask(fynnPages(everyDay((_, index) => (index % 5 === 0 ? { new_revenue: '9.00' } : {}))));
    expect(said.notes.join()).not.toContain('unexplained');
  });

  it('says when a currency began, and names one that only one range has', () => {
    const young = everyDay().filter(({ date }) => String(date) >= '2026-07-01');
    const usd = everyDay(() => ({ currency_code: 'USD' })).filter(({ date }) => String(date) >= '2026-07-20');
    const said = ask(fynnPages([...young, ...usd]));
    expect(said.headline[0]).toContain(', 17 dates of each;');
    const notes = said.notes.join('\n');
    expect(notes).toContain('EUR 17 of 28 (its first row is of 2026-07-01).');
    expect(notes).toContain('Only in the later range, so not compared: USD.');
    expect(table(said, 'comparison').rows.every(([code]) => code === 'EUR')).toBe(true);
  });

  it('takes the latest date that has a level on both sides', () => {
    const rows = everyDay((date) => (date === '2026-08-14' ? { revenue: null } : {}));
    expect(ask(fynnPages(rows)).headline[0]).toContain('MRR on 2026-08-13 against 2026-07-16.');
    const none = ask(fynnPages(everyDay((date) => (date >= '2026-07-18' ? { revenue: null } : {}))));
    expect(none.headline[1]).toBe('EUR: no date has an MRR in both ranges.');
    expect(table(none, 'comparison').rows.map(([, figure]) => figure)).toEqual(['net', 'new', 'expansion', 'churn']);
  });

  it('never adds currencies, and tells the dates of each where they differ', () => {
    const usd = everyDay((_, index) => ({ currency_code: 'USD', revenue: String(2000 - index) })).slice(0, 50);
    const said = ask(fynnPages([...everyDay(), ...usd]));
    expect(said.headline).toEqual([
      '2026-07-18 to 2026-08-14 against 2026-06-20 to 2026-07-17.',
      'EUR: MRR EUR 1,550.00 on 2026-08-14 against EUR 1,270.00 on 2026-07-17, change EUR 280.00 (+22.0 %).',
      'USD: MRR USD 1,951.00 on 2026-08-08 against USD 1,979.00 on 2026-07-11, change USD -28.00 (-1.4 %).',
      'EUR movements, 28 dates of each: net EUR 280.00 against EUR 280.00 (0.0 %); new EUR 280.00 against EUR 280.00 (0.0 %), expansion none against none, churn none against none.',
      'USD movements, 22 dates of each: net USD 220.00 against USD 220.00 (0.0 %); new USD 220.00 against USD 220.00 (0.0 %), expansion none against none, churn none against none.',
    ]);
  });

  it('reads churn that is sent as negative amounts as a loss on both sides', () => {
    const rows = everyDay((date) => ({ churn_revenue: date > '2026-07-17' ? '-2.00' : '-1.00' }));
    const said = ask(fynnPages(rows));
    expect(said.headline[2]).toContain('churn EUR 56.00 against EUR 28.00 (+100.0 %)');
    expect(said.headline[2]).toContain('net EUR 224.00 against EUR 252.00');
    // One negative amount in the other range alone is no sign of how the rest is sent.
    const mixed = everyDay((date) => ({ churn_revenue: date === '2026-08-01' ? '-2.00' : '1.00' })).filter(
      ({ date }) => String(date).startsWith('2026-08-01') || String(date) < '2026-07-18',
    );
    expect(ask(fynnPages(mixed)).headline[2]).toContain('churn EUR -2.00 against EUR 1.00');
  });

  it('calls no change from pages that were cut, unless both ranges have every date', () => {
    const cut = (rows: FynnRow[]) => [{ data: rows, meta: { pagination: { currentPage: 1, lastPage: 9 } } }];
    const partial = 'Partial: 1 of 9 pages were read, so dates may be missing from everything below.';
    const said = ask(cut(everyDay().filter(({ date }) => date !== '2026-07-30 00:00:00')));
    expect(said.headline).toEqual([
      partial,
      '2026-07-18 to 2026-08-14 against 2026-06-20 to 2026-07-17: no date is over and there in both, so no change is told.',
    ]);
    expect(said.partial).toBe(partial);
    expect(said.notes.join()).toContain('No change is told of EUR: dates are missing.');
    const whole = ask(cut(everyDay()));
    expect(whole.headline.slice(0, 2)).toEqual([partial, expect.stringContaining(', 28 dates of each;')]);
  });

  it('counts dates that an account leaves out because nothing moved', () => {
    const rows = [
      row('2026-05-01', '100.00', { new_revenue: '100.00' }),
      row('2026-07-01', '130.00', { expansion_revenue: '30.00' }),
      row('2026-08-01', '120.00', { churn_revenue: '10.00' }),
      row('2026-08-15', '125.00', { new_revenue: '5.00' }),
    ];
    const said = ask(fynnPages(rows));
    expect(said.headline).toEqual([
      '2026-07-18 to 2026-08-14 against 2026-06-20 to 2026-07-17, 28 dates of each; MRR on 2026-08-14 against 2026-07-17.',
      'EUR: MRR EUR 120.00 against EUR 130.00, change EUR -10.00 (-7.7 %).',
      'EUR movements: net EUR -10.00 against EUR 30.00; new none against none, expansion none against EUR 30.00 (-100.0 %), churn EUR 10.00 against none.',
    ]);
  });

  it('compares by date with a year ago, and says what has no date there', () => {
    const rows = Array.from({ length: 800 }, (_, index) =>
      row(addDays('2026-12-01', index), '7.00', { new_revenue: '1' }),
    );
    const at = new Date('2028-03-05T12:00:00Z');
    const said = ask(fynnPages(rows), { compare: 'previous_year', start: '2028-02-27', end: '2028-03-02' }, { at });
    expect(said.headline[0]).toBe(
      '2028-02-27 to 2028-03-02 against 2027-02-27 to 2027-03-02, 4 dates of each; MRR on 2028-03-02 against 2027-03-02.',
    );
    expect(said.notes.join('\n')).toContain('EUR 4 of 5.');
  });

  it('is the same as added up by hand, whatever the payload', () => {
    const money = fc.nat(10_000_000).map((cents) => (cents / 100).toFixed(2));
    const sent = fc.record({
      day: fc.integer({ min: 0, max: 60 }),
      currency: fc.constantFrom('EUR', 'USD', 'chf'),
      revenue: fc.option(money),
      won: fc.option(fc.oneof(money, fc.nat(500))),
      more: fc.option(money),
      lost: fc.option(money),
    });
    let compared = 0;
    fc.assert(
      fc.property(fc.array(sent, { minLength: 60, maxLength: 200 }), fc.integer({ min: 5, max: 60 }), (all, size) => {
        const rows = all.map(({ day, currency, revenue, won, more, lost }) =>
          row(addDays('2026-06-16', day), revenue, {
            ...{ currency_code: currency, new_revenue: won, expansion_revenue: more, churn_revenue: lost },
          }),
        );
        const said = ask(fynnPages(rows, size));
        if (said.tables.every(({ name }) => name !== 'comparison')) return;
        compared += 1;
        const first = new Map<string, FynnRow>();
        for (const one of rows) {
          const key = `${String(one.currency_code).toUpperCase()} ${String(one.date).slice(0, 10)}`;
          if (!first.has(key)) first.set(key, one);
        }
        for (const [code, figure, current, previous] of table(said, 'comparison').rows) {
          const dates = Array.from({ length: 28 }, (_, index) => addDays('2026-07-18', index)).filter(
            (date) => first.has(`${code} ${date}`) && first.has(`${code} ${addDays(date, -28)}`),
          );
          const sum = (name: string, back: number) =>
            dates.reduce(
              (total, date) => total.plus(first.get(`${code} ${addDays(date, -back)}`)?.[name] ?? 0),
              new Big(0),
            );
          const net = (back: number) =>
            sum('new_revenue', back).plus(sum('expansion_revenue', back)).minus(sum('churn_revenue', back));
          const level = (back: number) => {
            const known = dates.filter((date) =>
              [0, 28].every((days) => first.get(`${code} ${addDays(date, -days)}`)?.revenue != null),
            );
            return new Big(first.get(`${code} ${addDays(known.at(-1) ?? '', -back)}`)?.revenue ?? NaN);
          };
          const expected = (back: number) =>
            figure === 'mrr' ? level(back) : figure === 'net' ? net(back) : sum(`${figure}_revenue`, back);
          expect([figure, current, previous]).toEqual([figure, expected(0).toFixed(2), expected(28).toFixed(2)]);
        }
      }),
      { numRuns: 60 },
    );
    expect(compared).toBeGreaterThan(50);
  });

  it('fits ten years in five currencies into the budget', () => {
    const currencies = ['EUR', 'USD', 'CHF', '|`*hostile\u202e'.repeat(99), 'JPY'];
    const size = daysBetween('2016-08-15', '2026-08-15') + 1;
    const all = Array.from({ length: size }, (_, back) => back).flatMap((back) =>
      currencies.map((currency_code, at) =>
        row(addDays('2026-08-15', -back), `${1_000_000 + ((back * 7919 + at) % 500_000)}.${10 + (back % 90)}`, {
          ...{ currency_code, new_revenue: `${back % 100}.10`, expansion_revenue: '0.01' },
          churn_revenue: back % 3 === 0 ? null : '0.20',
        }),
      ),
    );
    for (const args of [{}, { start: '2022-01-01', compare: 'previous_year' }]) {
      const said = ask(fynnPages(all), args);
      const [short, full] = [text(said), text(said, 6_000, true)];
      expect(countTokens(short)).toBeLessThanOrEqual(800);
      expect(countTokens(full)).toBeLessThanOrEqual(6_000);
      expect(short).toContain('5 currencies in all (table comparison).');
      const [level] = table(said, 'comparison').rows;
      expect(short).toContain(
        `MRR EUR ${Number(level?.[2]).toLocaleString('en-US', { minimumFractionDigits: 2 })} against`,
      );
      expect(`${short}${full}`).not.toMatch(/NaN|Infinity|undefined|null|\[object|\u202e/);
    }
  });
});
