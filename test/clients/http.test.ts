import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hashOf } from '../../src/transports/http/tokens.ts';
import { catalogue } from '../../tools/index.ts';
import { type AnyClient, type Call, clients, newest, textOf } from '../support/http-clients.ts';
import { ask, type HttpProcess, httpProcess, until } from '../support/http-process.ts';
import { reply, type VendorServer, vendorServer } from '../support/vendor-server.ts';

const names = [...catalogue.tools, ...catalogue.helpers].map(({ name }) => name);
const secrets = { AMPLITUDE_API_KEY: 'api-key-7f3a', AMPLITUDE_SECRET_KEY: 'secret-key-91bc' };
const folder = mkdtempSync(join(tmpdir(), 'metrics-mcp-'));
const tokens = join(folder, 'tokens.txt');
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => writeFileSync(tokens, lineOf('alice', 'token-of-alice')));

describe.each(clients)('%s', (_, connect) => {
  let server: HttpProcess;
  let client: AnyClient;
  beforeAll(async () => {
    server = await httpProcess(['--demo']);
    client = await connect(server.url);
  });
  afterAll(async () => {
    await client.close();
    await server.stop();
  });

  it('lists every tool in order', async () => {
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(names);
  });

  it('answers a question and shows more of it, with one line in the log for each', async () => {
    const first = textOf(
      await client.callTool({ name: 'amplitude_active_users', arguments: { start: '2026-01-01', end: '2026-01-14' } }),
    );
    expect(first).toMatch(/^DEMO DATA/);
    const [, id] = /result_id: (\w+)/.exec(first) ?? [];
    const rows = textOf(
      await client.callTool({ name: 'read_result', arguments: { result_id: id, format: 'csv', limit: 2 } }),
    );
    expect(rows).toMatch(/rows 1 to 2 of 14/);
    expect(textOf(await client.callTool({ name: 'amplitude_active_users', arguments: { start: 'soon' } }))).toMatch(
      /"start": "soon" is no date/,
    );
    await until(() => server.records('call').length === 3);
    const [asked, read, wrong] = server.records('call');
    expect(asked).toEqual({
      ...{ time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/), event: 'call', caller: 'local' },
      ...{ tool: 'amplitude_active_users', cost: 14, outcome: 'ok' },
      ...{ wait_ms: expect.any(Number), duration_ms: expect.any(Number) },
    });
    expect(read).toMatchObject({ tool: 'read_result', cost: 0, wait_ms: 0, outcome: 'ok' });
    expect(wrong).toMatchObject({ tool: 'amplitude_active_users', cost: 0, outcome: 'input' });
  });
});

