import { describe, expect, it } from 'vitest';
import { addDays } from '../../../src/report/calendar.ts';
import { subscriptionRevenue } from '../../../tools/fynn/subscription-revenue.ts';
import { report, table } from '../../support/ask.ts';
import { fynnPages, fynnRow as row } from '../../support/fynn-rows.ts';

const ask = (rows: unknown[], args = {}) => report(subscriptionRevenue, args, fynnPages(rows));
const days = (start: string, size: number, level = (index: number) => `${1000 + index}.00`) =>
  Array.from({ length: size }, (_, index) => row(addDays(start, index), level(index)));

describe('missing dates', () => {
  it('are named inside the range, and what they do to sums', () => {
    const rows = days('2026-07-01', 45).toSpliced(20, 2).toSpliced(5, 1);
    expect(ask(rows).notes).toContain(
      'Fynn sent no rows for 3 dates inside: EUR 2026-07-06, EUR 2026-07-21 to 2026-07-22. What moved then is in no sum.',
    );
    expect(ask(rows, { start: '2026-07-06', end: '2026-07-15' }).notes).toContain(
      'Fynn sent no rows for 1 date inside: EUR 2026-07-06. What moved then is in no sum.',
    );
    expect(ask(rows, { start: '2026-07-07', end: '2026-07-15' }).notes.join()).not.toContain('no rows');
    // Before the first row of all there was nothing to send.
    expect(ask(days('2026-07-10', 36), { start: '2026-07-01' }).notes.join()).not.toContain('no rows');
  });

  it('are named by currency, three stretches of them', () => {
    const usd = days('2026-07-01', 45).map((one) => ({ ...one, currency_code: 'USD' }));
    const rows = [...days('2026-07-01', 45).toSpliced(9, 1), ...usd.filter((_, index) => ![3, 5, 7].includes(index))];
    expect(ask(rows).notes.join()).toContain(
      'no rows for 4 dates inside: EUR 2026-07-10, USD 2026-07-04, USD 2026-07-06 and 1 more.',
    );
  });

  it('at the end are named, where MRR is not over', () => {
    const late = (rows: unknown[], args = {}) => ask(rows, args).notes.find((one) => one.includes('at the end'));
    expect(late(days('2026-07-01', 40))).toBe(
      'Fynn sent no rows at the end (up to 5 days): EUR 2026-08-10 to 2026-08-14. Latest MRR is older.',
    );
    expect(late(days('2026-07-01', 44))).toBeUndefined();
    expect(late(days('2026-07-01', 44), { end: '2026-08-14' })).toContain('(up to 1 day): EUR 2026-08-14.');
    expect(late(days('2026-07-01', 44), { end: '2026-08-13' })).toBeUndefined();
    expect(late(days('2026-07-01', 40, (index) => (index > 30 ? '0.00' : '5.00')))).toBeUndefined();
  });
});

describe('an account that leaves out dates on which nothing moved', () => {
  const sparse = [
    row('2026-05-20', '100.00', { new_revenue: '100.00' }),
    row('2026-06-03', '150.00', { new_revenue: '50.00' }),
    row('2026-07-10', '140.00', { churn_revenue: '10.00' }),
    row('2026-08-12', '170.00', { expansion_revenue: '30.00' }),
  ];

  it('has whole months, each with its level, and says what was taken as unchanged', () => {
    const said = ask(sparse);
    expect(table(said, 'by_month').rows.map((one) => [one[0], one[2], one[3], one.at(-1)])).toEqual([
      ['2026-08', '170.00', '30.00', false],
      ['2026-07', '140.00', '-10.00', true],
      ['2026-06', '150.00', '50.00', true],
      ['2026-05', '100.00', '100.00', false],
    ]);
    expect(said.notes).toContain(
      '81 dates without a row: taken as unchanged, as levels and movements agree around them.',
    );
    expect(said.notes.join()).not.toContain('dates inside');
    expect(table(said, 'points').rows).toHaveLength(4);
    expect(table(said, 'points').title).toContain('every date and currency that was sent');
    expect(said.headline[0]).toBe(
      'EUR: MRR EUR 170.00 on 2026-08-12, from EUR 100.00 on 2026-05-20 (EUR 70.00, +70.0 %).',
    );
    expect(ask(sparse, { start: '2026-06-15', end: '2026-06-30' }).headline[0]).toBe(
      'EUR: MRR EUR 150.00 on 2026-06-30, from EUR 150.00 at the end of 2026-06-14 (EUR 0.00, 0.0 %).',
    );
  });

  it('is told only by rows that prove it', () => {
    const isHole = (rows: unknown[]) => ask(rows).notes.join().includes('dates inside');
    const changed = (at: number, changes: object) =>
      sparse.map((one, index) => (index === at ? { ...one, ...changes } : one));
    // A level that does not follow from the movements; a row on which nothing moved; a level that was not sent.
    expect(isHole(changed(2, { revenue: '139.00' }))).toBe(true);
    expect(isHole([...sparse, row('2026-08-13', '170.00')])).toBe(true);
    expect(isHole(changed(1, { revenue: null }))).toBe(true);
    expect(isHole(sparse)).toBe(false);
  });

  it('is not told from pages that were not all read', () => {
    const said = report(subscriptionRevenue, {}, [
      { data: sparse, meta: { pagination: { currentPage: 1, lastPage: 2 } } },
    ]);
    expect(said.notes.join()).toContain('dates inside');
    expect(table(said, 'by_month').rows.map((one) => one.at(-1))).toEqual([false, false, false, false]);
  });

  it('fills no ages of nothing', () => {
    const said = ask([row('1000-01-01', '1', { new_revenue: '1' }), row('2026-08-12', '2', { new_revenue: '1' })]);
    expect(said.notes.join()).toContain('dates inside');
  });
});

describe('steps of MRR', () => {
  const steps = (rows: unknown[], args = {}) => ask(rows, args).notes.find((one) => one.startsWith('Unusual')) ?? '';

  it('are named where it falls to nothing', () => {
    const rows = days('2026-07-01', 45, (index) => (index === 20 || index === 21 ? '0.00' : '5000.00'));
    expect(steps(rows)).toBe(
      'Unusual steps of MRR: 2026-07-21 from EUR 5,000.00 to EUR 0.00 until 2026-07-23 (gone, or not sent).',
    );
    expect(steps(rows.slice(0, 22), { end: '2026-07-22' })).toContain(
      'from EUR 5,000.00 to EUR 0.00 (gone, or not sent)',
    );
  });

  it('are named where they are far larger than usual, two at most, the latest first', () => {
    const level = (index: number) =>
      String(10_000 + 10 * index - (index > 10 ? 4_000 : 0) + (index > 25 ? 9_000 : 0) - (index > 40 ? 4_000 : 0));
    expect(steps(days('2026-07-01', 45, level))).toBe(
      'Unusual steps of MRR: 2026-07-27 from EUR 6,250.00 to EUR 15,260.00 (+144.2 %); 2026-07-12 from EUR 10,100.00 to EUR 6,110.00 (-39.5 %).',
    );
  });

  it('are none in steady growth, in a few days, or in what still runs', () => {
    expect(steps(days('2026-07-01', 45))).toBe('');
    expect(steps(days('2026-08-01', 12, (index) => (index > 5 ? '900' : '100')))).toBe('');
    expect(steps([...days('2026-07-01', 45), row('2026-08-15', '0.00')])).toBe('');
    // It doubles daily, and no step is far from the others.
    expect(steps(days('2026-07-20', 20, (index) => String(100 * (1 + (index % 2)))))).toBe('');
  });
});
