import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A real HTTP server on loopback that notes what it was asked. */
export interface TestServer {
  origin: string;
  requests: { url: string; headers: IncomingMessage['headers']; at: number }[];
  /** Connections opened so far. */
  connections(): number;
  /** Resolves when a client has gone away before its answer. */
  gone: Promise<void>;
  close(): Promise<void>;
}

export type Answer = (request: IncomingMessage, response: ServerResponse, index: number) => void;

export async function startServer(answer: Answer): Promise<TestServer> {
  const sockets = new Set<Socket>();
  const requests: TestServer['requests'] = [];
  let opened = 0;
  let onGone = () => {};
  const gone = new Promise<void>((resolve) => {
    onGone = resolve;
  });
  const server = createServer((request, response) => {
    requests.push({ url: request.url ?? '', headers: request.headers, at: Date.now() });
    response.on('close', () => response.writableFinished || onGone());
    answer(request, response, requests.length - 1);
  });
  server.on('connection', (socket) => {
    opened += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${portOf(server.address())}`,
    requests,
    connections: () => opened,
    gone,
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (typeof address === 'object' && address !== null) return address.port;
  throw new Error('the server does not listen on a port');
}
