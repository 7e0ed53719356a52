import { describe, expect, it } from 'vitest';
import { simulateCompany } from '../../../src/demo/company/simulate.ts';
import { isMovement } from '../../../src/demo/subscriptions/movements.ts';
import { simulateSubscriptions } from '../../../src/demo/subscriptions/simulate.ts';
import { subscribersOf } from '../../../src/demo/subscriptions/subscriber.ts';
import type { Entry, SubscriptionLog } from '../../../src/demo/subscriptions/types.ts';
import { smallCompany, smallNow } from './small-company.ts';

const day = 86_400_000;
const log = simulateSubscriptions(smallCompany());

describe('the log of subscriptions', () => {
  it('is the same for the same company, and another with another seed', () => {
    const again = simulateSubscriptions(smallCompany());
    expect(again).toEqual(log);
    expect(simulateSubscriptions(smallCompany(), 8)).not.toEqual(log);
  });

  it('is in order of time, in whole seconds and cents, and ends now', () => {
    const times = log.entries.map(({ time }) => time);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.every((time) => time % 1000 === 0 && time <= smallNow)).toBe(true);
    const amounts = log.entries.flatMap(({ movement, mrr, paid }) => [movement, mrr, paid]);
    expect(amounts.every(Number.isInteger)).toBe(true);
    expect(new Set(log.entries.map(({ id }) => id)).size).toBe(log.entries.length);
  });

  it('adds each movement to the recurring revenue of its subscription', () => {
    for (const life of lives(log)) {
      let mrr = 0;
      for (const entry of life) {
        mrr += entry.movement;
        expect(entry.mrr).toBe(mrr);
      }
    }
  });

  it('names every movement by what it does', () => {
    for (const life of lives(log)) {
      let before = 0;
      let paidEver = false;
      for (const { kind, movement, mrr } of life.filter(isMovement)) {
        expect(kind).toBe(expectedKind(before, mrr, paidEver));
        expect(Math.sign(movement)).toBe(kind === 'churn' || kind === 'contraction' ? -1 : 1);
        [before, paidEver] = [mrr, true];
      }
    }
  });

  it('starts the subscription of whoever bought in the app at that very time', () => {
    const company = smallCompany();
    expect(company.events.length).toBeGreaterThan(20);
    for (const { user, time, properties } of company.events) {
      const first = log.entries.find((entry) => entry.subscription.customer.id === user.userId);
      expect(first).toMatchObject({ kind: 'new_biz', time: Math.floor(time / 1000) * 1000 });
      expect(first?.plan.months).toBe(properties.period === 'yearly' ? 12 : 1);
    }
  });

  it('asks the price of the app from those who pay in dollars', () => {
    const company = simulateCompany({ now: smallNow, zone: 'UTC' });
    const subscribers = subscribersOf(simulateSubscriptions(company));
    const bought = company.events.filter(({ type }) => type === 'subscribe').toReversed();
    const firsts = new Map(bought.map((event) => [event.user, event]));
    const inDollars = subscribers.filter(
      ({ user, subscription }) => firsts.has(user) && subscription.currency === 'USD',
    );
    expect(inDollars.length).toBeGreaterThan(30);
    for (const { user, entries } of inDollars) {
      const payment = entries.find(({ kind }) => kind === 'payment');
      expect(payment?.paid).toBe(Math.round(Number(firsts.get(user)?.properties.$revenue) * 100));
    }
  });

  it('has about 300 paying subscriptions in two currencies, and everything happens in it', () => {
    for (const now of [smallNow, Date.UTC(2026, 2, 3, 4), Date.UTC(2027, 10, 30, 23, 59)]) {
      const whole = simulateSubscriptions(simulateCompany({ now, zone: 'UTC' }));
      const paying = lives(whole).filter((life) => life.some(({ kind }) => kind === 'new_biz'));
      expect(paying.length).toBeGreaterThan(240);
      expect(paying.length).toBeLessThan(380);
      for (const currency of ['USD', 'EUR']) {
        const kinds = whole.entries.filter(({ subscription }) => subscription.currency === currency);
        expect(new Set(kinds.map(({ kind }) => kind)).size).toBe(9);
      }
      const statuses = subscribersOf(whole).map(({ status }) => status);
      expect(new Set(statuses).size).toBe(4);
    }
  });

  it('loses by far the biggest customer in euros within the last two weeks', () => {
    const whole = simulateSubscriptions(simulateCompany({ now: smallNow, zone: 'UTC' }));
    const losses = whole.entries.filter(
      ({ kind, subscription }) => kind === 'churn' && subscription.currency === 'EUR',
    );
    const biggest = losses.toSorted((a, b) => a.movement - b.movement)[0];
    expect(biggest?.time).toBeGreaterThan(smallNow - 14 * day);
    const others = whole.entries.filter(
      ({ subscription }) => subscription !== biggest?.subscription && subscription.currency === 'EUR',
    );
    const next = Math.max(...others.map(({ mrr }) => mrr));
    expect(-(biggest?.movement ?? 0)).toBeGreaterThan(3 * next);
  });

  it('has e-mail addresses within some names of businesses', () => {
    const names = new Set(
      log.entries.map(({ subscription }) => subscription.customer).filter((one) => one.user === null),
    );
    const withAddress = [...names].filter(({ name }) => name.includes('@'));
    expect(withAddress.length).toBeGreaterThan(1);
    expect(withAddress.length).toBeLessThan(names.size / 5);
  });
});

function lives(of: SubscriptionLog): Entry[][] {
  const ids = new Set(of.entries.map(({ subscription }) => subscription.id));
  return [...ids].map((id) => of.entries.filter(({ subscription }) => subscription.id === id));
}

function expectedKind(before: number, after: number, paidEver: boolean): string {
  if (before === 0) return paidEver ? 'reactivation' : 'new_biz';
  if (after === 0) return 'churn';
  return after > before ? 'expansion' : 'contraction';
}
