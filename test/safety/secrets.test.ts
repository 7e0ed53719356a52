import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { call } from '../../src/call.ts';
import { doctor } from '../../src/doctor.ts';
import type { Engine } from '../../src/engine.ts';
import { type Started, start } from '../../src/start.ts';
import { createHttp } from '../../src/wire/http.ts';
import { catalogue } from '../../tools/index.ts';
import { engineOf } from '../support/engine.ts';
import { type VendorServer, vendorServer } from '../support/vendor-server.ts';
import { daysOf, payloads } from './payloads.ts';
import { ask, settings, standingClock } from './scene.ts';
import { planted, redisPassword, secretsIn } from './secrets.ts';

type Situation = (request: IncomingMessage, response: ServerResponse, tool: string) => void;

let server: VendorServer;
let situation: Situation;
let tool = '';
let written: string[] = [];

beforeAll(async () => {
  server = await vendorServer((request, response) => situation(request, response, tool));
});
afterAll(() => server.close());

beforeEach(() => {
  written = [];
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      written.push(String(text));
      return true;
    });
});
afterEach(() => vi.restoreAllMocks());

const environment = () => ({ ...settings(server.origin), ...planted });

/** What a server has seen of the request, as it may give it back: headers, path, and the pair of user and password. */
function seen({ headers, url = '' }: IncomingMessage): string {
  const { authorization = '' } = headers;
  const [, token = ''] = authorization.split(' ');
  const pair = Buffer.from(token, 'base64').toString();
  const colon = pair.indexOf(':');
  return [authorization, token, pair, pair.slice(0, colon), pair.slice(colon + 1), url, decodeURIComponent(url)].join(
    ' ',
  );
}

const answers = (status: number, type: string, body: (echo: string) => string): Situation => {
  return (request, response) => response.writeHead(status, { 'content-type': type }).end(body(seen(request)));
};

const asJson = (status: number, body: (echo: string) => unknown) =>
  answers(status, 'application/json', (echo) => JSON.stringify(body(echo)));

