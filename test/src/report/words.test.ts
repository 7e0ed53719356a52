import fc from 'fast-check';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { cellValue, columnTitle, columnTitles } from '../../../src/report/format.ts';
import { label, plain } from '../../../src/report/label.ts';
import { change, count, decimal, duration, growth, money, percent, signed } from '../../../src/report/number.ts';
import { oneToken, oneTokenAfterSpace } from '../../../src/report/own-words.ts';
import { estimateProse, estimateTokens } from '../../../src/report/tokens.ts';

describe('numbers in words', () => {
  it.each([
    [count(4812), '4,812'],
    [count(0), '0'],
    [count(null), 'n/a'],
    [decimal(3.62453), '3.62'],
    [decimal(0.123776), '0.1238'],
    [decimal(0.0042), '0.0042'],
    [decimal(1e-7), '0.0000001'],
    [decimal(-1.23456e-8), '-0.00000001235'],
    [decimal(4e-10), '< 0.000000001'],
    [decimal(-4e-10), '> -0.000000001'],
    [percent(0.1244), '12.4 %'],
    [percent(-0.00001), '0.0 %'],
    [percent(12.345), '1,234.5 %'],
    [percent(Number.NaN), 'n/a'],
    [money('61.5', 'EUR'), 'EUR 61.50'],
    [money('-1234567.005', 'USD'), 'USD -1,234,567.01'],
    [money('90071992547409919.10', 'JPY'), 'JPY 90,071,992,547,409,919.10'],
    [money('-0.001', 'EUR'), 'EUR 0.00'],
    [money('abc', 'EUR'), 'n/a'],
    [money(0), '0.00'],
    [duration(216_000), '2.5 d = 216,000 s'],
    [duration(0), '0 s'],
    [duration(59.96), '1 min = 60 s'],
    [duration(90), '1.5 min = 90 s'],
    [duration(7_200), '2 h = 7,200 s'],
    [duration(null), 'n/a'],
    [change(0, 5), 'n/a'],
    [change(4668, 4812), '+3.1 %'],
    [change(1, 9.99), '+899.0 %'],
    [change(1, 10), '10 times as much'],
    [change(4, 4942), '1,236 times as much'],
    [change(-1, 50), '+5,100.0 %'],
    [growth(1234.567), '1,236 times as much'],
    [growth(-0.25), '-25.0 %'],
    [growth(null), 'n/a'],
    [signed(1234.567), '+123,456.7 %'],
    [signed(0.0001), '0.0 %'],
    [signed(-0.25), '-25.0 %'],
  ])('%s', (text, expected) => expect(text).toBe(expected));

  it('leaves no dust of a division in bare numbers', () => {
    const bare = (cell: number) => cellValue({ name: 'mean', type: 'number' }, cell);
    expect(bare(0.3 / 3)).toBe(0.1);
    expect(bare(9_007_199_254_740_991)).toBe(9_007_199_254_740_991);
  });

  it('names columns in one visible line, and each otherwise', () => {
    const named = (name: string) => ({ name, type: 'count' as const });
    expect(columnTitle(named('evil\n| \u202e\u200bx'))).toBe('evil | x');
    expect(columnTitle({ ...named('x'.repeat(500)), type: 'percent' })).toHaveLength(64);
    const columns = ['a', 'a\u200b', 'b'].map(named);
    expect(columnTitles({ name: 't', title: '', columns, rows: [], show: 1 })).toEqual(['a', 'a (column 2)', 'b']);
  });

  it('never prints what is not a number', () => {
    const any = fc.oneof(fc.double(), fc.integer(), fc.constant(null), fc.constant(undefined));
    fc.assert(
      fc.property(any, any, (a, b) => {
        const words = [
          count(a),
          percent(a),
          duration(a),
          money(a),
          change(a, b),
          signed(a),
          growth(a),
          decimal(a),
        ].join(' ');
        expect(words).not.toMatch(/\de[+-]|NaN|Infinity|undefined|null|object|-0(\.0+)?(?![\d.])/);
      }),
    );
  });
});

