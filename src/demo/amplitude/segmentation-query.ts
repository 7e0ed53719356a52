import { bucketsBack, cut, wholeBuckets } from './buckets.ts';
import { type EventSpec, readEvent } from './event-spec.ts';
import { type Formula, parseFormula } from './formula.ts';
import { readGroupBy, readLimit } from './grouping.ts';
import type { Log } from './log.ts';
import { plainMetrics, propertyMetrics } from './metric.ts';
import { allIntervals, type Period, readPeriod } from './period.ts';
import type { PropertyName } from './property.ts';
import { invalid } from './refusal.ts';
import { readSegments, type Segment } from './segment.ts';

export interface SegmentationQuery {
  period: Period;
  /** The period with the buckets before it that its rolling points reach back to. */
  extended: Period;
  events: EventSpec[];
  segments: Segment[];
  groupBy: PropertyName[];
  limit: number;
  metric: string;
  formula: Formula | null;
  activeOnly: boolean;
  rolling: { kind: 'window' | 'average'; length: number } | null;
}

export function readSegmentationQuery(query: URLSearchParams, log: Log): SegmentationQuery {
  const period = readPeriod(query, log, allIntervals);
  const rolling = readRolling(query, period);
  const metric = readMetric(query);
  const formula = metric === 'formula' ? readFormula(query) : null;
  const events = readEvents(query);
  checkMeasures(events, metric, formula);
  return {
    period,
    extended: extend(period, rolling?.length ?? 1, log),
    events,
    segments: readSegments(query),
    groupBy: readGroupBy(query, 2),
    limit: readLimit(query),
    metric,
    formula,
    activeOnly: readUserType(query),
    rolling,
  };
}

/** Whether the first group-by of this event is the property that the metric is about, rather than a split. */
export function isMeasured({ metric, formula }: Pick<SegmentationQuery, 'metric' | 'formula'>, event: 0 | 1): boolean {
  return formula ? formula.measures[event] : metric === 'histogram' || propertyMetrics[metric] !== undefined;
}

function readEvents(query: URLSearchParams): EventSpec[] {
  const [first, ...more] = query.getAll('e');
  const second = query.getAll('e2');
  if (first === undefined) throw invalid('Missing parameter e');
  if (more.length > 0 || second.length > 1) throw invalid('Up to two events: the second one is the parameter e2');
  return [readEvent('e', first), ...second.map((value) => readEvent('e2', value))];
}

function readMetric(query: URLSearchParams): string {
  const metric = query.get('m') ?? 'uniques';
  const known = [...Object.keys(plainMetrics), ...Object.keys(propertyMetrics), 'histogram', 'formula'];
  if (!known.includes(metric)) throw invalid(`Invalid metric ${metric}`);
  return metric;
}

function readFormula(query: URLSearchParams): Formula {
  const text = query.get('formula');
  if (text === null) throw invalid('Missing parameter formula');
  return parseFormula(text);
}

/** "To use property metrics, you must include a valid group by value in parameter e." */
function checkMeasures(events: readonly EventSpec[], metric: string, formula: Formula | null): void {
  if (formula?.measures[1] && events.length < 2) throw invalid('Invalid formula: there is no event B');
  events.forEach((event, index) => {
    if (!isMeasured({ metric, formula }, index === 0 ? 0 : 1) || event.group_by.length > 0) return;
    throw invalid(`Metric ${metric} needs a group by property in event ${index === 0 ? 'e' : 'e2'}`);
  });
}

function readUserType(query: URLSearchParams): boolean {
  const type = query.get('n') ?? 'any';
  if (type !== 'any' && type !== 'active') throw invalid(`Invalid user type ${type}`);
  return type === 'active';
}

function readRolling(query: URLSearchParams, { interval }: Period): SegmentationQuery['rolling'] {
  const given = [query.get('rollingWindow'), query.get('rollingAverage')] as const;
  const text = given[0] ?? given[1];
  if (text === null) return null;
  const length = Number(text);
  if (given[0] !== null && given[1] !== null) throw invalid('Either rollingWindow or rollingAverage');
  if (!Number.isInteger(length) || length < 1 || length > 365) throw invalid(`Invalid rolling length ${text}`);
  if (interval < 0) throw invalid('Rolling windows and averages are counted in days, weeks or months');
  return { kind: given[0] === null ? 'average' : 'window', length };
}

/** With earlier buckets in front, the first bucket of the period is no longer cut at its start. */
function extend(period: Period, length: number, log: Log): Period {
  if (length === 1) return period;
  const from = bucketsBack(period.from, period.interval, length - 1);
  const whole = wholeBuckets(from, period.to, period.interval, log.company.zone);
  const start = whole[0]?.start ?? period.start;
  return { ...period, from, start, buckets: cut(whole, start, period.end) };
}
