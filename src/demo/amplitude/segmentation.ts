import { type AskedSeries, askedSeries } from './asked-series.ts';
import type { Endpoint } from './endpoint.ts';
import { enveloped } from './envelope.ts';
import { histogram } from './histogram.ts';
import type { Log } from './log.ts';
import { readSegmentationQuery, type SegmentationQuery } from './segmentation-query.ts';
import { type Line, linesOf } from './series-line.ts';

/** Metrics of one or two events over time. */
export const segmentation: Endpoint = {
  path: '/api/2/events/segmentation',
  parameters: [
    ...['e', 'e2', 'm', 'n', 'start', 'end', 'i', 's', 'g', 'g2'],
    ...['limit', 'formula', 'rollingWindow', 'rollingAverage'],
  ],
  answer: (call) => {
    const { log, query } = call;
    const asked = readSegmentationQuery(query, log);
    const series = askedSeries(log, asked);
    if (asked.metric === 'histogram') return enveloped(histogram(log, asked, series), call);
    const { lines, groupsCut } = rankedLines(log, asked, series);
    return enveloped(answered(asked, lines), call, groupsCut);
  },
};

/** The biggest groups first, and only `limit` of them: the vendor drops the others without a word. */
export function rankedLines(log: Log, query: SegmentationQuery, series: readonly AskedSeries[]) {
  const lines = linesOf(log, query, series);
  if (query.groupBy.length === 0 && !series.some(({ isSplit }) => isSplit)) return { lines, groupsCut: false };
  const ranked = lines.sort((a, b) => (b.collapsed ?? 0) - (a.collapsed ?? 0));
  const groups = [...new Set(ranked.map(({ group }) => group))];
  const kept = new Set(groups.slice(0, query.limit));
  return { lines: ranked.filter(({ group }) => kept.has(group)), groupsCut: groups.length > query.limit };
}

function answered(query: SegmentationQuery, lines: readonly Line[]) {
  return {
    series: lines.map((line) => line.values.map((value) => point(query, value))),
    seriesLabels: lines.map(({ group, event }) => (group === '' ? 0 : [event, group])),
    seriesCollapsed: lines.map(({ collapsed }) => [{ setId: '', value: collapsed }]),
    seriesMeta: lines.map(({ segment, event }) => ({ segmentIndex: segment, eventIndex: event })),
    xValues: query.period.buckets.map(({ label }) => label),
  };
}

/** Counts of people come with the id of the set of people, other figures as they are. */
function point(query: SegmentationQuery, value: number | null) {
  return query.metric === 'uniques' && value !== null ? { setId: '', value } : value;
}
