import { addDays } from '../company/calendar.ts';
import type { DemoEvent } from '../company/types.ts';
import { countEvents } from './counting.ts';
import { groupingBy } from './grouping.ts';
import { isActive, type Log, revenueOf } from './log.ts';
import { exact } from './metric.ts';
import { type Period, period } from './period.ts';
import type { EventTest } from './segment.ts';

/** A data table as the vendor sends it: labels beside values, the heads in their first rows. */
export function countriesTable(log: Log) {
  const asked = lastDays(log, 30);
  const groupOf = groupingBy(log, [{ type: 'user', name: 'country' }]);
  const count = (matches: EventTest) =>
    countEvents(
      log,
      { matches, inSegment: () => true, group: groupOf, measure: revenueOf, activeOnly: null },
      asked.buckets,
    );
  const [active, purchases, revenue] = [
    count(isActive),
    count(isPurchase),
    count((event) => revenueOf(event) !== undefined),
  ];
  const ranked = [...active].sort(([, a], [, b]) => b.whole.users.size - a.whole.users.size);
  return {
    labels: [['Country'], ...ranked.map(([country]) => [country])],
    values: [
      ['Active users', 'Purchases', 'Revenue (USD)'],
      ...ranked.map(([country, { whole }]) => [
        whole.users.size,
        purchases.get(country)?.whole.totals ?? 0,
        exact(revenue.get(country)?.whole.sum ?? 0),
      ]),
    ],
  };
}

/** Rows of cells, the head first. */
export function platformsTable(log: Log): string[][] {
  const asked = lastDays(log, 14);
  const group = groupingBy(log, [{ type: 'user', name: 'platform' }]);
  const counts = countEvents(
    log,
    { matches: isActive, inSegment: () => true, group, measure: null, activeOnly: null },
    asked.buckets,
  );
  return [
    ['Segment', 'platform', ...asked.buckets.map(({ label }) => label)],
    ...[...counts].map(([platform, { buckets }]) => [
      'All Users',
      platform,
      ...buckets.map(({ users }) => String(users.size)),
    ]),
  ];
}

/** Title lines, an empty line, then the rows; "every cell quoted with a leading tab". */
export function tableAsCsv(rows: readonly (readonly string[])[]): string {
  const lines = [['Daily active users by platform'], ['Uniques of Any Active Event'], [], ...rows];
  return lines.map((row) => row.map((cell) => `"\t${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n');
}

function lastDays(log: Log, days: number): Period {
  const { today } = log.company;
  return period(addDays(today, -days), addDays(today, -1), 1, log);
}

function isPurchase(event: DemoEvent): boolean {
  return event.type === 'purchase';
}
