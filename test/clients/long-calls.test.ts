import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { reply, type VendorServer, vendorServer } from '../support/vendor-server.ts';

const users = { data: { series: [[10]], seriesMeta: [], xValues: ['2026-08-01'] } };
const question = { name: 'amplitude_active_users', arguments: { start: '2026-08-01', end: '2026-08-01' } };
const stateFolder = mkdtempSync(join(tmpdir(), 'metrics-mcp-test-'));
let server: VendorServer;
let client: Client;

afterAll(() => rmSync(stateFolder, { recursive: true, force: true }));

afterEach(async () => {
  await client.close();
  await server.close();
});

describe.each(['modern', 'legacy'] as const)('a long call of a client of the %s era', (era) => {
  it('tells what it waits for after two seconds', async () => {
    server = await vendorServer((_, response) => void setTimeout(() => reply(response, users), 3_000));
    client = await connect(era, server);
    const told: (string | undefined)[] = [];
    await client.callTool(question, { onprogress: ({ message }) => told.push(message) });
    expect(told).toEqual(['waiting for the vendor']);
  });

  it('ends its request at the vendor when the client gives it up', async () => {
    let gone = false;
    server = await vendorServer((request) => void request.on('close', () => (gone = true)));
    client = await connect(era, server);
    const cancel = new AbortController();
    const pending = client.callTool(question, { signal: cancel.signal });
    await until(() => server.asked.length === 1);
    cancel.abort();
    await expect(pending).rejects.toThrow();
    await until(() => gone);
    expect(gone).toBe(true);
  });

  it('ends its wait for the quota when the client gives it up', async () => {
    const waiting: (() => void)[] = [];
    server = await vendorServer((_, response) => void waiting.push(() => reply(response, users)));
    client = await connect(era, server);
    const calls = [1, 2, 3, 4, 5].map((day) => ask(day));
    await until(() => waiting.length === 5);
    const cancel = new AbortController();
    const sixth = ask(6, cancel.signal);
    await new Promise((resolve) => setTimeout(resolve, 200));
    cancel.abort();
    await expect(sixth).rejects.toThrow();
    for (const answer of waiting) answer();
    await Promise.all(calls);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(server.asked).toHaveLength(5);
  });
});

function ask(day: number, signal?: AbortSignal) {
  const date = `2026-08-0${day}`;
  return client.callTool(
    { ...question, arguments: { start: date, end: date } },
    signal === undefined ? {} : { signal },
  );
}

async function connect(era: 'modern' | 'legacy', { origin }: VendorServer): Promise<Client> {
  const versionNegotiation = era === 'legacy' ? { mode: 'legacy' as const } : { mode: { pin: '2026-07-28' } };
  const one = new Client({ name: 'test', version: '1' }, { versionNegotiation });
  const env = {
    AMPLITUDE_API_KEY: 'key',
    AMPLITUDE_SECRET_KEY: `secret-${Math.random()}`,
    AMPLITUDE_BASE_URL: origin,
    METRICS_MCP_STATE_DIR: stateFolder,
  };
  await one.connect(new StdioClientTransport({ command: process.execPath, args: ['dist/metrics-mcp.mjs'], env }));
  return one;
}

async function until(ready: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !ready(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 20));
}
