import type { IncomingMessage, ServerResponse } from 'node:http';
import { createMcpHandler, validateHostHeader, validateOriginHeader } from '@modelcontextprotocol/server';
import { callLog } from '../../call-log.ts';
import { openDesk } from '../../desk.ts';
import { type Engine, offerHere } from '../../engine.ts';
import { faultText, logRecord } from '../../log.ts';
import { createServer } from '../../server.ts';
import type { Authenticator, Caller } from './authenticator.ts';
import { exchange } from './exchange.ts';
import { mostBytes, readPost } from './post.ts';
import { type Refusal, refuse, unknownCaller } from './refusal.ts';
import { createTraffic } from './traffic.ts';

export interface EndpointOptions {
  hosts: readonly string[];
  authenticate: Authenticator;
}

/** The protocol at one path: who may come in, how many at once, and until when. */
export interface Endpoint {
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** From now on whoever comes is turned away; resolves when the last one inside has its answer. */
  drain(): Promise<void>;
  isDraining(): boolean;
  inFlight(): number;
  /** Ends what is still open. */
  close(): Promise<void>;
}

/** A caller has so many calls at once; a chat asks a handful. */
const mostCalls = 16;

export function createEndpoint(engine: Engine, { hosts, authenticate }: EndpointOptions): Endpoint {
  const offer = offerHere(engine);
  const serverFor = (caller: string) => createServer(offer, async () => openDesk(engine, callLog(caller)));
  const handler = createMcpHandler(({ authInfo }) => serverFor(authInfo?.clientId ?? ''), {
    maxRequestBodySize: mostBytes,
    onerror: (fault) => logRecord({ event: 'fault', where: 'http', message: faultText(fault) }),
  });
  const traffic = createTraffic(mostCalls);
  let draining = false;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const stranger = outsideRefusal(request, hosts);
    if (stranger !== undefined) return turnAway(response, stranger);
    const caller = await authenticate(request.headers.authorization);
    if (caller === null) return turnAway(response, unknownCaller(request.headers.authorization));
    if (draining) return turnAway(response, leaving, caller);
    if (request.method !== 'POST') return refuse(response, onlyPost);
    const post = await readPost(request);
    if (post === undefined) return turnAway(response, tooLarge, caller);
    if (draining) return turnAway(response, { ...leaving, id: post.id }, caller);
    const leave = post.listens ? () => {} : traffic.enter(caller.name, post.calls);
    if (leave === undefined) return turnAway(response, { ...crowded, id: post.id }, caller);
    response.once('close', leave);
    await exchange(request, response, post.text, (received) => handler.fetch(received, { authInfo: known(caller) }));
  }

  return {
    answer,
    drain() {
      draining = true;
      return traffic.empty();
    },
    isDraining: () => draining,
    inFlight: traffic.inFlight,
    close: handler.close,
  };
}

/** The token has done its work and stays behind. */
function known({ name }: Caller) {
  return { token: '', clientId: name, scopes: [] };
}

function turnAway(response: ServerResponse, refusal: Refusal, caller?: Caller): void {
  logRecord({ event: 'refused', ...(caller === undefined ? {} : { caller: caller.name }), status: refusal.status });
  refuse(response, refusal);
}

/** A web page that made a browser come here is turned away, whatever name it gave us. */
function outsideRefusal({ headers }: IncomingMessage, hosts: readonly string[]): Refusal | undefined {
  if (!validateHostHeader(headers.host, [...hosts]).ok) return strangeHost;
  return validateOriginHeader(headers.origin, [...hosts]).ok ? undefined : strangeOrigin;
}

const strangeHost = {
  status: 403,
  message: 'This server does not answer to that Host. Its owner can have it do so with --allow-host.',
};

const strangeOrigin = { status: 403, message: 'This server takes no requests from web pages of that Origin.' };

const leaving = {
  status: 503,
  message: 'This server is about to stop and takes nothing new. Ask again in a moment.',
  headers: { connection: 'close', 'retry-after': '5' },
};

// Not worth a line in the log: older clients ask for a stream of events by GET, and go on without it.
const onlyPost = { status: 405, message: 'This server takes POST only.', headers: { allow: 'POST' } };

const tooLarge = {
  status: 413,
  message: `The request is larger than ${mostBytes.toLocaleString('en')} bytes.`,
  headers: { connection: 'close' },
};

const crowded = {
  status: 429,
  message: `More than ${mostCalls} calls at once from one caller. Wait for one of them to finish, then ask again.`,
  headers: { 'retry-after': '5' },
};
