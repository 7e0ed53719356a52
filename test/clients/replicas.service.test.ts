import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Demo, startDemo } from '../../src/demo/server.ts';
import { hashOf } from '../../src/transports/http/tokens.ts';
import { catalogue } from '../../tools/index.ts';
import { type CountingProxy, countingProxy } from '../support/counting-proxy.ts';
import { type AnyClient, type Call, clients, newest, textOf } from '../support/http-clients.ts';
import { ask, type HttpProcess, httpProcess } from '../support/http-process.ts';
import { type Nginx, nginx } from '../support/nginx.ts';
import { type RedisServer, redisServer } from '../support/redis-server.ts';

// Two replicas behind nginx with Redis, by the very files of the guide.

const token = 'token-of-alice';
const folder = mkdtempSync(join(tmpdir(), 'metrics-mcp-'));
const tokens = join(folder, 'tokens.txt');
writeFileSync(tokens, `alice:${hashOf(token).toString('hex')}\n`);

let demo: Demo;
let vendors: CountingProxy;
let redis: RedisServer;
let replicas: HttpProcess[] = [];
let front: Nginx;
/** One of each kind through nginx, and one straight to each replica. */
let through: AnyClient[] = [];
let straight: AnyClient[] = [];

beforeAll(async () => {
  [demo, redis] = await Promise.all([startDemo(), redisServer('docs/redis.conf')]);
  await redis.start();
  // Slow enough for some calls to be in flight at any time.
  vendors = await countingProxy(demo.origin, 100);
  replicas = await Promise.all([replica(), replica()]);
  front = await nginx('docs/nginx.conf', replicas.map(portOf));
  through = await Promise.all(clients.map(([, connect]) => connect(front.url, token)));
  straight = await Promise.all(replicas.map(({ url }) => newest(url, token)));
}, 20_000);

beforeEach(() => vendors.statuses.clear());

afterAll(async () => {
  await Promise.all([...through, ...straight].map((client) => client.close().catch(() => {})));
  await front?.stop();
  await Promise.all(replicas.map((one) => one.stop('SIGKILL')));
  await redis?.stop();
  await vendors?.close();
  await demo?.close();
  rmSync(folder, { recursive: true });
});

it.each(clients)('%s lists and asks through nginx, under the name that the guide allows', async (kind) => {
  const client = through[clients.findIndex(([name]) => name === kind)];
  const names = [...catalogue.tools, ...catalogue.helpers].map(({ name }) => name);
  expect((await client?.listTools())?.tools.map(({ name }) => name)).toEqual(names);
  expect(await said(client, daily(30, 20))).toMatch(/source: Amplitude/);
  const reply = await ask(front.url, { method: 'POST', headers: { host: 'metrics.example.com' }, body: '{}' });
  expect(reply.status).toBe(401);
  expect((await ask(new URL('/readyz', front.url).href)).status).toBe(200);
  expect((await ask(new URL('/elsewhere', front.url).href)).status).toBe(404);
});

it('what one replica was answered is read, and given again, by the other', async () => {
  const [one, other] = straight;
  const first = await said(one, daily(44, 31));
  const rows = { name: 'read_result', arguments: { result_id: idIn(first), format: 'csv' } };
  const csv = await said(other, rows);
  expect(csv).toMatch(/rows 1 to 14 of 14/);
  expect(csv.replace(/fetched .*/, '')).toBe((await said(one, rows)).replace(/fetched .*/, ''));
  const again = await said(other, daily(44, 31));
  expect(again).toMatch(/cached \d s ago, cost 0/);
  expect(idIn(again)).toBe(idIn(first));
  expect([...vendors.statuses]).toEqual([[200, 1]]);
});

