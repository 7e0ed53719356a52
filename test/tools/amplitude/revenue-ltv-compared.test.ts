import { describe, expect, it } from 'vitest';
import { revenueLtv } from '../../../tools/amplitude/revenue-ltv.ts';
import { dates } from '../../support/amplitude-funnel.ts';
import { bind, printed, requestLine, table } from '../../support/ask.ts';
import { compared } from '../../support/ask-compared.ts';
import { clearly } from '../../support/newcombe.ts';

const range = { start: '2026-08-01', end: '2026-08-14' };
const [laterStart, earlierStart] = ['2026-08-01', '2026-07-18'];
type Cohort = Record<string, number | null>;
const cohort = (count: number, days: Cohort, paid = 5): Cohort => ({ ...days, count, paid, total_amount: 100 });
/** Fourteen daily cohorts, all alike unless `row` tells them apart. */
const made = (start: string, row: (index: number) => Cohort, days = 14) => ({
  values: Object.fromEntries(dates(start, days).map((date, index) => [date, row(index)])),
});
const ask = (
  args: Record<string, unknown>,
  later: unknown,
  earlier: unknown,
  seriesLabels: [unknown[], unknown[]] = [[''], ['']],
) =>
  compared(revenueLtv, { ...range, ...args }, [
    { data: { seriesLabels: seriesLabels[0], series: [later].flat() } },
    { data: { seriesLabels: seriesLabels[1], series: [earlier].flat() } },
  ]);

it('asks both ranges at the same price', () => {
  const { compared: other, ...call } = bind(revenueLtv, {
    ...range,
    compare: 'previous_period',
    metric: 'paying_users',
  });
  expect(requestLine(call)).toBe('/api/2/revenue/ltv?m=3&start=20260801&end=20260814&i=1');
  expect(other && requestLine(other.base)).toBe('/api/2/revenue/ltv?m=3&start=20260718&end=20260731&i=1');
  expect([call.price.cost, other?.base.price.cost]).toEqual([14, 14]);
});