describe('labels of strangers', () => {
  it.each([
    ['watch_tutorial', 'watch_tutorial'],
    ['_active', '_active'],
    ['_emphasis_ and **bold**', '_emphasis\\_ and \\*\\*bold\\*\\*'],
    ['__init__ _all', '__init\\_\\_ _all'],
    ['___', '\\_\\_\\_'],
    ['a _ b _.c', 'a \\_ b \\_.c'],
    ['~~gone~~ {{secret}} \u0024{x} <% y %>', '\\~\\~gone\\~\\~ \\{\\{secret}\\} $\\{x} \\<\\% y %\\>'],
    ['{"a":"b"} 5 % $pageview', '{"a":"b"} 5 % $pageview'],
    ['see https://evil.example or www.evil.example', 'see https\\://evil.example or www\\.evil.example'],
    ['javascript:evil() Load data: done', 'javascript\\:evil() Load data: done'],
    ['- item', '\\- item'],
    ['1. one', '1\\. one'],
    ['--- rule', '\\--- rule'],
    ['-1', '-1'],
    ['a\u2028b\u0085c\u00a0d\u2800e', 'a b c de'],
    ['<|im_start|>', '\\< \\|im_start\\|\\>'],
    ['a | b\n| c', 'a \\| b \\| c'],
    ['<script>[x](y)`z`', '\\<script\\>\\[x\\](y)\\`z\\`'],
    ['\u202eevil\u200b\u2066x\u0007', 'evilx'],
    ['  spaced \t out ', 'spaced out'],
    ['# title', '\\# title'],
  ])('%j reads %j', (text, expected) => expect(label(text)).toBe(expected));

  it('is cut by characters, not by halves of them', () => {
    expect(label('😀'.repeat(100), 10)).toBe(`${'😀'.repeat(9)}…`);
    expect(plain('\ud83d')).toBe('\ufffd');
  });

  it('stays on one line, visible and short, whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const shown = label(text, 40);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        expect(shown).not.toMatch(/(?<!\\)[|`<>[\]*]/);
        expect([...shown].length).toBeLessThanOrEqual(80);
      }),
    );
  });
});

describe('the estimate of tokens', () => {
  it('is not below what a real tokenizer counts for a page of figures and strange words', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme-ascii' }),
      fc.string({ unit: 'grapheme' }),
      fc.double().map(String),
      fc.nat().map((n) => n.toLocaleString('en-US')),
      fc.uuid(),
    );
    fc.assert(
      fc.property(fc.array(cell, { minLength: 30, maxLength: 60 }), (cells) => {
        const text = `| ${cells.join(' | ')} |`;
        expect(estimateTokens(text)).toBeGreaterThanOrEqual(countTokens(text));
      }),
      { numRuns: 500 },
    );
  });

  it('is not below it for capitals, which stand for currencies, codes and random ids, nor far above', () => {
    const letters = (most: number) =>
      fc
        .array(fc.nat({ max: 25 }), { minLength: 1, maxLength: most })
        .map((codes) => String.fromCharCode(...codes.map((code) => 65 + code)));
    const mixed = fc
      .array(fc.nat({ max: 51 }), { minLength: 1, maxLength: 24 })
      .map((codes) => String.fromCharCode(...codes.map((code) => (code < 26 ? 65 + code : 71 + code))));
    const amount = fc.nat().map((n) => `EUR ${n.toLocaleString('en-US')}.10`);
    for (const cell of [letters(3), letters(24), mixed, amount]) {
      fc.assert(
        fc.property(fc.array(cell, { minLength: 60, maxLength: 90 }), (cells) => {
          const text = `|---|---|\n| ${cells.join(' | ')} |`;
          expect(estimateTokens(text)).toBeGreaterThanOrEqual(countTokens(text));
          expect(estimateTokens(text)).toBeLessThan(1.5 * countTokens(text));
        }),
        { numRuns: 200 },
      );
    }
  });

  it('knows words that are one token each', () => {
    const more = [...oneToken].filter((word) => countTokens(word) > 1 || countTokens(` ${word}`) > 1);
    expect(more).toEqual([]);
    expect([...oneTokenAfterSpace].filter((word) => countTokens(` ${word}`) > 1)).toEqual([]);
  });

  it('takes a table of amounts for little more than it is', () => {
    const table = `| month | currency | net |\n|---|---|---|\n${'| 2026-08 | EUR | EUR 5,504.23 |\n'.repeat(20)}`;
    expect(estimateTokens(table)).toBeGreaterThanOrEqual(countTokens(table));
    expect(estimateTokens(table)).toBeLessThan(1.15 * countTokens(table));
  });

  it('is not below it for our own sentences with strange words in them, nor far above', () => {
    const word = fc.constantFrom(
      'users',
      'finish',
      'the',
      'biggest drop is',
      'conversion',
      'over',
      'partial',
      'complete',
      'of',
      'latest',
      'week',
      'cohorts',
    );
    const strange = fc.oneof(
      { arbitrary: word, weight: 12 },
      { arbitrary: fc.string({ unit: 'grapheme-ascii', maxLength: 20 }), weight: 1 },
      { arbitrary: fc.nat().map((n) => n.toLocaleString('en-US')), weight: 3 },
    );
    fc.assert(
      fc.property(fc.array(strange, { minLength: 60, maxLength: 120 }), (words) => {
        const text = words.join(' ');
        expect(estimateProse(text)).toBeGreaterThanOrEqual(countTokens(text));
        expect(estimateProse(text)).toBeLessThan(2 * countTokens(text));
      }),
      { numRuns: 500 },
    );
  });
});
