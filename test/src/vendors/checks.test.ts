import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  basicUser,
  bearerToken,
  type Check,
  hostLabel,
  key,
  oneOf,
  pathKey,
  zone,
} from '../../../src/vendors/checks.ts';

const problem = { problem: expect.stringMatching(/./) };

describe('keys', () => {
  it.each(['a1b2c3', 'test_PV77YHL7qnGvsdmpTs7gimsxUvY-Znl2', '12|abcDEF', 'eyJ.eyJ.s_-g', 'a+/b=='])(
    'accepts %s as it is',
    (text) => expect(key(text)).toEqual({ value: text }),
  );

  it.each([
    '"abc"',
    "'abc'",
    '`abc',
    'ab c',
    'ab\nc',
    'ab\u00a0c',
    'ab\u200bc',
    'ab\u0000c',
    'ab\\c',
    'é',
    `x$\{KEY}`,
    '',
  ])('refuses %j', (text) => expect(key(text)).toEqual(problem));

  it('refuses a pair of keys where a colon would end the user name', () => {
    expect(basicUser('key:secret')).toEqual(problem);
    expect(key('key:secret')).toEqual({ value: 'key:secret' });
  });

  it.each(['..', '.', 'a/b', 'a?b', 'a#b', 'a%2fb', 'a b', '../v2'])('refuses %s in a path', (text) => {
    expect(pathKey(text)).toEqual(problem);
  });

  it('names the word Bearer when it was copied along', () => {
    expect(bearerToken('Bearer abc')).toEqual({ problem: expect.stringContaining('Bearer') });
    expect(bearerToken('bearer-abc')).toEqual({ value: 'bearer-abc' });
  });

  it('lets nothing through that a header or a path would not carry as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const header = key(text);
        if ('value' in header)
          expect(new Headers({ authorization: `Bearer ${text}` }).get('authorization')).toContain(text);
        const path = pathKey(text);
        if ('value' in path) expect(new URL(`https://host/v1/${text}/x`).pathname).toBe(`/v1/${text}/x`);
      }),
    );
  });
});

describe('words', () => {
  it('takes a word in any case, and names all words otherwise', () => {
    expect(oneOf('us', 'eu')('EU')).toEqual({ value: 'eu' });
    expect(oneOf('us', 'eu')('europe')).toEqual({ problem: 'must be us or eu' });
  });

  it('never throws', () => {
    const checks: Check<string>[] = [key, basicUser, pathKey, bearerToken, oneOf('us', 'eu'), zone, hostLabel];
    fc.assert(
      fc.property(fc.constantFrom(...checks), fc.string({ unit: 'binary' }), (check, text) => {
        const checked = check(text);
        expect('value' in checked || checked.problem.length > 0).toBe(true);
      }),
    );
  });
});

describe('zones', () => {
  it.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    ['europe/berlin', 'Europe/Berlin'],
    ['UTC', 'UTC'],
    ['utc', 'UTC'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['US/Pacific', 'US/Pacific'],
    ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['Etc/GMT+2', 'Etc/GMT+2'],
  ])('reads %s as %s', (text, value) => expect(zone(text)).toEqual({ value }));

  it.each(['Berlin', 'EST', 'PST', 'CET', '+02:00', '-0500', 'UTC+1', 'GMT+2', 'Europe/Berlim', 'Z', 'local'])(
    'refuses %s',
    (text) => expect(zone(text)).toEqual({ problem: expect.stringContaining('Europe/Berlin') }),
  );
});

describe('host labels', () => {
  it('are one name, in lower case', () => {
    expect(hostLabel('Acme-2')).toEqual({ value: 'acme-2' });
    expect(hostLabel('a'.repeat(63))).toEqual({ value: 'a'.repeat(63) });
  });

  it.each(['acme.coreapi.io', 'https://acme', '-acme', 'acme-', 'ac_me', 'acme/', 'acme@evil', 'é', 'a'.repeat(64)])(
    'refuse %s',
    (text) => expect(hostLabel(text)).toEqual(problem),
  );
});
