import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Dialect } from '../../../src/demo/company/types.ts';
import { type Listener, listen } from '../../../src/demo/listen.ts';

let listener: Listener | undefined;
afterEach(async () => {
  await listener?.close();
  listener = undefined;
  vi.restoreAllMocks();
});

describe('listening', () => {
  it('hands path, query and authorization to the first dialect that knows the path', async () => {
    const deaf: Dialect = () => null;
    const echo: Dialect = ({ path, query, authorization }) => ({
      status: 200,
      body: { path, query: [...query], authorization },
    });
    const response = await ask([deaf, echo], '/a/b%2Fc?x=1&x=2&y=%5B1%5D', { headers: { authorization: 'Bearer t' } });
    expect(await response.json()).toEqual({
      path: '/a/b%2Fc',
      query: [
        ['x', '1'],
        ['x', '2'],
        ['y', '[1]'],
      ],
      authorization: 'Bearer t',
    });
  });

  it('sends text as it is, and the headers of the answer', async () => {
    const html: Dialect = () => ({ status: 504, body: '<b>ü</b>', headers: { 'content-type': 'text/html' } });
    const response = await ask([html], '/');
    expect([response.status, response.headers.get('content-type')]).toEqual([504, 'text/html']);
    expect(await response.text()).toBe('<b>ü</b>');
  });

  it('takes an address of a hundred kilobytes', async () => {
    const count: Dialect = ({ query }) => ({ status: 200, body: query.get('e')?.length });
    expect(await (await ask([count], `/?e=${'x'.repeat(100_000)}`)).json()).toBe(100_000);
  });

  it('answers 404 where nobody knows the path, 405 to a POST', async () => {
    const unknown = await ask([() => null], '/nothing');
    expect(unknown.status).toBe(404);
    expect(await unknown.json()).toHaveProperty('error');
    await listener?.close();
    expect((await ask([() => null], '/nothing', { method: 'POST' })).status).toBe(405);
  });

  it.each<[string, Dialect]>([
    [
      'throws',
      () => {
        throw new Error('broken');
      },
    ],
    ['rejects', () => Promise.reject(new Error('broken'))],
    ['answers what JSON cannot say', () => ({ status: 200, body: 1n })],
    ['answers nothing that JSON can say', () => ({ status: 200, body: undefined })],
  ])('answers 500 when a dialect %s, tells stderr, and goes on', async (_, dialect) => {
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const faulty: Dialect = (request) => (request.path === '/good' ? { status: 200, body: 'good' } : dialect(request));
    const response = await ask([faulty], '/');
    expect(response.status).toBe(500);
    expect(await response.json()).toHaveProperty('error');
    expect(stderr).toHaveBeenCalledOnce();
    expect(await (await fetch(`${listener?.origin}/good`)).text()).toBe('good');
  });

  it('aborts what it does for a client that hangs up, silently', async () => {
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const client = new AbortController();
    const aborted = new Promise<void>((resolve) => {
      const slow: Dialect = ({ signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            reject(new Error('aborted'));
            resolve();
          });
          client.abort();
        });
      ask([slow], '/', { signal: client.signal }).catch(() => undefined);
    });
    await aborted;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(stderr).not.toHaveBeenCalled();
  });

  it('keeps connections open between requests, and closes them when it is closed', async () => {
    const first = await ask([() => ({ status: 200, body: {} })], '/');
    expect(first.headers.get('connection')).toBe('keep-alive');
    await first.text();
    const started = performance.now();
    await listener?.close();
    expect(performance.now() - started).toBeLessThan(500);
    await expect(fetch(first.url)).rejects.toThrow();
  });

  it('closes without waiting for an answer that is under way', async () => {
    let started = () => {};
    const underWay = new Promise<void>((resolve) => {
      started = resolve;
    });
    const never: Dialect = () => {
      started();
      return new Promise(() => {});
    };
    const answer = expect(ask([never], '/')).rejects.toThrow();
    await underWay;
    await listener?.close();
    await answer;
  });
});

async function ask(dialects: Dialect[], path: string, init?: RequestInit): Promise<Response> {
  listener = await listen(() => dialects);
  return fetch(`${listener.origin}${path}`, init);
}
