import type { Currency, Entry, MovementType } from '../../src/demo/subscriptions/types.ts';

/** Monthly recurring revenue in cents at the end of a day: what each subscription was worth after its last entry. */
export function mrrAt(
  book: readonly Entry[],
  currency: Currency,
  day: string,
  dayOf: (time: number) => string,
): number {
  const worth = new Map<string, number>();
  for (const { time, subscription, mrr } of book) {
    if (subscription.currency === currency && dayOf(time) <= day) worth.set(subscription.id, mrr);
  }
  return [...worth.values()].reduce((sum, mrr) => sum + mrr, 0);
}

export interface Asked {
  currency: Currency;
  /** All of them where none is named. */
  kinds?: readonly MovementType[];
  from: string;
  to: string;
  dayOf: (time: number) => string;
}

/** The entries that changed what a subscription is worth. */
export function movements(book: readonly Entry[], { currency, kinds, from, to, dayOf }: Asked): Entry[] {
  return book.filter(({ time, kind, movement, subscription }) => {
    if (movement === 0 || subscription.currency !== currency) return false;
    return (kinds === undefined || kinds.some((one) => one === kind)) && dayOf(time) >= from && dayOf(time) <= to;
  });
}

/** In cents. */
export function moved(book: readonly Entry[], asked: Asked): number {
  return movements(book, asked).reduce((sum, { movement }) => sum + movement, 0);
}

/** ChartMogul and Qonversion cut their days in UTC. */
export function utcDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
