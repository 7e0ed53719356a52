import type { AskedSeries } from './asked-series.ts';
import { type Counts, countEvents, emptyCounts } from './counting.ts';
import type { Formula } from './formula.ts';
import type { Log } from './log.ts';
import { exact, type Metric, plainMetrics, propertyMetrics } from './metric.ts';
import { invalid, notSimulated } from './refusal.ts';
import type { SegmentationQuery } from './segmentation-query.ts';
import { emptyTally, type Tally, union } from './tally.ts';

/** One series of the answer. */
export interface Line {
  segment: number;
  event: number;
  group: string;
  values: (number | null)[];
  collapsed: number | null;
}

export function linesOf(log: Log, query: SegmentationQuery, asked: readonly AskedSeries[]): Line[] {
  const counted = asked.map((series) => countSeries(log, query, series));
  if (query.formula) return formulaLines(query, query.formula, counted);
  const metric = plainMetrics[query.metric] ?? propertyMetrics[query.metric];
  if (metric === undefined) throw invalid(`Invalid metric ${query.metric}`);
  return counted.flatMap((series) =>
    [...series.groups].map(([group, cells]) =>
      line(query, series, group, cells, (cell) => metric(cell.tally, cell.active)),
    ),
  );
}

/** What is known at one point of one group. */
interface Cell {
  tally: Tally;
  active: Tally;
}

interface Cells {
  points: Cell[];
  whole: Cell;
}

interface CountedSeries extends AskedSeries {
  groups: Map<string, Cells>;
}

function countSeries(log: Log, query: SegmentationQuery, series: AskedSeries): CountedSeries {
  const { buckets } = query.extended;
  const counts = countEvents(log, series.question, buckets, query.period.start);
  const active = countEvents(log, series.activeUsers, buckets, query.period.start);
  const ungrouped = query.groupBy.length === 0 && !series.isSplit;
  if (ungrouped && counts.size === 0) counts.set('', emptyCounts('', null, buckets));
  const groups = new Map<string, Cells>();
  for (const [group, one] of counts) {
    const beside = active.get(one.sample ? series.activeUsers.group(one.sample) : '');
    groups.set(group, cells(query, one, beside ?? emptyCounts('', null, buckets)));
  }
  return { ...series, groups };
}

function cells({ rolling }: SegmentationQuery, counts: Counts, active: Counts): Cells {
  const length = rolling?.kind === 'window' ? rolling.length : 1;
  const points = counts.buckets.map((_, index) => ({
    tally: lastOnes(counts.buckets, index, length),
    active: lastOnes(active.buckets, index, length),
  }));
  return { points, whole: { tally: counts.whole, active: active.whole } };
}

function lastOnes(tallies: readonly Tally[], index: number, length: number): Tally {
  return length === 1
    ? (tallies[index] ?? emptyTally())
    : union(tallies.slice(Math.max(0, index - length + 1), index + 1));
}

function formulaLines(query: SegmentationQuery, formula: Formula, counted: readonly CountedSeries[]): Line[] {
  if (new Set(counted.map(({ isSplit }) => isSplit)).size > 1) throw notSimulated('a formula with one event grouped');
  return query.segments.flatMap((_, segment) => {
    const sides = counted.filter((series) => series.segment === segment);
    const groups = new Set(sides.flatMap((side) => [...side.groups.keys()]));
    return [...groups].map((group) => formulaLine(query, formula, sides, segment, group));
  });
}

function formulaLine(
  query: SegmentationQuery,
  formula: Formula,
  sides: readonly CountedSeries[],
  segment: number,
  group: string,
): Line {
  const none = cells(
    query,
    emptyCounts('', null, query.extended.buckets),
    emptyCounts('', null, query.extended.buckets),
  );
  const at = (read: (cells: Cells) => Cell | undefined) =>
    formula.evaluate((metric, event) => {
      const side = sides[event];
      if (side === undefined) throw invalid('Invalid formula: there is no event B');
      return figure(metric, read(side.groups.get(group) ?? none));
    });
  const points = query.extended.buckets.map((_, index) => rounded(at((one) => one.points[index])));
  return { segment, event: 0, group, values: shown(query, points), collapsed: rounded(at((one) => one.whole)) };
}

function line(
  query: SegmentationQuery,
  { segment, event }: AskedSeries,
  group: string,
  { points, whole }: Cells,
  value: (cell: Cell) => number | null,
): Line {
  return { segment, event, group, values: shown(query, points.map(value)), collapsed: value(whole) };
}

/** Averaged when that is asked, and without the buckets before the period. */
function shown({ rolling, period }: SegmentationQuery, points: readonly (number | null)[]): (number | null)[] {
  const length = rolling?.kind === 'average' ? rolling.length : 1;
  const smooth = points.map((_, index) => mean(points.slice(Math.max(0, index - length + 1), index + 1)));
  return smooth.slice(smooth.length - period.buckets.length);
}

function mean(points: readonly (number | null)[]): number | null {
  const known = points.filter((point) => point !== null);
  return known.length === 0 ? null : exact(known.reduce((sum, point) => sum + point, 0) / known.length);
}

function figure(metric: Metric, cell: Cell | undefined): number | null {
  return cell ? metric(cell.tally, cell.active) : null;
}

function rounded(value: number | null): number | null {
  return value === null ? null : exact(value);
}
