import { setTimeout as wait } from 'node:timers/promises';
import type { Company, DemoAnswer, DemoRequest, Dialect } from '../company/types.ts';
import { chartCost, chartEndpoint } from './charts.ts';
import { composition } from './composition.ts';
import { costOf } from './cost.ts';
import type { Endpoint } from './endpoint.ts';
import { exactJson } from './envelope.ts';
import { eventsList } from './events-list.ts';
import { funnels } from './funnels.ts';
import { indexLog, type Log } from './log.ts';
import { revenueLtv } from './ltv.ts';
import { openQuota, type Quota } from './quota.ts';
import { realtime } from './realtime.ts';
import { notSimulated, Refusal, tooMuch } from './refusal.ts';
import { retention } from './retention.ts';
import { segmentation } from './segmentation.ts';
import { sessionLength } from './session-length.ts';
import { averageSessionLength, sessionsPerUser } from './sessions.ts';
import { userActivity } from './user-activity.ts';
import { userSearch } from './user-search.ts';
import { users } from './users.ts';

export interface AmplitudeOptions {
  credentials: { apiKey: string; secretKey: string };
  /** Milliseconds; the limits of an hour are measured with it. */
  clock: () => number;
  /** How long an answer takes, in milliseconds: 20 to 80 by default, so that requests really overlap. */
  latency?: number;
}

/** Amplitude's Dashboard REST API over the company's event log, within the vendor's limits. */
export function amplitudeDialect(company: Company, options: AmplitudeOptions): Dialect {
  const log = indexLog(company);
  const quota = openQuota(options.clock);
  return (request) => (/^\/api\/[23]\//.test(request.path) ? respond(request, log, quota, options) : null);
}

const endpoints: readonly Endpoint[] = [
  ...[users, sessionLength, averageSessionLength, sessionsPerUser, composition, eventsList, segmentation],
  ...[funnels, retention, userActivity, userSearch, realtime, revenueLtv],
];

const userEndpoints: readonly Endpoint[] = [userActivity, userSearch];

async function respond(request: DemoRequest, log: Log, quota: Quota, options: AmplitudeOptions): Promise<DemoAnswer> {
  try {
    authorize(request, options);
    const endpoint = endpointAt(request.path);
    const cost = request.path.startsWith('/api/3/') ? chartCost : costOf(request.path, request.query);
    const entry = quota.enter(userEndpoints.includes(endpoint) ? 'user' : 'query', cost);
    if ('refused' in entry) throw tooMuch(entry.refused, cost);
    try {
      await wait(options.latency ?? latencyOf(request), undefined, { signal: request.signal });
      checkParameters(endpoint, request.query);
      return json(200, endpoint.answer({ log, query: request.query, cost, now: options.clock() }));
    } finally {
      entry.leave();
    }
  } catch (fault) {
    if (fault instanceof Refusal) return json(fault.answer.status, fault.answer.body);
    throw fault;
  }
}

function authorize({ authorization }: DemoRequest, { credentials }: AmplitudeOptions): void {
  if (!authorization?.startsWith('Basic '))
    throw new Refusal(401, 'unauthorized', 'Unauthorized', 'Missing credentials');
  const given = Buffer.from(authorization.slice('Basic '.length), 'base64').toString();
  if (given === `${credentials.apiKey}:${credentials.secretKey}`) return;
  throw new Refusal(403, 'forbidden', 'Forbidden', 'Invalid API key or secret key');
}

function endpointAt(path: string): Endpoint {
  const endpoint = endpoints.find((candidate) => candidate.path === path) ?? chartEndpoint(path);
  if (endpoint === null) throw new Refusal(404, 'not_found', 'Not Found', `The demo does not serve ${path}`);
  return endpoint;
}

/** The vendor ignores what it does not know; here that would hide a mistake. */
function checkParameters({ parameters }: Endpoint, query: URLSearchParams): void {
  const unknown = [...query.keys()].find((name) => !parameters.includes(name));
  if (unknown !== undefined) throw notSimulated(`the parameter ${unknown} here`);
}

/** The same for the same request. */
function latencyOf({ path, query }: DemoRequest): number {
  let mixed = 0;
  for (const character of `${path}?${query}`) mixed = (mixed * 31 + (character.codePointAt(0) ?? 0)) % 997;
  return 20 + (mixed % 61);
}

function json(status: number, body: unknown): DemoAnswer {
  return { status, body: exactJson(body), headers: { 'content-type': 'application/json; charset=utf-8' } };
}