describe('ARPU', () => {
  // Cohorts of two sizes, so that a mean of their averages would be another figure.
  const sized = (factor: number) => (index: number) =>
    cohort(index % 2 === 0 ? 10 : 40, {
      r1d: factor * (index % 2 === 0 ? 2 : 1),
      r7d: factor * (index % 2 === 0 ? 8 : 3),
      r14d: 999,
    });
  const told = ask({}, made(laterStart, sized(3)), made(earlierStart, sized(2)));

  it('is weighted by the users of the cohorts that are old enough on both sides', () => {
    // On 15 August day 1 is over for 13 cohorts (seven of 10 users, six of 40), day 7 for seven (four and three).
    const mean = (small: number, large: number, [s, l]: [number, number]) =>
      (s * 10 * small + l * 40 * large) / (s * 10 + l * 40);
    const [one, seven] = [mean(2, 1, [7, 6]), mean(8, 3, [4, 3])];
    expect(told.headline).toEqual([
      '2026-08-01 to 2026-08-14 against 2026-07-18 to 2026-07-31: ARPU by day after joining.',
      `Day 1, 13 cohorts of each: ${(3 * one).toFixed(2)} (310 users) against ${(2 * one).toFixed(2)} (310 users), +50.0 %.`,
      `Day 7, 7 cohorts of each: ${(3 * seven).toFixed(2)} (160 users) against ${(2 * seven).toFixed(2)} (160 users), +50.0 %.`,
      'New users in 14 whole cohorts of each: 350 against 350, 0.0 %.',
    ]);
    expect(printed(table(told, 'comparison'))[1]).toEqual({
      ...{ day: '7', current: (3 * seven).toFixed(2), previous: (2 * seven).toFixed(2), change: seven.toFixed(2) },
      ...{
        change_percent: '+50.0 %',
        current_users: '160',
        previous_users: '160',
        cohorts: '7',
        verdict: 'no interval',
      },
    });
  });

  it('has no interval, no day that the later cohorts have not had, and no figure to date', () => {
    expect(told.notes).toEqual([
      'Not compared, as no cohort is old enough in both or no figure was sent: day 14, 30, 60, 90.',
      'Too young, left out of 14 cohorts: 1 at day 1, 7 at day 7; for growth follow one cohort.',
      'Currency not stated by Amplitude.',
      'Amplitude does not send how revenue spreads over users, so no interval can be given: a difference in money may be chance.',
      'Payers and amounts to date are not compared: the earlier cohorts have had longer.',
    ]);
    expect(table(told, 'compared_cohorts').rows[0]).toEqual(['2026-08-13', '2026-07-30', 1, 6, 4, 10, 10]);
  });

  it('of fewer than 30 users is no change', () => {
    const few = ask(
      {},
      made(laterStart, () => cohort(2, { r1d: 9 })),
      made(earlierStart, () => cohort(90, { r1d: 3 })),
    );
    expect(few.headline[1]).toBe(
      'Day 1, 13 cohorts of each: 9.00 (26 users) against 3.00 (1,170 users), fewer than 30 on a side, too few to call a change.',
    );
    expect(printed(table(few, 'comparison'))[0]).toMatchObject({
      change: 'n/a',
      change_percent: 'n/a',
      verdict: 'too few',
    });
  });

  it('leaves a cohort without a figure out on both sides, and counts one without users for nothing', () => {
    const later = made(laterStart, (index) => (index === 0 ? cohort(50, { r1d: null }) : cohort(10, { r1d: 6 })));
    const earlier = made(earlierStart, (index) => (index === 1 ? cohort(0, { r1d: null }) : cohort(20, { r1d: 3 })));
    expect(ask({}, later, earlier).headline[1]).toBe(
      'Day 1, 12 cohorts of each: 6.00 (120 users) against 3.00 (220 users), +100.0 %.',
    );
  });

  it('has no percentage from nothing', () => {
    const told = ask(
      {},
      made(laterStart, () => cohort(10, { r1d: 6 })),
      made(earlierStart, () => cohort(10, { r1d: 0 })),
    );
    expect(told.headline[1]).toContain('6.00 (130 users) against 0.00 (130 users), up by 6.00, no percentage from 0.');
    expect(printed(table(told, 'comparison'))[0]).toMatchObject({ change: '6.00', change_percent: 'n/a' });
  });
});

it('tells revenue with what each user is worth, as it follows their number', () => {
  const told = ask(
    { metric: 'total_revenue' },
    made(laterStart, () => cohort(20, { r1d: 30 })),
    made(earlierStart, () => cohort(10, { r1d: 20 })),
  );
  expect(told.headline[1]).toBe(
    'Day 1, 13 cohorts of each: 390.00 (260 users) against 260.00 (130 users), +50.0 %; per user 1.50 against 2.00, -25.0 %.',
  );
  expect(printed(table(told, 'comparison'))[0]).toMatchObject({ current_per_user: '1.50', previous_per_user: '2.00' });
});

it('takes paying users for a part of the users, which has an interval', () => {
  const told = ask(
    { metric: 'paying_users' },
    made(laterStart, () => cohort(40, { r1d: 8 }, 30)),
    made(earlierStart, () => cohort(50, { r1d: 5 }, 45)),
  );
  // Of those who paid to date there are 30 of 40 and 45 of 50: the earlier had longer.
  expect(told.headline[1]).toBe(
    `Day 1, 13 cohorts of each: ${clearly({ hits: 104, of: 520 }, { hits: 65, of: 650 }, 'users')}.`,
  );
  expect(told.headline[1]).toContain('20.0 % of 520 against 10.0 % of 650 users: up 10.0 points');
  expect(printed(table(told, 'comparison'))[0]).toMatchObject({
    verdict: 'higher',
    current_payers: '104',
    previous_payers: '65',
  });
  expect(told.notes.join()).not.toContain('Currency');
  const odd = ask(
    { metric: 'paying_users' },
    made(laterStart, () => cohort(4, { r1d: 8 })),
    made(earlierStart, () => cohort(50, { r1d: 5 })),
  );
  expect(odd.headline[1]).toContain('n/a, more payers than users');
});

