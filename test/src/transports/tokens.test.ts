import { describe, expect, it } from 'vitest';
import { hashOf, parseTokens, tokenAuthenticator } from '../../../src/transports/http/tokens.ts';

const hex = (token: string) => hashOf(token).toString('hex');

describe('a file of tokens', () => {
  it('is lines of name and hash, whatever wrote them', () => {
    const text = `\uFEFF# the team\r\nalice:${hex('one')}\r\n\r\n  bob@example.com:${hex('two').toUpperCase()}  \n`;
    const { tokens, problems } = parseTokens(text);
    expect(problems).toEqual([]);
    expect(tokens.map(({ name }) => name)).toEqual(['alice', 'bob@example.com']);
  });

  it('has its mistakes told by line, and nothing of what stands there', () => {
    const text = [
      'alice:the-token-itself',
      'just-a-token',
      `bob smith:${hex('two')}`,
      `carol:${hex('three')}`,
      `carol:${hex('four')}`,
      `dave:${hex('three')}`,
      `:${hex('five')}`,
    ].join('\n');
    const { problems } = parseTokens(text);
    expect(problems.map((problem) => problem.replace(/:.*/s, ''))).toEqual([1, 2, 3, 5, 6, 7].map((n) => `line ${n}`));
    for (const part of ['the-token', 'just-a', 'smith', 'carol', 'dave', hex('two').slice(0, 8)]) {
      expect(problems.join()).not.toContain(part);
    }
  });

  it('holds at least one', () => {
    expect(parseTokens('# nobody yet\n').problems).toEqual(['it holds no token']);
  });
});

describe('a caller', () => {
  const { tokens } = parseTokens(`alice:${hex('one')}\nbob:${hex('two')}`);
  const authenticate = tokenAuthenticator(() => tokens);

  it.each([
    ['Bearer one', 'alice'],
    ['bearer  two', 'bob'],
  ])('is known by %s', async (header, name) => {
    expect(await authenticate(header)).toEqual({ name });
  });

  it.each([
    undefined,
    '',
    'one',
    'Bearer',
    'Bearer ',
    'Bearer three',
    'Basic one',
    'Bearer one two',
    `Bearer ${hex('one')}`,
  ])('is not known by %s', async (header) => {
    expect(await authenticate(header)).toBeNull();
  });
});
