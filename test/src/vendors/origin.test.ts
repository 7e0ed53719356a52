import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { origin } from '../../../src/vendors/origin.ts';

describe('base URLs', () => {
  it.each([
    ['https://proxy.example', 'https://proxy.example'],
    ['https://proxy.example/', 'https://proxy.example'],
    ['https://proxy.example:8443/amplitude//', 'https://proxy.example:8443/amplitude'],
    ['HTTPS://Proxy.Example/A/b', 'https://proxy.example/A/b'],
    ['http://127.0.0.1:9', 'http://127.0.0.1:9'],
    ['http://127.8.9.10/x/', 'http://127.8.9.10/x'],
    ['http://localhost:8080', 'http://localhost:8080'],
    ['http://[::1]:8080/', 'http://[::1]:8080'],
    ['http://[0:0:0:0:0:0:0:1]', 'http://[::1]'],
  ])('reads %s as %s', (text, value) => expect(origin(text)).toEqual({ value }));

  it.each([
    'http://proxy.example',
    'http://127.0.0.1.evil.example',
    'http://localhost.evil.example',
    'http://128.0.0.1',
    'http://0.0.0.0',
    'http://[::ffff:127.0.0.1]',
    'http://192.168.0.1',
    'ftp://proxy.example',
    'file:///etc/passwd',
    'proxy.example',
    '//proxy.example',
    'https:proxy.example',
    'https:///proxy.example',
    'https://',
    'https://a b',
    'https://exa\nmple.com',
    'https://exa\u200bmple.com',
    'https://good.example\\@evil.example',
    'https://user@proxy.example',
    'https://user:word@proxy.example',
    'https://proxy.example?',
    'https://proxy.example/#',
    'https://proxy.example:99999',
    '',
  ])('refuses %j', (text) => {
    expect(origin(text)).toMatchObject({ problem: expect.stringContaining('https://') });
  });

  it('shows neither user name nor password nor query of a malformed one', () => {
    for (const text of [
      'https://me:hunter2hunter2@proxy.example/x?token=hunter2hunter2',
      'ftp://me:hunter2hunter2@x',
      'me:hunter2hunter2@x',
      'https://me:a?hunter2hunter2@x',
      'https://x/#hunter2hunter2',
    ]) {
      expect(JSON.stringify(origin(text))).not.toContain('hunter2');
    }
  });

  it('never throws, and never yields more than an https origin, or an http one on this machine, and a path', () => {
    const host = fc.oneof(fc.domain(), fc.ipV4(), fc.ipV4Extended(), fc.ipV6(), fc.constant('localhost'));
    const parts = fc.tuple(
      fc.constantFrom('https://', 'http://', 'https:', 'ftp://', '//', ''),
      fc.constantFrom('', 'me@', 'me:word@'),
      fc.oneof(host, fc.string()),
      fc.constantFrom('', ':80', ':9000', ':x'),
      fc.constantFrom('', '/', '/a', '/a/', '/a//', '/../a'),
      fc.constantFrom('', '?a=1', '#b', '?'),
    );
    const text = fc.oneof(
      parts.map((each) => each.join('')),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(text, (value) => {
        const read = origin(value);
        if (!('value' in read)) {
          expect(read.problem).not.toBe('');
          return;
        }
        expect(read.value).toMatch(
          /^(?:https:\/\/[^/?#@\s]+|http:\/\/(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?)(?:\/[^?#\s]*[^/?#\s])?$/,
        );
        expect(origin(read.value)).toEqual(read);
      }),
      { numRuns: 2000 },
    );
  });
});
