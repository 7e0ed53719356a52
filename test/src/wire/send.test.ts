import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import type { Clock } from '../../../src/clock.ts';
import { ToolError } from '../../../src/errors.ts';
import { createLimiter } from '../../../src/quota/limiter.ts';
import type { Connection, Failure, Request, Vendor, VendorAnswer } from '../../../src/vendor.ts';
import { createHttp, type HttpOptions } from '../../../src/wire/http.ts';
import { parseJson } from '../../../src/wire/json.ts';
import { type SendContext, send, VendorError } from '../../../src/wire/send.ts';
import { createFakeClock, settled } from '../../support/fake-clock.ts';
import { amplitudeLimits } from '../../support/limits.ts';
import { type Answer, startServer } from '../../support/server.ts';

const secret = 'k3y/with+signs & "more"_x_';
const token = Buffer.from(`user:${secret}`).toString('base64');

const vendor: Vendor = {
  id: 'acme',
  title: 'Acme',
  settings: [{ name: 'ACME_BASE_URL', meaning: 'Another address.', required: false, secret: false }],
  connect: () => ({ missing: [], problems: [] }),
  probe: { endpoint: '/probe', price: { cost: 1 }, request: { path: '/probe', query: [] } },
  failure,
  quotaSentence: 'Acme allows 1,000 at once.',
};

/** Words in capitals steer it: what matters here is what becomes of its answer. */
function failure({ status, body }: VendorAnswer): Failure {
  const text = typeof body === 'string' ? undefined : JSON.stringify(body);
  const detail = text === undefined ? {} : { detail: text };
  const kinds = { 400: 'input', 401: 'credentials', 403: 'permission', 404: 'not_found', 429: 'rate_limit' } as const;
  const kind = Object.entries(kinds).find(([code]) => code === String(status))?.[1] ?? 'vendor';
  const cost = /cost (\d+)/.exec(text ?? '')?.[1];
  const retry = text?.includes('concurrent') ?? false;
  return { kind, advice: `Advice about ${kind}.`, retry, ...detail, ...(cost && { cost: Number(cost) }) };
}

const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

interface SetUp {
  clock?: Clock;
  http?: HttpOptions;
  cost?: number;
  request?: Partial<Request>;
  signal?: AbortSignal;
  budget?: number;
}

async function setUp(answer: Answer, { clock: given, http: options, cost = 100, request, signal, budget }: SetUp = {}) {
  const server = await startServer(answer);
  const http = createHttp(options);
  opened.push(http, server);
  const { clock, pauses } = given ? { clock: given, pauses: [] } : leapingClock();
  const quotaClock = createFakeClock();
  const limiter = createLimiter({ clock: quotaClock });
  const connection = {
    origin: server.origin,
    headers: { authorization: `Basic ${token}` },
    pathSecrets: { projectApiKey: secret },
    fingerprint: 'acme-1',
    secrets: [secret],
    zone: 'UTC',
    zoneAssumed: false,
    limits: amplitudeLimits,
    facts: {},
  } satisfies Connection;
  const context: SendContext = {
    ...{ vendor, endpoint: '/v1/{projectApiKey}/things', connection, price: { cost }, http, limiter, clock },
    signal: signal ?? new AbortController().signal,
    deadline: clock.now() + (budget ?? 45_000),
    random: () => 1,
  };
  const outcome = send({ path: '/v1/{projectApiKey}/things', query: [], ...request }, context);
  const used = async () => {
    await settled();
    const usage = await limiter.usage('acme-1', amplitudeLimits);
    const [calls, costNow, costHour] = usage.map((each) => each.used);
    return { calls, costNow, costHour };
  };
  return { outcome, server, limiter, context, pauses, clock, quotaClock, used };
}

/** A clock whose pauses take no time, and which notes them. */
function leapingClock() {
  const pauses: number[] = [];
  let now = Date.UTC(2026, 0, 5);
  const clock: Clock = {
    now: () => now,
    async sleep(milliseconds) {
      pauses.push(milliseconds);
      now += milliseconds;
    },
  };
  return { clock, pauses };
}

async function errorOf(outcome: Promise<unknown>): Promise<ToolError> {
  const error = await outcome.then(
    () => undefined,
    (fault) => fault,
  );
  if (!(error instanceof ToolError)) throw error ?? new Error('should have failed');
  expectNoSecret(error);
  return error;
}

