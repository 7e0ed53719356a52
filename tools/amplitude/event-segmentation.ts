import { z } from 'zod';
import { defineTool } from '../../src/define-tool.ts';
import type { Request } from '../../src/tool.ts';
import { cheaper, groupedEventsCost, queryCost } from '../../src/vendors/amplitude/cost.ts';
import { event, groupBy, groupRules, interval, segments } from '../../src/vendors/amplitude/inputs.ts';
import { namesIn } from '../../src/vendors/amplitude/names-in.ts';
import { dateQuery, eventText, groupQuery, intervalQuery } from '../../src/vendors/amplitude/query.ts';
import { scopeWords } from '../../src/vendors/amplitude/scope-words.ts';
import { amplitude } from '../../src/vendors/amplitude/vendor.ts';
import { dateRange } from '../../src/vendors/inputs.ts';
import { seriesCharts } from '../../src/vendors/series-charts.ts';
import { compareSegmentation } from './event-segmentation-comparison.ts';
import { metrics } from './event-segmentation-measure.ts';
import { joinSegmentation, splitSegmentation } from './event-segmentation-parts.ts';
import { segmentationAnswer, tellSegmentation } from './event-segmentation-report.ts';
import { isPropertyMetric, segmentationMistakes } from './event-segmentation-rules.ts';

const number = z.number().int().optional();

const input = z.strictObject({
  ...dateRange,
  events: z.array(event).min(1).max(2).describe('A and B'),
  metric: z
    .enum(metrics)
    .default('uniques')
    .describe("pct_dau: of active users; average: per user; histogram, sums, value_avg: A's group_by"),
  user_type: z.enum(['any', 'active']).default('any').describe('Who counts'),
  interval: interval('realtime', 'hourly', 'daily', 'weekly', 'monthly').describe('Each point'),
  segments,
  group_by: groupBy(2).describe('country, gp:plan; single segment'),
  limit: number.describe('Groups, up to 1000'),
  formula: z.string().optional().describe('UNIQUES(A)/UNIQUES(B)'),
  rolling_window: number.describe('Periods in a point'),
  rolling_average: number.describe('Averaged'),
});
type Input = z.output<typeof input>;

/** GET /api/2/events/segmentation: "metrics for an event with segmentation". */
export const eventSegmentation = defineTool({
  name: 'amplitude_event_segmentation',
  title: 'Event segmentation',
  description:
    "Users who did an event, how often, a property's sum or average, a formula of two, over time. " +
    'Ordered steps: amplitude_funnel. Cost: days × segments × events; group-bys most.',
  vendor: amplitude,
  endpoint: '/api/2/events/segmentation',
  input,
  dates: { capped: true },
  check: (q) => [...groupRules(q), ...segmentationMistakes(q)],
  remarks: (q) =>
    q.limit !== undefined && [...q.group_by, ...q.events.flatMap(({ group_by }) => group_by)].length === 0
      ? ['"limit" is about groups, and nothing is grouped.']
      : [],
  // "Event Segmentation: Equal to the number of events you are looking at in the left module."
  cost: (q) => queryCost(q, q.events.length + groupedEventsCost(q.events)),
  rewrites: (q, cost) => [...cheaper(q, cost), ...ungrouped(q)],
  split: splitSegmentation,
  request: (q) => ({ path: '/api/2/events/segmentation', query: query(q) }),
  response: segmentationAnswer,
  scope: (q, masks) => scopeWords({ ...q, places: (index) => `event ${'AB'.charAt(index)}` }, masks),
  merge: joinSegmentation,
  charts: [
    ...seriesCharts,
    {
      kind: 'bars',
      table: 'bins',
      title: 'How values spread',
      name: 'bin',
      figure: 'count',
      each: 'series',
      spread: true,
    },
  ],
  report: ([answer], q, context) => tellSegmentation(answer, q, context),
  names: namesIn,
  compare: compareSegmentation,
});

/** The same events without the group-bys that only split them. */
function ungrouped(q: Input): { change: string; input: Input }[] {
  if (isPropertyMetric(q.metric) || q.metric === 'formula' || groupedEventsCost(q.events) === 0) return [];
  return [
    { change: 'no "group_by" in "events"', input: { ...q, events: q.events.map((one) => ({ ...one, group_by: [] })) } },
  ];
}

function query(q: Input): Request['query'] {
  const { limit, formula, rolling_window: rollingWindow, rolling_average: rollingAverage } = q;
  return [
    // "the parameter would be e2"
    ...q.events.map((one, index) => [index === 0 ? 'e' : 'e2', eventText(one)] as const),
    ...dateQuery(q),
    ['m', q.metric],
    ['n', q.user_type],
    ...intervalQuery(q.interval),
    ...groupQuery(q),
    ...Object.entries({ limit, formula, rollingWindow, rollingAverage }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)] as const],
    ),
  ];
}
