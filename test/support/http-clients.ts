import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as OldTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

export interface AnyClient {
  listTools(): Promise<{ tools: { name: string }[] }>;
  callTool(params: Call, options?: { signal: AbortSignal }): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

export interface Call {
  name: string;
  arguments: Record<string, unknown>;
}

export type Connect = (url: string, token?: string) => Promise<AnyClient>;

export const newest: Connect = (url, token) => modern(url, token, { mode: { pin: '2026-07-28' } });
const older: Connect = (url, token) => modern(url, token, { mode: 'legacy' });

/** Clients as deployed hosts are made of, of both protocol eras. */
export const clients: [string, Connect][] = [
  ['SDK 2, newest protocol', newest],
  ['SDK 2, older protocol', older],
  ['SDK 1', old],
];

export function textOf(result: Record<string, unknown>): string {
  const parts = Array.isArray(result.content) ? result.content : [];
  return parts.map((part: { text?: string }) => part.text ?? '').join('\n');
}

function requestInit(token: string | undefined) {
  return token === undefined ? {} : { requestInit: { headers: { authorization: `Bearer ${token}` } } };
}

async function modern(url: string, token: string | undefined, versionNegotiation: object): Promise<AnyClient> {
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation });
  await client.connect(new StreamableHTTPClientTransport(new URL(url), requestInit(token)));
  return client;
}

async function old(url: string, token?: string): Promise<AnyClient> {
  const client = new OldClient({ name: 'test', version: '1' });
  const transport = new OldTransport(new URL(url), requestInit(token));
  await client.connect(transport);
  return {
    listTools: () => client.listTools(),
    callTool: (params, options) => client.callTool(params, undefined, options),
    close: () => client.close(),
  };
}
