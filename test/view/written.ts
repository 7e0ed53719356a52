import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll } from 'vitest';
import { moment } from './questions.ts';

/** A file that was opened in the browser, where it lies. */
export interface Opened {
  page: Page;
  /** Every address that it asked for beyond itself. */
  requests: string[];
  complaints: string[];
}

/** A folder for charts of the command line, gone after the tests. */
export function chartFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'metrics-mcp-charts-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const bare = { PATH: process.env.PATH, METRICS_MCP_STATE_DIR: folder, STAGE_MOMENT: String(moment) };
  return {
    path: (name: string) => join(folder, name),
    /** `call` with these words, in the demo unless `environment` sends it elsewhere: what it prints. */
    async call(tool: string, words: readonly string[], environment?: Readonly<Record<string, string>>) {
      const program = ['--import', './test/view/moment.mjs', 'dist/metrics-mcp.mjs', 'call', tool, ...words];
      const all = environment === undefined ? [...program, '--demo'] : program;
      return await promisify(execFile)(process.execPath, all, { env: { ...bare, ...environment } });
    },
  };
}

export async function openFile(browser: Browser, path: string, width = 800): Promise<Opened> {
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  const url = pathToFileURL(path).href;
  const [requests, complaints]: [string[], string[]] = [[], []];
  page.on('request', (request) => {
    if (request.url() !== url) requests.push(request.url());
  });
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(url);
  return { page, requests, complaints };
}
