import type { Decimal } from '../../src/report/decimal.ts';
import type { Point } from './subscription-revenue-points.ts';
import type { CurrencyRevenue } from './subscription-revenue-sums.ts';

/** Where MRR went at once to another level. */
export interface Break {
  currency: string;
  date: string;
  from: Decimal;
  to: Decimal;
  /** The first date on which there was MRR again, after a date with none; null where there was none or it stayed. */
  back: string | null;
}

/** Fewer steps than this tell nothing of what is usual. */
const enough = 14;

/**
 * MRR that fell to 0, then the largest other steps. A step counts where it is at least a quarter of the level before it and
 * of the median level, and at least eight times the median of the steps that moved anything. Where a level opens the range,
 * the step from it counts; `ever` has the dates before it, asked for or not.
 */
export function breaksOf(currencies: readonly CurrencyRevenue[], ever: ReadonlyMap<string, readonly Point[]>): Break[] {
  return inOrder(currencies.map((one) => levelsOf(one, ever.get(one.currency) ?? [])));
}

function inOrder(all: readonly Levels[]): Break[] {
  const zeros = all.flatMap((one) => zerosIn(one).filter(({ date }) => date > one.after));
  const shifts = all.flatMap((one) => shiftsIn(one).filter(({ date }) => date > one.after));
  const others = shifts.filter((one) => one.to.sign() !== 0 && !endsZero(one, zeros));
  return [...zeros, ...others.sort((a, b) => relative(b) - relative(a))];
}

type Level = Point & { revenue: Decimal };

interface Levels {
  currency: string;
  /** Oldest first. */
  levels: readonly Level[];
  /** Steps into dates up to this one were not asked for. */
  after: string;
}

/** Those of the range behind the ones that open it: one, or in a short range as many as tell what is usual. */
function levelsOf({ currency, points, base, opens }: CurrencyRevenue, ever: readonly Point[]): Levels {
  const own = points.filter(isLevel);
  if (!opens || base === null) return { currency, levels: own, after: '' };
  const earlier = ever.filter(isLevel).filter(({ date }) => date <= base.date);
  return {
    currency,
    levels: [...earlier.slice(-Math.max(1, enough + 1 - own.length)), ...own],
    after: base.date,
  };
}

function isLevel(point: Point): point is Level {
  return point.revenue !== null;
}

function zerosIn({ currency, levels }: Levels): Break[] {
  const found: Break[] = [];
  for (const [index, { date, revenue: to }] of levels.entries()) {
    const from = levels[index - 1]?.revenue;
    if (from === undefined || from.sign() <= 0 || to.sign() !== 0) continue;
    found.push({ currency, date, from, to, back: firstAfter(levels, index) });
  }
  return found;
}

/** The first date after this one on which there was MRR. */
function firstAfter(levels: readonly Level[], index: number): string | null {
  for (let at = index + 1; at < levels.length; at++) {
    const level = levels[at];
    if (level !== undefined && level.revenue.sign() > 0) return level.date;
  }
  return null;
}

/** The way back from a zero is told with it. */
function endsZero({ currency, date }: Break, zeros: readonly Break[]): boolean {
  return zeros.some((zero) => zero.currency === currency && zero.back === date);
}

function shiftsIn({ currency, levels }: Levels): Break[] {
  if (levels.length <= enough) return [];
  const heights = levels.map(({ revenue }) => revenue.toNumber());
  const sizes = levels.slice(1).map(({ revenue }, index) => size(levels[index]?.revenue ?? revenue, revenue));
  // Most often there is none, and no median is needed to say so.
  if (!sizes.some((step, index) => step >= 0.25 * (heights[index] ?? 0))) return [];
  const usual = median(sizes.filter((step) => step > 0));
  const level = median(heights.slice(1));
  return sizes.flatMap((step, index) => {
    if (step < 8 * usual || step < 0.25 * Math.max(heights[index] ?? 0, level)) return [];
    const [from, to] = [levels[index], levels[index + 1]];
    if (from === undefined || to === undefined) return [];
    return { currency, date: to.date, from: from.revenue, to: to.revenue, back: null };
  });
}

function size(from: Decimal, to: Decimal): number {
  return Math.abs(to.minus(from).toNumber());
}

function relative({ from, to }: Break): number {
  return size(from, to) / Math.max(from.toNumber(), to.toNumber(), 1);
}

function median(values: readonly number[]): number {
  const sorted = new Float64Array(values).sort();
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
