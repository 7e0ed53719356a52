// What the start is measured against (bench-start.mjs): the SDK alone, with 20 tools that do nothing.
import { McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import * as z from 'zod/v4';

const inputSchema = z.object({
  start: z.string().optional().describe('First day'),
  end: z.string().optional().describe('Last day'),
  limit: z.number().optional().describe('Rows'),
});

serveStdio(() => {
  const server = new McpServer({ name: 'bare', version: '1.0.0' });
  for (let number = 1; number <= 20; number++) {
    server.registerTool(`tool_${number}`, { description: 'Does nothing.', inputSchema }, async () => ({ content: [] }));
  }
  return server;
});