it('identical calls at the same time are asked once by all replicas together', async () => {
  const asked = [...straight, ...through, ...straight, ...through].map((client) => said(client, daily(99, 51)));
  const answers = await Promise.all(asked);
  expect([...vendors.statuses]).toEqual([[200, 1]]);
  expect(new Set(answers.map(idIn)).size).toBe(1);
  expect(answers.filter((text) => /live [^(]*, cost [1-9]/.test(text))).toHaveLength(1);
});

it('what tells of single users stays with the replica that asked', async () => {
  const [one, other] = straight;
  const query = demo.company.users[0]?.userId ?? '';
  const search = { name: 'amplitude_search_users', arguments: { query } };
  const first = await said(one, search);
  const read = { name: 'read_result', arguments: { result_id: idIn(first) } };
  expect(await said(one, read)).toMatch(/source: amplitude_search_users/);
  expect(await said(other, read)).toMatch(/there is no result/);
  expect(idIn(await said(other, search))).not.toBe(idIn(first));
  expect([...vendors.statuses]).toEqual([[200, 2]]);
});

it('Redis that is stopped and started under load costs no answer, and results are shared again', async () => {
  const away = async () => {
    await redis.stop();
    await pause(2_000);
    await redis.start();
  };
  const load = await play({ calls: 40, from: 1_000, after: 10, act: away });
  expect(load).toMatchObject({ answered: 40, failed: [], repeats: 0 });
  expect([...vendors.statuses.keys()]).toEqual([200]);
  const [one, other] = straight;
  let read = '';
  for (let days = 1; days <= 40 && !/source:/.test(read); days += 1) {
    const arguments_ = { result_id: idIn(await said(one, daily(60 + days, 60))) };
    read = await said(other, { name: 'read_result', arguments: arguments_ });
    if (!/source:/.test(read)) await pause(100);
  }
  expect(read).toMatch(/source: amplitude_active_users/);
}, 40_000);

it('a replica that is restarted under load finishes its calls, while the other takes the new ones', async () => {
  const restart = async () => {
    const [first] = replicas;
    expect(await first?.stop('SIGTERM')).toBe(0);
    expect(first?.log()).not.toMatch(/cut off/);
    replicas = [await replica(first && portOf(first)), ...replicas.slice(1)];
  };
  const load = await play({ calls: 60, from: 3_000, after: 10, act: restart });
  expect(load).toMatchObject({ answered: 60, failed: [], repeats: 0 });
  expect([...vendors.statuses.keys()]).toEqual([200]);
  // Only then does nginx try it again.
  await pause(2_500);
}, 40_000);

it('a replica that is killed under load takes nothing along but its calls in flight, which are repeated', async () => {
  const [first] = replicas;
  const kill = async () => void (await first?.stop('SIGKILL'));
  const load = await play({ calls: 60, from: 5_000, after: 20, act: kill });
  expect(load).toMatchObject({ answered: 60, failed: [] });
  expect(load.repeats).toBeLessThanOrEqual(8);
  // What was in flight there, nginx has asked the other, or else the client has asked again.
  expect(load.passedOn + load.repeats).toBeGreaterThan(0);
  expect([...vendors.statuses.keys()]).toEqual([200]);
  expect((await ask(new URL('/readyz', front.url).href)).status).toBe(200);
}, 40_000);

function replica(port = '0'): Promise<HttpProcess> {
  const settings = Object.entries(demo.environment).map(([name, value]) => [
    name,
    value.replace(demo.origin, vendors.origin),
  ]);
  return httpProcess(words(port), { ...Object.fromEntries(settings), METRICS_MCP_REDIS_URL: redis.url });
}

/** As the unit of the guide starts it, with a port and a file of ours. */
function words(port: string): string[] {
  const unit = readFileSync('docs/metrics-mcp@.service', 'utf8');
  const [, options = ''] = /^ExecStart=\S+ \S+ --http (.*)$/m.exec(unit) ?? [];
  return options
    .replace('%i', port)
    .replace(/--tokens \S+/, `--tokens ${tokens}`)
    .split(' ');
}

interface Load {
  calls: number;
  /** The first question's number: no two loads ask the same. */
  from: number;
  /** After so many answers `act` is begun; the load ends with it. */
  after: number;
  act: () => Promise<void>;
}

/** Mixed calls through nginx, eight at a time; a call whose connection broke is made again. */
async function play({ calls, from, after, act }: Load) {
  const began = performance.now();
  const lostBefore = lostInFlight();
  const failed: string[] = [];
  let [next, answered, repeats] = [0, 0, 0];
  let acting: Promise<void> | undefined;
  const work = async (_: unknown, worker: number) => {
    while (next < calls) {
      const asked = question(from + next++);
      for (let tries = 1; ; tries += 1) {
        const client = through[worker % through.length];
        const result = await client?.callTool(asked).catch((fault: unknown) => fault);
        if (isAnswer(result)) {
          if (result.isError === true) failed.push(textOf(result));
          break;
        }
        if (tries > 3) throw result;
        repeats += 1;
      }
      answered += 1;
      if (answered === after) acting = act();
    }
  };
  await Promise.all(Array.from({ length: 8 }).map(work));
  await acting;
  const took = Math.round(performance.now() - began);
  const passedOn = lostInFlight() - lostBefore;
  const again = `${passedOn} repeated by nginx, ${repeats} by the client`;
  console.log(`${answered} answered in ${took} ms, ${again}; the vendors: ${[...vendors.statuses]}`);
  return { answered, failed, repeats, passedOn };
}

/** Calls whose replica was gone before it began to answer, so far. */
function lostInFlight(): number {
  return front.log().match(/\[error\].* upstream prematurely closed connection/g)?.length ?? 0;
}

function isAnswer(result: unknown): result is Record<string, unknown> {
  return typeof result === 'object' && result !== null && 'content' in result;
}

/** Of all vendors, cheap enough for a replica that keeps to a share; every tenth one was asked before. */
function question(turn: number): Call {
  if (turn % 10 === 9) return question(turn - 9);
  const end = `-${2 + (turn % 83)}d`;
  const start = `-${2 + (turn % 83) + (turn % 11)}d`;
  const kinds: [string, Record<string, unknown>][] = [
    ['amplitude_event_segmentation', { events: 'purchase', start, end }],
    ['amplitude_search_users', { query: `user-${turn}` }],
    ['chartmogul_list_activities', { start, end }],
    ['amplitude_funnel', { events: ['view_item', 'add_to_cart', 'purchase'], start, end }],
    ['amplitude_active_users', { start, end, group_by: 'country' }],
    ['fynn_subscription_revenue', { start, end }],
    ['qonversion_customer_metrics', { start, end }],
  ];
  const [name, args] = kinds[turn % kinds.length] ?? ['', {}];
  return { name, arguments: args };
}

function daily(from: number, to: number): Call {
  return { name: 'amplitude_active_users', arguments: { start: `-${from}d`, end: `-${to}d` } };
}

async function said(client: AnyClient | undefined, call: Call): Promise<string> {
  return textOf((await client?.callTool(call)) ?? {});
}

function idIn(text: string): string {
  return /result_id: (\w+)/.exec(text)?.[1] ?? '';
}

function portOf({ url }: HttpProcess): string {
  return new URL(url).port;
}
