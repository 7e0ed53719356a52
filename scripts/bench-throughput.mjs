// Measures what becomes of a vendor's answer, from 10 kB to 50 MB: the time from its text in memory to the text of ours, against
// JSON.parse of the same body; the memory at its peak, HTTP and all, against the body and against a bare GET and JSON.parse; and
// what a call takes longer than these. Each in a process of its own. `--only retention` for some of them, `--largest 1e6`,
// `--full` for answers in full detail. CSV is compared with JSON.parse of the same text as one JSON string.
import { fork } from 'node:child_process';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { now, payloads } from './bench-throughput-payloads.mjs';

const program = fileURLToPath(import.meta.url);
const outfile = fileURLToPath(new URL('../node_modules/.cache/metrics-mcp/throughput.mjs', import.meta.url));
const sizes = [1e4, 1e5, 1e6, 1e7, 5e7];

if (process.send) await work(JSON.parse(process.argv[2]));
else await main();

async function main() {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', default: '' },
      largest: { type: 'string', default: '5e7' },
      full: { type: 'boolean', default: false },
    },
  });
  await build({
    entryPoints: ['scripts/throughput.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    banner: { js: "import { createRequire as c } from 'node:module'; const require = c(import.meta.url);" },
  });
  const names = Object.keys(payloads).filter((name) => name.includes(values.only));
  const detail = values.full ? 'full' : 'summary';
  console.log(
    '| answer | size, MB | JSON.parse, ms | to text, ms | ratio | peak, MB | of the body | bare, of the body |',
  );
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
  for (const name of names) {
    for (const bytes of sizes.filter((size) => size <= Number(values.largest))) {
      const { size, parse, told } = await child({ kind: 'time', name, bytes, detail });
      const { peak } = await served({ kind: 'memory', name, bytes, detail });
      const bare = await served({ kind: 'memory', name, bytes, detail, bare: true });
      const times = [parse.toFixed(2), told.toFixed(2), (told / parse).toFixed(2)];
      const memory = [megabytes(peak), (peak / size).toFixed(1), (bare.peak / size).toFixed(1)];
      console.log(`| ${[name, megabytes(size), ...times, ...memory].join(' | ')} |`);
    }
  }
  console.log('\n| 100 kB, warm | bare GET and parse, p50 ms | call, p50 ms | call, p95 ms | added, p50 ms |');
  console.log('| --- | --- | --- | --- | --- |');
  for (const name of names) {
    const { bare, called, slow } = await served({ kind: 'latency', name, bytes: 1e5, detail });
    console.log(`| ${[name, ...[bare, called, slow, called - bare].map((time) => time.toFixed(2))].join(' | ')} |`);
  }
}

function child(task) {
  return new Promise((resolve, reject) => {
    const execArgv = ['--expose-gc', '--max-old-space-size=8192'];
    const worker = fork(program, [JSON.stringify(task)], { execArgv, serialization: 'json' });
    worker.once('message', resolve);
    worker.once('exit', (code) => reject(new Error(`${task.name}, ${task.bytes} bytes, ${task.kind}: exit ${code}`)));
  });
}

/** The task in another process, its vendor in this one: with a small answer for warming up, and the one of that size. */
async function served(task) {
  const vendors = await Promise.all([1e4, task.bytes].map((bytes) => vendor(payloads[task.name].make(bytes))));
  const questions = vendors.map(({ origin, args, pages }) => ({ origin, args, pages }));
  try {
    return await child({ ...task, questions });
  } finally {
    for (const { close } of vendors) close();
  }
}

