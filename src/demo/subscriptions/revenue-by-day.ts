import { addDays, dayOf } from '../company/calendar.ts';
import { isMovement } from './movements.ts';
import type { Currency, MovementType, SubscriptionLog } from './types.ts';

/** One currency's day: what moved, and the monthly recurring revenue when the day (or the log) ended. In cents. */
export interface RevenueDay {
  /** `YYYY-MM-DD` in the log's zone. */
  date: string;
  currency: Currency;
  sums: Record<MovementType, number>;
  mrr: number;
}

/** Every day from the first movement until today, each with a row for each currency. */
export function revenueByDay(log: SubscriptionLog): RevenueDay[] {
  const movements = log.entries.filter(isMovement);
  const first = movements[0];
  if (first === undefined) return [];
  const sums = new Map<string, Record<MovementType, number>>();
  for (const { time, subscription, kind, movement } of movements) {
    const key = `${dayOf(time, log.zone)} ${subscription.currency}`;
    const sum = sums.get(key) ?? noMovement();
    sums.set(key, { ...sum, [kind]: sum[kind] + movement });
  }
  const levels: Record<Currency, number> = { EUR: 0, USD: 0 };
  return datesBetween(dayOf(first.time, log.zone), dayOf(log.now, log.zone)).flatMap((date) =>
    currencies.map((currency) => {
      const sum = sums.get(`${date} ${currency}`) ?? noMovement();
      levels[currency] += Object.values(sum).reduce((total, movement) => total + movement, 0);
      return { date, currency, sums: sum, mrr: levels[currency] };
    }),
  );
}

const currencies = ['EUR', 'USD'] as const;

function noMovement(): Record<MovementType, number> {
  return { new_biz: 0, expansion: 0, contraction: 0, churn: 0, reactivation: 0 };
}

function datesBetween(first: string, last: string): string[] {
  const dates: string[] = [];
  for (let date = first; date <= last; date = addDays(date, 1)) dates.push(date);
  return dates;
}
