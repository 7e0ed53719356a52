import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../src/report/calendar.ts';
import { subscriptionRevenue } from '../../../tools/fynn/subscription-revenue.ts';
import { report, table, text } from '../../support/ask.ts';
import { type Dice, diceOf, times } from '../../support/compared-twice.ts';
import { type FynnRow, fynnPages, fynnRow as row } from '../../support/fynn-rows.ts';
import { expectChange, mustSay, ofCents } from '../../support/headline.ts';

const ask = (rows: unknown[], args = {}, options = {}) =>
  report(subscriptionRevenue, args, fynnPages(rows, 20), options);

/** Levels and movements that agree: the first of August moves most. */
const august = [
  row('2026-07-30', '100.00', { new_revenue: '100.00' }),
  row('2026-07-31', '100.00'),
  row('2026-08-01', '160.00', { new_revenue: '50.00', expansion_revenue: '20.00', churn_revenue: '10.00' }),
  row('2026-08-02', '165.00', { new_revenue: '5.00' }),
];
const range = { start: '2026-08-01', end: '2026-08-02' };

describe('a change since a start asked for', () => {
  it('runs from the level at the end of the day before, over the movements of every date', () => {
    const said = ask(august, range);
    expect(said.headline).toEqual([
      'EUR: MRR EUR 165.00 on 2026-08-02, from EUR 100.00 at the end of 2026-07-31 (EUR 65.00, +65.0 %).',
      'EUR after 2026-07-31: new EUR 55.00, expansion EUR 20.00, churn EUR 10.00; net EUR 65.00, all of the change explained.',
    ]);
    expect(table(said, 'movements').rows).toEqual([
      ['EUR', '2026-07-31', '2026-08-02', '65.00', '55.00', '20.00', '10.00', '65.00', '0.00'],
    ]);
    expect(table(said, 'movements').title).toBe(
      'change and sums from the end of "after" to that of "up_to"; churn as sent',
    );
    expect(table(said, 'currencies').rows).toEqual([['EUR', '165.00', '100.00', '65.00']]);
    expect(table(said, 'currencies').columns.map(({ name }) => name)).toEqual([
      'currency',
      'latest_mrr',
      'from_mrr',
      'change',
    ]);
    expect(table(said, 'currencies').title).toBe('latest MRR, what its change runs from (dates in movements)');
    expect(table(said, 'by_month').rows.map((one) => one[3])).toEqual(['65.00']);
    expect(table(said, 'points').rows.map(([date]) => date)).toEqual(['2026-08-02', '2026-08-01']);
  });

  it('is told of a single day', () => {
    expect(ask(august, { start: '2026-08-01', end: '2026-08-01' }).headline).toEqual([
      'EUR: MRR EUR 160.00 on 2026-08-01, from EUR 100.00 at the end of 2026-07-31 (EUR 60.00, +60.0 %).',
      'EUR after 2026-07-31: new EUR 50.00, expansion EUR 20.00, churn EUR 10.00; net EUR 60.00, all of the change explained.',
    ]);
  });

  it('has what the day before did not explain as unexplained', () => {
    const said = ask(
      august.map((one) => (one.revenue === '165.00' ? { ...one, revenue: '164.50' } : one)),
      range,
    );
    expect(said.headline[1]).toContain('net EUR 65.00, EUR -0.50 of the change unexplained.');
  });

  it('counts the movements of dates without a level, up to the latest one', () => {
    const rows = [...august.slice(0, 2), { ...august[2], revenue: null }, ...august.slice(3)];
    expect(ask(rows, range).headline[1]).toContain(
      'new EUR 55.00, expansion EUR 20.00, churn EUR 10.00; net EUR 65.00',
    );
  });

  it('leaves today out as before', () => {
    const today = [row('2026-08-14', '10.00'), row('2026-08-15', '12.00', { new_revenue: '2.00' })];
    expect(ask(today, { start: '2026-08-15', end: '2026-08-15' }).headline).toEqual([
      'EUR: no MRR was sent for a finished day; today so far EUR 12.00.',
    ]);
    const both = [row('2026-08-13', '8.00'), ...today];
    expect(ask(both, { start: '2026-08-14', end: '2026-08-15' }).headline[0]).toBe(
      'EUR: MRR EUR 10.00 on 2026-08-14, from EUR 8.00 at the end of 2026-08-13 (EUR 2.00, +25.0 %); today so far EUR 12.00.',
    );
  });
});