function expectNoSecret(error: Error): void {
  const said = [error.message, error.stack, String(error.cause), JSON.stringify(error), JSON.stringify({ ...error })];
  const fragments = [
    'k3y',
    'with+signs',
    token.slice(8),
    '127.0.0.1',
    Buffer.from(secret).toString('base64').slice(0, 20),
  ];
  for (const text of said) for (const fragment of fragments) expect(text ?? '').not.toContain(fragment);
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Answer => {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
};

const html = (status: number, text: string): Answer => {
  return (_request, response) => void response.writeHead(status, { 'content-type': 'text/html' }).end(text);
};

/** The first answers, then the last one for ever. */
const inTurn = (...answers: readonly Answer[]): Answer => {
  return (request, response, index) => answers[Math.min(index, answers.length - 1)]?.(request, response, index);
};

describe('an answer', () => {
  test('is read with all digits, and charged once', async () => {
    const { outcome, used } = await setUp((_request, response) => void response.end('{"id":12345678901234567}'));
    const { text, body, cost } = await outcome;
    expect(body).toEqual({ id: '12345678901234567' });
    expect(parseJson(text)).toEqual(body);
    expect(cost).toBe(100);
    expect(await used()).toEqual({ calls: 0, costNow: 0, costHour: 100 });
  });

  test('the address: secrets of the path, pairs in order and encoded once, brackets of names as they are', async () => {
    const query = [
      ['filter[since][]', '1'],
      ['filter[since][]', '2 & 3'],
      ['e', '{"event_type":"a+b","x":[1]}'],
      ['half', '\ud800'],
    ] as const;
    const { outcome, server } = await setUp(json(200, {}), { request: { query } });
    await outcome;
    expect(server.requests[0]?.url).toBe(
      '/v1/k3y%2Fwith%2Bsigns%20%26%20%22more%22_x_/things?filter[since][]=1&filter[since][]=2%20%26%203' +
        '&e=%7B%22event_type%22%3A%22a%2Bb%22%2C%22x%22%3A%5B1%5D%7D&half=%EF%BF%BD',
    );
    expect(server.requests[0]?.headers.authorization).toBe(`Basic ${token}`);
  });

  test('a path that names what is not there is our fault', async () => {
    const { outcome, server } = await setUp(json(200, {}), { request: { path: '/{toString}' } });
    expect((await errorOf(outcome)).kind).toBe('internal');
    expect(server.requests).toHaveLength(0);
  });

  test.each(['Segment,"2026-01-01"\n"\tAll","5"', '"quoted"', '12'])('plain text, where it may be: %s', async (csv) => {
    const { outcome } = await setUp((_request, response) => void response.end(csv), { request: { textAllowed: true } });
    const { text, body } = await outcome;
    expect(body).toEqual({ data: csv });
    expect(parseJson(text)).toEqual(body);
  });

  test('JSON, where text may be', async () => {
    const { outcome } = await setUp(json(200, { data: 'a,b' }), { request: { textAllowed: true } });
    expect((await outcome).body).toEqual({ data: 'a,b' });
  });
});

describe('a body that is no data', () => {
  test.each([
    [
      'a page',
      html(200, '<!doctype html><title>Sign in\n to `Acme`</title>'),
      'an HTML page titled "Sign in to \\`Acme\\`"',
    ],
    ['a bare page', html(200, '<!-- x --><html></html>'), 'an HTML page'],
    ['text', textual('It works!'), 'plain text that begins "It works!"'],
    ['broken JSON', textual('{"a":1'), 'broken JSON that begins "{"a":1"'],
    ['XML', textual('<?xml version="1.0"?><a/>'), 'an XML document'],
    ['nothing', textual(''), 'an empty body'],
    ['blanks', textual(' \n'), 'an empty body'],
  ])('%s', async (_name, answer, what) => {
    const { outcome, server, used } = await setUp(answer);
    const error = await errorOf(outcome);
    expect(error).toBeInstanceOf(VendorError);
    expect(error).toMatchObject({ kind: 'vendor', status: 200, cost: 100 });
    expect(error.message).toContain(
      `Acme answered HTTP 200 to GET /v1/{projectApiKey}/things with ${what} instead of JSON.`,
    );
    expect(error.message).toContain('Check ACME_BASE_URL');
    expect(server.requests).toHaveLength(1);
    expect(await used()).toEqual({ calls: 0, costNow: 0, costHour: 100 });
  });

  test.each([html(200, '<html><title>Sign in</title></html>'), textual('')])(
    'a page or nothing is no text either',
    async (answer) => {
      const { outcome } = await setUp(answer, { request: { textAllowed: true } });
      expect((await errorOf(outcome)).kind).toBe('vendor');
    },
  );

  function textual(text: string): Answer {
    return (_request, response) => void response.end(text);
  }
});

describe('an error status', () => {
  test.each([
    [400, 'input'],
    [401, 'credentials'],
    [403, 'permission'],
    [404, 'not_found'],
    [500, 'vendor'],
  ] as const)('%d is not asked again', async (status, kind) => {
    const { outcome, server, used } = await setUp(json(status, { message: 'Invalid *property*' }));
    const error = await errorOf(outcome);
    expect(error).toMatchObject({ name: 'VendorError', kind, status, cost: 100, retryAfterSeconds: undefined });
    expect(error.message).toBe(
      `Acme answered HTTP ${status} to GET /v1/{projectApiKey}/things: "{"message":"Invalid \\*property\\*"}". ` +
        `Advice about ${kind}.`,
    );
    expect(server.requests).toHaveLength(1);
    expect(await used()).toEqual({ calls: 0, costNow: 0, costHour: 100 });
  });

  test('the hourly limit is not asked again; the cost that the vendor names is charged', async () => {
    const { outcome, server, used } = await setUp(json(429, { details: 'Exceeded rate limit with query of cost 415' }));
    const error = await errorOf(outcome);
    expect(error).toMatchObject({ kind: 'rate_limit', status: 429, cost: 415, retryAfterSeconds: 3_600 });
    expect(error.message).toContain('Ask again in 1 h = 3,600 s.');
    expect(server.requests).toHaveLength(1);
    expect(await used()).toEqual({ calls: 0, costNow: 0, costHour: 415 });
  });

  test('a page in place of an error: what page it was', async () => {
    const { outcome } = await setUp(html(500, '<html><head><title>Bad gateway</title></head></html>'));
    expect((await errorOf(outcome)).message).toBe(
      'Acme answered HTTP 500 to GET /v1/{projectApiKey}/things: an HTML page titled "Bad gateway". Advice about vendor.',
    );
  });

  test('the vendor’s words are cut and cleaned', async () => {
    const { outcome } = await setUp(json(400, { message: `\u202e${'x'.repeat(5_000)}` }));
    const { message } = await errorOf(outcome);
    expect(message.length).toBeLessThan(500);
    expect(message).not.toContain('\u202e');
  });

  test.each([
    ['as it is', `no ${secret} here`],
    ['in an address', `GET /v1/${encodeURIComponent(secret)}/things?a=${encodeURIComponent(secret).toLowerCase()}`],
    ['encoded twice', encodeURIComponent(encodeURIComponent(secret))],
    ['as the header', `Basic ${token}`],
    [
      'in base64 at any place',
      [0, 1, 2].map((at) => Buffer.from(`${'x'.repeat(at)}${secret}yz`).toString('base64')).join(' '),
    ],
    ['with a zero-width space inside', `k3y/with+\u200bsigns & "more"_x_`],
    ['where the words are cut', `${'x'.repeat(280)}${secret}`],
    ['in a title', `<html><title>${secret}</title></html>`],
    ['in HTML', `<html><title>k3y/with+signs &amp; &quot;more&quot;_x_</title></html>`],
    ['in plain text', `error: ${secret}`],
  ])('a secret that is echoed is struck: %s', async (_name, words) => {
    for (const status of [400, 200]) {
      const body =
        words.startsWith('<') || words.startsWith('error') || status === 200
          ? words
          : JSON.stringify({ message: words });
      const { outcome } = await setUp((_request, response) => void response.writeHead(status).end(body));
      await errorOf(outcome);
    }
  });
});

describe('tries', () => {
  test.each([502, 503, 504])('%d is asked again, each try is charged', async (status) => {
    const { outcome, server, used, pauses } = await setUp(
      inTurn(html(status, 'busy'), html(status, 'busy'), json(200, {})),
    );
    expect(await outcome).toMatchObject({ body: {}, cost: 300 });
    expect(server.requests).toHaveLength(3);
    expect(pauses).toEqual([1_000, 2_000]);
    expect(await used()).toEqual({ calls: 0, costNow: 0, costHour: 300 });
  });

  test('three at most', async () => {
    const { outcome, server, used } = await setUp(html(503, 'busy'));
    const error = await errorOf(outcome);
    expect(error).toMatchObject({ kind: 'vendor', status: 503, cost: 300 });
    expect(error.message).toContain('(after 3 tries)');
    expect(server.requests).toHaveLength(3);
    expect(await used()).toEqual({ calls: 0, costNow: 0, costHour: 300 });
  });

  test('where the vendor’s file says so, at the cost that the vendor named', async () => {
    const busy = json(429, { details: 'Exceeded concurrent limit with query of cost 415' });
    const { outcome, server, quotaClock, used } = await setUp(inTurn(busy, json(200, { ok: 1 })));
    const runs = setInterval(() => void quotaClock.run(500), 20);
    expect(await outcome.finally(() => clearInterval(runs))).toMatchObject({ body: { ok: 1 }, cost: 830 });
    expect(await used()).toEqual({ calls: 0, costNow: 0, costHour: 830 });
    expect(server.requests).toHaveLength(2);
  });

  test('not before the others too have left the vendor alone for two seconds', async () => {
    const busy = json(429, { details: 'Exceeded concurrent limit' });
    const { outcome, server, limiter, quotaClock } = await setUp(inTurn(busy, json(200, { ok: 1 })));
    while (server.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise((resolve) => setTimeout(resolve, 100));
    const other = limiter.acquire({
      ...{ key: 'acme-1', limits: amplitudeLimits, price: { cost: 1 }, signal: new AbortController().signal },
    });
    await quotaClock.run(1_900);
    expect(server.requests).toHaveLength(1);
    await quotaClock.run(200);
    (await other).release();
    expect(await outcome).toMatchObject({ body: { ok: 1 } });
  });

  test('a connection that breaks, once before and once in the answer', async () => {
    const breaking: Answer = (request) => void request.socket.destroy();
    const half: Answer = (request, response) =>
      void response.writeHead(200, { 'content-length': '99' }).write('{', () => request.socket.destroy());
    const { outcome, server } = await setUp(inTurn(breaking, half, json(200, { ok: 1 })));
    expect(await outcome).toMatchObject({ body: { ok: 1 }, cost: 300 });
    expect(server.requests).toHaveLength(3);
  });

  test('nobody there', async () => {
    const { outcome, context } = await setUp(json(200, {}));
    await outcome;
    const connection = { ...context.connection, origin: 'http://127.0.0.1:1' };
    const error = await errorOf(send({ path: '/x', query: [] }, { ...context, connection }));
    expect(error.kind).toBe('network');
    expect(error.message).toBe(
      'Acme gave no answer to GET /v1/{projectApiKey}/things: no connection (ECONNREFUSED) (after 3 tries). ' +
        'Check the network of this machine (HTTPS_PROXY, if it needs a proxy), and ACME_BASE_URL if it is set.',
    );
  });

  test('a request that took its whole time is not repeated', async () => {
    const { outcome, server, used } = await setUp(() => {}, { http: { totalTimeout: 50 } });
    expect(await errorOf(outcome)).toMatchObject({ kind: 'network' });
    expect(server.requests).toHaveLength(1);
    expect(await used()).toEqual({ calls: 0, costNow: 0, costHour: 100 });
  });

  test('the end of the call’s time ends a request', async () => {
    const { outcome } = await setUp(() => {}, { budget: 60 });
    expect((await errorOf(outcome)).message).toContain('it did not answer within 0.1 s');
  });

  test('neither is what is too large, or a redirect', async () => {
    const bomb: Answer = (_request, response) =>
      void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(10_000_000)));
    const large = await setUp(bomb, { http: { maximumBytes: 1024 * 1024 } });
    expect((await errorOf(large.outcome)).message).toBe(
      'Acme gave no answer to GET /v1/{projectApiKey}/things: its answer is larger than 1 MiB. ' +
        'Ask for less: fewer days, groups or rows.',
    );
    const moved = await setUp((_request, response) => {
      response.writeHead(301, { location: `http://127.0.0.1/?${secret.slice(0, 3)}` }).end();
    });
    expect(await errorOf(moved.outcome)).toMatchObject({ kind: 'vendor' });
    for (const { server } of [large, moved]) expect(server.requests).toHaveLength(1);
  });

  test('Retry-After is honoured', async () => {
    const { outcome, pauses } = await setUp(inTurn(json(503, {}, { 'retry-after': '7' }), json(200, {})));
    await outcome;
    expect(pauses).toEqual([7_000]);
  });

  test('Retry-After as a date', async () => {
    const headers = { date: 'Sat, 03 Jan 2026 10:00:00 GMT', 'retry-after': 'Sat, 03 Jan 2026 10:00:09 GMT' };
    const { outcome, pauses } = await setUp(inTurn(json(503, {}, headers), json(200, {})));
    await outcome;
    expect(pauses).toEqual([9_000]);
  });

  test('Retry-After past the call’s time: fails now and says the seconds', async () => {
    const { outcome, server, pauses } = await setUp(json(503, {}, { 'retry-after': '60' }));
    const error = await errorOf(outcome);
    expect(error).toMatchObject({ status: 503, retryAfterSeconds: 60 });
    expect(error.message).toContain('Ask again in 1 min = 60 s.');
    expect(server.requests).toHaveLength(1);
    expect(pauses).toEqual([]);
  });

  test('pauses are left to chance by half', async () => {
    const first = await setUp(inTurn(json(503, {}), json(200, {})));
    await first.outcome;
    const { clock, pauses } = leapingClock();
    const { server } = await setUp(inTurn(json(200, {}), json(503, {}), json(200, {})));
    const connection = { ...first.context.connection, origin: server.origin };
    const context = { ...first.context, clock, connection, random: () => 0 };
    while (server.requests.length === 0) await settled();
    await send({ path: '/x', query: [] }, context);
    expect(first.pauses).toEqual([1_000]);
    expect(pauses).toEqual([500]);
  });
});