async function vendor({ args, bodies, contentType = 'application/json' }) {
  const pages = bodies.map((body) => Buffer.from(body));
  let page = 0;
  const server = createServer(({ url }, response) => {
    if (isRefused(url, contentType)) return response.writeHead(404, { 'content-type': 'application/json' }).end('{}');
    const body = pages[page++ % pages.length];
    response.writeHead(200, { 'content-type': contentType, 'content-length': body.length }).end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { origin: `http://127.0.0.1:${server.address().port}`, args, pages: pages.length, close };
}

/** A chart that comes as CSV is asked in another way first. */
function isRefused(url, contentType) {
  return contentType === 'text/csv' && url.includes('/query');
}

async function work(task) {
  const parts = await import(outfile);
  process.send(await { time, memory, latency }[task.kind](task, parts), () => process.exit());
}

/** Medians of some rounds, side by side. */
async function time({ name, bytes, detail }, parts) {
  const { tool, args, bodies, contentType = 'application/json' } = textsOf(name, bytes);
  const json = contentType === 'text/csv' ? bodies.map((body) => JSON.stringify({ data: body })) : bodies;
  let [page, received] = [0, 0];
  const get = async (url) => {
    if (isRefused(url, contentType)) return { status: 404, contentType: 'application/json', text: '{}' };
    if (page === 0) received = performance.now();
    return { status: 200, contentType, text: bodies[page++] };
  };
  const [parses, tolds] = [[], []];
  const { warm, counted } = rounds(bytes);
  for (let round = -warm; round < counted; round++) {
    const began = performance.now();
    for (const body of json) JSON.parse(body);
    const parsed = performance.now() - began;
    page = 0;
    const engine = fresh(parts, { get, close: async () => {} });
    await ask({ tool, args: { ...args, detail } }, engine, parts);
    const told = performance.now() - received;
    if (round < 0) continue;
    parses.push(parsed);
    tolds.push(told);
  }
  const size = bodies.reduce((sum, body) => sum + Buffer.byteLength(body), 0);
  return { size, parse: middle(parses), told: middle(tolds) };
}

/** As they come out of the decoder: in one piece. */
function textsOf(name, bytes) {
  const { tool, make } = payloads[name];
  const { bodies, ...others } = make(bytes);
  return { tool, ...others, bodies: bodies.map((body) => new TextDecoder().decode(Buffer.from(body))) };
}

/** The smaller, the more of them: what is asked often is compiled by V8. */
function rounds(bytes) {
  if (bytes > 2e6) return { warm: 2, counted: bytes > 2e7 ? 3 : 7 };
  return bytes > 2e5 ? { warm: 20, counted: 20 } : { warm: 100, counted: 100 };
}

/** How far the process grows beyond what it was after small answers, HTTP and all. */
async function memory({ name, detail, bare, questions: [small, large] }, parts) {
  const { tool } = payloads[name];
  const http = parts.createHttp();
  const engine = (origin) => fresh(parts, http, origin);
  for (let round = 0; round < 3; round++) {
    await ask({ tool, args: { ...small.args, detail } }, engine(small.origin), parts);
  }
  global.gc();
  const before = process.memoryUsage().rss;
  if (bare) await justParsed(large, parts);
  else await ask({ tool, args: { ...large.args, detail } }, engine(large.origin), parts);
  return { peak: process.resourceUsage().maxRSS * 1024 - before };
}

async function justParsed({ origin, pages }, { Agent, request }) {
  const dispatcher = new Agent();
  const bodies = [];
  for (let page = 0; page < pages; page++) {
    const { body, headers } = await request(`${origin}/csv`, { dispatcher });
    const text = await body.text();
    bodies.push(text, headers['content-type'] === 'text/csv' ? text : JSON.parse(text));
  }
}

/** One after the other in each round, so that whatever else the machine does meets both alike. */
async function latency({ name, detail, questions: [, { origin, args }] }, parts) {
  const { tool } = payloads[name];
  const http = parts.createHttp();
  const addresses = await asked({ tool, args: { ...args, detail } }, http, origin, parts);
  const agent = new parts.Agent();
  const [bare, calls] = [[], []];
  for (let round = -100; round < 300; round++) {
    const engine = fresh(parts, http, origin);
    const began = performance.now();
    for (const address of addresses) {
      const { body } = await parts.request(address, { dispatcher: agent });
      const text = await body.text();
      if (!address.endsWith('/csv')) JSON.parse(text);
    }
    const between = performance.now();
    await ask({ tool, args: { ...args, detail } }, engine, parts);
    if (round < 0) continue;
    bare.push(between - began);
    calls.push(performance.now() - between);
  }
  return { bare: at(bare, 0.5), called: at(calls, 0.5), slow: at(calls, 0.95) };
}

/** The addresses that a call gets, one after the other. */
async function asked(question, http, origin, parts) {
  const addresses = [];
  const get = (url, ...others) => {
    addresses.push(url);
    return http.get(url, ...others);
  };
  await ask(question, fresh(parts, { ...http, get }, origin), parts);
  return addresses;
}

/** An engine that knows no answer yet. */
function fresh(
  { catalogue, readConfig, createLimiter, createResults, systemClock },
  http,
  origin = 'http://127.0.0.1',
) {
  const vendors = [...new Set(catalogue.tools.map(({ vendor }) => vendor))];
  const clock = { ...systemClock, now: () => now };
  const environment = {
    ...{
      AMPLITUDE_API_KEY: '0123456789abcdef0123456789abcdef',
      AMPLITUDE_SECRET_KEY: 'fedcba9876543210fedcba9876543210',
    },
    ...{
      CHARTMOGUL_API_KEY: 'chartmogul-key-0123456789',
      FYNN_API_TOKEN: 'fynn-token-0123456789',
      FYNN_TENANT: 'demo',
    },
    ...{ AMPLITUDE_BASE_URL: origin, CHARTMOGUL_BASE_URL: origin, FYNN_BASE_URL: origin, FYNN_TIMEZONE: 'UTC' },
  };
  return {
    ...{ catalogue, clock, http, config: readConfig(environment, vendors) },
    ...{ limiter: createLimiter({ clock }), results: createResults(clock.now) },
  };
}

async function ask({ tool, args }, engine, { call }) {
  const { text, failed } = await call(tool, args, engine, { signal: new AbortController().signal });
  if (failed) throw new Error(text);
}

function megabytes(bytes) {
  return (bytes / 1e6).toFixed(2);
}

function middle(times) {
  return at(times, 0.5);
}

function at(times, share) {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * share)];
}
