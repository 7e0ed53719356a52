import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text as readText } from 'node:stream/consumers';
import { Client } from '@modelcontextprotocol/client';
import { getDefaultEnvironment, StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { build } from 'esbuild';
import { moment } from './questions.ts';

/** A client that shows MCP Apps: the page that draws its frame, the server's own page, and calls to the server. */
export interface Host {
  origin: string;
  close(): Promise<void>;
}

/** Starts the built server, in its demo unless `environment` sends it elsewhere, always at the same moment. */
export async function openHost(environment?: Record<string, string>): Promise<Host> {
  const client = new Client({ name: 'metrics-mcp-stage', version: '1.0.0' });
  const env = { ...getDefaultEnvironment(), ...environment, STAGE_MOMENT: String(moment) };
  const program = ['--import', './test/view/moment.mjs', 'dist/metrics-mcp.mjs'];
  const args = environment === undefined ? [...program, '--demo'] : program;
  await client.connect(new StdioClientTransport({ command: process.execPath, args, env }));
  const [script, view] = await Promise.all([hostScript(), chartPage(client)]);
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { url } = request;
    if (url === '/view') return send(response, 'text/html', view, { 'content-security-policy': policy });
    if (url === '/host.js') return send(response, 'text/javascript', script);
    if (url === '/call') {
      const { name, arguments: args } = JSON.parse(await readText(request));
      return send(response, 'application/json', JSON.stringify(await client.callTool({ name, arguments: args })));
    }
    if (url === '/') return send(response, 'text/html', hostPage);
    response.writeHead(404).end();
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the host has no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await client.close();
    },
  };
}

const hostPage = `<!doctype html><html lang="en"><head><link rel="icon" href="data:,"><title>host</title></head>
<body style="margin:0"><script src="/host.js"></script></body></html>`;

// What hosts allow where a page asks for no domain (MCP Apps, "Content Security Policy").
const policy = [
  "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:; media-src 'self' data:; connect-src 'none'; frame-src 'none'; object-src 'none'; base-uri 'none'",
].join('; ');

function send(response: ServerResponse, type: string, body: string, headers: Record<string, string> = {}): void {
  response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, ...headers }).end(body);
}

async function hostScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: ['test/view/host-page.ts'],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
  });
  return outputFiles[0]?.text ?? '';
}

async function chartPage(client: Client): Promise<string> {
  const { contents } = await client.readResource({ uri: 'ui://metrics-mcp/charts.html' });
  const [content] = contents;
  return content !== undefined && 'text' in content ? content.text : '';
}
