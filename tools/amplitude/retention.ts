import { z } from 'zod';
import { defineTool } from '../../src/define-tool.ts';
import { noteOf } from '../../src/report/note.ts';
import type { Report, ReportContext } from '../../src/tool.ts';
import { answerOf, envelopeNotes } from '../../src/vendors/amplitude/answer.ts';
import { cheaper, queryCost } from '../../src/vendors/amplitude/cost.ts';
import { groupBy, groupRules, interval, plainEvent, segments } from '../../src/vendors/amplitude/inputs.ts';
import { namesIn } from '../../src/vendors/amplitude/names-in.ts';
import { dateQuery, eventText, groupQuery, intervalQuery } from '../../src/vendors/amplitude/query.ts';
import { scopeWords } from '../../src/vendors/amplitude/scope-words.ts';
import { amplitude } from '../../src/vendors/amplitude/vendor.ts';
import { cohortCharts, ofCohorts } from '../../src/vendors/cohort-charts.ts';
import { dateRange, listOf } from '../../src/vendors/inputs.ts';
import { retentionData } from './retention-answer.ts';
import { compareRetention } from './retention-comparison.ts';
import { entries, readRetention, unsetRetention } from './retention-reading.ts';
import { retentionTables } from './retention-tables.ts';
import { emptyRetention, retentionHeadline, retentionNotes } from './retention-words.ts';

// Listed without the shape of its filters, which start_event has already told.
const returnEvent = z
  .looseObject({ event_type: z.string(), filters: z.array(z.looseObject({})).optional() })
  .pipe(plainEvent);

const input = z.strictObject({
  ...dateRange,
  start_event: plainEvent.describe('Puts a user into a cohort; _new: new users'),
  return_event: returnEvent.describe('Counts as coming back; like start_event'),
  retention_type: z.enum(['n-day', 'rolling', 'bracket']).default('n-day').describe('rolling: that day or later'),
  brackets: listOf(z.array(z.number().int().min(0)).length(2)).describe('Inclusive days: [[0,0],[1,7]]; bracket only'),
  interval: interval('daily', 'weekly', 'monthly'),
  segments,
  group_by: groupBy(1),
});
type Input = z.output<typeof input>;

const response = answerOf(retentionData);

/** GET /api/2/retention: how many of those who start come back, by day, week, month or bracket. */
export const retention = defineTool({
  name: 'amplitude_retention',
  title: 'Retention',
  description:
    'How many users who did one event come back to do another, by day, week, month or bracket; cohorts compared. ' +
    'Steps in a series: amplitude_funnel. Cost: 8 × days (× 5 with group_by), at most 1,000.',
  vendor: amplitude,
  endpoint: '/api/2/retention',
  input,
  dates: {},
  check: (q) => [...groupRules(q), ...bracketRules(q)],
  // "Retention Analysis: The cost for this chart is 8."
  cost: (q) => queryCost(q, 8),
  rewrites: cheaper,
  request: (q) => ({
    path: '/api/2/retention',
    query: [
      ['se', eventText(q.start_event)],
      ['re', eventText(q.return_event)],
      ...dateQuery(q),
      ...typeQuery(q),
      ...intervalQuery(q.interval),
      ...groupQuery(q),
    ],
  }),
  response,
  scope: ({ segments, start_event, return_event }, masks) => {
    const places = (index: number) => (index === 0 ? 'start event' : 'return event');
    return scopeWords({ segments, events: [start_event, return_event], places }, masks);
  },
  charts: [
    {
      kind: 'lines',
      table: 'comparison',
      title: 'Against the earlier range',
      along: 'point',
      figures: ['current', 'previous'],
      of: ['current_of', 'previous_of'],
      each: ['group', 'segment'],
      open: { column: 'verdict', is: 'unequal time', means: 'the ranges had unequal time, so no change is called' },
      remark: ofCohorts,
    },
    {
      kind: 'lines',
      table: 'combined',
      title: 'Retention curve',
      along: 'point',
      figures: ['retention'],
      of: ['of'],
      each: ['group', 'segment'],
      only: { column: 'complete', is: 'yes', others: 'Ages that are not over are left out.' },
      remark: ofCohorts,
    },
    ...cohortCharts('triangle', 'size', 'size'),
  ],
  report: ([answer], q, context) => tell(answer, q, context),
  names: (q) => namesIn({ ...q, events: [q.start_event, q.return_event] }),
  compare: (now, before, periods) =>
    compareRetention(
      readRetention(now.pages[0], now.input, now.context),
      readRetention(before.pages[0], before.input, before.context),
      now.input,
      periods,
    ),
});

/** "rb: Optional, but required if rm is set to bracket. The days within each bracket." */
function bracketRules({ retention_type, brackets }: Input): string[] {
  if (retention_type !== 'bracket')
    return brackets.length === 0
      ? []
      : ['"brackets" go with "retention_type": "bracket" only: set it, or leave "brackets" out.'];
  if (brackets.length === 0)
    return ['"brackets" are needed for "retention_type": "bracket", for instance [[0,0],[1,7]].'];
  const pairs = brackets.map(([first = 0, last = 0]) => ({ first, last }));
  const turned = pairs.find(({ first, last }) => first > last);
  const early = pairs.find(({ first }, index) => index > 0 && first <= (pairs[index - 1]?.last ?? -1));
  return [
    ...(turned === undefined
      ? []
      : [`"brackets": [${turned.first},${turned.last}] ends before it starts: swap the two.`]),
    ...(early === undefined
      ? []
      : [
          `"brackets": [${early.first},${early.last}] begins before the one in front of it is over: sort them, and let none overlap.`,
        ]),
  ];
}

/**
 * "Defaults to n-day, no need to call it explicitly": sent explicitly it is refused. "If your bracket was Day 0 - Day 4,
 * the parameter value would be [[0,5]]": the upper bound is exclusive.
 */
function typeQuery({ retention_type, brackets }: Input): (readonly [string, string])[] {
  if (retention_type === 'n-day') return [];
  if (retention_type === 'rolling') return [['rm', 'rolling']];
  return [
    ['rm', 'bracket'],
    ['rb', JSON.stringify(brackets.map(([first = 0, last = 0]) => [first, last + 1]))],
  ];
}

function tell(answer: z.output<typeof response>, q: Input, context: ReportContext): Report {
  const { series, layout } = readRetention(answer, q, context);
  const notes = envelopeNotes(answer, context);
  if (series.every((one) => entries(one) === 0)) return emptyRetention(q, notes);
  const nobody = series.every(({ cohorts }) => cohorts.every(({ cells }) => cells.every(({ count }) => !count)));
  return {
    headline: retentionHeadline(series, q),
    tables: retentionTables(series, q),
    notes: [
      ...(nobody
        ? [noteOf('doubt')('Nobody ever comes back: check the spelling and filters of the return event.')]
        : []),
      ...unsetRetention(answer.data, q),
      ...retentionNotes(series, layout, q),
      ...notes,
    ],
    ...(nobody ? { empty: true } : {}),
  };
}
