import type { DemoUser } from '../company/types.ts';

export type Currency = 'USD' | 'EUR';

/** The five movements of monthly recurring revenue, in ChartMogul's words. */
export type MovementType = 'new_biz' | 'expansion' | 'contraction' | 'churn' | 'reactivation';

export type EntryKind = MovementType | 'trial_started' | 'trial_canceled' | 'payment' | 'payment_failed';

/** The price is in cents a seat, paid once in so many months. */
export interface Plan {
  id: string;
  name: string;
  months: 1 | 12;
  price: Record<Currency, number>;
}

export interface Customer {
  id: string;
  name: string;
  /** The app's user behind a consumer subscription; a business that pays by invoice has none. */
  user: DemoUser | null;
}

/** One customer holds one subscription for life: churn and reactivation happen to the same one. */
export interface Subscription {
  id: string;
  customer: Customer;
  currency: Currency;
  store: 'iOS' | 'Android' | 'Stripe' | 'Invoice';
}

/** Something that happened to a subscription. All amounts are integer cents of its currency. */
export interface Entry {
  id: string;
  time: number;
  subscription: Subscription;
  kind: EntryKind;
  plan: Plan;
  description: string;
  /** The change of monthly recurring revenue, signed; 0 for trials and payments. */
  movement: number;
  /** Monthly recurring revenue of the subscription once this has happened. */
  mrr: number;
  /** Money received; 0 for all but payments. */
  paid: number;
}

/** The single truth about subscriptions, oldest entry first, from the launch until `now`. */
export interface SubscriptionLog {
  now: number;
  zone: string;
  entries: Entry[];
}
