import type { Chart } from '../chart.ts';

const open = { column: 'complete', is: 'no' };

/** What the tables of series (src/report/series-tables.ts, series-comparison-tables.ts) are drawn as. */
export const seriesCharts: readonly Chart[] = [
  {
    kind: 'lines',
    table: 'compared_points',
    title: 'Against the earlier range',
    along: 'date',
    figures: ['current', 'previous'],
    earlier: 'previous_date',
    each: 'series',
    open,
  },
  { kind: 'lines', table: 'points', title: 'Over time', along: 'date', each: 'series', open },
  { kind: 'bars', table: 'series', title: 'Ranked', name: 'series' },
];
