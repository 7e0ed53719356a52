import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { isLoopback } from '../../../src/transports/http/addresses.ts';
import { type HttpFlags, httpSettings } from '../../../src/transports/http/settings.ts';

const local = ['localhost', '127.0.0.1', '[::1]'];

describe('where to listen', () => {
  it('is this machine alone unless said otherwise', async () => {
    expect(await httpSettings({})).toEqual({ value: { address: '127.0.0.1', port: 3000, hosts: local } });
  });

  it('with tokens is any address, under its own addresses and the names that were given', async () => {
    const settings = await httpSettings({
      ...{ host: '0.0.0.0', port: '0', tokens: 'tokens.txt', 'allow-host': ['Metrics.Example.com'] },
    });
    const { address: own = '' } = Object.values(networkInterfaces()).flat()[0] ?? {};
    expect(settings).toMatchObject({ value: { address: '0.0.0.0', port: 0, tokens: 'tokens.txt' } });
    expect(settings).toHaveProperty('value.hosts', expect.arrayContaining([...local, own, 'metrics.example.com']));
  });

  it.each<[string, HttpFlags]>([
    ['another address', { host: '192.0.2.1' }],
    ['every address', { host: '0.0.0.0' }],
    ['every IPv6 address', { host: '::' }],
    ['a foreign name', { 'allow-host': ['metrics.example.com'] }],
  ])('without tokens is not %s', async (_, flags) => {
    expect(await httpSettings(flags)).toHaveProperty('problem', expect.stringMatching(/give it --tokens FILE/));
  });

  it.each<[string, HttpFlags]>([
    ['--port', { port: '65536' }],
    ['--port', { port: '-1' }],
    ['--port', { port: '' }],
    ['--allow-host', { 'allow-host': ['https://metrics.example.com'] }],
    ['--allow-host', { 'allow-host': ['metrics.example.com:443'] }],
    ['--allow-host', { 'allow-host': ['*'] }],
    ['--allow-host', { 'allow-host': [''] }],
    ['--host', { host: 'no-such-host.invalid' }],
    ['--host', { host: '' }],
  ])('has a wrong %s named: %o', async (flag, flags) => {
    expect(await httpSettings(flags)).toHaveProperty('problem', expect.stringContaining(flag));
  });

  it('knows loopback in all its forms', () => {
    for (const address of ['127.0.0.1', '127.8.9.1', '::1', '::ffff:127.0.0.1']) expect(isLoopback(address)).toBe(true);
    for (const address of ['0.0.0.0', '::', '10.0.0.1', '::ffff:10.0.0.1', 'fe80::1']) {
      expect(isLoopback(address)).toBe(false);
    }
  });
});
