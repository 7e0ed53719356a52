import { addDays, daysBetween } from '../../src/report/calendar.ts';
import { noMovement, type Point } from './subscription-revenue-points.ts';
import { isNegative, netOf } from './subscription-revenue-sums.ts';

/**
 * One currency's points with those that an account leaves out because nothing moved on them. "The result has one
 * data-point for each currency and date combination", so that a missing date is a hole, unless the rows prove that only
 * dates with a movement are sent: every row moves something, and after each gap the level is the one before it, changed by
 * that row's movements alone. Points are oldest first.
 */
export function withQuietDates(points: readonly Point[]): readonly Point[] {
  if (!omitsQuietDates(points)) return points;
  return points.flatMap((point, index) => {
    const before = points[index - 1];
    return before === undefined ? [point] : [...unchanged(before, point), point];
  });
}

/** More days than any account can have; nothing is filled in where dates span more. */
const mostDays = 20_000;

function omitsQuietDates(points: readonly Point[]): boolean {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return false;
  const days = daysBetween(first.date, last.date);
  // As many dates as days leave none out.
  if (days > mostDays || points.length > days) return false;
  const negative = isNegative(points);
  const steps = points.slice(1).map((point, index) => step(points[index] ?? first, point, negative));
  return (
    steps.some(({ days }) => days > 1) &&
    steps.every(({ moved, explained, days }) => moved && (days === 1 || explained))
  );
}

function step(before: Point, point: Point, negative: boolean) {
  const net = netOf(point, negative);
  const rise = before.revenue === null || point.revenue === null ? null : point.revenue.minus(before.revenue);
  const moved =
    [point.new, point.expansion, point.churn].some((amount) => amount.sign() !== 0) ||
    (rise !== null && rise.sign() !== 0);
  return { days: daysBetween(before.date, point.date), moved, explained: rise?.equals(net) === true };
}

function unchanged(before: Point, point: Point): Point[] {
  return Array.from({ length: daysBetween(before.date, point.date) - 1 }, (_, index) => ({
    ...{ date: addDays(before.date, index + 1), currency: before.currency, revenue: before.revenue },
    ...{ new: noMovement, expansion: noMovement, churn: noMovement, filled: true },
  }));
}