it('calls no change of ARPPU, whose weights at each day are not sent', () => {
  const told = ask(
    { metric: 'arppu' },
    made(laterStart, (index) => cohort(40, { r1d: index === 0 ? null : 12 }, 8)),
    made(earlierStart, () => cohort(50, { r1d: 10 }, 20)),
  );
  expect(told.headline).toEqual([
    '2026-08-01 to 2026-08-14 against 2026-07-18 to 2026-07-31: ARPPU by day after joining.',
    'No change is called: cohorts are weighed by payers to date, as those at each day are not sent, and the earlier ones have had longer to pay. For a change compare "metric": "total_revenue" and "paying_users", whose quotient it is.',
    'Day 1, 13 cohorts of each: about 12.00 (96 payers) against 10.00 (260 payers).',
    'New users in 14 whole cohorts of each: 560 against 700, -20.0 %.',
  ]);
  expect(printed(table(told, 'comparison'))[0]).toMatchObject({
    change: 'n/a',
    change_percent: 'n/a',
    verdict: 'approximate',
  });
});

it('tells no change where no cohort has had a day in both', () => {
  const one = { start: '2026-08-14', end: '2026-08-14' };
  const told = ask(
    one,
    made('2026-08-14', () => cohort(50, { r1d: 4 }), 1),
    made('2026-08-13', () => cohort(50, { r1d: 4 }), 1),
  );
  expect(told.headline).toEqual([
    '2026-08-14 against 2026-08-13: ARPU by day after joining; no whole cohort is old enough for a figure in both, so no change is called; end the range earlier.',
    'New users in 1 whole cohort of each: 50 against 50, 0.0 %.',
  ]);
  expect(told.tables.some(({ name }) => name === 'comparison')).toBe(false);
});

it('leaves weeks out that the range cuts', () => {
  const weeks = (first: string, value: number) => ({
    values: Object.fromEntries(
      [0, 7, 14, 21, 28].map((day) => [dates(first, 30)[day], cohort(50, { r1d: value, r7d: value })]),
    ),
  });
  const args = { interval: 'weekly', start: '2026-07-16', end: '2026-08-12' };
  const told = ask(args, weeks('2026-07-13', 6), weeks('2026-06-15', 4));
  // Whole are the weeks of 20 and 27 July and 3 August; day 7 is over for the first two.
  expect(told.headline.slice(1, 3)).toEqual([
    'Day 1, 3 cohorts of each: 6.00 (150 users) against 4.00 (150 users), +50.0 %.',
    'Day 7, 2 cohorts of each: 6.00 (100 users) against 4.00 (100 users), +50.0 %.',
  ]);
  expect(told.notes.join()).toContain('without a counterpart: 2026-08-10, 2026-07-13.');
  expect(told.notes.join().match(/2026-08-10/g)).toHaveLength(1);
});

it('matches groups by name, each day of all of them together', () => {
  const rich = (start: string, value: number) => made(start, () => cohort(50, { r1d: value, r7d: value }));
  const told = ask(
    { group_by: ['os'] },
    [rich(laterStart, 6), made(laterStart, () => cohort(20, { r1d: 1, r7d: 1 })), rich(laterStart, 5)],
    [made(earlierStart, () => cohort(20, { r1d: 2, r7d: 2 })), rich(earlierStart, 3)],
    [
      ['ios', 'web', 'tv'],
      ['web', 'ios'],
    ],
  );
  expect(told.headline).toEqual([
    '2026-08-01 to 2026-08-14 against 2026-07-18 to 2026-07-31: ARPU by day after joining; 2 series, most users first.',
    'ios: Day 7, 7 cohorts of each: 6.00 (350 users) against 3.00 (350 users), +100.0 %.',
    'ios: New users in 14 whole cohorts of each: 700 against 700, 0.0 %.',
  ]);
  expect(table(told, 'comparison').rows.map((row) => row.slice(0, 4))).toEqual([
    ['ios', 1, 6, 3],
    ['web', 1, 1, 2],
    ['ios', 7, 6, 3],
    ['web', 7, 1, 2],
  ]);
  expect(told.notes).toContain('Only in the later range or not clearly named, so not compared: tv.');
});