describe('the quota', () => {
  test('refuses in the vendor’s name, before anything is sent', async () => {
    const { outcome, server } = await setUp(json(200, {}), { cost: 1_008 });
    const error = await errorOf(outcome);
    expect(error).toMatchObject({ kind: 'quota' });
    expect(error.message).toBe(
      'Acme, GET /v1/{projectApiKey}/things: the request costs 1,008, and the quota allows 1,000 cost at once: ' +
        'it can never be sent. Ask for less. Acme allows 1,000 at once.',
    );
    expect(server.requests).toHaveLength(0);
  });
});

describe('abort', () => {
  test('while waiting for the quota', async () => {
    const controller = new AbortController();
    const { context, outcome, limiter, server } = await setUp(json(200, {}));
    await outcome;
    const held = await limiter.acquire({
      ...{ key: 'acme-1', limits: amplitudeLimits, price: { cost: 1_000 }, signal: new AbortController().signal },
    });
    const waiting: string[] = [];
    const second = errorOf(
      send(
        { path: '/x', query: [] },
        { ...context, signal: controller.signal, onWait: ({ limit }) => waiting.push(limit) },
      ),
    );
    await settled();
    expect(waiting).toEqual(['cost at once']);
    controller.abort();
    expect(await second).toMatchObject({ kind: 'cancelled' });
    expect(server.requests).toHaveLength(1);
    held.release();
  });

  test('in flight: the request ends, the slot is free, the cost stays', async () => {
    const controller = new AbortController();
    const { outcome, server, used } = await setUp(() => {}, { signal: controller.signal });
    const error = errorOf(outcome);
    while (server.requests.length === 0) await settled();
    expect(await used()).toEqual({ calls: 1, costNow: 100, costHour: 100 });
    controller.abort();
    expect(await error).toMatchObject({ kind: 'cancelled' });
    await server.gone;
    expect(await used()).toEqual({ calls: 0, costNow: 0, costHour: 100 });
  });

  test('between two tries: at once, and nothing is held', async () => {
    const controller = new AbortController();
    const clock = createFakeClock();
    const { outcome, server, used } = await setUp(json(503, {}), { signal: controller.signal, clock });
    const error = errorOf(outcome);
    while (clock.sleepers() === 0) await settled();
    expect(await used()).toEqual({ calls: 0, costNow: 0, costHour: 100 });
    controller.abort();
    expect(await error).toMatchObject({ kind: 'cancelled' });
    expect(clock.sleepers()).toBe(0);
    expect(server.requests).toHaveLength(1);
  });
});
