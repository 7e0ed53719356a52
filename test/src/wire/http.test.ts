import { createServer } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { version } from '../../../src/version.ts';
import { createHttp, type Http, type HttpOptions } from '../../../src/wire/http.ts';
import { HttpFault } from '../../../src/wire/http-fault.ts';
import { type Answer, startServer, type TestServer } from '../../support/server.ts';

const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

async function setUp(answer: Answer, options: HttpOptions = {}): Promise<{ http: Http; server: TestServer; get: Get }> {
  const server = await startServer(answer);
  const http = createHttp(options);
  opened.push(http, server);
  return { http, server, get: (path = '/', headers = {}) => http.get(server.origin + path, headers, never) };
}

type Get = (path?: string, headers?: Record<string, string>) => ReturnType<Http['get']>;
const never = new AbortController().signal;

async function faultOf(outcome: Promise<unknown>): Promise<HttpFault> {
  const fault = await outcome.then(
    () => undefined,
    (error) => error,
  );
  expect(fault).toBeInstanceOf(HttpFault);
  if (!(fault instanceof HttpFault)) throw fault;
  expect(fault.cause).toBeUndefined();
  expect(`${fault.message} ${JSON.stringify(fault)}`).not.toMatch(/127\.0\.0\.1|localhost|s3cret/);
  return fault;
}

describe('an answer', () => {
  test('status, content type, text; our name, and the headers as given', async () => {
    const { get, server } = await setUp((_request, response) => {
      response.writeHead(404, { 'content-type': 'Application/JSON; charset=utf-8' }).end('{"a":"ü"}');
    });
    const answer = await get('/path?filter[x][]=1&filter[x][]=%C3%BC', {
      Authorization: 'Bearer s3cret',
      Accept: 'text/csv',
    });
    const { date, ...rest } = answer;
    expect(rest).toEqual({ status: 404, contentType: 'application/json', text: '{"a":"ü"}' });
    expect(Math.abs(Date.now() - (date ?? 0))).toBeLessThan(5_000);
    expect(server.requests[0]).toMatchObject({
      url: '/path?filter[x][]=1&filter[x][]=%C3%BC',
      headers: { authorization: 'Bearer s3cret', accept: 'text/csv', 'user-agent': `metrics-mcp/${version}` },
    });
  });

  test.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
  ])('%s is decoded', async (encoding, compress) => {
    const text = JSON.stringify({ rows: Array.from({ length: 10_000 }, (_, index) => `zeile ${index} ä`) });
    const { get } = await setUp((_request, response) => {
      response.writeHead(200, { 'content-encoding': encoding }).end(compress(text));
    });
    expect((await get()).text).toBe(text);
  });

  test('an encoded answer may be empty, and a byte order mark is no part of the text', async () => {
    const { get } = await setUp((request, response) => {
      if (request.url === '/bom') response.end('\ufeff{}');
      else response.writeHead(204, { 'content-encoding': 'gzip' }).end();
    });
    const { date: _, ...empty } = await get('/empty');
    expect(empty).toEqual({ status: 204, contentType: '', text: '' });
    expect((await get('/bom')).text).toBe('{}');
  });

  test.each([
    [{ 'retry-after': '12' }, 12],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': '1.2' }, 2],
    [{ date: 'Sat, 03 Jan 2026 10:00:00 GMT', 'retry-after': 'Sat, 03 Jan 2026 10:00:30 GMT' }, 30],
    [{ date: 'Sat, 03 Jan 2026 10:00:00 GMT', 'retry-after': 'Sat, 03 Jan 2026 09:00:00 GMT' }, 0],
    [{ 'retry-after': 'soon' }, undefined],
    [{}, undefined],
  ])('seconds to wait of %j', async (headers, seconds) => {
    const { get } = await setUp((_request, response) => void response.writeHead(429, headers).end());
    expect((await get()).retryAfterSeconds).toBe(seconds);
  });

  test('connections are kept alive', async () => {
    const { get, server } = await setUp((_request, response) => void response.end('{}'));
    for (let call = 0; call < 20; call++) await get();
    // Two: the next call may come before the connection of the last one knows that it is free.
    expect(server.connections()).toBeLessThanOrEqual(2);
  });
});

