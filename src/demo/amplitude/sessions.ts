import type { Bucket } from './buckets.ts';
import type { Call, Endpoint } from './endpoint.ts';
import { enveloped } from './envelope.ts';
import { between, type Log, type Session } from './log.ts';
import { ratio } from './metric.ts';
import { dailyOnly, readPeriod } from './period.ts';

/** Seconds, of the sessions that began on each day. */
export const averageSessionLength: Endpoint = {
  path: '/api/2/sessions/average',
  parameters: ['start', 'end'],
  answer: (call) => byDay(call, (sessions) => ratio(seconds(sessions), sessions.length)),
};

/** Sessions that began on each day, per user who began one. */
export const sessionsPerUser: Endpoint = {
  path: '/api/2/sessions/peruser',
  parameters: ['start', 'end'],
  answer: (call) => byDay(call, (sessions) => ratio(sessions.length, new Set(sessions.map(({ user }) => user)).size)),
};

/** A session belongs to the day on which it begins. */
export function sessionsIn(log: Log, { start, end }: Pick<Bucket, 'start' | 'end'>): readonly Session[] {
  return between(log.sessions, (session) => session.start, start, end);
}

function byDay(call: Call, figure: (sessions: readonly Session[]) => number | null) {
  const { buckets } = readPeriod(call.query, call.log, dailyOnly);
  const data = {
    series: [buckets.map((bucket) => figure(sessionsIn(call.log, bucket)))],
    seriesMeta: [{ segmentIndex: 0 }],
    seriesLabels: [0],
    xValues: buckets.map(({ label }) => label),
  };
  return enveloped(data, call);
}

function seconds(sessions: readonly Session[]): number {
  return sessions.reduce((sum, session) => sum + session.length, 0) / 1000;
}
