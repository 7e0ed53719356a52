import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJson } from '../../../src/wire/json.ts';

describe('parseJson', () => {
  test('integers of 16 digits and more keep all their digits', () => {
    expect(parseJson('{"id":1234567890123456789,"ids":[-9007199254740993, 12345678901234567890 ]}')).toEqual({
      id: '1234567890123456789',
      ids: ['-9007199254740993', '12345678901234567890'],
    });
    expect(parseJson('9007199254740993')).toBe('9007199254740993');
    expect(parseJson('\n\t1234567890123456\r\n')).toBe('1234567890123456');
    expect(parseJson('{"a" : 1234567890123456 , "b":[1234567890123456]}')).toEqual({
      a: '1234567890123456',
      b: ['1234567890123456'],
    });
  });

  test('shorter integers, decimals and exponents stay numbers', () => {
    expect(parseJson('[123456789012345,1234567890123456.5,0.1234567890123456789,1e2,12345678901234567e3]')).toEqual([
      123456789012345, 1234567890123456.5, 0.12345678901234568, 100, 12345678901234567e3,
    ]);
    expect(parseJson('[1.5E-10, 1e1234567890123456]')).toEqual([1.5e-10, Number.POSITIVE_INFINITY]);
  });

  test('strings are left alone, whatever they hold', () => {
    const strings = ['[1234567890123456]', 'a", 1234567890123456, "b', '\\', '\\" : 1234567890123456 }', '{"x":'];
    for (const string of strings) {
      const text = JSON.stringify({ [string]: string, id: 1 }).replace(/1}$/, '1234567890123456}');
      expect(parseJson(text)).toEqual({ [string]: string, id: '1234567890123456' });
    }
  });

  test.each([
    '',
    '{',
    '<html>1234567890123456</html>',
    '{1234567890123456:1}',
    '[01234567890123456]',
    '["1234567890123456]',
    '[1234567890123456',
    '[1234567890123456 1]',
    '[+1234567890123456]',
    '[--1234567890123456]',
    '"\\',
  ])('what is no JSON stays none: %s', (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError);
  });

  test('reads whatever JSON.stringify writes', () => {
    const value = fc.jsonValue({ stringUnit: 'binary' }).filter((each) => !/\d{16}/.test(JSON.stringify(each)));
    fc.assert(
      fc.property(value, (each) => {
        expect(parseJson(JSON.stringify(each))).toEqual(roundTrip(each));
      }),
    );
  });

  test('long integers anywhere, among strings of digits, quotes and backslashes', () => {
    const integer = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
    const nasty = fc.string({ unit: fc.constantFrom('"', '\\', '1234567890123456', ',', ':', '[', ' ', '-', '\n') });
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        integer,
        nasty,
        fc.integer(),
        fc.constantFrom(null, true, 0.12345678901234568, 1e21, 1234567890123456.5),
        fc.array(tie('value'), { maxLength: 5 }),
        fc.dictionary(nasty, tie('value'), { maxKeys: 5 }),
      ),
    }));
    fc.assert(
      fc.property(value, fc.constantFrom('', ' ', '\n  '), (each, space) => {
        expect(parseJson(written(each, space))).toEqual(expected(each));
      }),
      { numRuns: 2_000 },
    );
  });

  test('a long string of escapes does not exhaust the stack', () => {
    const text = JSON.stringify({ id: 1, data: '\\"\t'.repeat(1_000_000) }).replace('1', '1234567890123456');
    expect(parseJson(text)).toEqual({ id: '1234567890123456', data: '\\"\t'.repeat(1_000_000) });
  });
});

function roundTrip(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** JSON text in which big integers are bare numbers. */
function written(value: unknown, space: string): string {
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value))
    return `[${space}${value.map((each) => written(each, space)).join(`${space},${space}`)}${space}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const pairs = Object.entries(value).map(
    ([key, each]) => `${JSON.stringify(key)}${space}:${space}${written(each, space)}`,
  );
  return `{${space}${pairs.join(`${space},${space}`)}${space}}`;
}

function expected(value: unknown): unknown {
  if (typeof value === 'bigint') return /\d{16}/.test(String(value)) ? String(value) : Number(value);
  if (Array.isArray(value)) return value.map(expected);
  if (typeof value !== 'object' || value === null) return roundTrip(value);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, expected(each)]));
}
