import type Big from 'big.js';
import type { Point } from './subscription-revenue-points.ts';
import type { CurrencyRevenue } from './subscription-revenue-sums.ts';

/** Where MRR went at once to another level. */
export interface Break {
  currency: string;
  date: string;
  from: Big;
  to: Big;
  /** The first date on which there was MRR again, after a date with none; null where there was none or it stayed. */
  back: string | null;
}

/** Fewer steps than this tell nothing of what is usual. */
const enough = 14;

/**
 * MRR that fell to 0, then the largest other steps. A step counts where it is at least a quarter of the level before it and
 * of the median level, and at least eight times the median of the steps that moved anything.
 */
export function breaksOf(currencies: readonly CurrencyRevenue[]): Break[] {
  const all = currencies.map(steps);
  const zeros = all.flatMap((own) => own.filter(({ from, to }) => from.gt(0) && to.eq(0)));
  const shifts = all.flatMap(shiftsIn).filter((one) => !one.to.eq(0) && !endsZero(one, zeros));
  return [...zeros, ...shifts.sort((a, b) => relative(b) - relative(a))];
}

function steps({ currency, points }: CurrencyRevenue): Break[] {
  const levels = points.flatMap(({ date, revenue }: Point) => (revenue === null ? [] : [{ date, revenue }]));
  const found: Break[] = [];
  let back: string | null = null;
  // From the last, so that it is known when there was MRR again.
  for (let index = levels.length - 1; index > 0; index -= 1) {
    const [before, own] = [levels[index - 1], levels[index]];
    if (before === undefined || own === undefined) continue;
    if (own.revenue.gt(0)) back = own.date;
    found.push({
      currency,
      date: own.date,
      from: before.revenue,
      to: own.revenue,
      back: own.revenue.eq(0) ? back : null,
    });
  }
  return found.reverse();
}

/** The way back from a zero is told with it. */
function endsZero({ currency, date }: Break, zeros: readonly Break[]): boolean {
  return zeros.some((zero) => zero.currency === currency && zero.back === date);
}

function shiftsIn(own: readonly Break[]): Break[] {
  if (own.length < enough) return [];
  const sizes = own.map(size);
  const usual = median(sizes.filter((step) => step > 0));
  const level = median(own.map(({ to }) => Number(to)));
  return own.filter((one, index) => {
    const step = sizes[index] ?? 0;
    return step >= 8 * usual && step >= 0.25 * Math.max(Number(one.from), level);
  });
}

function size({ from, to }: Break): number {
  return Math.abs(Number(to.minus(from)));
}

function relative(one: Break): number {
  return size(one) / Math.max(Number(one.from), Number(one.to), 1);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
