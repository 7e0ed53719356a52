import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { z } from 'zod';
import { lonelyFolder } from './support/host.ts';
import { reply, type VendorServer, vendorServer } from './support/vendor-server.ts';

let vendor: VendorServer;
const folder = lonelyFolder();
afterEach(async () => {
  await vendor.close();
  rmSync(folder, { recursive: true, force: true });
});

it('touches no disk, no network and no other process before the first call', async () => {
  vendor = await vendorServer((_, response) =>
    reply(response, { data: { series: [[1]], xValues: [], seriesMeta: [] } }),
  );
  const state = join(folder, 'state');
  for (const name of ['home', 'temporary', 'here']) mkdirSync(join(folder, name));
  const server = watched({
    HOME: join(folder, 'home'),
    TMPDIR: join(folder, 'temporary'),
    METRICS_MCP_STATE_DIR: state,
    AMPLITUDE_API_KEY: 'key',
    AMPLITUDE_SECRET_KEY: 'secret',
    AMPLITUDE_BASE_URL: vendor.origin,
  });

  const clientInfo = { name: 'test', version: '1.0.0' };
  await server.ask('initialize', { protocolVersion: '2025-06-18', capabilities: {}, clientInfo });
  const { tools } = z.looseObject({ tools: z.array(z.unknown()) }).parse(await server.ask('tools/list', {}));
  await server.ask('prompts/list', {});
  expect(tools.length).toBeGreaterThan(10);
  // Node itself reads the program, and nobody anything else.
  expect(server.seen()).toEqual([expect.stringMatching(/^SPY fs\.promises read: readFile file:.*\/metrics-mcp\.mjs$/)]);
  expect(existsSync(state)).toBe(false);
  for (const name of ['home', 'temporary', 'here']) expect(readdirSync(join(folder, name))).toEqual([]);
  expect(vendor.asked).toEqual([]);

  // Then it does all of it, and is seen: the watching has eyes.
  await server.ask('tools/call', { name: 'amplitude_list_events', arguments: {} });
  expect(vendor.asked).toHaveLength(1);
  expect(readdirSync(state).length).toBeGreaterThan(0);
  expect(server.seen().join('\n')).toMatch(/network: connect/);
  expect(server.seen().join('\n')).toMatch(/write: /);
  await server.end();
});

/** The built program with the spy inside, spoken to without a client's own start. */
function watched(env: Record<string, string>) {
  const spy = pathToFileURL(resolve('test/support/spy.mjs')).href;
  const words = ['--import', spy, resolve('dist/metrics-mcp.mjs')];
  const child = spawn(process.execPath, words, { env: { PATH: process.env.PATH, ...env }, cwd: join(folder, 'here') });
  const seen: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => line.startsWith('SPY ') && seen.push(line));
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let id = 0;
  return {
    seen: () => [...seen],
    async ask(method: string, params: Record<string, unknown>): Promise<unknown> {
      id += 1;
      child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`);
      const { value } = await answers.next();
      return z.looseObject({ id: z.literal(id), result: z.unknown() }).parse(JSON.parse(String(value))).result;
    },
    async end(): Promise<void> {
      child.stdin.end();
      await new Promise((done) => child.once('close', done));
    },
  };
}
