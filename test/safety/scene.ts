import { call } from '../../src/call.ts';
import type { Engine } from '../../src/engine.ts';
import { completeArguments } from '../../src/input/complete.ts';
import type { StoredResult } from '../../src/results.ts';
import type { Tool } from '../../src/tool.ts';
import { catalogue } from '../../tools/index.ts';
import { daysOf, type Payload, type Put } from './payloads.ts';

export const moment = Date.parse('2026-08-15T12:00:00Z');

/** Settings of every vendor, pointed at one place. */
export function settings(origin: string): Record<string, string> {
  return {
    ...{
      AMPLITUDE_API_KEY: 'amplitude-key',
      AMPLITUDE_SECRET_KEY: 'amplitude-secret',
      CHARTMOGUL_API_KEY: 'chartmogul-key',
    },
    ...{ QONVERSION_API_KEY: 'qonversion-key', FYNN_API_TOKEN: 'fynn-token', FYNN_TENANT: 'acme' },
    ...Object.fromEntries(
      ['AMPLITUDE', 'CHARTMOGUL', 'QONVERSION', 'FYNN'].map((name) => [`${name}_BASE_URL`, origin]),
    ),
  };
}

/** Stands still: pauses between tries are over at once, and what waits for minutes waits for good. */
export const standingClock = {
  now: () => moment,
  sleep: (milliseconds: number, signal?: AbortSignal) =>
    new Promise<void>((resolve) => {
      if (milliseconds < 20_000) setTimeout(resolve, 1);
      else signal?.addEventListener('abort', () => resolve(), { once: true });
    }),
};

export function toolNamed(name: string): Tool {
  const found = catalogue.tools.find((tool) => tool.name === name);
  if (found === undefined) throw new Error(`no tool ${name}`);
  return found;
}

export async function ask(name: string, args: unknown, engine: Engine) {
  return await call(name, args, engine, { signal: new AbortController().signal });
}

/** Keeps what a vendor would have answered, as a call does, and gives the id of the result. */
export async function keep(tool: Tool, { args, bodies }: Payload, put: Put, engine: Engine): Promise<StoredResult> {
  const connection = engine.config.vendors.find(({ vendor }) => vendor.id === tool.vendor.id)?.connection;
  if (connection === undefined) throw new Error(`${tool.vendor.title} is not set up`);
  const { input, compared } = tool.bind(completeArguments(tool, args, new Date(moment), connection.zone));
  const texts = (days: readonly string[]) => bodies(put, days).map((body) => JSON.stringify(body));
  const fetchedAt = engine.clock.now();
  const earlier = compared === undefined ? undefined : compared.base.input;
  return await engine.results.keep({
    ...{ tool: tool.name, bodies: texts(daysOf({ start: '2026-08-04' })), cost: 1, personal: false },
    input: compared === undefined ? input : { ...input, compare: compared.how },
    ...(earlier === undefined
      ? {}
      : { base: { input: earlier, bodies: texts(daysOf({ start: String(earlier.start) })), fetchedAt } }),
    ...{ fetchedAt, zone: connection.zone, owner: connection.fingerprint },
  });
}
