import fc from 'fast-check';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../src/report/calendar.ts';
import { listActivities } from '../../../tools/chartmogul/list-activities.ts';
import { bind, printed, requestLine, table, text } from '../../support/ask.ts';
import { reportCompared } from '../../support/ask-compared.ts';
import { entry, page } from '../../support/chartmogul-activities.ts';

const ask = (now: unknown[], before: unknown[], args = {}, options = {}) =>
  reportCompared(listActivities, args, { now, before }, options);
const cents = (amount: number, changes = {}) => entry({ 'activity-mrr-movement': amount, ...changes });
const later = { date: '2026-08-01T10:00:00+00:00' };
const earlier = { date: '2026-07-01T10:00:00+00:00' };

describe('the requests of a comparison', () => {
  const lines = (args: object) => {
    const call = bind(listActivities, { ...args });
    return [requestLine(call), call.compared && requestLine(call.compared.base)].map((line) =>
      /start-date=(.*)&order/.exec(line ?? '')?.[1]?.replace('&end-date=', ' '),
    );
  };

  it('are two of four weeks by default, each of one call', () => {
    expect(lines({ compare: 'previous_period' })).toEqual([
      '2026-07-18T00:00:00Z 2026-08-14T23:59:59.999Z',
      '2026-06-20T00:00:00Z 2026-07-17T23:59:59.999Z',
    ]);
    const call = bind(listActivities, { compare: 'previous_year' });
    expect([call.price, call.compared?.base.price]).toEqual([{ cost: 1 }, { cost: 1 }]);
    expect(call.compared?.periods.before).toEqual({ start: '2025-07-18', end: '2025-08-14' });
  });

  it('take date-times, and neither overlap nor leave a second out', () => {
    expect(
      lines({ compare: 'previous_period', start: '2026-08-10T10:00:00', end: '2026-08-11T10:00:00+02:00' }),
    ).toEqual(['2026-08-10T10:00:00Z 2026-08-11T10:00:00+02:00', '2026-08-09T11:59:59Z 2026-08-10T09:59:59Z']);
    expect(lines({ compare: 'previous_year', start: '2026-08-10T10:00:00', end: '2026-08-11' })).toEqual([
      '2026-08-10T10:00:00Z 2026-08-11T23:59:59.999Z',
      '2025-08-10T10:00:00Z 2025-08-11T23:59:59.999Z',
    ]);
  });

  it('are refused with a cursor, which reads on in one range only', () => {
    expect(() => bind(listActivities, { compare: 'previous_period', cursor: 'a=' })).toThrow(
      '"cursor" reads on in one range, and "compare" asks two from their beginnings: leave one of them out.',
    );
    expect(bind(listActivities, { cursor: 'a=' }).input).toMatchObject({ cursor: 'a=' });
  });
});

