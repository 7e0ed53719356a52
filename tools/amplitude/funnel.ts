import { z } from 'zod';
import { defineTool } from '../../src/define-tool.ts';
import { daysIn } from '../../src/report/calendar.ts';
import type { Report, ReportContext, Side } from '../../src/tool.ts';
import { answerOf, envelopeNotes } from '../../src/vendors/amplitude/answer.ts';
import { asOf } from '../../src/vendors/amplitude/as-of.ts';
import { cheaper, groupedEventsCost, queryCost } from '../../src/vendors/amplitude/cost.ts';
import { event, groupBy, groupRules, interval, segments } from '../../src/vendors/amplitude/inputs.ts';
import { namesIn } from '../../src/vendors/amplitude/names-in.ts';
import { dateQuery, eventText, groupQuery, intervalQuery } from '../../src/vendors/amplitude/query.ts';
import { scopeWords } from '../../src/vendors/amplitude/scope-words.ts';
import { amplitude } from '../../src/vendors/amplitude/vendor.ts';
import { dateRange } from '../../src/vendors/inputs.ts';
import { compareFunnels, type FunnelSide } from './funnel-comparison.ts';
import { funnelElement, readFunnels, unsetFunnels } from './funnel-reading.ts';
import { funnelTables } from './funnel-tables.ts';
import { windowRemark } from './funnel-window.ts';
import { emptyFunnel, funnelHeadline, funnelNotes } from './funnel-words.ts';

const input = z.strictObject({
  ...dateRange,
  events: z.array(event).min(2).describe('The steps in order'),
  // "ordered for events in the given order, unordered for events in any order, and sequential for events in the given
  // order with no other events between. Defaults to ordered."
  mode: z.enum(['ordered', 'unordered', 'sequential']).default('ordered').describe('sequential: no event between'),
  user_type: z.enum(['active', 'new']).default('active').describe('new: new users only'),
  interval: interval('realtime', 'hourly', 'daily', 'weekly', 'monthly'),
  segments,
  group_by: groupBy(1),
  // "The conversion window in seconds. Defaults to 2,592,000 (30 days)."
  conversion_window_seconds: z.number().int().min(1).optional().describe('Default 2592000 (30 days)'),
  // "The number of Group By values returned Defaults to 100. The maximum is 1000."
  limit: z.number().int().min(1).max(1000).optional().describe('Groups; default 100'),
});
type Input = z.output<typeof input>;

const response = answerOf(z.array(funnelElement));

/** GET /api/2/funnels: how many users get from each event to the next. */
export const funnel = defineTool({
  name: 'amplitude_funnel',
  title: 'Funnel conversion',
  description:
    'How many users get through a series of events in a time window, where they drop, and how long steps take; ' +
    'by day, segment or property. One event: amplitude_event_segmentation. ' +
    'Cost: days × 2 × events (× 5 with group_by), at most 1,000.',
  vendor: amplitude,
  endpoint: '/api/2/funnels',
  input,
  dates: { capped: true },
  check: groupRules,
  remarks: (q) => windowRemark(q),
  // "The number of events you are looking at in the funnel multiplied by two."
  cost: (q) => queryCost(q, 2 * q.events.length + groupedEventsCost(q.events)),
  rewrites: (q, cost) => [...cheaper(q, cost), ...ungroupedEvents(q)],
  request: (q) => ({
    path: '/api/2/funnels',
    query: [
      ...q.events.map((one) => ['e', eventText(one)] as const),
      ...dateQuery(q),
      ['mode', q.mode],
      ['n', q.user_type],
      ...intervalQuery(q.interval),
      ...groupQuery(q),
      ...optional('cs', q.conversion_window_seconds),
      ...optional('limit', q.limit),
    ],
  }),
  response,
  scope: (q, masks) => scopeWords({ ...q, places: (index) => `step ${index + 1}` }, masks),
  charts: [
    {
      kind: 'bars',
      table: 'comparison',
      title: 'Rates against the earlier range',
      name: 'figure',
      figure: 'current',
      before: 'previous',
      each: ['group', 'segment'],
      open: { column: 'verdict', is: 'unequal time', means: 'the ranges had unequal time, so no change is called' },
      also: ['change', 'interval_95', 'verdict'],
    },
    {
      kind: 'steps',
      table: 'steps',
      title: 'Steps',
      name: 'event',
      step: 'step',
      users: 'users',
      kept: 'of_previous',
      all: 'of_all',
      times: ['median', 'average'],
      each: ['group', 'segment'],
    },
    {
      kind: 'lines',
      table: 'compared_days',
      title: 'Conversion against the earlier range',
      along: 'date',
      figures: ['conversion', 'previous_conversion'],
      earlier: 'previous_date',
      of: ['entrants', 'previous_entrants'],
      each: ['group', 'segment'],
      open: {
        column: 'compared',
        is: 'no',
        means: 'not compared, as some who entered then still have time to convert, or the period is not whole in both',
      },
    },
    {
      kind: 'lines',
      table: 'days',
      title: 'Conversion by day of entry',
      along: 'date',
      figures: ['conversion'],
      of: ['entrants'],
      each: ['group', 'segment'],
      open: {
        column: 'state',
        is: ['converting', 'partial'],
        means:
          'those who entered then still have time to convert, the latest most of all, or the period still runs or is cut',
        brief: 'not final',
      },
    },
    {
      kind: 'bars',
      table: 'funnels',
      title: 'Conversion side by side',
      name: ['group', 'segment'],
      figure: 'conversion',
      also: ['entrants', 'finished'],
    },
  ],
  report: ([answer], q, context) => tell(answer, q, context),
  names: namesIn,
  compare: (now, before, periods) =>
    compareFunnels(sideOf(now), sideOf(before), periods, daysIn(now.input) === daysIn(before.input)),
});

function sideOf({ pages: [answer], input: q, context }: Side<Input, z.output<typeof response>>): FunnelSide {
  return { funnels: readFunnels(answer, q, context), q, localTime: asOf(answer, context).localTime };
}

function tell(answer: z.output<typeof response>, q: Input, context: ReportContext): Report {
  const funnels = readFunnels(answer, q, context);
  const notes = envelopeNotes(answer, context);
  if (funnels.every(({ entrants }) => !entrants)) return emptyFunnel(funnels, q, notes);
  // A step that nobody reaches is most often a misspelt event: the names are then worth looking up.
  const dead = q.events.some((_, index) => funnels.every(({ steps }) => steps[index]?.users === 0));
  return {
    headline: funnelHeadline(funnels, q),
    tables: funnelTables(funnels, q),
    notes: [...unsetFunnels(answer.data, q), ...funnelNotes(funnels, q), ...notes],
    ...(dead ? { empty: true } : {}),
  };
}

function ungroupedEvents(q: Input) {
  if (q.events.every(({ group_by }) => group_by.length === 0)) return [];
  const events = q.events.map((one) => ({ ...one, group_by: [] }));
  return [{ change: 'no "group_by" inside the events', input: { ...q, events } }];
}

function optional(name: string, value: number | undefined): (readonly [string, string])[] {
  return value === undefined ? [] : [[name, String(value)]];
}
