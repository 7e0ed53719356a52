import { daysInMonth } from '../../src/report/calendar.ts';
import { Decimal } from '../../src/report/decimal.ts';
import { groupBy } from '../../src/report/group-by.ts';
import { byCode, type Point } from './subscription-revenue-points.ts';
import type { Read } from './subscription-revenue-read.ts';

export interface Movements {
  new: Decimal;
  expansion: Decimal;
  churn: Decimal;
  /** new + expansion − churn. */
  net: Decimal;
}

export interface Month extends Movements {
  month: string;
  /** The level on the last date of the month that has one. */
  mrr: Decimal | null;
  /** Every day of it has a row and its last day a level, and none of its days still runs. */
  whole: boolean;
}

export interface CurrencyRevenue {
  currency: string;
  /** Oldest first, without dates that still run. */
  points: Point[];
  /** The latest of these that has a level: today, or a later date where the account's zone is ahead. */
  running: Point | null;
  /** Of all its rows. */
  lastDate: string;
  /** What the change runs from: the level before the range, else its first date that has one. */
  base: Point | null;
  /** Whether that is the day before the start asked for. */
  opens: boolean;
  latest: Point | null;
  /** From the base to the latest: movements of the base's date are in its level already. */
  change: Decimal | null;
  explained: Movements;
  /** Churn is sent as negative amounts: all of it, or some. */
  negativeChurn: boolean;
  mixedChurn: boolean;
  months: Month[];
}

/** Levels and movements by currency, the one with most dates first; currencies are never added up. */
export function byCurrency(
  { points, negative, openings }: Pick<Read, 'points' | 'negative' | 'openings'>,
  today: string,
): CurrencyRevenue[] {
  return [...byCode(points)]
    .map(([currency, own]) => revenueOf(own, openings.get(currency), negative.has(currency), today))
    .sort((a, b) => b.points.length - a.points.length);
}

function revenueOf(
  all: readonly Point[],
  opening: Point | undefined,
  negativeChurn: boolean,
  today: string,
): CurrencyRevenue {
  const points = all.filter(({ date }) => date < today);
  const levels = points.filter(({ revenue }) => revenue !== null);
  const latest = levels.at(-1) ?? null;
  const base = latest === null ? null : (opening ?? levels[0] ?? null);
  const between = points.filter(
    ({ date }) => base !== null && latest !== null && date > base.date && date <= latest.date,
  );
  return {
    currency: all[0]?.currency ?? '',
    points,
    running: all.findLast(({ date, revenue }) => date >= today && revenue !== null) ?? null,
    lastDate: all.at(-1)?.date ?? '',
    base,
    opens: base !== null && base === opening,
    latest,
    change: base?.revenue && latest?.revenue ? latest.revenue.minus(base.revenue) : null,
    explained: movements(between, negativeChurn),
    negativeChurn,
    mixedChurn: !negativeChurn && all.some(({ churn }) => churn.sign() < 0),
    months: monthsOf(all, negativeChurn, today),
  };
}

function monthsOf(points: readonly Point[], negativeChurn: boolean, today: string): Month[] {
  return [...groupBy(points, ({ date }) => date.slice(0, 7))].map(([month, own]) => {
    const level = own.findLast(({ revenue }) => revenue !== null);
    return {
      month,
      mrr: level?.revenue ?? null,
      whole: isWhole(`${month}-01`, own, today),
      ...movements(own, negativeChurn),
    };
  });
}

/** Each date is there once, so that as many as the month has days leave no gap. */
function isWhole(firstDay: string, own: readonly Point[], today: string): boolean {
  const days = daysInMonth(firstDay);
  const lastDay = `${firstDay.slice(0, 8)}${days}`;
  const last = own.at(-1);
  const covered = own[0]?.date === firstDay && last?.date === lastDay && own.length === days;
  return covered && last.revenue !== null && lastDay < today;
}

/** Sums over dates; churn as sent. */
export function movements(points: readonly Point[], negativeChurn: boolean): Movements {
  const sums = {
    new: Decimal.sum(points.map((point) => point.new)),
    expansion: Decimal.sum(points.map(({ expansion }) => expansion)),
    churn: Decimal.sum(points.map(({ churn }) => churn)),
  };
  return { ...sums, net: netOf(sums, negativeChurn) };
}

/** new + expansion − churn, of one point or of sums. */
export function netOf({ new: won, expansion, churn }: Omit<Movements, 'net'>, negativeChurn: boolean): Decimal {
  const gain = won.plus(expansion);
  return negativeChurn ? gain.plus(churn) : gain.minus(churn);
}

/** The page shows churn as a positive amount; where every one is negative, it is signed already. */
export function isNegative(points: readonly Point[]): boolean {
  return points.some(({ churn }) => churn.sign() < 0) && !points.some(({ churn }) => churn.sign() > 0);
}
