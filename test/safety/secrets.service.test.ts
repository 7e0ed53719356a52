import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@redis/client';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { unpack } from '../../src/results/pack.ts';
import { start } from '../../src/start.ts';
import { catalogue } from '../../tools/index.ts';
import { type RedisServer, redisServer } from '../support/redis-server.ts';
import { type VendorServer, vendorServer } from '../support/vendor-server.ts';
import { daysOf, type Put, payloads } from './payloads.ts';
import { ask, settings } from './scene.ts';
import { planted, redisPassword, secretsIn } from './secrets.ts';

let redis: RedisServer;
let server: VendorServer;
let folder: string;
let tool = '';
let put: Put = (_, usual) => usual;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'metrics-mcp-'));
  writeFileSync(join(folder, 'redis.conf'), `save ""\nappendonly no\nrequirepass ${redisPassword.plain}\n`);
  redis = await redisServer(join(folder, 'redis.conf'));
  await redis.start();
  server = await vendorServer((request, response) => {
    const { authorization = '' } = request.headers;
    const token = authorization.split(' ')[1] ?? '';
    const echo = `${authorization} ${Buffer.from(token, 'base64').toString()} ${request.url}`;
    const [body] =
      payloads[tool]?.[0]?.bodies(
        (place, usual) => put(place, /date|used|time|seen/.test(place) ? usual : `${usual} ${echo}`),
        daysOf({ start: '2026-08-04' }),
      ) ?? [];
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
});
afterAll(async () => {
  await server.close();
  await redis.stop();
  rmSync(folder, { recursive: true });
});

/** Everything in Redis: names, texts, and the results that are packed in them. */
async function inRedis(): Promise<string> {
  const client = createClient({ url: redis.url, password: redisPassword.plain });
  await client.connect();
  const names = await client.keys('*');
  const texts: string[] = [];
  for (const name of names) {
    const type = await client.type(name);
    const text = type === 'string' ? ((await client.get(name)) ?? '') : JSON.stringify(await client.hGetAll(name));
    texts.push(name, text, JSON.stringify((await unpack(text)) ?? null));
  }
  client.destroy();
  return texts.join('\n');
}

async function askAll(): Promise<string> {
  const url = redis.url.replace('redis://', `redis://default:${redisPassword.encoded}@`);
  const written: string[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  const { engine, close } = await start(
    catalogue,
    { ...settings(server.origin), ...planted, METRICS_MCP_STATE_DIR: folder, METRICS_MCP_REDIS_URL: url },
    false,
  );
  for (const { name } of catalogue.tools) {
    tool = name;
    written.push((await ask(name, payloads[name]?.[0]?.args, engine)).text);
  }
  written.push((await ask('metrics_status', {}, engine)).text);
  await close();
  vi.restoreAllMocks();
  return written.join('\n');
}

describe('a Redis that is shared', () => {
  it('holds no secret, in no name and in no text, and nothing that is said or logged has one', async () => {
    put = (_, usual) => usual;
    const said = await askAll();
    const kept = await inRedis();
    expect(kept).toContain('"tool":"amplitude_active_users"');
    expect(kept).toMatch(/metrics-mcp:/);
    expect(secretsIn(kept)).toEqual([]);
    expect(secretsIn(said)).toEqual([]);
  });

  it('holds nothing of single users', async () => {
    put = (place) => (/date|used|time|seen/.test(place) ? '2026-08-05' : `jane\u200b.doe@acme.example of ${place}`);
    const client = createClient({ url: redis.url, password: redisPassword.plain });
    await client.connect();
    await client.flushAll();
    client.destroy();
    expect(await askAll()).toContain('(e-mail #1) of label');
    const kept = await inRedis();
    expect(kept).toContain('metrics-mcp:');
    expect(kept).not.toMatch(/jane|acme\.example|amplitude_user_activity|amplitude_search_users/);
  });
});
