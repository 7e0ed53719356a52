import type { Clock } from '../clock.ts';
import { ToolError } from '../errors.ts';
import type { Lease, Limiter, Waiting } from '../quota/limiter.ts';
import type { Connection, Failure, Limits, Price, Request, Vendor } from '../vendor.ts';
import { type Body, readBody } from './body.ts';
import type { Http, HttpAnswer } from './http.ts';
import { HttpFault } from './http-fault.ts';
import { requestUrl } from './request-url.ts';
import { strikeKeys, strikeLongSecrets } from './secrets.ts';
import {
  type Asked,
  cancelledError,
  described,
  type ErrorDetails,
  quotaError,
  quoted,
  refusedError,
  unreachedError,
  unreadableError,
} from './vendor-error.ts';

export { VendorError } from './vendor-error.ts';

export interface SendContext {
  vendor: Vendor;
  /** Path template, for messages. */
  endpoint: string;
  connection: Connection;
  price: Price;
  http: Http;
  limiter: Limiter;
  clock: Clock;
  signal: AbortSignal;
  /** The clock's milliseconds at which the call's time is up: waiting, tries and pauses end before it. */
  deadline: number;
  onWait?: (waiting: Waiting) => void;
  /** Whether e-mail addresses in the vendor's error are shown; masked otherwise. */
  showPersonalData?: boolean;
  /** Whether it is asked about users: their ids, places and the like are masked in its error too. */
  personal?: boolean;
  /** From 0 to 1, for the pauses between tries. */
  random?: () => number;
}

export interface SendResult {
  /** JSON text of the body, which `parseJson` reads as it is here. */
  text: string;
  body: unknown;
  /** What all tries together were charged. */
  cost: number;
}

/**
 * One request through quota, network and tries to a body. Every try is charged.
 * Throws VendorError, with its status, where the vendor answered and not with data; ToolError of kind quota, network,
 * cancelled and so on otherwise. No message holds an address or a secret.
 */
export async function send(request: Request, context: SendContext): Promise<SendResult> {
  const url = requestUrl(request, context.connection);
  let { price } = context;
  let cost = 0;
  for (let tries = 1; ; tries++) {
    const outcome = await attempt(request, url, price, context);
    cost += outcome.cost;
    if (outcome.result) return { ...outcome.result, cost };
    // A cost that the vendor named holds for the next try too.
    price = { ...price, cost: outcome.cost };
    const pause = outcome.retry && tries < mostTries ? pauseAfter(tries, outcome, context) : undefined;
    if (pause === undefined) throw outcome.error({ tries, cost, seconds: outcome.seconds });
    if (context.clock.now() + pause + roomForTry >= context.deadline) {
      throw outcome.error({ tries, cost, seconds: Math.max(1, Math.ceil(pause / 1000)) });
    }
    await context.clock.sleep(pause, context.signal);
    if (context.signal.aborted) throw cancelledError();
  }
}

const mostTries = 3;
const firstPause = 1_000;

// Characters of an error that are read.
const longestError = 1_000_000;

// Milliseconds before the deadline at which it makes no sense any more to begin a try, or to wait for the quota.
const roomForTry = 1_000;
const roomForAnswer = 5_000;

/** Half of it is left to chance, so that those who failed together do not come back together. */
function pauseAfter(tries: number, { serverSeconds }: Failed, { random = Math.random }: SendContext): number {
  const backOff = firstPause * 2 ** (tries - 1) * (0.5 + random() / 2);
  return Math.max(backOff, (serverSeconds ?? 0) * 1000);
}

type Outcome = Failed | { result: { text: string; body: unknown }; cost: number };

interface Failed {
  result?: undefined;
  cost: number;
  retry: boolean;
  /** From `Retry-After`. */
  serverSeconds?: number | undefined;
  /** What the asker is told to wait. */
  seconds?: number | undefined;
  error(details: ErrorDetails): ToolError;
}