describe('a change without a level on the day before', () => {
  const first = 'EUR: MRR EUR 165.00 on 2026-08-02, from EUR 160.00 on 2026-08-01 (EUR 5.00, +3.1 %).';
  const after =
    'EUR after 2026-08-01: new EUR 5.00, expansion EUR 0.00, churn EUR 0.00; net EUR 5.00, all of the change explained.';

  it.each([
    ['the account begins in the range', august.slice(2), range],
    // A row on which nothing moved, so that a missing date is a hole.
    ['its row is missing', [row('2026-07-29', '100.00'), row('2026-07-30', '100.00'), ...august.slice(2)], range],
    ['its level was not sent', [august[0], { ...august[1], revenue: null }, ...august.slice(2)], range],
    ['no start is asked for', august.slice(2), { end: '2026-08-02' }],
  ])('runs from the first date, as movements of that are in its level: %s', (_, rows, args) => {
    const said = ask(rows, args);
    expect(said.headline).toEqual([first, after]);
    expect(table(said, 'movements').rows[0]?.[1]).toBe('2026-08-01');
    expect(table(said, 'currencies').rows).toEqual([['EUR', '165.00', '160.00', '5.00']]);
  });

  it('runs from the first date where not all was read', () => {
    const pages = [{ data: august, meta: { pagination: { currentPage: 1, lastPage: 2 } } }];
    expect(report(subscriptionRevenue, range, pages).headline.slice(1)).toEqual([first, after]);
  });

  it('is told by currency: one has such a level, another has none', () => {
    const dollars = august.slice(2).map((one) => ({ ...one, currency_code: 'USD' }));
    const said = ask([...august, ...dollars], range);
    expect(said.headline.slice(0, 2)).toEqual([
      'EUR: MRR EUR 165.00 on 2026-08-02, from EUR 100.00 at the end of 2026-07-31 (EUR 65.00, +65.0 %).',
      'USD: MRR USD 165.00 on 2026-08-02, from USD 160.00 on 2026-08-01 (USD 5.00, +3.1 %).',
    ]);
    expect(table(said, 'movements').rows.map(([currency, date]) => `${currency} ${date}`)).toEqual([
      'EUR 2026-07-31',
      'USD 2026-08-01',
    ]);
    // A level of another currency, or of one that was not asked for, opens nothing.
    expect(ask([...august.slice(0, 2), ...dollars], { ...range, currency: 'USD' }).headline[0]).toContain(
      'from USD 160.00 on 2026-08-01',
    );
  });
});

describe('an account that leaves out quiet dates', () => {
  const sparse = [
    row('2026-05-20', '100.00', { new_revenue: '100.00' }),
    row('2026-06-03', '150.00', { new_revenue: '50.00' }),
    row('2026-06-04', '140.00', { churn_revenue: '10.00' }),
  ];

  it('has on the day before the level of its latest row, and says that it was taken as unchanged', () => {
    const said = ask(sparse, { start: '2026-06-03', end: '2026-06-04' });
    expect(said.headline[0]).toBe(
      'EUR: MRR EUR 140.00 on 2026-06-04, from EUR 100.00 at the end of 2026-06-02 (EUR 40.00, +40.0 %).',
    );
    expect(said.notes).toContain(
      '1 date without a row: taken as unchanged, as levels and movements agree around them.',
    );
  });
});

describe('unusual steps', () => {
  const days = (level: (index: number) => number) =>
    Array.from({ length: 40 }, (_, index) => row(addDays('2026-07-01', index), `${level(index)}.00`));
  const steps = (rows: FynnRow[], start: string, end: string) =>
    ask(rows, { start, end }).notes.find((one) => one.startsWith('Unusual'));
  const fall = days((index) => 10_000 + 10 * index - (index >= 30 ? 5_000 : 0));
  const told = 'Unusual steps of MRR: 2026-07-31 from EUR 10,290.00 to EUR 5,300.00 (-48.5 %).';

  it('include the one into the first date, by what is usual in the dates before', () => {
    expect(steps(fall, '2026-07-31', '2026-07-31')).toBe(told);
    expect(steps(fall, '2026-07-31', '2026-08-06')).toBe(told);
    expect(steps(fall, '2026-07-30', '2026-07-31')).toBe(told);
    expect(steps(fall.slice(10), '2026-07-31', '2026-08-09')).toBe(told);
  });

  it('are none before the range, or where too little came before it', () => {
    expect(steps(fall, '2026-08-01', '2026-08-06')).toBeUndefined();
    expect(steps(fall.slice(20), '2026-07-31', '2026-08-01')).toBeUndefined();
  });

  it('tell a fall to nothing on the first date, and no percentage from nothing', () => {
    const gone = days((index) => (index === 20 ? 0 : 5_000 + index));
    expect(steps(gone, '2026-07-21', '2026-07-25')).toBe(
      'Unusual steps of MRR: 2026-07-21 from EUR 5,019.00 to EUR 0.00 until 2026-07-22 (gone, or not sent).',
    );
    expect(steps(gone, '2026-07-22', '2026-07-25')).toBe(
      'Unusual steps of MRR: 2026-07-22 from EUR 0.00 to EUR 5,021.00.',
    );
    expect(steps(gone, '2026-07-23', '2026-07-25')).toBeUndefined();
  });
});

