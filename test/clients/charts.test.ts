import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as OldTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { charts } from '../../tools/charts.ts';
import { runProgram } from '../support/run-program.ts';

const METRICS_MCP_STATE_DIR = mkdtempSync(join(tmpdir(), 'metrics-mcp-test-'));
const env = { METRICS_MCP_STATE_DIR };
const command = { command: process.execPath, args: ['dist/metrics-mcp.mjs', '--demo'], env };
const uri = 'ui://metrics-mcp/charts.html';
const mimeType = 'text/html;profile=mcp-app';
const question = { name: 'amplitude_user_composition', arguments: { start: '-14d', property: 'country' } };

const listedTools = z.object({ tools: z.array(z.looseObject({ name: z.string(), _meta: z.unknown().optional() })) });
const listedResources = z.object({ resources: z.array(z.looseObject({ uri: z.string() })) });
const page = z.object({ contents: z.array(z.looseObject({ uri: z.string(), text: z.string() })) });
const answered = z.looseObject({ content: z.array(z.looseObject({ type: z.string(), text: z.string() })) });

interface AnyClient {
  listTools(): Promise<unknown>;
  listResources(): Promise<unknown>;
  readResource(params: { uri: string }): Promise<unknown>;
  callTool(params: typeof question): Promise<unknown>;
  close(): Promise<void>;
}

const clients: [string, () => Promise<AnyClient>][] = [
  ['SDK 2, newest protocol', () => modern('modern')],
  ['SDK 2, older protocol', () => modern('legacy')],
  ['SDK 1', old],
];

afterAll(() => rmSync(METRICS_MCP_STATE_DIR, { recursive: true, force: true }));

describe.each(clients)('%s', (_, connect) => {
  let client: AnyClient;
  beforeAll(async () => {
    client = await connect();
  });
  afterAll(async () => {
    await client.close();
  });

  it('is told of the page by exactly those tools whose answers it draws', async () => {
    const { tools } = listedTools.parse(await client.listTools());
    const drawn = tools.filter(({ _meta }) => _meta !== undefined);
    expect(drawn.map(({ name }) => name).sort()).toEqual(Object.keys(charts).sort());
    // The second is what hosts of the time before MCP Apps look for; the SDK writes both.
    for (const { _meta } of drawn) expect(_meta).toEqual({ ui: { resourceUri: uri }, 'ui/resourceUri': uri });
  });

  it('finds the page among the resources, as a page of MCP Apps that asks nobody', async () => {
    const { resources } = listedResources.parse(await client.listResources());
    const ui = {
      csp: { connectDomains: [], resourceDomains: [] },
      permissions: { clipboardWrite: {} },
      prefersBorder: true,
    };
    expect(resources).toEqual([expect.objectContaining({ uri, mimeType, _meta: { ui } })]);
    const { contents } = page.parse(await client.readResource({ uri }));
    expect(contents).toEqual([{ uri, mimeType, text: expect.stringMatching(/^<!doctype html>/), _meta: { ui } }]);
  });

  it('has nothing in an answer but its text, as without charts', async () => {
    const answer = answered.parse(await client.callTool(question));
    // The newest protocol says of every result what kind it is and which server it is of.
    expect(Object.keys(answer).filter((key) => !['content', 'resultType', '_meta'].includes(key))).toEqual([]);
    expect(JSON.stringify(answer._meta ?? {})).not.toMatch(/ui|chart/i);
    expect(answer.content).toHaveLength(1);
    expect(Object.keys(answer.content[0] ?? {}).sort()).toEqual(['text', 'type']);
    // The command line knows nothing of clients: what it prints is what a model reads, but for the quota and the id.
    const words = [`start=${question.arguments.start}`, `property=${question.arguments.property}`];
    const { stdout } = await runProgram(['call', '--demo', question.name, ...words], env);
    expect(steady(answer.content[0]?.text ?? '')).toBe(steady(stdout.trimEnd()));
  });
});

describe('the page', () => {
  it('is one small file that can fetch nothing', async () => {
    const client = await old();
    const { contents } = page.parse(await client.readResource({ uri }));
    await client.close();
    const [{ text } = { text: '' }] = contents;
    expect(Buffer.byteLength(text)).toBeLessThan(250_000);
    expect(text).toMatch(/<html lang="en">/);
    const program = unpacked(text);
    expect(program.length).toBeGreaterThan(100_000);
    // Of the addresses that stand in it all are names: of XML, of JSON Schema, and of what is thrown.
    expect(text).not.toMatch(/<(?:link|img|iframe|base|meta http-equiv)\b|@import|\bsrc\s*=|url\(|@font-face/i);
    for (const part of [text, program]) {
      expect(part).not.toMatch(/\bfetch\(|new (?:XMLHttpRequest|WebSocket|EventSource|Worker|Image)\b|\.sendBeacon\(/);
      expect(part).not.toMatch(/\bimport\(|importScripts\(|url\(["'\\]*https?:|\.(?:src|href)\s*=/);
      const names = [...part.matchAll(/https?:\/\/[\w.-]+/g)].map(([address]) => address);
      expect(names.filter((name) => !/^https?:\/\/(?:www\.w3\.org|json-schema\.org)$/.test(name))).toEqual([]);
    }
  });
});

/** The program that the page unpacks. */
function unpacked(text: string): string {
  const [, packed = ''] = /atob\('([\w+/=]+)'\)/.exec(text) ?? [];
  return gunzipSync(Buffer.from(packed, 'base64')).toString('utf8');
}

function steady(text: string): string {
  return text
    .replace(/result_id: \w+/, 'result_id: …')
    .replace(/, (?:live|cached) .*$/m, '')
    .replace(/^More rows: .*$/m, 'More rows');
}

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
