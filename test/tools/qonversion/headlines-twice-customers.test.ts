import fc from 'fast-check';
import { expect, it } from 'vitest';
import { customerMetrics } from '../../../tools/qonversion/customer-metrics.ts';
import { report } from '../../support/ask.ts';
import { expectCount, expectDecimal, expectMoney, expectShare, mustSay } from '../../support/headline.ts';

/** A figure, as itself or in quotes, null or left out. */
const figure = (one: fc.Arbitrary<number>) =>
  fc.tuple(one, fc.constantFrom('number', 'text', 'number', 'null', 'none')).map(([value, how]) => ({
    value: how === 'null' || how === 'none' ? null : value,
    sent: how === 'none' ? undefined : how === 'null' ? null : how === 'text' ? String(value) : value,
  }));
const people = figure(fc.oneof(fc.integer({ min: 0, max: 3_000_000 }), fc.constant(0)));
const quarters = figure(fc.integer({ min: 0, max: 40_000_000 }).map((one) => one / 4));

const counters = fc.record({
  ...{ clientsWithEvent: people, activeSubscribers: people, activeTrials: people, billingRetry: people },
  churnedSubscribers: figure(fc.integer({ min: 0, max: 400 }).map((one) => one / 4)),
  canceledTrials: figure(fc.integer({ min: 0, max: 100 })),
  ...{ sales: quarters, avgPrice: quarters, avgPaymentCount: quarters },
});

it('counters, their shares of all clients, rates and amounts are those sent; what was not sent is n/a', () => {
  fc.assert(
    fc.property(counters, fc.boolean(), (made, filtered) => {
      const data = Object.fromEntries(Object.entries(made).map(([name, { sent }]) => [name, sent]));
      const args = { start: '2026-07-01', end: '2026-07-31', ...(filtered ? { status: ['active'] } : {}) };
      const { headline } = report(customerMetrics, args, [{ data }]);
      if (Object.values(made).every(({ value }) => !value)) {
        expect(headline).toEqual([expect.stringMatching(/^No customers: /)]);
        return;
      }
      const clients = made.clientsWithEvent.value;
      const range = 'first seen 2026-07-01 to 2026-07-31 (UTC, production)';
      const told = mustSay(headline, `{clients} clients with events, ${range}: {parts}.`);
      expectCount(told.clients, clients);
      const parts = told.parts?.split(/, (?=\D|\d[\d,]* [a-z])/) ?? [];
      const words = ['active subscribers', 'active trials', 'in billing retry'];
      expect(parts).toHaveLength(words.length);
      for (const [index, name] of (['activeSubscribers', 'activeTrials', 'billingRetry'] as const).entries()) {
        const { value } = made[name];
        const [, shown, part] =
          new RegExp(`^(\\S+) ${words[index]}(?: \\((.+) of clients\\))?$`).exec(parts[index] ?? '') ?? [];
        expectCount(shown, value);
        // No part of all clients is more than these, and one of those that a filter left is no part of all.
        if (filtered || value === null || !clients || value > clients) expect(part).toBeUndefined();
        else expectShare(part, value, clients);
      }
      const rates = mustSay(headline, 'Rates as sent: churned subscribers {churned}, canceled trials {canceled}.');
      expectShare(rates.churned, made.churnedSubscribers.value, 100);
      expectShare(rates.canceled, made.canceledTrials.value, 100);
      const template = 'Sales {sales}, average price {price} (currency not stated); average payment count {payments}.';
      const sales = mustSay(headline, template);
      expectMoney(sales.sales, made.sales.value);
      expectMoney(sales.price, made.avgPrice.value);
      expectDecimal(sales.payments, made.avgPaymentCount.value);
    }),
    { numRuns: 80 },
  );
});