const success: Situation = (request, response, name) => {
  const echo = seen(request);
  const [body] =
    payloads[name]?.[0]?.bodies(
      (place, usual) => (/date|used|time|seen/.test(place) ? usual : `${usual} ${echo}`),
      daysOf({ start: '2026-08-04' }),
    ) ?? [];
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

const empty: Situation = (request, response) => {
  const data = { series: [], xValues: [], seriesLabels: ['Today', seen(request)] };
  const body = { data, entries: [], has_more: false, matches: [], userData: {}, events: [], cursor: seen(request) };
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

/** Slashes and signs as some servers write them in JSON. */
function escapedJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('/', '\\/')
    .replace(/[+<>&=]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);
}

const situations: Readonly<Record<string, Situation>> = {
  success,
  empty,
  'success in escaped JSON': (request, response, name) => {
    const body = payloads[name]?.[0]?.bodies(
      (place, usual) => (/date|used|time|seen/.test(place) ? usual : seen(request)),
      daysOf({ start: '2026-08-04' }),
    )[0];
    response.writeHead(200, { 'content-type': 'application/json' }).end(escapedJson(body));
  },
  ...Object.fromEntries(
    [400, 401, 403, 404, 422, 429, 500, 504].map((status) => [
      `HTTP ${status}`,
      asJson(status, (echo) => ({ error: { message: `Bad key ${echo}` }, message: echo, errors: [{ detail: echo }] })),
    ]),
  ),
  'an HTML page': answers(
    502,
    'text/html',
    (echo) => `<html><title>${echo}</title><body><h1>${echo}</h1></body></html>`,
  ),
  'an HTML page in place of data': answers(200, 'text/html', (echo) => `<html><title>${echo}</title></html>`),
  'a refusal in text': answers(400, 'text/plain', (echo) => `x`.repeat(250) + echo),
  'broken JSON': answers(200, 'application/json', (echo) => `{"request": "${echo}`),
  'a refusal in broken JSON': answers(400, 'application/json', (echo) => `{"request": "${echo}`),
  'another shape': asJson(200, (echo) => ({ data: { [echo]: echo, sales: echo }, [echo]: [echo] })),
  'a redirect': (request, response) =>
    response.writeHead(302, { location: `https://elsewhere.example/?${seen(request).replace(/[^!-~]/g, '')}` }).end(),
  'a connection that breaks': (request) => request.socket.destroy(),
  'half an answer': (request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100000' });
    response.write(JSON.stringify(seen(request)).slice(0, -1));
    setTimeout(() => request.socket.destroy(), 5);
  },
  'another encoding': (request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(seen(request)),
  'no answer': () => {},
};

/** Everything that comes of a call: its text and all there is to read, what is told meanwhile, what is written and kept. */
async function outcome(name: string, engine: Engine): Promise<string> {
  tool = name;
  const told: string[] = [];
  const options = { signal: new AbortController().signal, onProgress: (message: string) => told.push(message) };
  const args = payloads[name]?.[0]?.args;
  const short = await call(name, args, engine, options);
  const full = await call(name, { ...args, detail: 'full' }, engine, options);
  const dry = await ask(name, { ...args, dry_run: true }, engine);
  const [, id = ''] = /result_id: (\w+)/.exec(short.text) ?? [];
  const pages = await Promise.all(
    (short.report?.tables ?? []).flatMap(({ name: table }) =>
      ['table', 'csv', 'json'].map((format) => ask('read_result', { result_id: id, table, format }, engine)),
    ),
  );
  const status = await ask('metrics_status', {}, engine);
  const kept = JSON.stringify((await engine.results.get(id)) ?? null);
  return [...[short, full, dry, ...pages, status].map(({ text }) => text), ...told, ...written, kept].join('\n');
}

describe.each(Object.keys(situations))('%s', (name) => {
  it.each(catalogue.tools.map((one) => one.name))('tells no secret after a call of %s', async (called) => {
    situation = situations[name] ?? success;
    const http = createHttp({ totalTimeout: name === 'no answer' ? 30 : 2_000 });
    const engine = { ...engineOf(catalogue, environment(), standingClock), http };
    const text = await outcome(called, engine);
    await http.close();
    expect(text.length).toBeGreaterThan(200);
    expect(secretsIn(text)).toEqual([]);
  });
});

it('the search finds every secret in what the vendors were sent, so that it looks at something', async () => {
  const echoes: string[] = [];
  situation = (request, response) => {
    echoes.push(seen(request));
    response.writeHead(400).end();
  };
  const engine = engineOf(catalogue, environment(), standingClock);
  for (const called of [
    'amplitude_list_events',
    'chartmogul_list_activities',
    'qonversion_customer_metrics',
    'fynn_subscription_revenue',
  ])
    await outcome(called, engine);
  await engine.http.close();
  for (const secret of Object.values(planted)) expect(echoes.join('\n')).toContain(secret);
  for (const echo of echoes) expect(secretsIn(echo).length).toBeGreaterThan(5);
  for (const echo of echoes) expect(secretsIn(Buffer.from(echo).toString('base64')).length).toBeGreaterThan(0);
});

it('no vendor that is not there is told a secret, or tells one', async () => {
  const closed = await vendorServer(() => {});
  await closed.close();
  const engine = engineOf(catalogue, { ...settings(closed.origin), ...planted }, standingClock);
  for (const { name } of catalogue.tools) expect(secretsIn(await outcome(name, engine))).toEqual([]);
  await engine.http.close();
});

describe('the whole program', () => {
  let folder: string;
  let started: Started;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'metrics-mcp-'));
  });
  afterEach(async () => {
    await started.close();
    rmSync(folder, { recursive: true });
  });

  const set = (more: Record<string, string> = {}) => ({ ...environment(), METRICS_MCP_STATE_DIR: folder, ...more });

  function files(at = folder): string[] {
    return readdirSync(at).flatMap((name) => {
      const path = join(at, name);
      return statSync(path).isDirectory() ? files(path) : [path, readFileSync(path, 'utf8')];
    });
  }

  it('keeps none in the files of the quota', async () => {
    started = await start(catalogue, set(), false);
    situation = success;
    for (const { name } of catalogue.tools) await outcome(name, started.engine);
    const kept = files().join('\n');
    expect(kept.length).toBeGreaterThan(100);
    expect(secretsIn(kept)).toEqual([]);
  });

  it.each(['HTTP 401', 'an HTML page in place of data'])('tells none in the diagnosis: %s', async (name) => {
    started = await start(catalogue, set(), false);
    situation = situations[name] ?? success;
    for (const json of [false, true]) await doctor(started, { json });
    expect(written.join('').length).toBeGreaterThan(1_000);
    expect(secretsIn(written.join(''))).toEqual([]);
  });

  it('logs none of a fault of its own that quotes all of them', async () => {
    const url = `redis://default:${redisPassword.encoded}@127.0.0.1:1/0`;
    started = await start(catalogue, set({ METRICS_MCP_REDIS_URL: url }), false);
    const faulty: Engine['http'] = {
      get: async (address, headers) => {
        throw new TypeError(
          `cannot read ${address} with ${JSON.stringify(headers)}, nor ${url} of ${redisPassword.plain}`,
        );
      },
      close: async () => {},
    };
    for (const { name } of catalogue.tools) {
      const { text, kind } = await ask(name, payloads[name]?.[0]?.args, { ...started.engine, http: faulty });
      expect(kind).toBe('internal');
      written.push(text);
    }
    const log = written.join('\n');
    expect(log).toContain('TypeError: cannot read');
    expect(secretsIn(log)).toEqual([]);
  });

  it('tells none of a Redis that is away', async () => {
    started = await start(
      catalogue,
      set({ METRICS_MCP_REDIS_URL: `redis://default:${redisPassword.encoded}@127.0.0.1:1/0` }),
      false,
    );
    situation = success;
    const told = await outcome('amplitude_list_events', started.engine);
    expect(told).toContain('127.0.0.1:1');
    expect(secretsIn(told)).toEqual([]);
  });

  it('tells none that was put in the place of something else', async () => {
    const others = [
      'AMPLITUDE_REGION',
      'AMPLITUDE_TIMEZONE',
      'AMPLITUDE_COST_WINDOW',
      'AMPLITUDE_BASE_URL',
      'CHARTMOGUL_BASE_URL',
    ];
    const more = ['QONVERSION_BASE_URL', 'FYNN_BASE_URL', 'FYNN_TENANT', 'FYNN_TIMEZONE', 'METRICS_MCP_SHOW_PII'];
    for (const secret of ['9f86d081884c7d659a2feaa0c55ad015', ...Object.values(planted)]) {
      // The first is nobody's: what it is shows by its look alone.
      const wrong = Object.fromEntries([...others, ...more].map((name) => [name, secret]));
      written = [];
      for (const variables of [set(wrong), { ...set(wrong), AMPLITUDE_API_KEY: '', AMPLITUDE_SECRET_KEY: '' }]) {
        started = await start(catalogue, variables, false);
        const { text } = await ask('metrics_status', {}, started.engine);
        written.push(text);
        for (const { name } of catalogue.tools)
          written.push((await ask(name, payloads[name]?.[0]?.args, started.engine)).text);
        await doctor(started, { json: false });
        await started.close();
      }
      expect(written.join('\n')).not.toContain('9f86d081884c7d65');
      expect(secretsIn(written.join('\n'))).toEqual([]);
    }
  });
});

