import type { DemoUser } from '../../src/demo/company/types.ts';
import type { Entry, EntryKind } from '../../src/demo/subscriptions/types.ts';
import { utcDay } from './book.ts';
import { split } from './deeds.ts';

/** One of the app's users who ever tried or bought a subscription. */
export interface Subscriber {
  user: DemoUser;
  store: string;
  kinds: EntryKind[];
  payments: number;
}

/** Those whom the app saw first from one UTC day to another; businesses pay by invoice and are none. */
export function subscribersSeen(book: readonly Entry[], from: string, to: string): Subscriber[] {
  return [...split(book, ({ subscription }) => subscription.id).values()].flatMap((entries) => {
    const { customer, store } = entries[0]?.subscription ?? { customer: { user: null }, store: '' };
    const { user } = customer;
    if (user === null || utcDay(user.firstSeen) < from || utcDay(user.firstSeen) > to) return [];
    const kinds = entries.map(({ kind }) => kind);
    return [{ user, store, kinds, payments: kinds.filter((kind) => kind === 'payment').length }];
  });
}

/** What became of them: the last thing that happened decides. */
export function standing({ kinds }: Subscriber): 'trial' | 'canceled' | 'billing retry' | 'active' {
  const last = kinds.at(-1);
  if (last === 'trial_started') return 'trial';
  if (last === 'trial_canceled' || last === 'churn') return 'canceled';
  return last === 'payment_failed' ? 'billing retry' : 'active';
}
