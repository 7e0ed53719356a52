import { z } from 'zod';
import { defineTool } from '../../src/define-tool.ts';
import { chartmogul } from '../../src/vendors/chartmogul.ts';
import { date } from '../../src/vendors/inputs.ts';
import { firstInstant, lastInstant } from '../../src/vendors/utc.ts';
import { compareActivities } from './list-activities-comparison.ts';
import { entries } from './list-activities-entries.ts';
import { mostEntries, nextRequest, pageSize, progress } from './list-activities-pages.ts';
import { readOf } from './list-activities-read.ts';
import { nothing, tell } from './list-activities-report.ts';

const input = z.strictObject({
  start: date('First day (UTC): YYYY-MM-DD, today, yesterday, -30d, -12w, -6m, or an ISO date-time'),
  end: date('Last day, inclusive; default yesterday'),
  type: z.enum(['new_biz', 'reactivation', 'expansion', 'contraction', 'churn']).optional().describe('Only this type'),
  order: z.enum(['date', '-date']).default('date').describe('-date: newest first'),
  max_entries: z.number().int().min(1).max(mostEntries).default(2_000).describe('Most activities to read'),
  cursor: z.string().min(1).max(2_000).optional().describe('From a cut answer: reads on after it'),
});
export type Input = z.output<typeof input>;

const response = z.looseObject({
  entries,
  cursor: z.string().nullish(),
  has_more: z.boolean(),
});

/** GET /v1/activities: the MRR movements of a time, customer by customer. */
export const listActivities = defineTool({
  name: 'chartmogul_list_activities',
  title: 'MRR activities',
  description:
    'MRR movements (new, expansion, contraction, churn, reactivation) by currency, type, month and customer: who came, left, ' +
    'grew or shrank. Follows pages up to max_entries. Tells changes of MRR, not its level.',
  vendor: chartmogul,
  endpoint: '/v1/activities',
  input,
  dates: { times: true },
  check: ({ cursor }, how) =>
    cursor === undefined || how === undefined
      ? []
      : ['"cursor" reads on in one range, and "compare" asks two from their beginnings: leave one of them out.'],
  request: (q) => ({
    path: '/v1/activities',
    query: [
      ['per-page', String(pageSize(q.max_entries))],
      ['start-date', firstInstant(q.start)],
      // "The time defaults to 00:00:00 unless specified otherwise": a bare date would lose the whole last day.
      ['end-date', lastInstant(q.end)],
      ...(q.type === undefined ? [] : [['type', q.type] as const]),
      ['order', q.order],
      ...(q.cursor === undefined ? [] : [['cursor', q.cursor] as const]),
    ],
  }),
  next: (pages, request, q) => {
    const { state, cursor } = progress(pages, q);
    return state === 'more' && cursor !== null ? nextRequest(request, cursor) : null;
  },
  response,
  charts: [
    {
      kind: 'bars',
      table: 'comparison',
      title: 'Against the earlier range',
      name: 'type',
      figure: 'current',
      before: 'previous',
      also: ['change', 'change_percent'],
      apart: 'currency',
    },
    {
      kind: 'bridge',
      table: 'movements',
      title: 'MRR movements',
      movements: { rows: 'type', amount: 'movement', total: 'net of all types' },
      apart: 'currency',
    },
    {
      kind: 'bars',
      table: 'by_month',
      title: 'Movement by month',
      name: 'month',
      figure: ['net', 'movement'],
      open: { column: 'whole', is: 'no' },
      spread: true,
      apart: 'currency',
    },
  ],
  report: (pages, q, context) => {
    const read = readOf(pages, q);
    return read.activities.length === 0 ? nothing(read, q) : tell(read, q, context);
  },
  compare: (now, before, periods) =>
    compareActivities(
      { ...now, read: readOf(now.pages, now.input) },
      { ...before, read: readOf(before.pages, before.input) },
      periods,
    ),
});