describe('secrets of a few letters', () => {
  const short = { AMPLITUDE_API_KEY: 'a', AMPLITUDE_SECRET_KEY: 'ab', CHARTMOGUL_API_KEY: 'key5', FYNN_API_TOKEN: 'e' };
  const words = 'A bad label: table, cab, a plan and the key are able to be read; monkey5s';

  it.each(['amplitude_list_events', 'chartmogul_list_activities', 'fynn_subscription_revenue'])(
    'leave the words of an error of %s whole, and are struck where they stand as values',
    async (called) => {
      const told = `${words} (api_key=a, secret: "ab", token=e, used key5, sent x%3Akey5%3A)`;
      situation = asJson(400, () => ({ error: { message: told }, message: told }));
      const engine = engineOf(catalogue, { ...settings(server.origin), ...short }, standingClock);
      const { text } = await ask(called, payloads[called]?.[0]?.args, engine);
      await engine.http.close();
      expect(text).toContain(words);
      const own = {
        amplitude_list_events: /api_key=a,|"ab"/,
        chartmogul_list_activities: /used key5|%3Akey5/,
        fynn_subscription_revenue: /token=e,/,
      };
      expect(text).not.toMatch(Object.entries(own).find(([name]) => name === called)?.[1] ?? /^/);
      expect(text).toContain('(secret)');
    },
  );
});
