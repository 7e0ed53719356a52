import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { getDefaultEnvironment, StdioClientTransport } from '@modelcontextprotocol/client/stdio';

export interface Command {
  command: string;
  args: readonly string[];
  /** Beside what a host hands to every server. */
  env?: Readonly<Record<string, string>>;
  cwd?: string;
}

/** A client of the SDK, connected to a server that it has started as hosts do. */
export async function connected({ command, args, env = {}, cwd }: Command): Promise<Client> {
  const client = new Client({ name: 'host', version: '1.0.0' });
  const environment = { ...getDefaultEnvironment(), ...env };
  const place = cwd === undefined ? {} : { cwd };
  await client.connect(new StdioClientTransport({ command, args: [...args], env: environment, ...place }));
  return client;
}

/** The text of a call's answer, as one. */
export async function asked(client: Client, name: string, args: Record<string, unknown>): Promise<string> {
  const { content } = await client.callTool({ name, arguments: args });
  return content.map((part) => (part.type === 'text' ? part.text : '')).join('\n');
}

/** A new folder that no package can be found from. */
export function lonelyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'metrics-mcp-test-'));
  for (let above = folder; above !== dirname(above); above = dirname(above)) {
    if (existsSync(join(above, 'node_modules'))) throw new Error(`there are packages in ${above}`);
  }
  return folder;
}
