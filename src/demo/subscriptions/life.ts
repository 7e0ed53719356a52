import type { Currency, Entry, EntryKind, MovementType, Plan, Subscription } from './types.ts';
import { uuidOf } from './uuid.ts';

/** Writes down what happens to one subscription, in order of time. */
export interface Life {
  /** Amounts and plan so far; `seats` is 0 while nothing is paid for. */
  readonly plan: Plan;
  readonly seats: number;
  startTrial(time: number): void;
  cancelTrial(time: number): void;
  /** Moves to a plan and number of seats; 0 seats is churn. What kind of movement it is follows from the amounts. */
  moveTo(time: number, plan: Plan, seats: number): void;
  pay(time: number): void;
  failPayment(time: number): void;
  readonly entries: readonly Entry[];
}

export function recordLife(subscription: Subscription, firstPlan: Plan): Life {
  const entries: Entry[] = [];
  let plan = firstPlan;
  let seats = 0;
  const mrr = () => monthlyRevenue(plan, seats, subscription.currency);
  const record = (time: number, kind: EntryKind, description: string, amounts: { movement?: number; paid?: number }) =>
    entries.push({
      id: uuidOf(`${subscription.id}/${entries.length}`),
      time: Math.floor(time / 1000) * 1000,
      subscription,
      kind,
      plan,
      description,
      movement: amounts.movement ?? 0,
      mrr: mrr(),
      paid: amounts.paid ?? 0,
    });
  return {
    get plan() {
      return plan;
    },
    get seats() {
      return seats;
    },
    entries,
    startTrial: (time) => record(time, 'trial_started', `started a trial of the ${plan.name} plan`, {}),
    cancelTrial: (time) => record(time, 'trial_canceled', `cancelled the trial of the ${plan.name} plan`, {}),
    failPayment: (time) => record(time, 'payment_failed', `payment of the ${plan.name} plan failed`, {}),
    pay: (time) =>
      record(time, 'payment', `paid for the ${plan.name} plan`, { paid: plan.price[subscription.currency] * seats }),
    moveTo(time, nextPlan, nextSeats) {
      const before = mrr();
      [plan, seats] = [nextPlan, nextSeats];
      if (mrr() === before) return;
      const kind = movementType(before, mrr(), entries);
      record(time, kind, words[kind](plan, seats), { movement: mrr() - before });
    },
  };
}

const words: Record<MovementType, (plan: Plan, seats: number) => string> = {
  new_biz: (plan, seats) => `purchased the ${plan.name} plan${seatsOf(seats)}`,
  expansion: (plan, seats) => `upgraded to the ${plan.name} plan${seatsOf(seats)}`,
  contraction: (plan, seats) => `downgraded to the ${plan.name} plan${seatsOf(seats)}`,
  churn: (plan) => `cancelled the ${plan.name} plan`,
  reactivation: (plan, seats) => `reactivated with the ${plan.name} plan${seatsOf(seats)}`,
};

function seatsOf(seats: number): string {
  return seats > 1 ? ` (${seats} seats)` : '';
}

function monthlyRevenue(plan: Plan, seats: number, currency: Currency): number {
  return Math.round((plan.price[currency] * seats) / plan.months);
}

function movementType(before: number, after: number, entries: readonly Entry[]): MovementType {
  if (before === 0) return entries.some((entry) => entry.kind === 'new_biz') ? 'reactivation' : 'new_biz';
  if (after === 0) return 'churn';
  return after > before ? 'expansion' : 'contraction';
}