async function attempt(request: Request, url: string, price: Price, context: SendContext): Promise<Outcome> {
  const lease = await acquire(price, context);
  try {
    const { http, clock, connection, signal, deadline } = context;
    const answer = await http.get(url, connection.headers, signal, Math.max(1, deadline - clock.now()));
    return readAnswer(answer, request, lease, price, context);
  } catch (fault) {
    if (!(fault instanceof HttpFault)) throw fault;
    if (context.signal.aborted) throw cancelledError();
    return unreached(fault, price, context);
  } finally {
    lease.release();
  }
}

async function acquire(price: Price, context: SendContext): Promise<Lease> {
  const { limiter, connection, clock, signal, onWait, deadline } = context;
  const { fingerprint: key, limits } = connection;
  const maximumWait = Math.max(0, deadline - roomForAnswer - clock.now());
  try {
    return await limiter.acquire({ key, limits, price, signal, onWait, maximumWait });
  } catch (fault) {
    throw fault instanceof ToolError && fault.kind === 'quota' ? quotaError(context, fault) : fault;
  }
}

// A request that took its whole time is not repeated: the vendor may still be at work on it, and would do it twice.
function unreached(fault: HttpFault, { cost }: Price, asked: Asked): Failed {
  const retry = fault.kind === 'connect' || fault.kind === 'broken';
  return { retry, cost, error: (details) => unreachedError(asked, fault, details) };
}

function readAnswer(
  answer: HttpAnswer,
  request: Request,
  lease: Lease,
  { cost }: Price,
  context: SendContext,
): Outcome {
  const struck = () => strikeLongSecrets(answer.text.slice(0, longestError), context.connection);
  const text = answer.status < 300 ? strikeKeys(answer.text, context.connection) : struck();
  const body = readBody({ ...answer, text });
  if (answer.status >= 400) return refused({ ...answer, text }, body, lease, cost, context);
  if (body.kind === 'json' && !(request.textAllowed && !isObject(body.value))) {
    return { result: { text, body: body.value }, cost };
  }
  if (request.textAllowed && (body.kind === 'text' || body.kind === 'json')) {
    const value = { data: text };
    return { result: { text: JSON.stringify(value), body: value }, cost };
  }
  // Read once more without secrets: a title ends at the first "<", which may stand inside one.
  const words = readBody({ ...answer, text: struck() });
  const what = words.kind === 'text' || words.kind === 'page' ? described(words, context) : 'an empty body';
  return { retry: false, cost, error: (details) => unreadableError(context, answer.status, what, details) };
}

function refused(answer: HttpAnswer, body: Body, lease: Lease, priced: number, context: SendContext): Failed {
  const { status, text, retryAfterSeconds: serverSeconds } = answer;
  const { vendor, endpoint } = context;
  const failure = vendor.failure({ status, endpoint, body: body.kind === 'json' ? body.value : text });
  if (failure.cost !== undefined) lease.correct(failure.cost);
  if (failure.kind === 'rate_limit')
    lease.refused({ atOnce: failure.retry, pause: serverSeconds && serverSeconds * 1000 });
  const words = wordsOf(failure, body, context);
  return {
    cost: failure.cost ?? priced,
    retry: failure.retry || [502, 503, 504].includes(status),
    serverSeconds,
    seconds: serverSeconds ?? secondsToWait(failure, context.connection.limits),
    error: (details) => refusedError(context, status, failure, words, details),
  };
}

function wordsOf({ detail }: Failure, body: Body, context: SendContext): string {
  if (body.kind === 'page' || (body.kind === 'text' && detail === undefined)) return described(body, context);
  return quoted(detail ?? '', context);
}

/** A vendor that names no time: a moment for what is crowded now, the longest window for what is used up. */
function secondsToWait({ kind, retry }: Failure, { windows }: Limits): number | undefined {
  if (kind !== 'rate_limit') return undefined;
  return retry ? 30 : Math.max(60, ...windows.map(({ milliseconds }) => milliseconds / 1000));
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