describe('no answer', () => {
  test('in the time allowed, before or after the headers', async () => {
    const { get, server } = await setUp(
      (request, response) => {
        if (request.url === '/drip') response.writeHead(200).write('{"a":');
      },
      { totalTimeout: 100 },
    );
    for (const path of ['/silent', '/drip']) {
      const fault = await faultOf(get(path));
      expect(fault).toMatchObject({ kind: 'timeout', message: 'it did not answer within 0.1 s' });
    }
    await server.gone;
  });

  test('in the time that the caller has left', async () => {
    const { http, server } = await setUp(() => {});
    expect(await faultOf(http.get(server.origin, {}, never, 50))).toMatchObject({ kind: 'timeout' });
  });

  test('a body that is too large, and the connection ends', async () => {
    const chunk = 'x'.repeat(64 * 1024);
    const { get, server } = await setUp(
      (_request, response) => {
        const more = () => {
          while (!response.destroyed && response.write(chunk));
        };
        response.on('drain', more);
        more();
      },
      { maximumBytes: 1024 * 1024 },
    );
    expect(await faultOf(get())).toMatchObject({ kind: 'too_large', message: 'its answer is larger than 1 MiB' });
    await server.gone;
  });

  test('a small body that decodes to a huge one', async () => {
    const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(100_000);
    const { get } = await setUp(
      (_request, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
      { maximumBytes: 1024 * 1024 },
    );
    const before = process.memoryUsage().arrayBuffers;
    expect(await faultOf(get())).toMatchObject({ kind: 'too_large' });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20 * 1024 * 1024);
  });

  test('a redirect: the key does not travel', async () => {
    const { get, server } = await setUp((_request, response) => {
      response.writeHead(302, { location: '/elsewhere?key=s3cret' }).end('moved');
    });
    expect(await faultOf(get('/', { authorization: 'Bearer s3cret' }))).toMatchObject({
      kind: 'redirect',
      status: 302,
      message: 'it answered a redirect (HTTP 302)',
    });
    expect(server.requests).toHaveLength(1);
  });

  test('a connection that breaks before the headers, or in the body', async () => {
    const { get } = await setUp((request, response) => {
      if (request.url === '/body') {
        response.writeHead(200, { 'content-length': '1000' }).write('{"a":1', () => request.socket.destroy());
      } else request.socket.destroy();
    });
    expect(await faultOf(get('/headers'))).toMatchObject({ kind: 'broken' });
    expect(await faultOf(get('/body'))).toMatchObject({ kind: 'broken' });
  });

  test('a body that cannot be decoded', async () => {
    const { get } = await setUp((request, response) => {
      const whole = gzipSync('{"rows":[1,2,3]}');
      const body = request.url === '/cut' ? whole.subarray(0, whole.length - 9) : 'no gzip';
      response.writeHead(200, { 'content-encoding': request.url === '/zstd' ? 'zstd' : 'gzip' }).end(body);
    });
    expect(await faultOf(get('/cut'))).toMatchObject({ kind: 'broken' });
    expect(await faultOf(get('/wrong'))).toMatchObject({ kind: 'broken' });
    expect(await faultOf(get('/zstd'))).toMatchObject({ kind: 'broken' });
  });

  test('what is no HTTP', async () => {
    const server = createServer(
      (socket) =>
        void socket
          .on('error', () => {})
          .resume()
          .end('s3cret\r\n\r\n'),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const http = createHttp();
    opened.push(http, { close: () => new Promise((resolve) => server.close(() => resolve())) });
    expect(await faultOf(http.get(`http://127.0.0.1:${port}/s3cret`, {}, never))).toMatchObject({ kind: 'broken' });
  });

  test('nobody listens', async () => {
    const { server, get } = await setUp(() => {});
    await server.close();
    expect(await faultOf(get('/s3cret'))).toMatchObject({ kind: 'connect', message: 'no connection (ECONNREFUSED)' });
  });

  test('a header or an address that cannot be sent', async () => {
    const { http, get } = await setUp(() => {});
    expect(await faultOf(get('/', { authorization: 'Bearer s3cret\nx' }))).toMatchObject({ kind: 'unsendable' });
    expect(await faultOf(http.get('s3cret', {}, never))).toMatchObject({ kind: 'unsendable' });
  });

  test('the caller goes away: before, in flight, in the body', async () => {
    const { http, server } = await setUp((request, response) => {
      if (request.url === '/body') response.writeHead(200).write('[');
    });
    expect(await faultOf(http.get(server.origin, {}, AbortSignal.abort()))).toMatchObject({ kind: 'aborted' });
    expect(server.requests).toHaveLength(0);
    for (const path of ['/', '/body']) {
      const controller = new AbortController();
      const outcome = faultOf(http.get(server.origin + path, {}, controller.signal));
      while (!server.requests.some(({ url }) => url === path)) await new Promise((resolve) => setTimeout(resolve, 5));
      await new Promise((resolve) => setTimeout(resolve, 20));
      controller.abort();
      expect(await outcome).toMatchObject({ kind: 'aborted' });
    }
    await server.gone;
  });

  test('closed while in use, or never used', async () => {
    const { http, server } = await setUp(() => {});
    const outcome = faultOf(http.get(server.origin, {}, never));
    while (server.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await http.close();
    expect(await outcome).toMatchObject({ kind: 'broken' });
    await createHttp().close();
  });
});
