import type { DemoUser } from '../company/types.ts';
import { type Bucket, bucketAt, wholeBuckets } from './buckets.ts';
import { type Cohort, cohortsOf, emptyCohorts } from './cohort.ts';
import { shortDate } from './date-label.ts';
import type { Endpoint } from './endpoint.ts';
import { enveloped } from './envelope.ts';
import { groupingBy, readGroupBy } from './grouping.ts';
import { type Log, revenueOf } from './log.ts';
import { exact, ratio } from './metric.ts';
import { dailyAndLonger, readPeriod } from './period.ts';
import { invalid } from './refusal.ts';
import { readSegments, type Segment, segmentTest } from './segment.ts';

const longest = 90;
const mostGroups = 100;

/** What new users have paid by their first, second … ninetieth day (whole days; the first is that of their first event). */
export const revenueLtv: Endpoint = {
  path: '/api/2/revenue/ltv',
  parameters: ['m', 'start', 'end', 'i', 's', 'g'],
  answer: (call) => {
    const { log, query } = call;
    const metric = readMetric(query);
    const segments = readSegments(query);
    const groups = segments.flatMap((segment) => groupsOf(log, query, segment));
    const shown = groups.slice(0, mostGroups);
    const payments = paymentsByUser(log);
    const data = {
      seriesLabels: shown.map(({ name }) => name),
      series: shown.map(({ cohorts }) => answered(cohorts, payments, metric)),
    };
    return enveloped(data, call, groups.length > shown.length);
  },
};

/** What the users of a cohort paid, as the metric that was asked for. */
type LtvMetric = (revenue: number, users: number, payers: number) => number | null;

const metrics: readonly LtvMetric[] = [
  (revenue, users) => ratio(revenue, users),
  (revenue, _, payers) => ratio(revenue, payers),
  (revenue) => exact(revenue),
  (_, __, payers) => payers,
];

function readMetric(query: URLSearchParams): LtvMetric {
  const given = query.get('m') ?? '0';
  const metric = /^\d$/.test(given) ? metrics[Number(given)] : undefined;
  if (metric === undefined) throw invalid(`Invalid metric ${given}`);
  return metric;
}

interface Group {
  name: string;
  cohorts: Cohort[];
}

function groupsOf(log: Log, query: URLSearchParams, segment: Segment): Group[] {
  const period = readPeriod(query, log, dailyAndLonger);
  const groupBy = readGroupBy(query, 1);
  const calendar = wholeBuckets(period.from, period.to, period.interval, log.company.zone);
  const inSegment = segmentTest(log, segment, period);
  const isNew = (event: (typeof log.events)[number]) =>
    log.histories.get(event.user)?.[0] === event && inSegment(event);
  const groups = cohortsOf(log, { period }, calendar, isNew, groupingBy(log, groupBy));
  if (groupBy.length === 0 && groups.size === 0) groups.set('', emptyCohorts(period.buckets, calendar));
  return [...groups].map(([name, cohorts]) => ({ name, cohorts })).sort((a, b) => sizeOf(b) - sizeOf(a));
}

function sizeOf({ cohorts }: Group): number {
  return cohorts.reduce((sum, { members }) => sum + members.size, 0);
}

/** Each payment with the day of the user's life on which it was made: 1 is the first. */
type Payments = ReadonlyMap<DemoUser, { day: number; amount: number }[]>;

function paymentsByUser(log: Log): Payments {
  const days = calendarDays(log);
  const payments = new Map<DemoUser, { day: number; amount: number }[]>();
  for (const event of log.events) {
    const amount = revenueOf(event);
    if (amount === undefined) continue;
    const day = bucketAt(days, event.time) - bucketAt(days, event.user.firstSeen) + 1;
    const known = payments.get(event.user);
    if (known) known.push({ day, amount });
    else payments.set(event.user, [{ day, amount }]);
  }
  return payments;
}

function calendarDays({ company, events }: Log): Bucket[] {
  const [first] = events;
  const from = first ? new Date(first.time - 86_400_000).toISOString().slice(0, 10) : company.today;
  return wholeBuckets(from, company.today, 1, company.zone);
}

/** The dates are written otherwise than the keys of the values, newest first. */
function answered(cohorts: readonly Cohort[], payments: Payments, metric: LtvMetric) {
  const newest = cohorts.toReversed();
  return {
    dates: newest.map(({ label }) => shortDate(label)),
    values: Object.fromEntries(
      newest.map(({ label, members }) => [label, figures([...members.keys()], payments, metric)]),
    ),
  };
}

function figures(users: readonly DemoUser[], payments: Payments, metric: LtvMetric) {
  const paid = users.map((user) => payments.get(user) ?? []).filter((list) => list.length > 0);
  const byDay = Array.from({ length: longest }, (_, index) => index + 1).map((day) => {
    const lists = paid.map((list) => list.filter((payment) => payment.day <= day)).filter((list) => list.length > 0);
    return [`r${day}d`, metric(total(lists), users.length, lists.length)] as const;
  });
  return {
    ...Object.fromEntries(byDay),
    rtotal: metric(total(paid), users.length, paid.length),
    count: users.length,
    paid: paid.length,
    total_amount: exact(total(paid)),
  };
}

function total(lists: readonly (readonly { amount: number }[])[]): number {
  return lists.flat().reduce((sum, { amount }) => sum + amount, 0);
}
