import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Engine } from '../../engine.ts';
import { logFault } from '../../log.ts';
import { inUrl } from './addresses.ts';
import type { Authenticator } from './authenticator.ts';
import { createEndpoint, type Endpoint } from './endpoint.ts';
import type { HttpSettings } from './settings.ts';

export interface Listening {
  url: string;
  /** Ends when what is in flight has finished, or time is up; resolves with how many requests it cut off. */
  drain(timeIsUp: Promise<void>): Promise<number>;
}

/** Listens and answers. Rejects when the address cannot be had. */
export async function listen(
  engine: Engine,
  settings: Pick<HttpSettings, 'address' | 'port' | 'hosts'>,
  authenticate: Authenticator,
): Promise<Listening> {
  const endpoint = createEndpoint(engine, { hosts: settings.hosts, authenticate });
  const server = createServer(patience, routes(endpoint));
  server.maxConnections = 500;
  server.setTimeout(longestSilence);
  await opened(server, settings);
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : settings.port;
  return {
    url: `http://${inUrl(settings.address)}:${port}/mcp`,
    async drain(timeIsUp) {
      await Promise.race([endpoint.drain(), timeIsUp]);
      const cutOff = endpoint.inFlight();
      await endpoint.close();
      await Promise.race([closed(server), pause(1_000, undefined, { ref: false })]);
      server.closeAllConnections();
      return cutOff;
    },
  };
}

/** Milliseconds. A connection that waits is kept longer than proxies keep theirs, so that none sends into one that we just closed. */
const patience = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 75_000,
  connectionsCheckingInterval: 5_000,
};

// A call may be silent for its 45 s; streams speak every 15 s.
const longestSilence = 120_000;

function routes(endpoint: Endpoint): RequestListener {
  return (request, response) => {
    const [path] = (request.url ?? '').split('?');
    if (path === '/mcp') answerMcp(endpoint, request, response);
    else if (path === '/healthz') say(response, 200, 'ok');
    else if (path === '/readyz') sayWhetherReady(endpoint, response);
    else say(response, 404, 'not found');
  };
}

function sayWhetherReady(endpoint: Endpoint, response: ServerResponse): void {
  if (endpoint.isDraining()) say(response, 503, 'draining');
  else say(response, 200, 'ready');
}

function answerMcp(endpoint: Endpoint, request: IncomingMessage, response: ServerResponse): void {
  endpoint.answer(request, response).catch((fault: unknown) => {
    // A client that went away while it was sending is no fault.
    if (!request.destroyed || request.complete) logFault('http', fault);
    if (response.headersSent) response.destroy();
    else say(response, 500, 'internal error');
  });
}

function say(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify({ status: text })}\n`);
}

function opened(server: Server, { address, port }: Pick<HttpSettings, 'address' | 'port'>): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, () => {
      server.off('error', reject);
      server.on('error', (fault) => logFault('http', fault));
      resolve();
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
