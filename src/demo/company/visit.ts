import { catalogue, type Item } from './catalogue.ts';
import type { Random } from './random.ts';
import { paymentIsBroken } from './story.ts';
import type { DemoEvent, DemoUser, PropertyValue } from './types.ts';

export interface Visit {
  user: DemoUser;
  start: number;
  version: string;
  first: boolean;
  random: Random;
}

/** Everything that a user does in one session, oldest first: a shop for plants, lamps and furniture. */
export function eventsOfVisit(visit: Visit): DemoEvent[] {
  const { random, first } = visit;
  const diary = openDiary(visit);
  diary.add('app_open', random.weighted(sources));
  if (first && random.chance(0.88)) diary.add('sign_up', random.weighted(methods), 35);
  else if (random.chance(0.1)) return bounce(diary, random);
  shop(diary, visit);
  if (random.chance(0.012)) diary.add('contact_support', random.pick(topics), 60);
  return diary.events;
}

type Properties = Record<string, PropertyValue>;

interface Diary {
  events: DemoEvent[];
  /** The event happens after about `pause` seconds. */
  add(type: string, properties: Properties, pause?: number): void;
}

function openDiary({ user, start, version, random }: Visit): Diary {
  const events: DemoEvent[] = [];
  let time = start;
  return {
    events,
    add(type, properties, pause = 0) {
      time += pause === 0 ? 0 : 1 + Math.round(random.skewed(pause * 1000, 0.6));
      events.push({ time, user, type, session: start, version, properties });
    },
  };
}

/** Half of those who leave at once do nothing at all, the others look at one thing for a few seconds. */
function bounce(diary: Diary, random: Random): DemoEvent[] {
  if (random.chance(0.5)) diary.add('view_item', anItem(random).seen, random.integer(1, 6));
  return diary.events;
}

interface Purchase {
  item: Item;
  quantity: number;
  total: number;
}

function shop(diary: Diary, visit: Visit): void {
  const { random } = visit;
  const basket: Purchase[] = [];
  for (let rounds = random.integer(1, 3); rounds > 0; rounds--) {
    if (random.chance(0.55)) diary.add('search', found(random), 18);
    for (let looks = random.integer(0, 3); looks > 0; looks--) look(diary, basket, random);
  }
  if (basket.length > 0 && random.chance(0.52)) checkOut(diary, basket, visit);
  if (visit.user.properties.plan === 'free' && random.chance(0.006))
    diary.add('subscribe', random.weighted(memberships), 70);
}

function look(diary: Diary, basket: Purchase[], random: Random): void {
  const item = anItem(random);
  diary.add('view_item', item.seen, 40);
  if (!random.chance(0.13)) return;
  const quantity = random.weighted(quantities);
  basket.push({ item, quantity, total: cents(item.price * quantity) });
  diary.add('add_to_cart', { ...item.seen, quantity }, 25);
}

function checkOut(diary: Diary, basket: readonly Purchase[], { user, version, random }: Visit): void {
  const broken = paymentIsBroken(user, version);
  const method = random.weighted(payments);
  const items = basket.reduce((sum, { quantity }) => sum + quantity, 0);
  const value = cents(basket.reduce((sum, { total }) => sum + total, 0));
  const attempt = { items, cart_value: value, payment_method: method };
  diary.add('checkout', attempt, 30);
  if (random.chance(broken ? 0.17 : 0.66)) pay(diary, basket, method);
  else if (broken && random.chance(0.45)) diary.add('checkout', attempt, 50);
  if (broken && random.chance(0.12)) diary.add('contact_support', { topic: 'payment' }, 90);
}

/** One event for each thing that was bought. */
function pay(diary: Diary, basket: readonly Purchase[], method: string): void {
  for (const { item, quantity, total } of basket) {
    const money = { $revenue: total, $price: item.price, $quantity: quantity, currency: 'USD' };
    const bought = { item: item.seen.item, category: item.category, payment_method: method };
    diary.add('purchase', { ...bought, ...money, receipt_verified: method !== 'card' }, 25);
  }
}

function anItem(random: Random): Item {
  return random.pick(random.weighted(catalogue));
}

function found(random: Random): Properties {
  return { query_category: anItem(random).category, results: random.chance(0.07) ? 0 : random.integer(1, 60) };
}

function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}

type Choices<T> = readonly (readonly [value: T, weight: number])[];

const sources: Choices<Properties> = [
  [{ source: 'direct' }, 58],
  [{ source: 'push' }, 16],
  [{ source: 'email' }, 12],
  [{ source: 'deep_link' }, 14],
];
const methods: Choices<Properties> = [
  [{ method: 'email' }, 45],
  [{ method: 'google' }, 35],
  [{ method: 'apple' }, 20],
];
const payments: Choices<string> = [
  ['card', 52],
  ['paypal', 27],
  ['apple_pay', 21],
];
const quantities: Choices<number> = [
  [1, 78],
  [2, 16],
  [3, 6],
];
const memberships: Choices<Properties> = [
  [{ plan: 'plus', period: 'monthly', $revenue: 6.99, currency: 'USD', receipt_verified: true }, 70],
  [{ plan: 'plus', period: 'yearly', $revenue: 59, currency: 'USD', receipt_verified: true }, 30],
];
const topics: readonly Properties[] = ['delivery', 'returns', 'account', 'payment'].map((topic) => ({ topic }));