describe('who may come in', () => {
  let server: HttpProcess;
  beforeEach(async () => {
    server = await httpProcess(['--demo', '--tokens', tokens, '--allow-host', 'metrics.example.com']);
  });
  afterEach(async () => {
    await server.stop();
  });
  const headers = { authorization: 'Bearer token-of-alice', 'content-type': 'application/json' };

  it('is who has a token; others get 401 and what is asked of them', async () => {
    const none = await ask(server.url, { method: 'POST', body: listing });
    expect(none.status).toBe(401);
    expect(none.headers['www-authenticate']).toBe('Bearer realm="metrics-mcp"');
    for (const authorization of [
      'Bearer token-of-bob',
      `Bearer ${hashOf('token-of-alice').toString('hex')}`,
      'Basic eA==',
    ]) {
      const wrong = await ask(server.url, { method: 'POST', body: listing, headers: { authorization } });
      expect(wrong.status).toBe(401);
      expect(wrong.headers['www-authenticate']).toMatch(/^Bearer realm="metrics-mcp", error="invalid_token"/);
    }
    await expect(newest(server.url, 'token-of-bob')).rejects.toThrow();
    expect(server.records('refused').every(({ status, caller }) => status === 401 && caller === undefined)).toBe(true);
  });

  it.each(clients)('%s calls under the name of its token, which the log has and the token not', async (_, connect) => {
    const client = await connect(server.url, 'token-of-alice');
    await client.callTool({ name: 'metrics_status', arguments: {} });
    await client.close();
    await until(() => server.records('call').length > 0);
    expect(server.records('call')).toMatchObject([{ caller: 'alice', tool: 'metrics_status', outcome: 'ok' }]);
    expect(server.log()).not.toContain('token-of-alice');
  });

  it('comes by an allowed host and from no foreign web page', async () => {
    const by = async (extra: Record<string, string>) =>
      (await ask(server.url, { method: 'POST', body: listing, headers: { ...headers, ...accepting, ...extra } }))
        .status;
    expect(await by({})).toBe(200);
    expect(await by({ host: 'localhost:1' })).toBe(200);
    expect(await by({ host: 'metrics.example.com' })).toBe(200);
    expect(await by({ host: 'evil.example.com' })).toBe(403);
    expect(await by({ host: 'metrics.example.com.evil.example.com' })).toBe(403);
    expect(await by({ origin: 'https://metrics.example.com' })).toBe(200);
    expect(await by({ origin: 'http://localhost:6274' })).toBe(200);
    expect(await by({ origin: 'https://evil.example.com' })).toBe(403);
    expect(await by({ origin: 'null' })).toBe(403);
  });

  it('posts', async () => {
    for (const method of ['GET', 'DELETE', 'PUT', 'OPTIONS', 'TRACE']) {
      const answer = await ask(server.url, { method, headers });
      expect(answer).toMatchObject({ status: 405, headers: { allow: 'POST' } });
    }
  });

  it('brings less than a mebibyte', async () => {
    const post = async (body: string) =>
      (await ask(server.url, { method: 'POST', headers: { ...headers, ...accepting }, body })).status;
    for (const size of [1_048_577, 4_000_000, 20_000_000]) expect(await post('x'.repeat(size))).toBe(413);
    expect(await post('x'.repeat(1_048_576))).toBe(400);
  });

  it('is told at once that what it is about to send is far too large', async () => {
    const announced = { ...headers, ...accepting, 'content-length': '1000000000' };
    expect((await ask(server.url, { method: 'POST', headers: announced })).status).toBe(413);
  });

  it('is asked anew after SIGHUP, and a broken file changes nothing', async () => {
    const status = async (token: string) =>
      (
        await ask(server.url, {
          ...{ method: 'POST', body: listing },
          headers: { ...headers, ...accepting, authorization: `Bearer ${token}` },
        })
      ).status;
    writeFileSync(tokens, lineOf('bob', 'token-of-bob'));
    server.child.kill('SIGHUP');
    await until(() => server.log().includes('tokens read again: 1'));
    expect([await status('token-of-alice'), await status('token-of-bob')]).toEqual([401, 200]);
    writeFileSync(tokens, 'carol:token-of-carol\n');
    server.child.kill('SIGHUP');
    await until(() => server.log().includes('tokens stay as they were'));
    expect(await status('token-of-bob')).toBe(200);
    expect(server.log()).toMatch(/line 1: after the colon stand no 64 hexadecimal digits/);
    expect(server.log()).not.toMatch(/token-of-carol|carol/);
  });
});

describe('the start', () => {
  it.each([
    ['on every address without tokens', ['--host', '0.0.0.0']],
    ['on every IPv6 address without tokens', ['--host', '::']],
    ['under a foreign name without tokens', ['--allow-host', 'metrics.example.com']],
  ])('is refused %s', async (_, words) => {
    const server = await httpProcess(['--demo', ...words]);
    expect(server.url).toBe('');
    expect(server.child.exitCode).toBe(2);
    expect(server.log()).toMatch(/give it --tokens FILE/);
  });

  it('is refused with a file that is missing', async () => {
    const server = await httpProcess(['--demo', '--tokens', join(folder, 'none.txt')]);
    expect(server.child.exitCode).toBe(1);
    expect(server.log()).toMatch(/none\.txt cannot be read \(ENOENT\)/);
  });

  it('says in one line that the port is taken', async () => {
    const first = await httpProcess(['--demo']);
    const second = await httpProcess(['--demo', '--port', new URL(first.url).port]);
    expect(second.child.exitCode).toBe(1);
    expect(second.log()).toMatch(/^metrics-mcp: cannot listen on 127\.0\.0\.1, port \d+: .*EADDRINUSE.*\n$/);
    await first.stop();
  });
});

