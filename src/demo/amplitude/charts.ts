import { addDays } from '../company/calendar.ts';
import { countriesTable, platformsTable, tableAsCsv } from './chart-tables.ts';
import { composition } from './composition.ts';
import type { Call, Endpoint } from './endpoint.ts';
import { enveloped } from './envelope.ts';
import { funnels } from './funnels.ts';
import type { Log } from './log.ts';
import { Refusal } from './refusal.ts';
import { segmentation } from './segmentation.ts';

/** Saved charts. Some are asked for at /query, those that only export at /csv. */
export function chartEndpoint(path: string): Endpoint | null {
  const [, id = '', form] = /^\/api\/3\/chart\/([^/]+)\/(query|csv)$/.exec(path) ?? [];
  if (form === undefined) return null;
  return { path, parameters: [], answer: (call) => answer(call, id, form) };
}

/** The page names no price for saved charts: the demo charges this much for any of them. */
export const chartCost = 100;

interface Chart {
  /** The query that the chart saves; tables have none. */
  query?: (log: Log) => { endpoint: Endpoint; query: URLSearchParams };
  table?: (log: Log) => unknown;
  csv?: (log: Log) => string;
}

function answer(call: Call, id: string, form: string): unknown {
  const { log } = call;
  const chart = charts.get(id);
  if (chart === undefined) throw unknownChart(id);
  if (form === 'csv' && chart.csv) return { data: chart.csv(log) };
  if (form === 'query' && chart.table) return enveloped(chart.table(log), call);
  const saved = form === 'query' ? chart.query?.(log) : undefined;
  if (saved === undefined) throw new Refusal(404, 'not_found', 'Not Found', `Chart ${id} has no ${form} export`);
  return saved.endpoint.answer({ ...call, query: saved.query });
}

function unknownChart(id: string): Refusal {
  // Short, so that a reader who cuts an error's words still sees every id.
  const shown = id.length > 40 ? `${id.slice(0, 39)}…` : id;
  return new Refusal(
    400,
    'invalid',
    'Invalid chart',
    `Chart ${shown} does not exist. The demo's charts: ${[...charts.keys()].join(', ')}`,
  );
}

const charts = new Map<string, Chart>([
  // Daily active users, last 30 days.
  [
    'demo-dau',
    {
      query: (log) => lastDays(log, 30, segmentation, { e: [event('_active')] }),
    },
  ],
  // Weekly revenue by country, last 12 weeks.
  [
    'demo-revenue',
    {
      query: (log) => {
        const e = event('revenue_amount', { group_by: [{ type: 'event', value: '$revenue' }] });
        return lastDays(log, 84, segmentation, { e: [e], m: ['sums'], i: ['7'], g: ['country'] });
      },
    },
  ],
  // View to purchase by platform, last 28 days.
  [
    'demo-checkout-funnel',
    {
      query: (log) => {
        const e = ['view_item', 'add_to_cart', 'checkout', 'purchase'].map((type) => event(type));
        return lastDays(log, 28, funnels, { e, cs: ['86400'], g: ['platform'] });
      },
    },
  ],
  // Users by app version, last 7 days.
  ['demo-versions', { query: (log) => lastDays(log, 7, composition, { p: ['version'] }) }],
  // Countries: users, purchases, revenue, last 30 days.
  ['demo-countries-table', { table: countriesTable }],
  // Daily active users by platform, last 14 days, CSV only.
  ['demo-platforms-export', { csv: (log) => tableAsCsv(platformsTable(log)) }],
]);

/** Up to yesterday: the running day is partial. */
function lastDays(log: Log, days: number, endpoint: Endpoint, parameters: Record<string, string[]>) {
  const { today } = log.company;
  const query = new URLSearchParams({ start: compact(addDays(today, -days)), end: compact(addDays(today, -1)) });
  for (const [name, values] of Object.entries(parameters)) for (const value of values) query.append(name, value);
  return { endpoint, query };
}

function compact(day: string): string {
  return day.replaceAll('-', '');
}

function event(event_type: string, more: object = {}): string {
  return JSON.stringify({ event_type, ...more });
}
