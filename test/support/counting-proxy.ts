import { createServer, request } from 'node:http';

export interface CountingProxy {
  origin: string;
  /** How often each status was answered. */
  statuses: Map<number, number>;
  close(): Promise<void>;
}

/** Stands before a server and counts what it answers, each so many milliseconds later. Who hangs up here hangs up there. */
export async function countingProxy(origin: string, delay = 0): Promise<CountingProxy> {
  const statuses = new Map<number, number>();
  const server = createServer((asked, response) => {
    const { method, url: path = '/', headers } = asked;
    const there = request(new URL(path, origin), { method, headers, agent: false }, (answer) => {
      const { statusCode: status = 0 } = answer;
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      const pass = () => {
        response.writeHead(status, answer.headers);
        answer.pipe(response);
      };
      if (delay === 0) pass();
      else setTimeout(pass, delay);
    });
    there.on('error', () => response.destroy());
    response.once('close', () => there.destroy());
    asked.pipe(there);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const close = async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
  };
  return { origin: `http://127.0.0.1:${port}`, statuses, close };
}
