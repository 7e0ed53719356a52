import type { Engine } from '../../src/engine.ts';
import { catalogue } from '../../tools/index.ts';
import { engineOf } from './engine.ts';
import { reply, type VendorServer, vendorServer } from './vendor-server.ts';

/** Amplitude on loopback with a list of events, and an engine that asks it, on a clock that tests set. */
export interface AmplitudeServer {
  engine: Engine;
  /** How often the list of events was asked for. */
  looks(): number;
  server: VendorServer;
  clock: { shift: number };
  /** What the list of events answers; the status alone where it fails. */
  list: { names: string[]; status: number };
  close(): Promise<void>;
}

interface Told {
  body: unknown;
  status?: number;
}

export const listPath = '/api/2/events/list';

export async function amplitudeServer(
  answer: (path: string) => Told,
  environment: Record<string, string> = {},
): Promise<AmplitudeServer> {
  const list = { names: ['view_item', 'add_to_cart', 'purchase'], status: 200 };
  const server = await vendorServer((_, response, path) => {
    if (path.startsWith(listPath))
      return reply(
        response,
        { data: list.names.map((value, index) => ({ value, totals: 1_000 - index })) },
        list.status,
      );
    const { body, status } = answer(path);
    return reply(response, body, status);
  });
  const clock = { shift: 0 };
  const keys = { AMPLITUDE_API_KEY: 'api-key-7f3a', AMPLITUDE_SECRET_KEY: 'secret-key-91bc' };
  const engine = engineOf(
    catalogue,
    { ...keys, AMPLITUDE_BASE_URL: server.origin, ...environment },
    { now: () => Date.parse('2026-08-15T12:00:00Z') + clock.shift, sleep: briefly },
  );
  const looks = () => server.asked.filter((path) => path.startsWith(listPath)).length;
  const close = async () => {
    await engine.http.close();
    await server.close();
  };
  return { engine, looks, server, clock, list, close };
}

/** The limiter's patience never ends in tests; retries do not sleep long enough to notice. */
function briefly(milliseconds: number, signal?: AbortSignal): Promise<void> {
  if (milliseconds < 20_000) return new Promise((resolve) => setTimeout(resolve, Math.min(milliseconds, 5)));
  return new Promise((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }));
}
