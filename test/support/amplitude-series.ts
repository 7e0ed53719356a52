import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { expect } from 'vitest';
import { type Told, text } from './ask.ts';

/** Consecutive dates, `step` days apart. */
export function dates(start: string, count: number, step = 1): string[] {
  return Array.from({ length: count }, (_, index) =>
    new Date(Date.parse(`${start}T00:00:00Z`) + index * step * 86_400_000).toISOString().slice(0, 10),
  );
}

/** Times of `minutes` distance from midnight of a day on, as hourly and realtime series are labelled. */
export function times(start: string, count: number, minutes: number): string[] {
  return Array.from({ length: count }, (_, index) =>
    new Date(Date.parse(`${start}T00:00:00Z`) + index * minutes * 60_000).toISOString().slice(0, 19),
  );
}

/** A name that a stranger could choose: table syntax, line breaks, invisible and bidi characters, very long. */
export function hostile(index: number): string {
  return `g${index} |a\`b\n\u202ec\u200b**d**${'長x|'.repeat(3_333)}`;
}

/** The same figures every time, between 0 and `below`. */
export function figure(seed: number, below: number): number {
  return ((seed * 2_654_435_761) % 4_294_967_296) % below;
}

/** What no text may hold, and how long it may be. */
export function expectReadable(report: Told): {
  short: string;
  full: string;
  tokens: { short: number; full: number };
} {
  const short = text(report);
  const full = text(report, 6_000, true);
  for (const shown of [short, full])
    expect(shown).not.toMatch(/NaN|Infinity|undefined|\bnull\b|\[object|\u202e|\u200b/);
  const tokens = { short: countTokens(short), full: countTokens(full) };
  expect(tokens.short).toBeLessThanOrEqual(800);
  expect(tokens.full).toBeLessThanOrEqual(6_000);
  return { short, full, tokens };
}