describe('calls that take their time', () => {
  let vendor: VendorServer;
  let held: ServerResponse[];
  let server: HttpProcess;
  beforeEach(async () => {
    held = [];
    vendor = await vendorServer((_, response) => held.push(response));
    server = await httpProcess([], { ...secrets, AMPLITUDE_BASE_URL: vendor.origin });
  });
  afterEach(async () => {
    await server.stop('SIGKILL');
    await vendor.close();
  });
  const letGo = () => {
    for (const response of held.splice(0)) reply(response, users);
  };

  it.each(clients)('%s: one whose client goes away is given up, at the vendor too', async (_, connect) => {
    const client = await connect(server.url);
    const asked = client.callTool(usersOn(1)).catch(() => undefined);
    await until(() => held.length === 1);
    await client.close();
    await until(() => server.records('call').length === 1);
    expect(server.records('call')).toMatchObject([{ outcome: 'cancelled', cost: 1 }]);
    await until(() => held[0]?.destroyed === true);
    expect(held[0]?.destroyed).toBe(true);
    await asked;
  });

  it.each(clients)('%s: one whose server is killed fails at once, to be asked again', async (_, connect) => {
    const client = await connect(server.url);
    const asked = client.callTool(usersOn(1)).catch(() => 'broken');
    await until(() => held.length === 1);
    await server.stop('SIGKILL');
    expect(await asked).toBe('broken');
    await client.close().catch(() => undefined);
  });

  it('one that a client of the newest protocol cancels is given up', async () => {
    const client = await newest(server.url);
    const cancel = new AbortController();
    const asked = client.callTool(usersOn(1), { signal: cancel.signal }).catch(() => 'given up');
    await until(() => held.length === 1);
    cancel.abort();
    expect(await asked).toBe('given up');
    await until(() => server.records('call').length === 1);
    expect(server.records('call')).toMatchObject([{ outcome: 'cancelled' }]);
    await client.close();
  });

  it('are 16 at most for one caller; the next is told to wait, and gets in when there is room', async () => {
    const client = await newest(server.url);
    const asked = Array.from({ length: 16 }, (_, index) => client.callTool(usersOn(index + 1)));
    await until(() => held.length >= 4);
    const crowded = await ask(server.url, { method: 'POST', headers: posting, body: callOf(17, 'the-17th') });
    expect(crowded.status).toBe(429);
    expect(crowded.headers['retry-after']).toMatch(/^\d+$/);
    expect(JSON.parse(crowded.text)).toMatchObject({ jsonrpc: '2.0', id: 'the-17th', error: { code: -32_000 } });
    const batch = `[${Array.from({ length: 17 }, (_, index) => callOf(index, index)).join(',')}]`;
    expect((await ask(server.url, { method: 'POST', headers: posting, body: batch })).status).toBe(429);
    const release = setInterval(letGo, 10);
    for (const result of await Promise.all(asked)) expect(textOf(result)).toMatch(/source: Amplitude/);
    const later = await ask(server.url, { method: 'POST', headers: posting, body: callOf(17, 17) });
    clearInterval(release);
    expect(later.status).toBe(200);
    await client.close();
  });

  it('finish after SIGTERM while new ones get 503, and then the process ends', async () => {
    const everybody = await Promise.all(clients.map(([_, connect]) => connect(server.url)));
    const asked = everybody.flatMap((client, index) =>
      [1, 2, 3].map((day) => client.callTool(usersOn(3 * index + day))),
    );
    await until(() => held.length >= 4);
    expect((await ask(new URL('/readyz', server.url).href)).status).toBe(200);
    server.child.kill('SIGTERM');
    await until(() => server.log().includes('stopping'));
    expect((await ask(new URL('/readyz', server.url).href)).status).toBe(503);
    expect((await ask(new URL('/healthz', server.url).href)).status).toBe(200);
    for (let turn = 0; turn < 5; turn += 1) {
      const late = await ask(server.url, { method: 'POST', headers: posting, body: callOf(20, turn) });
      expect(late).toMatchObject({ status: 503, headers: { connection: 'close', 'retry-after': '5' } });
    }
    const release = setInterval(letGo, 10);
    for (const result of await Promise.all(asked)) expect(textOf(result)).toMatch(/source: Amplitude/);
    await until(() => server.child.exitCode !== null);
    clearInterval(release);
    expect(server.child.exitCode).toBe(0);
    expect(server.records('call').map(({ outcome }) => outcome)).toEqual(Array(9).fill('ok'));
    // Amplitude lets five through at once: the others waited for them, and that is told. On a busy machine the first may
    // wait for the state file as long.
    const waited = server.records('call').filter(({ wait_ms }) => Number(wait_ms) >= 20);
    expect(waited.length).toBeGreaterThanOrEqual(4);
    for (const secret of Object.values(secrets)) expect(server.log()).not.toContain(secret);
    await Promise.all(everybody.map((client) => client.close()));
  });

  it('are cut off by a second signal', async () => {
    const client = await newest(server.url);
    const asked = client.callTool(usersOn(1)).catch(() => 'cut off');
    await until(() => held.length === 1);
    server.child.kill('SIGTERM');
    await until(() => server.log().includes('stopping'));
    expect(await server.stop('SIGINT')).toBe(0);
    expect(await asked).toBe('cut off');
    expect(server.log()).toMatch(/stopped, with 1 requests cut off/);
    await client.close();
  });
});

const users = { data: { series: [[10]], seriesMeta: [], xValues: ['2026-08-01'] } };
const listing = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' });
const accepting = { accept: 'application/json, text/event-stream' };
const posting = { ...accepting, 'content-type': 'application/json' };

/** A question about one day of August, which no other day's answer answers. */
function usersOn(day: number): Call {
  const date = `2026-08-${String(day + 1).padStart(2, '0')}`;
  return { name: 'amplitude_active_users', arguments: { start: date, end: date } };
}

function callOf(day: number, id: string | number): string {
  return JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params: usersOn(day) });
}

function lineOf(name: string, token: string): string {
  return `${name}:${hashOf(token).toString('hex')}\n`;
}
