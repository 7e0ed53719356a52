import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The built server over HTTP with the simulated vendors, on a port that is free; throws what it says where it does not start. */
export async function teamServer() {
  const stateFolder = mkdtempSync(join(tmpdir(), 'metrics-mcp-'));
  const child = spawn(process.execPath, ['dist/metrics-mcp.mjs', '--http', '--demo', '--port', '0'], {
    env: { PATH: process.env.PATH, METRICS_MCP_STATE_DIR: stateFolder },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const url = await new Promise((resolve, reject) => {
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
      said += text;
      const [, found] = /listening on (http:\S+)/.exec(said) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.once('close', () => reject(new Error(`the server did not start:\n${said}`)));
  });
  return {
    url,
    async stop() {
      child.kill();
      await ended;
      rmSync(stateFolder, { recursive: true, force: true });
    },
  };
}
