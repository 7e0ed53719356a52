import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as OldTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from '../../tools/index.ts';

const program = 'dist/metrics-mcp.mjs';
const METRICS_MCP_STATE_DIR = mkdtempSync(join(tmpdir(), 'metrics-mcp-test-'));
const command = { command: process.execPath, args: [program, '--demo'], env: { METRICS_MCP_STATE_DIR } };
const names = [...catalogue.tools, ...catalogue.helpers].map(({ name }) => name);

afterAll(() => rmSync(METRICS_MCP_STATE_DIR, { recursive: true, force: true }));

interface AnyClient {
  listTools(): Promise<{ tools: { name: string }[] }>;
  callTool(params: { name: string; arguments: Record<string, unknown> }): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

const clients: [string, () => Promise<AnyClient>][] = [
  ['SDK 2, newest protocol', () => modern('modern')],
  ['SDK 2, older protocol', () => modern('legacy')],
  ['SDK 1', old],
];

describe.each(clients)('%s', (_, connect) => {
  let client: AnyClient;
  beforeAll(async () => {
    client = await connect();
  });
  afterAll(async () => {
    await client.close();
  });
  const ask = async (name: string, args: Record<string, unknown>) =>
    textOf(await client.callTool({ name, arguments: args }));

  it('lists every tool in order', async () => {
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(names);
  });

  it('answers a question, and shows more of the answer for nothing', async () => {
    const { text, isError } = await ask('amplitude_funnel', {
      events: ['view_item', 'add_to_cart', 'purchase'],
      start: '-14d',
    });
    expect(isError).toBe(false);
    expect(text).toMatch(/^DEMO DATA/);
    expect(text).toMatch(/\d+\.\d % of [\d,]+ users/);
    const [, id] = /result_id: (\w+)/.exec(text) ?? [];
    const rows = await ask('read_result', { result_id: id, format: 'csv', limit: 2 });
    expect(rows.text).toMatch(/rows 1 to 2 of/);
  });

  it('gets our own words on a wrong argument, not the SDK’s', async () => {
    const { text, isError } = await ask('amplitude_funnel', { event: ['a', 'b'], start: 'soon' });
    expect(isError).toBe(true);
    expect(text).toMatch(/"start": "soon" is no date/);
  });
});

describe('the process', () => {
  it('ends within two seconds of stdin closing, and says nothing on stdout that is no JSON-RPC', async () => {
    const child = spawn(command.command, command.args, { env: command.env, stdio: ['pipe', 'pipe', 'pipe'] });
    const out = collect(child);
    child.stdin.write(`${JSON.stringify(hello)}\n`);
    await waitFor(() => out().includes('"id":1'));
    child.stdin.end();
    expect(await exit(child)).toMatchObject({ code: 0, late: false });
    for (const line of out().trim().split('\n')) expect(JSON.parse(line)).toMatchObject({ jsonrpc: '2.0' });
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('ends cleanly on %s', async (signal) => {
    const child = spawn(command.command, command.args, { env: command.env, stdio: ['pipe', 'pipe', 'pipe'] });
    const out = collect(child);
    child.stdin.write(`${JSON.stringify(hello)}\n`);
    await waitFor(() => out().includes('"id":1'));
    child.kill(signal);
    expect(await exit(child)).toMatchObject({ code: 0, late: false });
  });

  it('starts without any setting, lists everything, and says what is missing', async () => {
    const client = new Client({ name: 'test', version: '1' });
    await client.connect(new StdioClientTransport({ ...command, args: [program] }));
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(names);
    // No news is promised, since there is none: what is offered stands until the process ends.
    const silent = { listChanged: false };
    const offered = { tools: silent, prompts: silent, resources: silent, completions: {} };
    expect(client.getServerCapabilities()).toEqual(offered);
    const { text, isError } = textOf(await client.callTool({ name: 'amplitude_active_users', arguments: {} }));
    expect(isError).toBe(true);
    expect(text).toMatch(/Set AMPLITUDE_API_KEY and AMPLITUDE_SECRET_KEY/);
    await client.close();
  });

  it('lists only the tools of vendors that are set up', async () => {
    const client = new Client({ name: 'test', version: '1' });
    const env = { CHARTMOGUL_API_KEY: 'key-of-a-test', METRICS_MCP_STATE_DIR };
    await client.connect(new StdioClientTransport({ command: process.execPath, args: [program], env }));
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual([
      'chartmogul_list_activities',
      'metrics_status',
      'read_result',
    ]);
    await client.close();
  });
});

const hello = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
};

async function modern(mode: 'modern' | 'legacy'): Promise<AnyClient> {
  const versionNegotiation = mode === 'legacy' ? { mode: 'legacy' as const } : { mode: { pin: '2026-07-28' } };
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation });
  await client.connect(new StdioClientTransport(command));
  return client;
}

async function old(): Promise<AnyClient> {
  const client = new OldClient({ name: 'test', version: '1' });
  await client.connect(new OldTransport(command));
  return client;
}

function textOf(result: Record<string, unknown>): { text: string; isError: boolean } {
  const parts = Array.isArray(result.content) ? result.content : [];
  return { text: parts.map((part: { text?: string }) => part.text ?? '').join('\n'), isError: result.isError === true };
}

function collect(child: ChildProcess): () => string {
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  return () => text;
}

async function exit(child: ChildProcess): Promise<{ code: number | null; late: boolean }> {
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    child.kill('SIGKILL');
  }, 2_000);
  await once(child, 'exit');
  clearTimeout(timer);
  return { code: child.exitCode, late };
}

async function waitFor(ready: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !ready(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 50));
}
