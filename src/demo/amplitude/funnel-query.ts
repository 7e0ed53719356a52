import { type EventSpec, readEvent } from './event-spec.ts';
import { readGroupBy, readLimit } from './grouping.ts';
import type { Log } from './log.ts';
import { allIntervals, type Period, readPeriod } from './period.ts';
import type { PropertyName } from './property.ts';
import { invalid, notSimulated } from './refusal.ts';
import { readSegments, type Segment } from './segment.ts';

export type FunnelMode = 'ordered' | 'unordered' | 'sequential';

export interface FunnelQuery {
  period: Period;
  steps: EventSpec[];
  mode: FunnelMode;
  newUsersOnly: boolean;
  segments: Segment[];
  groupBy: PropertyName[];
  /** Milliseconds from the first step. */
  window: number;
  limit: number;
}

export function readFunnelQuery(query: URLSearchParams, log: Log): FunnelQuery {
  const steps = query.getAll('e').map((value) => readEvent('e', value));
  if (steps.length < 2) throw invalid('A funnel needs at least two events');
  const mode = readMode(query);
  return {
    period: readPeriod(query, log, allIntervals),
    steps,
    mode,
    newUsersOnly: readUserType(query),
    segments: readSegments(query),
    groupBy: [...readGroupBy(query, 1), ...stepGroups(steps)],
    window: readWindow(query, mode),
    limit: readLimit(query),
  };
}

function readMode(query: URLSearchParams): FunnelMode {
  const given = query.get('mode') ?? 'ordered';
  const mode = (['ordered', 'unordered', 'sequential'] as const).find((one) => one === given);
  if (mode === undefined) throw invalid(`Invalid funnel mode ${given}`);
  return mode;
}

function readUserType(query: URLSearchParams): boolean {
  const type = query.get('n') ?? 'active';
  if (type !== 'new' && type !== 'active') throw invalid(`Invalid user type ${type}`);
  return type === 'new';
}

/**
 * "Defaults to 2,592,000 (30 days). Conversion windows are automatically rounded down to the nearest day in
 * unordered mode": to one day at least, or the page's own example of 3 seconds could hold no conversion.
 */
function readWindow(query: URLSearchParams, mode: FunnelMode): number {
  const given = query.get('cs') ?? '2592000';
  const seconds = Number(given);
  if (!Number.isInteger(seconds) || seconds < 1) throw invalid(`Invalid conversion window ${given}`);
  return 1000 * (mode === 'unordered' ? Math.max(1, Math.floor(seconds / 86_400)) * 86_400 : seconds);
}

/** A group-by inside the first step splits by that event's property. */
function stepGroups(steps: readonly EventSpec[]): PropertyName[] {
  if (steps.slice(1).some(({ group_by }) => group_by.length > 0))
    throw notSimulated('a group-by in a later funnel step');
  return (steps[0]?.group_by ?? []).map(({ type, value }) => ({ type, name: value }));
}
