// Measures the quota's ledger: what it costs a call, and how long a fixed mix of calls takes against the shortest time
// that the limits allow, for each store and 1 to 16 processes. Needs redis-server. Takes about five minutes.
import { fork, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const program = fileURLToPath(import.meta.url);
const bundle = new URL('../dist/quota.mjs', import.meta.url);
const hour = 3_600_000;

/** Amplitude's limits, and the same without end, where only the ledger itself takes time. */
const strict = {
  atOnce: { calls: 5, cost: 1_000 },
  windows: [
    { name: 'cost an hour', milliseconds: hour, unit: 'cost', limit: 108_000 },
    { name: 'user calls an hour', milliseconds: hour, unit: 'calls', limit: 360, pool: 'user' },
  ],
};
const wide = {
  atOnce: { calls: 1_000, cost: 1_000_000 },
  windows: strict.windows.map((window) => ({ ...window, limit: 1e9 })),
};

/** The same calls each time: many cheap ones, some dear, each takes a vendor's time. */
const mix = Array.from({ length: 240 }, (_, index) => {
  const [kind, size, time] = [1, 2, 3].map((salt) => random(index * 7 + salt));
  const cost = kind < 0.6 ? 10 + size * 60 : kind < 0.9 ? 60 + size * 240 : 300 + size * 600;
  return { cost: Math.round(cost), duration: 60 + Math.round(time * 340) };
});

if (process.send) await work(JSON.parse(process.argv[2]));
else await main();

async function main() {
  await build({
    entryPoints: ['scripts/quota.ts'],
    outfile: fileURLToPath(bundle),
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: { js: "import { createRequire as c } from 'node:module'; const require = c(import.meta.url);" },
  });
  const folder = await mkdtemp(join(tmpdir(), 'metrics-mcp-bench-'));
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const redis = spawn(
    'redis-server',
    ['--port', port, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'].map(String),
    {
      stdio: 'ignore',
      cwd: folder,
    },
  );
  try {
    await sleep(500);
    const shared = { stateFolder: folder, redisUrl: `redis://127.0.0.1:${port}` };
    for (const store of ['memory', 'file', 'redis']) {
      const [{ times }] = await all({ ...shared, store, processes: 1, task: 'row' });
      console.log(
        `${store}, one process, call after call: p50 ${at(
          times.sort((a, b) => a - b),
          0.5,
        )} ms`,
      );
    }
    const bound = lowestMakespan();
    console.log(`\nshortest time that the limits allow for ${mix.length} calls: ${bound.toFixed(0)} ms\n`);
    console.log('| store | processes | ledger a call, p50 ms | p95 ms | mix, ms | over the shortest time |');
    console.log('| --- | --- | --- | --- | --- | --- |');
    for (const store of ['memory', 'file', 'redis']) {
      for (const processes of store === 'memory' ? [1] : [1, 2, 4, 8, 16]) {
        const place = { ...shared, store, processes };
        const costs = (await all({ ...place, task: 'cost' })).flatMap(({ times }) => times).sort((a, b) => a - b);
        const ends = (await all({ ...place, task: 'mix' })).map(({ took }) => took);
        const cells = [store, processes, at(costs, 0.5), at(costs, 0.95)];
        const took = Math.max(...ends);
        console.log(`| ${[...cells, took.toFixed(0), `${((took / bound - 1) * 100).toFixed(1)} %`].join(' | ')} |`);
      }
    }
  } finally {
    redis.kill();
    await rm(folder, { recursive: true, force: true });
  }
}

/** No schedule is shorter than its slots, its cost or its longest call. */
function lowestMakespan() {
  const slots = mix.reduce((sum, { duration }) => sum + duration, 0) / strict.atOnce.calls;
  const cost = mix.reduce((sum, { cost, duration }) => sum + cost * duration, 0) / strict.atOnce.cost;
  return Math.max(slots, cost, ...mix.map(({ duration }) => duration));
}

/** What the processes report, once all have begun at the same moment and ended. */
async function all(task) {
  const key = `bench-${task.store}-${task.processes}-${task.task}`;
  const children = Array.from({ length: task.processes }, (_, index) =>
    fork(program, [JSON.stringify({ ...task, key, index })], { serialization: 'json' }),
  );
  const said = (child) => new Promise((resolve) => child.once('message', resolve));
  await Promise.all(children.map(said));
  const reports = children.map(said);
  for (const child of children) child.send({ begin: Date.now() + 200 });
  return Promise.all(reports);
}

async function work({ store: kind, stateFolder, redisUrl, processes, task, key, index }) {
  const { systemClock: clock, createLimiter, openStore, processName, createMemoryStore } = await import(bundle);
  const owner = processName();
  const place = kind === 'redis' ? { stateFolder, redisUrl } : { stateFolder };
  const store = kind === 'memory' ? createMemoryStore(clock) : openStore(place, owner, clock);
  const limiter = createLimiter({ clock, store, owner, maximumWait: Number.POSITIVE_INFINITY });
  if (index === 0) await store.update(key, (_, now) => ({ ledger: busyHour(now), result: undefined }));
  const begin = new Promise((resolve) => process.once('message', ({ begin }) => resolve(begin)));
  await limiter.usage(key, strict);
  process.send('ready');
  await sleep((await begin) - Date.now());
  const tasks = { row: measureRow, cost: measureCost, mix: playMix };
  const report = await tasks[task](limiter, { key, index, processes });
  await limiter.close();
  process.send(report, () => process.exit());
}

/** An hour of charges, as the ledger of a busy team holds them. */
function busyHour(now) {
  const buckets = Array.from({ length: 60 }, (_, index) => {
    const from = now - hour + 1_000 + index * (hour / 60);
    return { from, to: from + 1_000, amount: 10 };
  });
  return {
    leases: {},
    waiters: {},
    curbs: {},
    served: { short: 0, dear: 0 },
    spent: { 'cost an hour': buckets, 'user calls an hour': buckets },
  };
}

/** Without pauses, as under load: the processor is awake and the code is warm. */
async function measureRow(limiter, { key }) {
  const times = [];
  for (let call = 0; call < 1_000; call++) {
    const began = performance.now();
    const lease = await limiter.acquire(request(key, wide, 10));
    times.push(performance.now() - began);
    lease.release();
    await limiter.usage(key, wide);
  }
  return { times: times.slice(500) };
}

/** As people ask: now and then. */
async function measureCost(limiter, { key, index }) {
  for (let call = 0; call < 100; call++) (await limiter.acquire(request(key, wide, 10))).release();
  const times = [];
  for (let call = 0; call < 80; call++) {
    await sleep(50 + random(call * 31 + index) * 150);
    const began = performance.now();
    const lease = await limiter.acquire(request(key, wide, 10));
    times.push(performance.now() - began);
    await sleep(10);
    lease.release();
  }
  return { times };
}

async function playMix(limiter, { key, index, processes }) {
  const began = performance.now();
  const mine = mix.filter((_, call) => call % processes === index);
  await Promise.all(
    mine.map(async ({ cost, duration }) => {
      const lease = await limiter.acquire(request(key, strict, cost));
      await sleep(duration);
      lease.release();
    }),
  );
  return { took: performance.now() - began };
}

function request(key, limits, cost) {
  return { key, limits, price: { cost }, signal: new AbortController().signal };
}

function at(sorted, share) {
  return sorted[Math.floor(sorted.length * share)].toFixed(2);
}

/** The same number from 0 to 1 for the same seed. */
function random(seed) {
  let mixed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
}
