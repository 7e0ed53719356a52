import { call } from './call.ts';
import type { ConfiguredVendor } from './config.ts';
import type { Engine } from './engine.ts';
import { explain } from './errors.ts';
import { send } from './wire/send.ts';

/** Prints settings, whether each vendor is reached and takes its key, quota, and snippets for clients; the exit code. */
export async function doctor(engine: Engine): Promise<number> {
  const status = engine.catalogue.helpers.find(({ name }) => name.endsWith('status'));
  const { text } = await call(status?.name ?? '', {}, engine, { signal: new AbortController().signal });
  const reached = await Promise.all(
    engine.config.vendors.filter(({ state }) => state === 'ready').map((one) => reach(one, engine)),
  );
  const lines = [
    text.trimEnd(),
    '',
    'Reachability:',
    ...(reached.length > 0 ? reached.map(({ line }) => line) : ['  nothing to reach: no vendor is set up']),
  ];
  process.stdout.write(`${[...lines, '', ...settings(engine), '', ...snippets()].join('\n')}\n`);
  const broken = engine.config.vendors.some(({ state }) => state === 'malformed' || state === 'incomplete');
  return broken || reached.some(({ fine }) => !fine) ? 1 : 0;
}

async function reach(
  { vendor, connection }: ConfiguredVendor,
  engine: Engine,
): Promise<{ line: string; fine: boolean }> {
  const { http, limiter, clock } = engine;
  const { endpoint, price, request } = vendor.probe;
  const [signal, began] = [new AbortController().signal, clock.now()];
  try {
    if (connection === undefined) throw new Error('not set up');
    await send(request, {
      ...{ vendor, endpoint, connection, price, http, limiter, clock, signal },
      deadline: began + 15_000,
    });
    return { line: `  ${vendor.title}: reached, and it takes the key (${clock.now() - began} ms)`, fine: true };
  } catch (fault) {
    return { line: `  ${vendor.title}: ${explain(fault)}`, fine: false };
  }
}

function settings({ config }: Engine): string[] {
  const lines = config.vendors.flatMap(({ vendor }) =>
    vendor.settings.map(({ name, meaning, required }) => `  ${name}${required ? ' (required)' : ''}: ${meaning}`),
  );
  return ['Settings (environment variables):', ...lines];
}

function snippets(): string[] {
  const program = process.argv[1] ?? 'metrics-mcp';
  const server = { command: 'node', args: [program], env: { AMPLITUDE_API_KEY: '…', AMPLITUDE_SECRET_KEY: '…' } };
  return [
    'Claude Desktop, Cursor (mcpServers), or VS Code (servers in mcp.json):',
    JSON.stringify({ mcpServers: { metrics: server } }, null, 2),
    'Claude Code:',
    `  claude mcp add metrics --env AMPLITUDE_API_KEY=… --env AMPLITUDE_SECRET_KEY=… -- node ${program}`,
  ];
}
