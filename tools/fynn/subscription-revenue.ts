import { z } from 'zod';
import { defineTool } from '../../src/define-tool.ts';
import { fynn } from '../../src/vendors/fynn.ts';
import { compareRevenue } from './subscription-revenue-comparison.ts';
import { nextPage, pageRequest, pageSize, pagination } from './subscription-revenue-pages.ts';
import { readOf } from './subscription-revenue-read.ts';
import { tell } from './subscription-revenue-report.ts';
import { rows } from './subscription-revenue-rows.ts';

const input = z.strictObject({
  start: z.string().optional().describe('First day: YYYY-MM-DD, today, yesterday, -30d, -12w or -6m; default: all'),
  end: z.string().optional().describe('Last day, inclusive; default: all'),
  currency: z
    .string()
    .transform((code) => code.trim().toUpperCase())
    .pipe(z.string().regex(/^[A-Z]{3}$/, 'must be three letters (ISO 4217), such as EUR'))
    .optional()
    .describe('Only this, like EUR'),
});
export type Input = z.output<typeof input>;

const response = z.looseObject({
  data: rows,
  meta: z.looseObject({ pagination: pagination.nullish() }).nullish(),
});

/** GET /analytics/subscription-revenue: MRR by date and currency, and what moved it. */
export const subscriptionRevenue = defineTool({
  name: 'fynn_subscription_revenue',
  title: 'Subscription revenue',
  description:
    'MRR by day and currency with new, expansion and churn MRR, first against latest, and sums by month. ' +
    'Reads all pages; dates and currency are filtered here.',
  vendor: fynn,
  endpoint: '/analytics/subscription-revenue',
  input,
  dates: { optional: true },
  // No filter by date or currency is documented: only the pages are asked for.
  request: () => ({
    path: '/analytics/subscription-revenue',
    query: [
      ['page', '1'],
      ['limit', String(pageSize)],
    ],
  }),
  next: (pages, request) => {
    const page = nextPage(pages);
    return page === null ? null : pageRequest(request, page);
  },
  response,
  charts: [
    {
      kind: 'lines',
      table: 'compared_points',
      title: 'MRR against the earlier range',
      along: 'date',
      figures: ['mrr', 'previous_mrr'],
      earlier: 'previous_date',
      apart: 'currency',
    },
    {
      kind: 'lines',
      table: 'points',
      title: 'MRR',
      along: 'date',
      figures: ['mrr'],
      open: { column: 'running', is: 'yes' },
      apart: 'currency',
    },
    {
      kind: 'bridge',
      table: 'movements',
      title: 'What changed MRR',
      movements: {
        columns: [
          { name: 'new', sign: 1 },
          { name: 'expansion', sign: 1 },
          { name: 'churn', sign: -1 },
          { name: 'unexplained', sign: 1 },
        ],
        total: 'change',
      },
      apart: 'currency',
    },
    {
      kind: 'bars',
      table: 'by_month',
      title: 'Net movement by month',
      name: 'month',
      figure: 'net',
      open: { column: 'whole', is: 'no' },
      spread: true,
      apart: 'currency',
    },
  ],
  report: (pages, q, context) => tell(pages, q, context),
  compare: (now, before, periods) =>
    compareRevenue(
      { ...now, read: readOf(now.pages, now.input) },
      { ...before, read: readOf(before.pages, before.input) },
      periods,
    ),
});