describe('the comparison', () => {
  it('holds sums against sums by currency and type, a loss as a loss', () => {
    const now = [
      cents(15_000, later),
      cents(10, { ...later, type: 'expansion' }),
      cents(-300, { ...later, type: 'churn', 'customer-uuid': 'x' }),
      cents(700, { ...later, currency: 'JPY' }),
    ];
    const before = [
      cents(10_000, earlier),
      cents(-200, { ...earlier, type: 'churn' }),
      cents(20, { ...earlier, type: 'expansion' }),
    ];
    const said = ask([page(now)], [page(before.slice(0, 1), true, 'a'), page(before.slice(1))]);
    expect(said.headline).toEqual([
      '2026-07-18 to 2026-08-14 against 2026-06-20 to 2026-07-17 (UTC), all read: 4 activities against 3, 2 customers against 1.',
      'USD: net MRR movement USD 147.10 against USD 98.20, change USD 48.90 (+49.8 %).',
      'JPY: net MRR movement JPY 7.00 against none, change JPY 7.00.',
      'USD: new_biz USD 150.00 against USD 100.00 (+50.0 %), expansion USD 0.10 against USD 0.20 (-50.0 %), churn USD -3.00 against USD -2.00 (50.0 % more lost).',
      'JPY: new_biz JPY 7.00 against none.',
    ]);
    expect(said.notes[0]).toBe('No activities in JPY in the earlier range.');
    expect(table(said, 'comparison').rows).toEqual([
      ['USD', 'net of all types', '147.10', '98.20', '48.90', expect.closeTo(48.9 / 98.2, 9)],
      ['JPY', 'net of all types', '7.00', '0.00', '7.00', null],
      ['USD', 'new_biz', '150.00', '100.00', '50.00', 0.5],
      ['USD', 'reactivation', '0.00', '0.00', '0.00', null],
      ['USD', 'expansion', '0.10', '0.20', '-0.10', -0.5],
      ['USD', 'contraction', '0.00', '0.00', '0.00', null],
      ['USD', 'churn', '-3.00', '-2.00', '-1.00', 0.5],
      ...['new_biz', 'reactivation', 'expansion', 'contraction', 'churn'].map((type) =>
        type === 'new_biz' ? ['JPY', type, '7.00', '0.00', '7.00', null] : ['JPY', type, '0.00', '0.00', '0.00', null],
      ),
    ]);
    expect(printed(table(said, 'compared_counts')).slice(0, 2)).toMatchObject([
      { activities: '3', activities_previous: '3', activities_change: '0', activities_change_percent: '0.0 %' },
      { customers: '1', customers_previous: '0', customers_change: '1', customers_change_percent: 'n/a' },
    ]);
    expect(table(said, 'earlier_activities').rows).toHaveLength(3);
    expect(table(said, 'biggest_movers').title).toMatch(/^later range: /);
  });

  it('tells no percentage of a net that is a loss, and large ones as so many times', () => {
    const said = ask(
      [page([cents(-5_000, { ...later, type: 'churn' })])],
      [page([cents(-100, { ...earlier, type: 'churn' })])],
    );
    expect(said.headline.slice(1)).toEqual([
      'USD: net MRR movement USD -50.00 against USD -1.00, change USD -49.00.',
      'USD: churn USD -50.00 against USD -1.00 (50 times as much).',
    ]);
    expect(table(said, 'comparison').rows[0]?.at(-1)).toBeNull();
  });

  it('has no net where one type was asked for', () => {
    const said = ask(
      [page([cents(-5, { ...later, type: 'churn' })])],
      [page([cents(-4, { ...earlier, type: 'churn' })])],
      {
        type: 'churn',
      },
    );
    expect(said.headline[1]).toBe('USD: churn USD -0.05 against USD -0.04 (25.0 % more lost).');
    expect(table(said, 'comparison').rows.map((row) => row[1])).toEqual(['churn']);
  });

  it('counts the earlier range as far only as the later one has run', () => {
    const at = (date: string) => cents(100, { date });
    const before = [
      at('2026-07-17T11:59:59'),
      at('2026-07-17T12:00:00Z'),
      at('2026-07-17T14:00:01+02:00'),
      at('2026-07-17T23:00:00'),
    ];
    const now = [page([at('2026-08-15T09:00:00')])];
    const said = ask(now, [page(before)], { start: '2026-07-18', end: 'today' });
    expect(said.headline[0]).toBe(
      '2026-07-18 to 2026-08-15 against 2026-06-19 to 2026-07-17 (UTC; the earlier as far as the later has run), all read: 1 activity against 2, 1 customer against 1.',
    );
    expect(said.headline[2]).toContain('new_biz USD 1.00 against USD 2.00 (-50.0 %)');
    expect(said.notes.slice(0, 2)).toEqual([
      'The earlier range is counted to 2026-07-17T12:00:00Z, as far as the later one has run: 2 later activities of it left out.',
      'Today still runs: its activities are not complete.',
    ]);
    expect(table(said, 'earlier_activities').rows).toHaveLength(2);
    const year = ask(now, [page([at('2025-08-15T12:00:00'), at('2025-08-15T12:00:01')])], {
      ...{ start: '2026-08-15', compare: 'previous_year' },
    });
    expect(year.headline[2]).toContain('USD 1.00 against USD 1.00 (0.0 %)');
    const hours = ask(now, [page([at('2026-08-14T18:00:00'), at('2026-08-14T18:00:02')])], {
      ...{ start: '2026-08-15T06:00:00', end: '2026-08-15T23:59:59' },
    });
    expect(hours.notes[0]).toContain('is counted to 2026-08-14T18:00:00Z,');
    expect(hours.headline[0]).toContain('1 activity against 1,');
  });

  it('takes a range of today that is over as a whole one', () => {
    const said = ask(
      [page([cents(1, { date: '2026-08-15T05:00:00' })])],
      [page([cents(1, { date: '2026-08-14T23:30:00' })])],
      {
        ...{ start: '2026-08-15T00:00:00', end: '2026-08-15T06:00:00' },
      },
    );
    expect(said.headline[0]).toContain('(UTC), all read: 1 activity against 1');
    expect(said.notes.join()).not.toMatch(/still runs|counted to/);
  });

  it('calls no change where a range was cut, and says which and how to read on', () => {
    const some = (...dates: string[]) => dates.map((date) => cents(100, { date }));
    const cutNow = [page(some('2026-07-20', '2026-07-21'), true, 'AjMx=')];
    const whole = [page(some('2026-06-21'))];
    const said = ask(cutNow, whole, { max_entries: 2 });
    expect(said.headline).toEqual([
      '2026-07-18 to 2026-08-14 against 2026-06-20 to 2026-07-17 (UTC). Partial: no change is told, because the later range was cut after 2 activities (2026-07-20 to 2026-07-21). Raise max_entries (at most 10,000), or compare shorter ranges.',
      'Later range, as far as read: USD: net MRR movement USD 2.00; new_biz USD 2.00 (2), no reactivation, no expansion, no contraction, no churn.',
      'Earlier range, all read: USD: net MRR movement USD 1.00; new_biz USD 1.00 (1), no reactivation, no expansion, no contraction, no churn.',
      'The rest of the later range, without compare: "start": "2026-07-18", "end": "2026-08-14", "cursor": "AjMx=".',
    ]);
    expect(said.partial).toBe(
      'Partial: no change is told, because the later range was cut after 2 activities (2026-07-20 to 2026-07-21).',
    );
    expect(said.tables.map(({ name }) => name)).not.toContain('comparison');
    const other = ask([page(some('2026-07-20'))], [page(some('2026-06-21'), true, 'b')], { max_entries: 10_000 });
    expect(other.headline[0]).toContain(
      'because the earlier range was cut after 1 activity (2026-06-21 to 2026-06-21). Compare shorter',
    );
    expect(other.headline.at(-1)).toContain('"start": "2026-06-20", "end": "2026-07-17", "cursor": "b"');
    expect(other.partial).toContain('the earlier range');
    const both = ask(cutNow, [page(some('2026-06-21'), true, null)], { max_entries: 2 });
    expect(both.headline[0]).toMatch(
      /later range was cut after 2 .*, and the earlier range was cut after 1 .*gave no new way to them: compare shorter ranges\.$/,
    );
  });

  it('tells every currency of a range that was cut, up to three by name', () => {
    const codes = ['EUR', 'USD', 'GBP', 'CHF', 'JPY'];
    const some = (number: number, date: string) =>
      codes.slice(0, number).map((currency) => cents(100, { date, currency }));
    const said = ask([page(some(5, '2026-07-20'), true, 'a')], [page(some(2, '2026-06-21'))], { max_entries: 5 });
    const told = (which: string) => said.headline.filter((sentence) => sentence.startsWith(`${which} range`));
    expect(told('Later')).toHaveLength(4);
    expect(told('Later').at(-1)).toBe('Later range: and 2 other currencies: see movements.');
    expect(told('Earlier').map((sentence) => /: ([A-Z]{3}): net/.exec(sentence)?.[1])).toEqual(['EUR', 'USD']);
  });

  it('tells both ranges in UTC, whatever zone they were asked in', () => {
    const range = { start: '2026-08-10T00:00:00+02:00', end: '2026-08-11T00:00:00+02:00' };
    const said = ask([page([cents(1, { date: '2026-08-10T05:00:00' })])], [page([cents(1, earlier)])], range);
    expect(said.headline[0]).toMatch(
      /^2026-08-09T22:00:00Z to 2026-08-10T22:00:00Z against \S+Z to \S+Z \(UTC\), all read/,
    );
  });

  it('says of an empty earlier range that was cut that it is not read', () => {
    const said = ask([page([cents(1, later)])], [page([], true, 'x')]);
    expect(said.headline.slice(-2)).toEqual([
      'Not everything was read, so no change is told.',
      'In the period compared with, 2026-06-20 to 2026-07-17: Partial: no activities were read from 2026-06-20 to 2026-07-17 (UTC), and there are more.',
    ]);
    expect(said.partial).toContain('Earlier range: Partial: no activities were read');
    expect(ask([page([cents(1, later)])], [page([])]).headline.slice(-2)).toEqual([
      'There is nothing to compare with.',
      'In the period compared with, 2026-06-20 to 2026-07-17: No activities from 2026-06-20 to 2026-07-17 (UTC).',
    ]);
  });

  it('is the same as added up by hand, whatever the payload', () => {
    const types = ['new_biz', 'reactivation', 'expansion', 'contraction', 'churn', 'odd|type'];
    const one = fc.record({
      type: fc.constantFrom(...types),
      currency: fc.constantFrom('EUR', 'USD', 'JPY'),
      cents: fc.integer({ min: -10_000_000, max: 10_000_000 }),
      asText: fc.boolean(),
      day: fc.integer({ min: 0, max: 27 }),
      zone: fc.constantFrom('', 'Z', '+00:00'),
      customer: fc.constantFrom('a', 'b', 'c', null),
    });
    const side = fc.array(one, { minLength: 1, maxLength: 60 });
    const entries = (list: readonly (typeof one extends fc.Arbitrary<infer T> ? T : never)[], start: string) =>
      list.map(({ type, currency, cents, asText, day, zone, customer }) =>
        entry({
          ...{ type, currency, date: `${addDays(start, day)}T08:00:00${zone}` },
          'activity-mrr-movement': asText ? String(cents) : cents,
          'customer-uuid': customer,
          ...(customer === null
            ? { 'customer-external-id': null, 'customer-name': null, 'plan-external-id': null }
            : {}),
        }),
      );
    const pages = (list: unknown[], size: number) =>
      Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
        page(list.slice(index * size, index * size + size), (index + 1) * size < list.length, `c${index}`),
      );
    fc.assert(
      fc.property(side, side, fc.integer({ min: 7, max: 50 }), (a, b, size) => {
        const [now, before] = [entries(a, '2026-07-18'), entries(b, '2026-06-20')];
        // Newest first, and the first one twice: the second page begins with what the first one ended with.
        const twice = (list: unknown[]) => [...list.slice(0, 1), ...list];
        const said = ask(pages(twice(now).reverse(), size), pages(twice(before), size), { order: '-date' });
        for (const row of table(said, 'comparison').rows) {
          const [currency, type, current, previous, change, part] = row;
          const sum = (list: typeof a) =>
            list
              .filter((x) => x.currency === currency && (type === 'net of all types' || x.type === type))
              .reduce((total, x) => total + x.cents, 0);
          const money = (value: number) => (value / 100).toFixed(2).replace(/^-0\.00$/, '0.00');
          expect([current, previous, change]).toEqual([money(sum(a)), money(sum(b)), money(sum(a) - sum(b))]);
          const clear =
            sum(b) !== 0 && sum(a) * sum(b) >= 0 && (type !== 'net of all types' || (sum(b) > 0 && sum(a) >= 0));
          if (!clear) expect(part).toBeNull();
          else expect(part).toBeCloseTo(Math.abs(sum(a)) / Math.abs(sum(b)) - 1, 9);
        }
        for (const row of table(said, 'compared_counts').rows) {
          const own = (list: typeof a) =>
            list.filter((x) => x.currency === row[0] && (row[1] === 'net of all types' || x.type === row[1]));
          const customers = (list: typeof a) => new Set(own(list).map(({ customer }) => customer)).size;
          expect([row[2], row[3]]).toEqual([own(a).length, own(b).length]);
          expect([row[6], row[7]]).toEqual([customers(a), customers(b)]);
        }
        const currencies = new Set([...a, ...b].map(({ currency }) => currency));
        expect(table(said, 'comparison').rows.filter((row) => row[1] === 'net of all types')).toHaveLength(
          currencies.size,
        );
      }),
      { numRuns: 60 },
    );
  });

  it('fits 10,000 hostile activities of each range into the budget', () => {
    const currencies = ['EUR', 'USD', 'JPY', 'BRL', '|`*x\u202e'.repeat(99)];
    const types = ['new_biz', 'expansion', 'contraction', 'churn', 'reactivation', '|weird`type\n*'.repeat(50)];
    const giant = (start: string) =>
      Array.from({ length: 50 }, (_, at) =>
        page(
          Array.from({ length: 200 }, (_, index) =>
            cents((index % 3 === 0 ? -1 : 1) * (at * 79 + index) * 1_003, {
              type: types[(at + index) % 6],
              currency: currencies[(at * 3 + index) % 5],
              date: `${addDays(start, (at + index) % 28)}T10:00:00`,
              'customer-name': `\u202e|Customer ${index}\` ${'x'.repeat(300)}`,
              'customer-uuid': `cus_${at}_${index}`,
            }),
          ),
          at < 49,
          `cursor${at}`,
        ),
      );
    const said = ask(giant('2026-07-18'), giant('2026-06-20'), { max_entries: 10_000 });
    const [short, full] = [text(said), text(said, 6_000, true)];
    expect(countTokens(short)).toBeLessThanOrEqual(800);
    expect(countTokens(full)).toBeLessThanOrEqual(6_000);
    expect(short).toContain('10,000 activities against 10,000');
    for (const row of table(said, 'comparison').rows.slice(0, 2))
      expect(short).toContain(`net MRR movement ${row[0]} ${String(row[2]).replace(/\B(?=(\d{3})+\.)/g, ',')} against`);
    expect(`${short}${full}`).not.toMatch(/NaN|Infinity|undefined|null|\[object|\u202e/);
    const cut = ask(giant('2026-07-18').slice(0, 49), giant('2026-06-20').slice(0, 49), { max_entries: 9_800 });
    expect(countTokens(text(cut))).toBeLessThanOrEqual(800);
    expect(text(cut)).toContain('no change is told');
  });
});
