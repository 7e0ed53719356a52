// What the built server offers to a client that connects to it without any setting.
import { Client } from '@modelcontextprotocol/client';
import { getDefaultEnvironment, StdioClientTransport } from '@modelcontextprotocol/client/stdio';

export async function offered() {
  const client = new Client({ name: 'metrics-mcp-generator', version: '1.0.0' });
  const program = { command: process.execPath, args: ['dist/metrics-mcp.mjs'], env: getDefaultEnvironment() };
  await client.connect(new StdioClientTransport(program));
  const [{ tools }, { prompts }] = [await client.listTools(), await client.listPrompts()];
  await client.close();
  return { tools, prompts };
}
