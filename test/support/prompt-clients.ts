import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as OldStdio } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as OldHttp } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

/** What clients of every kind can do with prompts. */
export interface PromptClient {
  getServerCapabilities(): object | undefined;
  getInstructions(): string | undefined;
  listPrompts(): Promise<{ prompts: Listed[] }>;
  getPrompt(params: { name: string; arguments?: Record<string, string> }): Promise<{ messages: unknown[] }>;
  complete(
    params: Typed,
  ): Promise<{ completion: { values: string[]; total?: number | undefined; hasMore?: boolean | undefined } }>;
  callTool(params: { name: string; arguments: Record<string, unknown> }): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

interface Listed {
  name: string;
  arguments?: { name: string; required?: boolean | undefined }[] | undefined;
}

export interface Typed {
  ref: { type: 'ref/prompt'; name: string };
  argument: { name: string; value: string };
}

/** Where a server is: started on stdio with these words and variables, or listening at an address. */
export type Place = { words: string[]; env?: Record<string, string> } | { url: string };

/** SDK 2 in both protocol eras, and SDK 1. */
export const promptClients: [string, (place: Place) => Promise<PromptClient>][] = [
  ['SDK 2, newest protocol', (place) => modern(place, { mode: { pin: '2026-07-28' } })],
  ['SDK 2, older protocol', (place) => modern(place, { mode: 'legacy' })],
  ['SDK 1', old],
];

async function modern(place: Place, versionNegotiation: object): Promise<PromptClient> {
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation });
  await client.connect(
    'url' in place ? new StreamableHTTPClientTransport(new URL(place.url)) : new StdioClientTransport(command(place)),
  );
  return client;
}

async function old(place: Place): Promise<PromptClient> {
  const client = new OldClient({ name: 'test', version: '1' });
  await client.connect('url' in place ? new OldHttp(new URL(place.url)) : new OldStdio(command(place)));
  return client;
}

function command({ words, env }: Extract<Place, { words: string[] }>) {
  return { command: process.execPath, args: ['dist/metrics-mcp.mjs', ...words], ...(env === undefined ? {} : { env }) };
}
