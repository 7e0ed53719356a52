import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at, firstWords, isWebPage, joined, words } from '../../../src/vendors/words.ts';

describe('the words of an error body', () => {
  it.each([
    ['plain text, trimmed', ' no such chart \n', 'no such chart'],
    ['a list', ['a', null, '', 'b', 'a'], 'a; b'],
    ['a mistake with its field', { field: 'country', message: 'is unknown' }, 'country: is unknown'],
    ['a mistake with several messages', { name: 'since', messages: ['is short', 'is old'] }, 'since: is short; is old'],
    [
      'a message without a field',
      { code: 401, message: 'No valid API key provided', param: null },
      'No valid API key provided',
    ],
    [
      'fields that have no message',
      { 'start-date': ['is invalid', 'is old'], code: 7 },
      'start-date: is invalid; is old; code: 7',
    ],
    ['a web page', '<!DOCTYPE html>\n<html><head><title> 504 Gateway Time-out </title>', '504 Gateway Time-out'],
    ['a web page without a title', '<html><body><h1 class="a">Sorry</h1>', 'Sorry'],
  ])('%s', (_, body, text) => expect(words(body)).toBe(text));

  it.each([[null], [undefined], [''], ['  '], [[]], [{}], [{ a: null }], ['<html></html>']])('of %j are none', (body) =>
    expect(words(body)).toBeUndefined(),
  );

  it('are the first part that says anything, else all of the body', () => {
    expect(firstWords({ a: 'x' }, undefined, '', 'first', 'second')).toBe('first');
    expect(firstWords({ a: 'x' }, undefined, {})).toBe('a: x');
    expect(joined([undefined, 'a', 'a', 'b'])).toBe('a; b');
  });

  it('keep all of a long text', () => {
    expect(words({ message: 'x'.repeat(100_000) })).toHaveLength(100_000);
  });

  it('are found without fault in whatever JSON comes, however deep', () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 12 }), (body) => words(body) !== ''));
    const deep: unknown = JSON.parse(`${'['.repeat(5000)}1${']'.repeat(5000)}`);
    expect(words(deep)).toBeUndefined();
  });
});

it('finds a part of a body by its path', () => {
  expect(at({ a: { b: 1 } }, 'a', 'b')).toBe(1);
  expect(at({ a: [1] }, 'a', '0')).toBeUndefined();
  expect(at('text', 'a')).toBeUndefined();
  expect(at(null, 'a')).toBeUndefined();
});

it('tells a web page from plain text', () => {
  expect(isWebPage('\n<!doctype HTML>')).toBe(true);
  expect(isWebPage('<html lang="en">')).toBe(true);
  expect(isWebPage('value < limit <html>')).toBe(false);
  expect(isWebPage({})).toBe(false);
});
