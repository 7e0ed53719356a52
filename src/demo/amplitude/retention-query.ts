import { z } from 'zod';
import { type EventSpec, parseJson, readEvent } from './event-spec.ts';
import { readGroupBy } from './grouping.ts';
import type { Log } from './log.ts';
import { dailyAndLonger, type Period, readPeriod } from './period.ts';
import type { PropertyName } from './property.ts';
import { invalid, notSimulated } from './refusal.ts';
import { readSegments, type Segment } from './segment.ts';

export interface RetentionQuery {
  period: Period;
  start: EventSpec;
  returning: EventSpec;
  /** Which intervals after the cohort's count as which cell; null for one interval a cell. */
  brackets: [from: number, to: number][] | null;
  /** Unbounded: whoever returns in an interval was retained in all those before it. */
  rolling: boolean;
  segments: Segment[];
  groupBy: PropertyName[];
}

export function readRetentionQuery(query: URLSearchParams, log: Log): RetentionQuery {
  const method = query.get('rm');
  // The vendor refuses "n-day" itself: it is the default and cannot be named.
  if (method !== null && method !== 'rolling' && method !== 'bracket') throw invalid('Invalid retention method.');
  const period = readPeriod(query, log, dailyAndLonger);
  if (method === 'bracket' && period.interval !== 1) throw notSimulated('bracket retention by week or month');
  return {
    period,
    start: readOne(query, 'se'),
    returning: readOne(query, 're'),
    brackets: method === 'bracket' ? readBrackets(query) : null,
    rolling: method === 'rolling',
    segments: readSegments(query),
    groupBy: readGroupBy(query, 1),
  };
}

function readOne(query: URLSearchParams, name: 'se' | 're'): EventSpec {
  const given = query.get(name);
  if (given === null) throw invalid(`Missing parameter ${name}`);
  const event = readEvent(name, given);
  if (event.group_by.length > 0) throw notSimulated(`a group-by in ${name}`);
  return event;
}

/** "If your bracket was Day 0 - Day 4, the parameter value would be [[0,5]]": the upper bound is exclusive. */
function readBrackets(query: URLSearchParams): [number, number][] {
  const given = query.get('rb');
  if (given === null) throw invalid('Missing parameter rb: it is required when rm is bracket');
  const brackets = parseJson('rb', given, z.array(z.tuple([z.int().min(0), z.int()])).min(1));
  if (brackets.some(([from, to]) => to <= from)) throw invalid('Invalid parameter rb: a bracket is empty');
  return brackets;
}
