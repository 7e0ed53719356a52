import fc from 'fast-check';
import { expect, it } from 'vitest';
import { subscriptionRevenue } from '../../../tools/fynn/subscription-revenue.ts';
import { report } from '../../support/ask.ts';
import { ago, type Dice, diceOf, times } from '../../support/compared-twice.ts';
import { fynnPages } from '../../support/fynn-rows.ts';
import { expectChange, mustSay, ofCents, said } from '../../support/headline.ts';

const today = '2026-08-15';

/** A day of a currency in cents; a movement that did not occur is sent as null. */
interface Day {
  currency: string;
  date: string;
  level: number | null;
  won: number | null;
  expansion: number | null;
  churn: number | null;
}

function days(dice: Dice, currency: string): Day[] {
  // Some accounts send a loss as a negative amount.
  const [size, sign, late] = [dice.whole(1, 70), dice.now(0.3) ? -1 : 1, dice.whole(0, 4)];
  const maybe = (often: number, most: number) => (dice.now(often) ? null : dice.whole(1, most));
  const all = times(size, (index): Day => {
    const churn = maybe(0.5, 90_000);
    return {
      ...{ currency, date: ago(today, size - 1 - index + late), level: maybe(0.1, 90_000_000) },
      ...{ won: maybe(0.4, 90_000), expansion: maybe(0.6, 90_000), churn: churn === null ? null : sign * churn },
    };
  });
  return all.filter(() => !dice.now(0.05));
}

function row({ currency, date, level, won, expansion, churn }: Day, dice: Dice) {
  const amount = (cents: number | null) =>
    cents === null ? null : dice.now(0.5) ? cents / 100 : (cents / 100).toFixed(2);
  return {
    ...{ date: `${date} 00:00:00`, currency_code: dice.now(0.1) ? currency.toLowerCase() : currency },
    ...{ revenue: amount(level), new_revenue: amount(won), expansion_revenue: amount(expansion) },
    churn_revenue: churn === null && dice.now(0.5) ? undefined : amount(churn),
  };
}

it('MRR before the range or first in it against latest, what moved it and the months are those of the rows', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 31 - 1 }), (seed) => {
      const dice = diceOf(seed);
      const codes = ['EUR', 'USD', 'GBP', 'CHF'].slice(0, dice.whole(1, 4));
      const all = codes.map((currency) => days(dice, currency));
      const rows = all.flat().flatMap((one) => times(dice.now(0.05) ? 2 : 1, () => row(one, dice)));
      const sorted = rows.map((one) => ({ one, key: dice.part() })).sort((a, b) => a.key - b.key);
      const start = dice.now(0.5) ? undefined : ago(today, dice.whole(0, 60));
      const args = start === undefined ? {} : { start, end: today };
      const { headline } = report(subscriptionRevenue, args, fynnPages(sorted.map(({ one }) => one)));
      const asked = all.map((own) => ({
        negative: own.some(({ churn }) => (churn ?? 0) < 0),
        days: own.filter(({ date }) => start === undefined || date >= start),
        eve: own.find(({ date, level }) => start !== undefined && level !== null && date === ago(start, 1)),
      }));
      const present = asked.filter((one) => one.days.length > 0);
      if (present.length === 0) {
        expect(headline).toEqual([expect.stringMatching(/^No MRR data/)]);
        return;
      }
      const told = present.filter((one) => expectCurrency(headline, one, present.length));
      expect(told).toHaveLength(present.length > 2 ? 1 : present.length);
    }),
    { numRuns: 80 },
  );
});

interface Asked {
  negative: boolean;
  days: Day[];
  /** The day before the start asked for, where it has a level. */
  eve: Day | undefined;
}

/** Whether the currency has a sentence, and that it says what its days say. */
function expectCurrency(headline: readonly string[], own: Asked, currencies: number) {
  const code = own.days[0]?.currency ?? '';
  if (currencies > 1) expectMonths(headline, code, own);
  if (said(headline, `${code}: MRR {level}, net by month {months}.`) !== null) return false;
  if (![`${code}: MRR `, `${code}: no MRR `].some((start) => headline.some((one) => one.startsWith(start))))
    return false;
  const levels = own.days.filter(({ date, level }) => level !== null && date < today);
  const running = own.days.find(({ date, level }) => date === today && level !== null);
  const so = running === undefined ? '' : `; today so far ${ofCents(running.level ?? 0, code)}`;
  const [first, latest] = [(levels.length > 0 ? own.eve : undefined) ?? levels[0], levels.at(-1)];
  if (first === undefined || latest === undefined) {
    expect(headline).toContain(`${code}: no MRR was sent for a finished day${so}.`);
    return true;
  }
  const level = `${code}: MRR ${ofCents(latest.level ?? 0, code)} on ${latest.date}`;
  if (first === latest) expect(headline).toContain(`${level}${so}.`);
  else {
    const change = (latest.level ?? 0) - (first.level ?? 0);
    const from = `from ${ofCents(first.level ?? 0, code)} ${first === own.eve ? 'at the end of' : 'on'} ${first.date} (${ofCents(change, code)}, {change})`;
    expectChange(mustSay(headline, `${level}, ${from}${so}.`).change, first.level, latest.level);
    const after = own.days.filter(({ date }) => date > first.date && date <= latest.date);
    expectMovements(headline, { code, after, change, negative: own.negative, brief: currencies > 1, from: first.date });
  }
  return true;
}

interface Moved {
  code: string;
  after: readonly Day[];
  change: number;
  negative: boolean;
  brief: boolean;
  from: string;
}

function expectMovements(headline: readonly string[], { code, after, change, negative, brief, from }: Moved): void {
  const { won, expansion, churn, net } = sums(after, negative);
  const parts = `new ${ofCents(won, code)}, expansion ${ofCents(expansion, code)}, churn ${ofCents(churn, code)}; `;
  const gap = change - net;
  const rest = gap === 0 ? 'all of the change explained' : `${ofCents(gap, code)} of the change unexplained`;
  expect(headline).toContain(`${code} after ${from}: ${parts}${brief ? '' : `net ${ofCents(net, code)}, `}${rest}.`);
}

function expectMonths(headline: readonly string[], code: string, own: { negative: boolean; days: Day[] }): void {
  const [, level, months] =
    headline.map((one) => new RegExp(`^${code}: (MRR .+, )?net by month (.+)\\.$`).exec(one)).find((one) => one) ?? [];
  const latest = own.days.findLast((one) => one.level !== null && one.date < today)?.level ?? null;
  if (level !== undefined) expect(level).toBe(`MRR ${latest === null ? 'n/a' : ofCents(latest, code)}, `);
  const shown = months?.split(', ') ?? [];
  expect(shown.length).toBeGreaterThan(0);
  for (const part of shown) {
    const month = own.days.filter(({ date }) => date.startsWith(part.slice(0, 7)));
    expect(part.replace(' (part)', '').slice(8)).toBe(ofCents(sums(month, own.negative).net, code));
    if (part.startsWith('2026-08')) expect(part.endsWith(' (part)')).toBe(true);
  }
}

function sums(all: readonly Day[], negative: boolean) {
  const sum = (pick: (day: Day) => number | null) => all.reduce((total, day) => total + (pick(day) ?? 0), 0);
  const [won, expansion, churn] = [sum((one) => one.won), sum((one) => one.expansion), sum((one) => one.churn)];
  return { won, expansion, churn, net: won + expansion + (negative ? churn : -churn) };
}
