import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { DemoAnswer, Dialect } from './company/types.ts';

export interface Listener {
  origin: string;
  close(): Promise<void>;
}

/**
 * Serves the dialects over HTTP on a free loopback port. They are asked for at each request, in their order; a client
 * that hangs up aborts the request's signal. Neither the server nor its connections keep the process alive.
 */
export async function listen(dialects: () => readonly Dialect[]): Promise<Listener> {
  // Queries with many events make long addresses; idle connections outlive any client's own limit.
  const server = createServer({ maxHeaderSize: 256 * 1024, keepAliveTimeout: 120_000 }, (request, response) => {
    void handle(dialects, request, response);
  });
  server.on('connection', (socket) => socket.unref());
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  server.unref();
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The demo server has no port.');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function handle(dialects: () => readonly Dialect[], request: IncomingMessage, response: ServerResponse) {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  try {
    send(response, await answer(dialects(), request, gone.signal));
  } catch (fault) {
    if (gone.signal.aborted) return;
    process.stderr.write(`The demo failed to answer: ${fault instanceof Error ? fault.stack : String(fault)}\n`);
    send(response, failure(500, 'The demo failed to answer. This is a fault of the demo, not of a vendor.'));
  }
}

async function answer(dialects: readonly Dialect[], request: IncomingMessage, signal: AbortSignal) {
  if (request.method !== 'GET') return failure(405, 'The demo answers GET only.');
  const [base, path = '/'] = ['http://127.0.0.1', request.url];
  if (!URL.canParse(path, base)) return failure(400, 'The demo cannot read this address.');
  const address = new URL(path, base);
  const { authorization } = request.headers;
  for (const dialect of dialects) {
    const given = await dialect({ path: address.pathname, query: address.searchParams, authorization, signal });
    if (given !== null) return given;
  }
  return failure(404, 'The demo does not serve this path.');
}

function send(response: ServerResponse, { status, body, headers }: DemoAnswer): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text), ...headers }).end(text);
}

function failure(status: number, message: string): DemoAnswer {
  return { status, body: { error: message } };
}
