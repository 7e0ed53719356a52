import type { Random } from '../company/random.ts';
import { type Life, recordLife } from './life.ts';
import { plans } from './plans.ts';
import type { Entry, Plan, Subscription } from './types.ts';

const day = 86_400_000;

/** How a user of the app becomes a subscriber: by a purchase in the app, or by a trial that the store turns into one. */
export interface Beginning {
  time: number;
  way: 'purchase' | 'trial';
  plan: Plan;
}

/** What one of the app's users does as a subscriber, until some time after `until`. */
export function consumerLife(subscription: Subscription, begin: Beginning, until: number, random: Random): Entry[] {
  const life = recordLife(subscription, begin.plan);
  const purchase = begin.way === 'trial' ? tryOut(life, begin.time, random) : begin.time;
  let renewal = purchase === null ? null : subscribe(life, purchase);
  while (renewal !== null && renewal < until) renewal = renew(life, renewal, random);
  return [...life.entries];
}

/** A week of trial: the time of the purchase, or null when the trial was cancelled. */
function tryOut(life: Life, start: number, random: Random): number | null {
  life.startTrial(start);
  if (random.chance(0.62)) return start + 7 * day;
  life.cancelTrial(start + days(random, 0.05, 6.9));
  return null;
}

/** This and the following return the time of the next renewal, null when there is none. */
function subscribe(life: Life, time: number): number {
  life.moveTo(time, life.plan, 1);
  life.pay(time);
  return nextRenewal(life, time);
}

function nextRenewal(life: Life, time: number): number {
  return time + 30 * day * life.plan.months;
}

function renew(life: Life, time: number, random: Random): number | null {
  const fate = random.next();
  if (fate < 0.1) return leave(life, time, random);
  if (fate < 0.22) return chasePayment(life, time, random);
  if (fate < 0.3) life.moveTo(time, plans.familyMonthly, 1);
  else if (fate < 0.34) life.moveTo(time, plans.plusMonthly, 1);
  else if (fate < 0.4) life.moveTo(time, plans.plusYearly, 1);
  life.pay(time);
  return nextRenewal(life, time);
}

function leave(life: Life, time: number, random: Random): number | null {
  life.moveTo(time, life.plan, 0);
  if (!random.chance(0.25)) return null;
  return subscribe(life, time + days(random, 10, 60));
}

/** The store tries the card again for a fortnight; half of the cards work in the end. */
function chasePayment(life: Life, time: number, random: Random): number | null {
  life.failPayment(time);
  if (!random.chance(0.5)) return leave(life, time + 14 * day, random);
  const paid = time + days(random, 1, 13);
  life.pay(paid);
  return nextRenewal(life, paid);
}

function days(random: Random, low: number, high: number): number {
  return (low + random.next() * (high - low)) * day;
}
