import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The program as a team server in a process of its own, and what it says on stderr. */
export interface HttpProcess {
  url: string;
  child: ChildProcess;
  log(): string;
  /** The JSON lines of that event so far. */
  records(event: string): Record<string, unknown>[];
  /** Ends it if it still runs; its exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Starts it on a free port and waits until it listens, or until it has ended. */
export async function httpProcess(words: string[], env: Record<string, string> = {}): Promise<HttpProcess> {
  const stateFolder = mkdtempSync(join(tmpdir(), 'metrics-mcp-test-'));
  const child = spawn(process.execPath, ['dist/metrics-mcp.mjs', '--http', '--port', '0', ...words], {
    env: { PATH: process.env.PATH, METRICS_MCP_STATE_DIR: stateFolder, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let text = '';
  child.stderr.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  const ended = once(child, 'exit');
  const listening = () => /listening on (http:\S+)/.exec(text)?.[1];
  await until(() => listening() !== undefined || child.exitCode !== null);
  return {
    ...{ url: listening() ?? '', child, log: () => text },
    records: (event) => jsonLines(text).filter((line) => line.event === event),
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      await ended;
      rmSync(stateFolder, { recursive: true, force: true });
      return child.exitCode;
    },
  };
}

export interface HttpReply {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

/** One request with any header, on a connection of its own. */
export function ask(
  url: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<HttpReply> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent: false }, (reply) => {
      let text = '';
      reply.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      reply.on('end', () => resolve({ status: reply.statusCode ?? 0, headers: reply.headers, text }));
      reply.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Looks every 20 ms for at most 10 s. */
export async function until(ready: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500 && !ready(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 20));
}

function jsonLines(text: string): Record<string, unknown>[] {
  return text.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []));
}