/** A day of an account in cents: what it was worth at its end, and what moved it, one of which may be wrong. */
interface Day {
  date: string;
  level: number;
  won: number;
  expansion: number;
  churn: number;
  /** Not among the rows. */
  missing: boolean;
}

function account(dice: Dice, begin: string): Day[] {
  let level = dice.whole(0, 50_000);
  const [quiet, holes, errors] = [dice.now(0.4) ? 0.5 : 0, dice.now(0.3) ? 0.2 : 0, dice.now(0.3) ? 0.2 : 0];
  return times(dice.whole(2, 45), (index): Day => {
    const moves = index === 0 || !dice.now(quiet);
    const some = () => (moves && dice.now(0.6) ? dice.whole(1, 9_000) : 0);
    const [won, expansion] = [some(), some()];
    const churn = Math.min(some(), level + won + expansion);
    level += won + expansion - churn + (dice.now(errors) ? dice.whole(1, 500) : 0);
    return { date: addDays(begin, index), level, won, expansion, churn, missing: dice.now(holes) };
  });
}

function rowOf(currency_code: string, { date, level, won, expansion, churn }: Day): FynnRow {
  const amount = (cents: number) => (cents === 0 ? null : (cents / 100).toFixed(2));
  return row(date, (level / 100).toFixed(2), {
    ...{ currency_code, new_revenue: amount(won), expansion_revenue: amount(expansion) },
    churn_revenue: amount(churn),
  });
}

it('every figure of an answer is that of the rows from the day before the start', () => {
  let opened = 0;
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 31 - 1 }), (seed) => {
      const dice = diceOf(seed);
      const codes = ['EUR', 'USD'].slice(0, dice.whole(1, 2));
      const accounts = codes.map((code) => ({ code, days: account(dice, addDays('2026-06-20', dice.whole(0, 8))) }));
      const start = addDays('2026-06-15', dice.whole(0, 40));
      const end = addDays(start, dice.whole(0, 20));
      const rows = accounts.flatMap(({ code, days }) =>
        days.filter(({ missing }) => !missing).map((one) => rowOf(code, one)),
      );
      const said = ask(rows, { start, end });
      for (const { code, days } of accounts) {
        const sent = days.filter(({ missing }) => !missing);
        const inside = sent.filter(({ date }) => date >= start && date <= end);
        const eve = sent.find(({ date }) => date === addDays(start, -1));
        const latest = inside.at(-1);
        if (eve === undefined || latest === undefined) continue;
        opened += 1;
        const sum = (name: 'won' | 'expansion' | 'churn') => inside.reduce((all, one) => all + one[name], 0);
        const [won, expansion, churn] = [sum('won'), sum('expansion'), sum('churn')];
        const change = latest.level - eve.level;
        const told = mustSay(
          said.headline,
          `${code}: MRR ${ofCents(latest.level, code)} on ${latest.date}, from ${ofCents(eve.level, code)} at the end of ${eve.date} (${ofCents(change, code)}, {change}).`,
        );
        // From there on it is told as so many times.
        if (change < 9 * eve.level || eve.level === 0) expectChange(told.change, eve.level, latest.level);
        const money = (cents: number) => (cents / 100).toFixed(2);
        const rest = change - (won + expansion - churn);
        expect(table(said, 'movements').rows.find(([currency]) => currency === code)).toEqual([
          ...[code, eve.date, latest.date, money(change), money(won), money(expansion), money(churn)],
          ...[money(won + expansion - churn), money(rest)],
        ]);
        expect(table(said, 'currencies').rows.find(([currency]) => currency === code)).toEqual([
          ...[code, money(latest.level), money(eve.level), money(change)],
        ]);
        const months = table(said, 'by_month').rows.filter((one) => one[1] === code);
        for (const [column, whole] of [won + expansion - churn, won, expansion, churn].entries())
          expect(months.reduce((all, one) => all + Math.round(100 * Number(one[3 + column])), 0)).toBe(whole);
        expect(text(said)).toContain(`${code} after ${eve.date}: new ${ofCents(won, code)}, `);
      }
    }),
    { numRuns: 150 },
  );
  expect(opened).toBeGreaterThan(60);
});
