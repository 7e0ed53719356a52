import { type Random, seededRandom } from '../company/random.ts';
import type { Company, DemoEvent, DemoUser } from '../company/types.ts';
import { bigCustomerLife, businessLife } from './business.ts';
import { type Beginning, consumerLife } from './consumer.ts';
import { bigCustomerName, businessNames } from './names.ts';
import { plans } from './plans.ts';
import type { Currency, Entry, Subscription, SubscriptionLog } from './types.ts';
import { uuidOf } from './uuid.ts';

const day = 86_400_000;

/**
 * The subscriptions of the simulated company: users of its app, forty businesses, and one big customer that left
 * nine days ago. The same company and seed give the same log.
 */
export function simulateSubscriptions(company: Company, seed = 7): SubscriptionLog {
  const { now, zone, users } = company;
  const lives = [
    ...consumers(users, firstPurchases(company.events), now, seed),
    ...businessNames.flatMap((name, index) => business(name, index, now, randomFor(seed, name))),
    ...bigCustomer(now),
  ];
  const happened = lives.filter((entry) => entry.time <= now);
  return { now, zone, entries: happened.sort((a, b) => a.time - b.time) };
}

/** Everybody has numbers of their own, so that nobody's life depends on how many others there are. */
function randomFor(seed: number, name: string): Random {
  return seededRandom(seed + Number.parseInt(uuidOf(name).slice(0, 8), 16));
}

/** The app's log is the truth about who bought in the app, and when. */
function firstPurchases(events: readonly DemoEvent[]): Map<DemoUser, DemoEvent> {
  const purchases = events.filter(({ type }) => type === 'subscribe');
  return new Map(purchases.toReversed().map((event) => [event.user, event]));
}

/** Besides those who bought in the app, a part of the others begins a trial in their first days. */
function consumers(users: readonly DemoUser[], purchases: Map<DemoUser, DemoEvent>, now: number, seed: number) {
  return users.flatMap((user) => {
    const random = randomFor(seed, user.userId);
    const purchase = purchases.get(user);
    const tries = random.chance(0.15);
    if (purchase !== undefined) return consumer(user, bought(purchase), now, random);
    return tries ? consumer(user, trial(user, random), now, random) : [];
  });
}

function bought({ time, properties }: DemoEvent): Beginning {
  return { time, way: 'purchase', plan: properties.period === 'yearly' ? plans.plusYearly : plans.plusMonthly };
}

function trial(user: DemoUser, random: Random): Beginning {
  const plan = random.weighted([
    [plans.plusMonthly, 6],
    [plans.plusYearly, 3],
    [plans.familyMonthly, 2],
  ]);
  return { time: user.firstSeen + random.next() * 6 * day, way: 'trial', plan };
}

function consumer(user: DemoUser, beginning: Beginning, now: number, random: Random): Entry[] {
  const customer = { id: user.userId, name: random.chance(0.1) ? user.email : user.name, user };
  const store = user.platform === 'Web' ? 'Stripe' : user.platform;
  const currency = euroCountries.includes(user.countryCode) ? 'EUR' : 'USD';
  const subscription: Subscription = { id: `sub_${user.userId}`, customer, currency, store };
  return consumerLife(subscription, beginning, now, random);
}

function business(name: string, index: number, now: number, random: Random): Entry[] {
  const start = startOfToday(now) - random.integer(5, 175) * day + random.integer(8 * 3600, 18 * 3600) * 1000;
  return businessLife(invoiced(name, index + 1, index % 2 === 0 ? 'EUR' : 'USD'), start, now, random);
}

function bigCustomer(now: number): Entry[] {
  const today = startOfToday(now);
  const start = today - 160 * day + 9.25 * 3_600_000;
  return bigCustomerLife(invoiced(bigCustomerName, 0, 'EUR'), start, today - 9 * day + 14.34 * 3_600_000);
}

function invoiced(name: string, index: number, currency: Currency): Subscription {
  const number = String(index + 1).padStart(4, '0');
  return { id: `con_${number}`, customer: { id: `org_${number}`, name, user: null }, currency, store: 'Invoice' };
}

const euroCountries = ['DE', 'FR', 'ES', 'IT', 'NL', 'IE', 'AT', 'BE', 'PT', 'FI'];

function startOfToday(now: number): number {
  return now - (now % day);
}
