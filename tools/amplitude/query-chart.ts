import { z } from 'zod';
import { defineTool } from '../../src/define-tool.ts';
import { label } from '../../src/report/label.ts';
import { type Note, noteOf } from '../../src/report/note.ts';
import type { Report, ReportContext } from '../../src/tool.ts';
import { answerOf, envelopeNotes } from '../../src/vendors/amplitude/answer.ts';
import { asOf } from '../../src/vendors/amplitude/as-of.ts';
import { eventCode } from '../../src/vendors/amplitude/event-codes.ts';
import { amplitude } from '../../src/vendors/amplitude/vendor.ts';
import { seriesCharts } from '../../src/vendors/series-charts.ts';
import { chartId } from './query-chart-id.ts';
import { tellFunnel, tellRetention, tellTables, tellUnknown } from './query-chart-other.ts';
import { type Chart, readChart } from './query-chart-read.ts';
import { type Told, tellSeries } from './query-chart-series.ts';

const input = z.strictObject({
  chart: z.string().trim().min(1).max(2_000).describe("The chart's id (abc123) or address (…/chart/abc123)"),
});
type Input = z.output<typeof input>;

const response = answerOf(
  z.unknown().refine((data) => data !== undefined && data !== null && !isWebPage(data), 'is no chart data'),
);

/** GET /api/3/chart/{chart}/query: what a saved chart shows, in any of the shapes in which charts are answered. */
export const queryChart = defineTool({
  name: 'amplitude_query_chart',
  title: 'Saved chart',
  description:
    'The data of a chart saved in Amplitude, with its own dates and filters, which cannot be changed here. To ask with other ' +
    'dates or filters use amplitude_event_segmentation, amplitude_funnel or amplitude_retention.',
  vendor: amplitude,
  endpoint: '/api/3/chart/{chart}/query',
  input,
  check: ({ chart }) => {
    const read = chartId(chart);
    return 'problem' in read ? [read.problem] : [];
  },
  remarks: ({ chart }) => {
    const read = chartId(chart);
    return 'edited' in read && read.edited
      ? ['The address is of an edited view; this is the chart as it was saved.']
      : [];
  },
  // The days, conditions and type of a saved chart are not known before it is asked: 100 is an assumption.
  cost: () => 100,
  request: (q) => ({ path: `/api/3/chart/${encodeURIComponent(idOf(q))}/query`, query: [] }),
  // Newer pages of Amplitude's name /csv instead of /query.
  fallback: (status, request, q) =>
    status === 404 && request.path.endsWith('/query')
      ? { path: `/api/3/chart/${encodeURIComponent(idOf(q))}/csv`, query: [], textAllowed: true }
      : null,
  response,
  charts: [
    ...seriesCharts,
    {
      kind: 'lines',
      table: 'values',
      title: 'Values',
      along: 'label',
      figures: ['value'],
      each: 'series',
      open: { column: 'ended', is: 'no' },
    },
    {
      kind: 'steps',
      table: 'steps',
      title: 'Steps',
      name: 'event',
      step: 'step',
      users: 'users',
      kept: 'of_previous',
      all: 'of_first',
      each: 'group',
    },
    {
      kind: 'lines',
      table: 'positions',
      title: 'Retention',
      along: 'position',
      figures: ['share'],
      each: 'series',
      open: { column: 'complete', is: 'no' },
    },
  ],
  report: ([answer], q, context) => {
    const chart = readChart(answer.data, context.masks);
    const notes = envelopeNotes(answer, context);
    return isEmpty(chart) ? nothing(q, notes) : tell(chart, q, { ...context, ...asOf(answer, context) }, notes);
  },
});

function idOf({ chart }: Input): string {
  const read = chartId(chart);
  return 'id' in read ? read.id : '';
}

function tell(chart: Chart, q: Input, context: ReportContext, notes: readonly Note[]): Report {
  const told = tellShape(chart, context);
  const titles = 'titles' in chart ? chart.titles.map((title) => label(title, 50)).slice(0, 2) : [];
  const [first = '', ...others] = told.headline;
  const name = `Chart ${idOf(q)}${titles.length > 0 ? ` (${titles.join('; ')})` : ''}`;
  return {
    headline: [`${name}: ${first}`, ...others],
    tables: told.tables,
    notes: [...told.notes, ...(chart.shape === 'series' || chart.shape === 'tables' ? [noUnit] : []), ...notes],
    ...(chart.shape === 'funnel' ? deadSteps(chart) : {}),
  };
}

/** A step that nobody reaches is most often an event that was renamed: the names are then worth looking up. */
function deadSteps({ groups }: Extract<Chart, { shape: 'funnel' }>): Pick<Report, 'empty' | 'names'> {
  const names = (groups[0]?.events ?? []).map((event) => (typeof event === 'string' ? eventCode(event) : ''));
  const dead = names.filter((name, step) => name !== '' && groups.every((group) => group.cumulativeRaw[step] === 0));
  return dead.length === 0 ? {} : { empty: true, names: dead };
}

const noUnit = noteOf('assumed')('What the figures measure and their unit are not in the answer: see the chart.');

function tellShape(chart: Chart, context: ReportContext): Told {
  switch (chart.shape) {
    case 'series':
      return tellSeries(chart, context);
    case 'tables':
      return tellTables(chart, context.today);
    case 'funnel':
      return tellFunnel(chart);
    case 'retention':
      return tellRetention(chart);
    default:
      return tellUnknown(chart);
  }
}

function isEmpty(chart: Chart): boolean {
  if (chart.shape === 'series')
    return chart.series.every(({ values, whole }) => whole === null && values.every((value) => value === null));
  return chart.shape === 'tables' && chart.grids.every(({ grid }) => grid.rows.length === 0);
}

function nothing(q: Input, notes: readonly Note[]): Report {
  return {
    headline: [`Chart ${idOf(q)}: no data. Amplitude answered, and the chart is empty.`],
    tables: [],
    notes: [
      noteOf('doubt')(
        "Likely causes: the chart's own date range has no data, or a filter of it matches nobody. Open it in Amplitude and look.",
      ),
      ...notes,
    ],
    empty: true,
  };
}

function isWebPage(data: unknown): boolean {
  return typeof data === 'string' && /^\s*</.test(data);
}
