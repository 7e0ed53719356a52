import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hashOf } from '../../src/transports/http/tokens.ts';
import { ask, type HttpProcess, httpProcess } from '../support/http-process.ts';

const token = 'b34rer/t0ken+of~alice.77dd==';
const hash = hashOf(token).toString('hex');
const folder = mkdtempSync(join(tmpdir(), 'metrics-mcp-'));
let server: HttpProcess;

beforeAll(async () => {
  writeFileSync(join(folder, 'tokens.txt'), `alice:${hash}\n`);
  server = await httpProcess(['--demo', '--tokens', join(folder, 'tokens.txt')]);
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

const message = (method: string, params: object = {}) => JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });

/** Right and wrong requests of somebody with a token, right and wrong. */
const requests: readonly [
  string,
  { method?: string; path?: string; body?: string; headers?: Record<string, string> },
][] = [
  ['a list', { body: message('tools/list') }],
  ['a call', { body: message('tools/call', { name: 'metrics_status', arguments: {} }) }],
  ['a call that names the token', { body: message('tools/call', { name: token, arguments: {} }) }],
  ['no method of ours', { body: message(token) }],
  ['no JSON', { body: `{"jsonrpc": "2.0", "token": ${token}` }],
  ['another method', { method: 'GET' }],
  ['another path', { path: `/${encodeURIComponent(token)}`, body: message('tools/list') }],
  ['a page elsewhere', { headers: { origin: 'https://evil.example' }, body: message('tools/list') }],
  ['another host', { headers: { host: 'evil.example' }, body: message('tools/list') }],
  ['too much', { body: message('tools/list', { more: 'x'.repeat(8_000_000) }) }],
];

it.each(requests)(
  'no answer and no line of the log has the token: %s',
  async (name, { path = '/mcp', headers = {}, ...more }) => {
    const accepting = { accept: 'application/json, text/event-stream', 'content-type': 'application/json' };
    for (const authorization of [`Bearer ${token}`, `Bearer ${token}x`, `Basic ${token}`]) {
      const reply = await ask(new URL(path, server.url).href, {
        method: 'POST',
        ...more,
        headers: { ...accepting, authorization, ...headers },
      }).catch(
        // Whoever sends too much is cut off.
        (fault: Error) => ({ status: 0, headers: {}, text: fault.message }),
      );
      const told = `${JSON.stringify(reply.headers)} ${reply.text}`;
      // A caller may name the token in its own words, and is then told that there is no such thing.
      if (name !== 'a call that names the token') expect(told).not.toContain(token);
      expect(told).not.toContain(hash);
    }
    expect(server.log()).toContain('listening');
    expect(server.log()).not.toContain(token);
    expect(server.log()).not.toContain(encodeURIComponent(token));
    expect(server.log()).not.toContain(hash);
  },
);
