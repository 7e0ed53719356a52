import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Demo, startDemo } from '../../../src/demo/server.ts';

const now = Date.UTC(2025, 5, 18, 15, 42, 7);
const today = '2025-06-18';
let demo: Demo;
let settings: (name: string) => string;
beforeAll(async () => {
  demo = await startDemo({ now });
  settings = (name) => demo.environment[name] ?? '';
});
afterAll(() => demo.close());

describe('the demo over HTTP', () => {
  it('is told by its environment', () => {
    expect(demo.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    for (const vendor of ['AMPLITUDE', 'CHARTMOGUL', 'QONVERSION', 'FYNN']) {
      expect(settings(`${vendor}_BASE_URL`)).toBe(demo.origin);
    }
    expect([settings('AMPLITUDE_TIMEZONE'), settings('FYNN_TIMEZONE')]).toEqual(['UTC', 'UTC']);
    expect(demo.company.today).toBe(today);
  });

  it('answers for every vendor with the credentials of its environment', async () => {
    const answers = await Promise.all([
      get('/api/2/events/list', basic('AMPLITUDE_API_KEY', 'AMPLITUDE_SECRET_KEY')),
      get('/v1/activities?per-page=1', basic('CHARTMOGUL_API_KEY')),
      get(`/v1/analytics/${settings('QONVERSION_API_KEY')}/customers-metrics`),
      get('/analytics/subscription-revenue', `Bearer ${settings('FYNN_API_TOKEN')}`),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(answers.map(({ body }) => Object.keys(z.record(z.string(), z.unknown()).parse(body)))).toEqual([
      expect.arrayContaining(['data']),
      ['entries', 'cursor', 'has_more', 'per_page'],
      ['data'],
      ['data', 'meta'],
    ]);
  });

  it('refuses wrong credentials for every vendor', async () => {
    const wrong = `Basic ${Buffer.from('a:b').toString('base64')}`;
    const answers = await Promise.all([
      get('/api/2/events/list', wrong),
      get('/v1/activities', wrong),
      get('/v1/analytics/wrong/customers-metrics'),
      get('/analytics/subscription-revenue', 'Bearer wrong'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([expect.toBeOneOf([401, 403]), 401, 401, 401]);
  });

  it('has one company behind two vendors: the movements are the change of the recurring revenue', async () => {
    const rows = await revenue();
    const activities = await movements();
    for (const currency of ['EUR', 'USD']) {
      const levels = rows.filter((row) => row.currency_code === currency);
      const net = activities.filter((one) => one.currency === currency).map((one) => one['activity-mrr-movement']);
      expect(levels.at(-1)?.revenue.replace('.', '')).toBe(String(net.reduce((sum, cents) => sum + cents, 0)));
      expect(levels.at(-1)?.date).toBe(`${today} 00:00:00`);
    }
  });

  it('answers 404 to a path of nobody', async () => {
    expect((await get('/api/9/nothing')).status).toBe(404);
  });
});

describe('starting and ending', () => {
  it('is ready within a second and closes at once', async () => {
    const started = performance.now();
    const another = await startDemo();
    const response = await fetch(`${another.origin}/v1/activities`);
    expect(performance.now() - started).toBeLessThan(1000);
    expect(response.status).toBe(401);
    const closing = performance.now();
    await another.close();
    expect(performance.now() - closing).toBeLessThan(500);
    await expect(fetch(another.origin)).rejects.toThrow();
  });

  it('counts its days in the zone that it is given', async () => {
    const another = await startDemo({ now: Date.UTC(2025, 5, 18, 22), zone: 'Asia/Tokyo' });
    expect(another.company.today).toBe('2025-06-19');
    expect(another.environment.FYNN_TIMEZONE).toBe('Asia/Tokyo');
    await another.close();
  });

  it('is a day older after midnight', async () => {
    const midnight = Date.UTC(2025, 5, 19);
    const another = await startDemo({ now: midnight - 1500 });
    expect(another.company.today).toBe('2025-06-18');
    await expect.poll(() => fetched(another), { timeout: 10_000, interval: 200 }).toBe('2025-06-19');
    await another.close();
  });

  it('does not keep a process alive', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'demo-'));
    const script = `
      import { startDemo } from './src/demo/server.ts';
      const demo = await startDemo();
      const answer = await fetch(demo.origin + '/analytics/subscription-revenue');
      console.log(answer.status, (await answer.json()).title);`;
    const outfile = join(folder, 'script.mjs');
    const stdin = { contents: script, resolveDir: process.cwd(), loader: 'ts' as const };
    await build({ stdin, bundle: true, platform: 'node', format: 'esm', outfile, logLevel: 'error' });
    const child = spawn(process.execPath, [outfile], { stdio: ['ignore', 'pipe', 'inherit'], timeout: 8000 });
    let output = '';
    child.stdout.on('data', (chunk) => (output += String(chunk)));
    const [code] = await once(child, 'exit');
    expect([code, output]).toEqual([0, '401 Unauthorized\n']);
    await rm(folder, { recursive: true });
  });
});

async function fetched(of: Demo): Promise<string> {
  await (await fetch(`${of.origin}/v1/activities`)).text();
  return of.company.today;
}

async function get(path: string, authorization?: string) {
  const response = await fetch(`${demo.origin}${path}`, { headers: authorization ? { authorization } : {} });
  const body: unknown = await response.json().catch(() => null);
  return { status: response.status, body };
}

function basic(user: string, password?: string): string {
  const pair = `${settings(user)}:${password === undefined ? '' : settings(password)}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

async function revenue() {
  const row = z.object({ date: z.string(), currency_code: z.string(), revenue: z.string() });
  const page = z.object({ data: z.array(row), meta: z.object({ pagination: z.object({ lastPage: z.number() }) }) });
  const rows: z.infer<typeof row>[] = [];
  for (let number = 1, last = 1; number <= last; number += 1) {
    const path = `/analytics/subscription-revenue?limit=100&page=${number}`;
    const { data, meta } = page.parse((await get(path, `Bearer ${settings('FYNN_API_TOKEN')}`)).body);
    rows.push(...data);
    last = meta.pagination.lastPage;
  }
  return rows;
}

async function movements() {
  const entry = z.object({ currency: z.string(), 'activity-mrr-movement': z.number() });
  const page = z.object({ entries: z.array(entry), cursor: z.string(), has_more: z.boolean() });
  const entries: z.infer<typeof entry>[] = [];
  for (let cursor = '', more = true; more; ) {
    const path = `/v1/activities${cursor && `?cursor=${encodeURIComponent(cursor)}`}`;
    const found = page.parse((await get(path, basic('CHARTMOGUL_API_KEY'))).body);
    entries.push(...found.entries);
    [cursor, more] = [found.cursor, found.has_more];
  }
  return entries;
}
