import type { Masks } from '../../src/report/mask.ts';
import { isPersonalKey } from '../../src/report/personal-key.ts';
import type { Grid } from './query-chart-csv.ts';
import type { GridCell } from './query-chart-csv-rows.ts';
import { isFigure } from './query-chart-grid.ts';
import type { Chart } from './query-chart-read.ts';

/** A saved chart may list users: their columns by the name in the header, other words by their look. Figures stay. */
export function maskedGrid({ header, rows }: Grid, masks: Masks): Grid {
  const users = header.some((name) => isPersonalKey(name) && !isBareName(name));
  const keys = header.map((name) => (isPersonalKey(name) && (users || !isBareName(name)) ? name : ''));
  const shown = (cell: GridCell, column: number) => {
    const key = keys[column] ?? '';
    if (key !== '') return masks.named(key, String(cell));
    return typeof cell === 'number' || isFigure(cell) ? cell : masks.text(cell);
  };
  // There may be a million cells: most rows stay as they are.
  const masked = (row: GridCell[]) =>
    row.every((cell, column) => shown(cell, column) === cell) ? row : row.map(shown);
  return { header, rows: rows.map(masked) };
}

/** The same for the names of series, groups and points, of which no header tells what they are. */
export function maskedChart(chart: Chart, masks: Masks): Chart {
  switch (chart.shape) {
    case 'series':
      return {
        ...chart,
        axis: chart.axis.map((at) => (isFigure(at) ? at : masks.text(at))),
        series: chart.series.map((one) => ({ ...one, name: masks.text(one.name) })),
      };
    case 'funnel':
      return {
        ...chart,
        groups: chart.groups.map((one) => ({ ...one, groupValue: shownValue(one.groupValue, masks) })),
      };
    case 'unknown':
      return { ...chart, data: shownLeaves('', chart.data, masks) };
    default:
      return chart;
  }
}

/** Of a table of users it is a user's; of a chart it is that of a node, a segment, a metric. */
function isBareName(key: string): boolean {
  return /^names?$/i.test(key.trim());
}

function shownValue(value: unknown, masks: Masks): unknown {
  return typeof value === 'string' ? masks.text(value) : value;
}

function shownLeaves(key: string, value: unknown, masks: Masks): unknown {
  if (typeof value === 'string') return isBareName(key) ? masks.text(value) : masks.value(key, value);
  if (typeof value === 'number') return isPersonalKey(key) ? masks.named(key, String(value)) : value;
  if (Array.isArray(value)) return value.map((one: unknown) => shownLeaves(key, one, masks));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shownLeaves(name, one, masks)]));
}
