import { label } from '../../src/report/label.ts';
import { count, decimal, percent } from '../../src/report/number.ts';
import type { ColumnType } from '../../src/report/report.ts';
import type { SeriesKind } from '../../src/report/series-report.ts';
import type { Event } from '../../src/vendors/amplitude/inputs.ts';

export const metrics = [
  'uniques',
  'totals',
  'pct_dau',
  'average',
  'histogram',
  'sums',
  'value_avg',
  'formula',
] as const;
export type Metric = (typeof metrics)[number];

/** What a metric's figures are: how they add up, and how they read. */
export interface Measure {
  kind: SeriesKind;
  figure(value: number | null): string;
  measure: { name: string; type: ColumnType };
}

interface Asked {
  metric: Metric;
  events: readonly Event[];
  formula?: string | undefined;
}

export function measureOf(asked: Asked): Measure {
  const { metric, events } = plain(asked);
  const property = label(events[0]?.group_by[0]?.property ?? 'property', 30);
  switch (metric) {
    case 'uniques':
      return { kind: 'users', figure: unit(count, 'users', 'user'), measure: { name: 'users', type: 'count' } };
    case 'totals':
      return { kind: 'sum', figure: unit(count, 'events', 'event'), measure: { name: 'events', type: 'count' } };
    case 'pct_dau':
      return { kind: 'average', figure: unit(percent, 'of active users'), measure: { name: 'share', type: 'percent' } };
    case 'average':
      return average(unit(decimal, 'events per user'), 'events_per_user');
    case 'sums':
      return { kind: 'sum', figure: unit(decimal, `sum of ${property}`), measure: { name: 'sum', type: 'number' } };
    case 'value_avg':
      return average(unit(decimal, `average ${property}`), 'property_average');
    case 'formula':
      return average(decimal, 'formula');
    case 'histogram':
      return { kind: 'sum', figure: count, measure: { name: 'count', type: 'count' } };
  }
}

const plainMetrics: Record<string, Metric> = { UNIQUES: 'uniques', TOTALS: 'totals', PROPSUM: 'sums' };

/** A formula that is one count of one event, such as TOTALS(A), is that metric of that event. */
function plain({ metric, events, formula = '' }: Asked): Asked {
  const [, name = '', letter = ''] = /^\s*(\w+)\s*\(\s*([AB])\s*\)\s*$/i.exec(formula) ?? [];
  const known = metric === 'formula' ? plainMetrics[name.toUpperCase()] : undefined;
  return known === undefined
    ? { metric, events }
    : { metric: known, events: events.slice('AB'.indexOf(letter.toUpperCase())) };
}

function average(figure: Measure['figure'], name: string): Measure {
  return { kind: 'average', figure, measure: { name, type: 'number' } };
}

function unit(figure: (value: number | null) => string, noun: string, one = noun): Measure['figure'] {
  return (value) => `${figure(value)} ${value === 1 ? one : noun}`;
}
