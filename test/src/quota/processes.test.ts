import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type Demo, startDemo } from '../../../src/demo/server.ts';
import { type CountingProxy, countingProxy } from '../../support/counting-proxy.ts';
import { bundled, type Running, run } from '../../support/processes.ts';
import { type RedisServer, redisServer } from '../../support/redis-server.ts';

let demo: Demo;
let proxy: CountingProxy;
let redis: RedisServer;
let bundle: { program: string; folder: string };
const running: Running[] = [];

beforeAll(async () => {
  [demo, bundle] = await Promise.all([startDemo(), bundled('caller')]);
  proxy = await countingProxy(demo.origin);
  redis = await redisServer();
  await redis.start();
});

afterAll(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  await redis.stop();
  await proxy.close();
  await demo.close();
  rmSync(bundle.folder, { recursive: true, force: true });
});

const answer = z.object({ name: z.string(), failed: z.boolean(), text: z.string().optional() });

afterEach(() => proxy.statuses.clear());

interface Mix {
  settings: Record<string, string>;
  /** Processes that are killed; the others must get all their answers. */
  killed: number;
  /** Called once so many answers have come. */
  meanwhile?: { after: number; act: () => Promise<void> };
}

/** Eight processes make 300 calls together, some are killed meanwhile. What the others wrote to stderr. */
async function play({ settings, killed, meanwhile }: Mix): Promise<string[]> {
  const here = Object.entries(demo.environment).map(([name, value]) => [
    name,
    value.replace(demo.origin, proxy.origin),
  ]);
  const environment = { ...Object.fromEntries(here), ...settings };
  const began = performance.now();
  const callers = Array.from({ length: 8 }, (_, index) => {
    return run(bundle.program, [String(index), index < 4 ? '38' : '37', '5'], environment);
  });
  running.push(...callers);
  for (const [index, { child, lines }] of callers.slice(0, killed).entries()) {
    void until(() => lines.length >= 4 + index * 6).then(() => child.kill('SIGKILL'));
  }
  const answered = () => callers.reduce((count, { lines }) => count + lines.length, 0);
  if (meanwhile) await until(() => answered() >= meanwhile.after).then(meanwhile.act);
  const codes = await Promise.all(callers.map(({ ended }) => ended));
  console.log(`${[...proxy.statuses]} answered in ${Math.round(performance.now() - began)} ms`);

  expect(codes).toEqual(callers.map((_, index) => (index < killed ? null : 0)));
  const answers = callers.slice(killed).map(({ lines }) => lines.map((line) => answer.parse(JSON.parse(line))));
  expect(answers.flat().filter(({ failed }) => failed)).toEqual([]);
  expect(answers.map((each) => each.length)).toEqual([38, 38, 38, 38, 37, 37, 37, 37].slice(killed));
  return callers.flatMap(({ errors }) => errors);
}

async function until(ready: () => boolean): Promise<void> {
  for (let tries = 0; tries < 6_000 && !ready(); tries++) await new Promise((resolve) => setTimeout(resolve, 5));
}

test('through a state folder: 8 processes, 300 calls, 3 killed; no 429, and whoever lives is answered', async () => {
  const state = join(bundle.folder, 'state');
  expect(await play({ settings: { METRICS_MCP_STATE_DIR: state }, killed: 3 })).toEqual([]);
  expect([...proxy.statuses.keys()]).toEqual([200]);
  const files = readdirSync(state, { recursive: true, encoding: 'utf8' }).map((name) => join(state, name));
  expect(statSync(state).mode & 0o777).toBe(0o700);
  for (const file of files.filter((name) => name.endsWith('.json'))) {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(file, 'utf8')).ledger).toMatchObject({ leases: {}, waiters: {} });
  }
  expect(files.filter((name) => name.endsWith('.lock'))).toEqual([]);
}, 60_000);

test('through Redis: the same', async () => {
  expect(await play({ settings: { METRICS_MCP_REDIS_URL: redis.url }, killed: 3 })).toEqual([]);
  expect([...proxy.statuses.keys()]).toEqual([200]);
}, 60_000);

test('through Redis that is away for three seconds and forgets all: whoever lives is answered, and stderr says why', async () => {
  const act = async () => {
    await redis.stop();
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    await redis.start();
  };
  const errors = await play({
    settings: { METRICS_MCP_REDIS_URL: redis.url },
    killed: 0,
    meanwhile: { after: 60, act },
  });
  expect(errors.filter((line) => line.includes('out of reach')).length).toBeGreaterThan(0);
  expect(errors.filter((line) => line.includes('is back'))).toHaveLength(
    errors.filter((line) => line.includes('out of reach')).length,
  );
}, 60_000);
