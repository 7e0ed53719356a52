import { askedSeries } from './asked-series.ts';
import type { Endpoint } from './endpoint.ts';
import { enveloped } from './envelope.ts';
import { readGroupBy } from './grouping.ts';
import { dailyAndLonger, readPeriod } from './period.ts';
import { invalid } from './refusal.ts';
import { readSegments } from './segment.ts';
import { rankedLines } from './segmentation.ts';
import type { SegmentationQuery } from './segmentation-query.ts';
import type { Line } from './series-line.ts';

/** Active or new users over time: the same figures as segmentation's uniques of `_active` and `_new`. */
export const users: Endpoint = {
  path: '/api/2/users',
  parameters: ['start', 'end', 'm', 'i', 's', 'g', 'g2'],
  answer: (call) => {
    const { log, query } = call;
    const period = readPeriod(query, log, dailyAndLonger);
    const asked: SegmentationQuery = {
      ...everyone,
      period,
      extended: period,
      events: [{ event_type: readCount(query), filters: [], group_by: [] }],
      segments: readSegments(query),
      groupBy: readGroupBy(query, 2),
    };
    const { lines, groupsCut } = rankedLines(log, asked, askedSeries(log, asked));
    return enveloped(answered(asked, lines), call, groupsCut);
  },
};

const everyone = { limit: 100, metric: 'uniques', formula: null, activeOnly: false, rolling: null };

function readCount(query: URLSearchParams): string {
  const count = query.get('m') ?? 'active';
  if (count !== 'active' && count !== 'new') throw invalid(`Invalid metric ${count}`);
  return `_${count}`;
}

function answered({ period }: SegmentationQuery, lines: readonly Line[]) {
  return {
    series: lines.map(({ values }) => values),
    seriesMeta: lines.map(({ group, segment }) => (group === '' ? { segmentIndex: segment } : group)),
    seriesLabels: lines.map(({ group, segment }) => (group === '' ? segment : group)),
    seriesCollapsed: lines.map(({ collapsed }) => [collapsed]),
    xValues: period.buckets.map(({ label }) => label),
  };
}
