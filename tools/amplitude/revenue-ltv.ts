import { z } from 'zod';
import { defineTool } from '../../src/define-tool.ts';
import type { Report, ReportContext } from '../../src/tool.ts';
import { answerOf, envelopeNotes } from '../../src/vendors/amplitude/answer.ts';
import { cheaper, queryCost } from '../../src/vendors/amplitude/cost.ts';
import { groupBy, groupRules, interval, segments } from '../../src/vendors/amplitude/inputs.ts';
import { namesIn } from '../../src/vendors/amplitude/names-in.ts';
import { dateQuery, groupQuery, intervalQuery } from '../../src/vendors/amplitude/query.ts';
import { scopeWords } from '../../src/vendors/amplitude/scope-words.ts';
import { amplitude } from '../../src/vendors/amplitude/vendor.ts';
import { cohortCharts, ofCohorts } from '../../src/vendors/cohort-charts.ts';
import { dateRange } from '../../src/vendors/inputs.ts';
import { compareLtv } from './revenue-ltv-comparison.ts';
import { ltvData, type Member, readLtv, unsetLtv } from './revenue-ltv-reading.ts';
import { ltvTables } from './revenue-ltv-tables.ts';
import { emptyLtv, ltvHeadline, ltvNotes } from './revenue-ltv-words.ts';

// "m: 0 = average revenue per user (ARPU), 1 = average realized revenue per user (ARPPU), 2 = Total Revenue,
// 3 = Paying Users. Defaults to 0."
const metrics = { arpu: '0', arppu: '1', total_revenue: '2', paying_users: '3' } as const;

const input = z.strictObject({
  ...dateRange,
  metric: z
    .enum(['arpu', 'arppu', 'total_revenue', 'paying_users'])
    .default('arpu')
    .describe('arpu: revenue per user; arppu: per paying user'),
  interval: interval('daily', 'weekly', 'monthly'),
  segments,
  group_by: groupBy(1),
});
type Input = z.output<typeof input>;

const response = answerOf(ltvData);

/** GET /api/2/revenue/ltv: what new users are worth 1, 7, 14, 30, 60 and 90 days after they join. */
export const revenueLtv = defineTool({
  name: 'amplitude_revenue_ltv',
  title: 'Revenue lifetime value',
  description:
    'What new users are worth 1 to 90 days after joining: ARPU, ARPPU, revenue or paying users, by cohort. ' +
    'For a figure after 30 days choose a range that ended 30 days ago. Revenue by day: amplitude_event_segmentation ' +
    'on revenue_amount. Cost: days (× 5 with group_by).',
  vendor: amplitude,
  endpoint: '/api/2/revenue/ltv',
  input,
  dates: {},
  check: groupRules,
  // "For all endpoints not listed here, the cost is 1."
  cost: (q) => queryCost(q),
  rewrites: cheaper,
  request: (q) => ({
    path: '/api/2/revenue/ltv',
    query: [['m', metrics[q.metric]], ...dateQuery(q), ...intervalQuery(q.interval), ...groupQuery(q)],
  }),
  response,
  scope: ({ segments }, masks) => scopeWords({ segments }, masks),
  charts: [
    {
      kind: 'lines',
      table: 'comparison',
      title: 'Against the earlier range',
      along: 'day',
      // Sums of ever fewer cohorts would fall with age.
      figures: [
        ['current_per_user', 'current'],
        ['previous_per_user', 'previous'],
      ],
      // Of ARPPU these are payers.
      of: [
        ['current_users', 'current_of', 'current_payers'],
        ['previous_users', 'previous_of', 'previous_payers'],
      ],
      each: ['group', 'segment'],
      remark: ofCohorts,
    },
    {
      kind: 'lines',
      table: 'curve',
      title: 'By days after joining',
      along: 'day',
      figures: ['arpu', 'per_user', 'of_users', 'arppu'],
      of: ['users', 'users', 'users', 'payers'],
      each: ['group', 'segment'],
      remark: ofCohorts,
    },
    ...cohortCharts('cohort_days', 'users', 'paid'),
  ],
  report: ([answer], q, context) => tell(answer, q, context),
  names: namesIn,
  compare: (now, before, periods) =>
    compareLtv(
      readLtv(now.pages[0], now.input, now.context),
      readLtv(before.pages[0], before.input, before.context),
      now.input,
      periods,
    ),
});

function tell(answer: z.output<typeof response>, q: Input, context: ReportContext): Report {
  const members = readLtv(answer, q, context);
  const notes = envelopeNotes(answer, context);
  if (members.every(isEmpty)) return emptyLtv(notes);
  return {
    headline: ltvHeadline(members, q),
    tables: ltvTables(members, q),
    notes: [...unsetLtv(answer.data, q), ...ltvNotes(members, q), ...notes],
  };
}

function isEmpty({ cohorts }: Member): boolean {
  return cohorts.every(({ users, payers, paid, values }) => ![users, payers, paid, ...values].some(Boolean));
}
