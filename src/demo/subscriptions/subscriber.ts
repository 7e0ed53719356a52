import type { DemoUser } from '../company/types.ts';
import type { Entry, Subscription, SubscriptionLog } from './types.ts';

export type SubscriberStatus = 'trial' | 'active' | 'canceled' | 'billing_retry';

/** One of the app's users who ever had a trial or a subscription, with everything that happened to it. */
export interface Subscriber {
  user: DemoUser;
  subscription: Subscription;
  entries: Entry[];
  /** As things stand when the log ends. */
  status: SubscriberStatus;
}

/** The consumers of the log; businesses pay by invoice and are none. */
export function subscribersOf(log: SubscriptionLog): Subscriber[] {
  const lives = new Map<Subscription, Entry[]>();
  for (const entry of log.entries) {
    const life = lives.get(entry.subscription);
    if (life === undefined) lives.set(entry.subscription, [entry]);
    else life.push(entry);
  }
  return [...lives].flatMap(([subscription, entries]) => {
    const { user } = subscription.customer;
    return user === null ? [] : [{ user, subscription, entries, status: statusAfter(entries) }];
  });
}

/** The last entry decides: whoever's payment failed is in billing retry until it is paid or given up. */
function statusAfter(entries: readonly Entry[]): SubscriberStatus {
  const last = entries.at(-1)?.kind;
  if (last === 'trial_started') return 'trial';
  if (last === 'trial_canceled' || last === 'churn') return 'canceled';
  return last === 'payment_failed' ? 'billing_retry' : 'active';
}
