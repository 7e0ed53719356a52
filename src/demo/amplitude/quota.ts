/** `user` is user activity and user search, which have a limit of their own and cost nothing. */
export type QuotaKind = 'query' | 'user';

export type Entry = { refused: 'concurrent' | 'rate' } | { leave: () => void };

export interface Quota {
  /** Lets a request in, to be ended with `leave`, or says which limit it breaks. A refused request is not counted. */
  enter(kind: QuotaKind, cost: number): Entry;
}

const mostAtOnce = 5;
const mostCostAtOnce = 1000;
const mostCostAnHour = 108_000;
const mostUserQueriesAnHour = 360;

/** The vendor's limits: five requests and a cost of 1,000 at once, 108,000 and 360 user queries in any hour. */
export function openQuota(clock: () => number): Quota {
  const spent = { query: slidingHour(), user: slidingHour() };
  const running = new Set<{ cost: number }>();
  return {
    enter(kind, cost) {
      const price = kind === 'user' ? 1 : cost;
      const ceiling = kind === 'user' ? mostUserQueriesAnHour : mostCostAnHour;
      const request = { cost: kind === 'user' ? 0 : cost };
      const inFlight = [...running].reduce((sum, other) => sum + other.cost, request.cost);
      if (running.size >= mostAtOnce || inFlight > mostCostAtOnce) return { refused: 'concurrent' };
      if (!spent[kind].spend(price, ceiling, clock())) return { refused: 'rate' };
      running.add(request);
      return { leave: () => running.delete(request) };
    },
  };
}

interface SlidingHour {
  /** false, and nothing is spent, when the hour up to `now` would hold more than `ceiling`. */
  spend(amount: number, ceiling: number, now: number): boolean;
}

function slidingHour(): SlidingHour {
  let payments: { time: number; amount: number }[] = [];
  return {
    spend(amount, ceiling, now) {
      payments = payments.filter(({ time }) => time > now - 3_600_000);
      const total = payments.reduce((sum, payment) => sum + payment.amount, amount);
      if (total > ceiling) return false;
      payments.push({ time: now, amount });
      return true;
    },
  };
}
