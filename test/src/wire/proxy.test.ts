import { createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHttp } from '../../../src/wire/http.ts';
import { readProxies } from '../../../src/wire/proxy.ts';

const proxy = 'http://proxy.example.com:8080';

function routeOf(environment: Record<string, string>, url = 'https://api.vendor.com/v1'): string {
  const route = readProxies(environment).routeTo(new URL(url));
  if (route === undefined) return 'direct';
  return 'origin' in route ? `${route.variable} ${route.origin}` : `${route.variable} is wrong`;
}

describe('which proxy an address is reached by', () => {
  test.each([
    [{}, 'direct'],
    [{ HTTPS_PROXY: proxy }, `HTTPS_PROXY ${proxy}`],
    [{ https_proxy: proxy, HTTPS_PROXY: 'http://other:1' }, `https_proxy ${proxy}`],
    [{ https_proxy: ' ', HTTPS_PROXY: proxy }, `HTTPS_PROXY ${proxy}`],
    [{ HTTP_PROXY: proxy }, `HTTP_PROXY ${proxy}`],
    [{ HTTP_PROXY: 'http://other:1', HTTPS_PROXY: proxy }, `HTTPS_PROXY ${proxy}`],
    [{ HTTPS_PROXY: 'proxy.example.com:8080' }, `HTTPS_PROXY ${proxy}`],
    [{ HTTPS_PROXY: 'https://proxy.example.com' }, 'HTTPS_PROXY https://proxy.example.com'],
    [{ HTTPS_PROXY: 'http://ann:s3cret@proxy.example.com:8080/' }, `HTTPS_PROXY ${proxy}`],
    [{ HTTPS_PROXY: 'socks5://proxy.example.com:1080' }, 'HTTPS_PROXY is wrong'],
    [{ HTTPS_PROXY: 'http://' }, 'HTTPS_PROXY is wrong'],
    [{ HTTPS_PROXY: '$' + '{user_config.proxy}' }, 'direct'],
  ])('%j', (environment, expected) => {
    expect(routeOf(environment)).toBe(expected);
  });

  test.each([
    ['*', 'direct'],
    ['api.vendor.com', 'direct'],
    ['API.Vendor.com', 'direct'],
    ['vendor.com', 'direct'],
    ['.vendor.com', 'direct'],
    ['*.vendor.com', 'direct'],
    ['other.com vendor.com:443', 'direct'],
    ['other.com, vendor.com', 'direct'],
    ['vendor.com:8443', `HTTPS_PROXY ${proxy}`],
    ['endor.com', `HTTPS_PROXY ${proxy}`],
    ['v1.api.vendor.com', `HTTPS_PROXY ${proxy}`],
    ['', `HTTPS_PROXY ${proxy}`],
  ])('NO_PROXY=%s', (exceptions, expected) => {
    expect(routeOf({ HTTPS_PROXY: proxy, NO_PROXY: exceptions })).toBe(expected);
  });

  test.each(['http://127.0.0.1:3000', 'http://localhost/', 'http://[::1]:1/', 'https://127.1.2.3/', 'http://0x7f.1/'])(
    'this machine never: %s',
    (url) => {
      expect(routeOf({ HTTPS_PROXY: proxy, HTTP_PROXY: proxy }, url)).toBe('direct');
    },
  );

  test.each(['https://127.0.0.1.evil.com/', 'https://localhost.evil.com/', 'https://128.0.0.1/'])(
    'others always: %s',
    (url) => {
      expect(routeOf({ HTTPS_PROXY: proxy }, url)).toBe(`HTTPS_PROXY ${proxy}`);
    },
  );

  test('an address of IPv6 in NO_PROXY stands in brackets', () => {
    for (const NO_PROXY of ['[2001:db8::1]', '[2001:db8::1]:443'])
      expect(routeOf({ HTTPS_PROXY: proxy, NO_PROXY }, 'https://[2001:db8::1]/')).toBe('direct');
  });
});

describe('credentials', () => {
  test('go to the header, decoded, and stand nowhere else', () => {
    const { named, secrets } = readProxies({ HTTPS_PROXY: 'http://ann:p%40ss%20w0rd@proxy.example.com:8080' });
    const header = `Basic ${Buffer.from('ann:p@ss w0rd').toString('base64')}`;
    expect(named).toEqual([{ variable: 'HTTPS_PROXY', origin: proxy, authorization: header }]);
    expect(secrets).toEqual([header.slice(6), 'p@ss w0rd']);
  });

  test.each(['http://ann:100%@proxy', 'http://t0ken@proxy', 'http://:s3cret@proxy'])('odd ones: %s', (HTTPS_PROXY) => {
    const { named, secrets } = readProxies({ HTTPS_PROXY });
    expect(named[0]).toMatchObject({ origin: 'http://proxy' });
    expect(secrets[1]).toMatch(/^(100%|t0ken|s3cret)$/);
  });

  test('of a malformed address are not told', () => {
    const { named } = readProxies({ HTTPS_PROXY: 'ftp://ann:s3cret@proxy', http_proxy: 'http://ann:s3cret@:8080' });
    expect(JSON.stringify(named)).not.toMatch(/s3cret|ann/);
    expect(named.map(({ variable }) => variable)).toEqual(['HTTPS_PROXY', 'http_proxy']);
  });
});

describe('a proxy that behaves badly', () => {
  const sockets = new Set<Socket>();
  let words: string | undefined;
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    if (words === '') socket.destroy();
    else if (words !== undefined) socket.end(words);
  });
  let HTTPS_PROXY = '';
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    HTTPS_PROXY = `http://ann:s3cret-pass@127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  });
  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });

  test.each([
    ['says nothing', undefined, 'timeout', 'it did not answer within 0.3 s'],
    ['hangs up', '', 'connect', 'no connection to the proxy that HTTPS_PROXY names (ECONNRESET)'],
    ['is no proxy', 'SSH-2.0-OpenSSH_9.2\r\n', 'proxy', 'the proxy that HTTPS_PROXY names answers what is no HTTP'],
    [
      'is a web server',
      'HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n',
      'proxy',
      'does not let this host through',
    ],
  ])('one that %s', async (_, said, kind, message) => {
    words = said;
    const http = createHttp({ environment: { HTTPS_PROXY }, totalTimeout: 300 });
    const before = sockets.size;
    const fault: unknown = await http.get('https://vendor.test/', {}, new AbortController().signal).catch((it) => it);
    expect(fault).toMatchObject({ kind, message: expect.stringContaining(message) });
    expect(`${fault} ${JSON.stringify(fault)}`).not.toMatch(/s3cret|YW5u|127\.0\.0\.1/);
    expect(sockets.size - before).toBe(1);
    await http.close();
  });

  test('does not keep who gives up', async () => {
    words = undefined;
    const http = createHttp({ environment: { HTTPS_PROXY } });
    const cancel = new AbortController();
    const pending = http.get('https://vendor.test/', {}, cancel.signal);
    setTimeout(() => cancel.abort(), 50);
    await expect(pending).rejects.toMatchObject({ kind: 'aborted' });
    await http.close();
  });
});
