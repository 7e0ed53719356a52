import { createServer, type IncomingMessage } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { connect, type Socket } from 'node:net';

/** A real HTTP proxy on loopback, for CONNECT alone, that knows where hosts that no name server knows are. */
export interface ConnectProxy {
  address: string;
  /** What it was asked to connect to, `host:port`, with the credentials that it was shown. */
  asked: { target: string; authorization: string | undefined }[];
  close(): Promise<void>;
}

/**
 * `refuse` answers a status in place of a connection, by the request; undefined lets it through. With `tls`, the proxy itself
 * is spoken to by TLS.
 */
export async function connectProxy(
  hosts: Readonly<Record<string, number>>,
  refuse: (request: IncomingMessage) => number | undefined = () => undefined,
  tls?: { key: string; cert: string },
): Promise<ConnectProxy> {
  const asked: ConnectProxy['asked'] = [];
  const sockets = new Set<Socket>();
  const server = tls === undefined ? createServer() : createSecureServer(tls);
  server.on('request', (_, response) => void response.writeHead(400).end());
  server.on('connection', (socket) => sockets.add(socket.on('error', () => {})));
  server.on('connect', (request, client: Socket) => {
    const target = request.url ?? '';
    asked.push({ target, authorization: request.headers['proxy-authorization'] });
    const port = hosts[target];
    const status = refuse(request) ?? (port === undefined ? 502 : undefined);
    if (status !== undefined || port === undefined) {
      client.end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    const vendor = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      vendor.pipe(client).pipe(vendor);
    });
    sockets.add(vendor.on('error', () => client.destroy()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    ...{ address: `${tls === undefined ? '127.0.0.1' : 'localhost'}:${port}`, asked },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
