import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './http-process.ts';

export interface Nginx {
  /** With the path of the protocol. */
  url: string;
  /** What it wrote to its error log. */
  log(): string;
  stop(): Promise<void>;
}

/** Debian's nginx with a file of its conf.d whose ports are exchanged: that on which it listens, and those behind it. */
export async function nginx(file: string, [first = '', second = '']: readonly string[]): Promise<Nginx> {
  const folder = mkdtempSync(join(tmpdir(), 'metrics-mcp-nginx-'));
  const port = await freePort();
  const settings = readFileSync(file, 'utf8')
    .replaceAll(':3001 ', `:${first} `)
    .replaceAll(':3002 ', `:${second} `)
    .replace('listen 8080;', `listen 127.0.0.1:${port};`);
  writeFileSync(join(folder, 'metrics-mcp.conf'), settings);
  writeFileSync(join(folder, 'nginx.conf'), around(folder));
  const child = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let text = '';
  child.stderr.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  let fault: Error | undefined;
  const ended = new Promise<void>((resolve) => {
    child.once('error', (cause) => {
      fault = new Error('nginx is needed: apt-get install nginx', { cause });
      resolve();
    });
    child.once('exit', () => resolve());
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  await until(() => fault !== undefined || child.exitCode !== null || text.includes('start worker process '));
  if (fault === undefined && child.exitCode !== null) fault = new Error(`nginx did not start: ${text}`);
  if (fault !== undefined) throw fault;
  return { url: `http://127.0.0.1:${port}/mcp`, log: () => text, stop };
}

/** The rest of what Debian's own nginx.conf says, in a folder of ours. */
function around(folder: string): string {
  const user = process.getuid?.() === 0 ? 'user root;\n' : '';
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const places = kinds.map((kind) => `${kind}_temp_path ${join(folder, kind)};`).join(' ');
  return `${user}daemon off;
worker_processes 2;
pid ${join(folder, 'nginx.pid')};
error_log stderr notice;
events {}
http { access_log off; ${places} include ${join(folder, 'metrics-mcp.conf')}; }
`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
