import { expect } from 'vitest';

/** What stands in the places of a sentence: `{latest}` takes any words; null where the sentence is another one. */
export function wordsOf(sentence: string, template: string): Record<string, string> | null {
  const pattern = template
    .split(/\{(\w+)\}/)
    .map((part, index) => (index % 2 === 1 ? `(?<${part}>.+?)` : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
    .join('');
  const found = new RegExp(`^${pattern}$`).exec(sentence);
  return found === null ? null : { ...found.groups };
}

/** What the first sentence that fits says; null where none does. */
export function said(headline: readonly string[], template: string): Record<string, string> | null {
  return headline.map((sentence) => wordsOf(sentence, template)).find((found) => found !== null) ?? null;
}

/** That a sentence is there, and what it says. */
export function mustSay(headline: readonly string[], template: string): Record<string, string> {
  const found = said(headline, template);
  if (found === null) throw new Error(`nothing says "${template}" in:\n${headline.join('\n')}`);
  return found;
}

/** The sentences with "1 events" for "1 event", where the noun stands behind the figure to tell where it ends. */
export function inPlural(headline: readonly string[]): string[] {
  return headline.map((sentence) => sentence.replace(/(?<![\d,.])1 (?:(?:active|new) )?(?:event|user)\b/g, '$&s'));
}

/** That a whole number, with separators, is exactly this one; n/a where there is none. */
export function expectCount(shown: string | undefined, value: number | null): void {
  expect(shown).toBe(value === null ? 'n/a' : separated(String(value)));
}

/** That a figure is this one but for its rounding: whole, to two decimals, or to four digits below 1. */
export function expectDecimal(shown: string | undefined, value: number | null): void {
  if (value === null || Number.isInteger(value)) expectCount(shown, value);
  else if (Math.abs(value) < 1) expectWithin(shown, value, Math.abs(value) * 5.001e-4);
  else expectRounded(shown, value, 2);
}

/** That a part of a whole stands there in percent with one decimal; n/a of nothing. */
export function expectShare(shown: string | undefined, part: number | null, of: number | null): void {
  if (part === null || of === null || of === 0) expect(shown).toBe('n/a');
  else expectRounded(unit(shown, ' %'), (100 * part) / of, 1);
}

/** That the change stands there in percent, with its sign, or as a multiple from ten times on; from 0 there is none. */
export function expectChange(shown: string | undefined, from: number | null, to: number | null): void {
  if (from === null || to === null || from === 0) {
    expect(shown).toBe('n/a');
    return;
  }
  if (from > 0 && to / from >= 10) {
    expectRounded(unit(shown, ' times as much'), to / from, 0);
    return;
  }
  const change = (100 * (to - from)) / Math.abs(from);
  expectRounded(unit(shown, ' %')?.replace(/^\+/, ''), change, 1);
  expect(shown?.startsWith('+')).toBe(change > 0 && shown !== '0.0 %');
}

/** That the change of two percentages stands there in points, with its sign. */
export function expectPoints(shown: string | undefined, from: number | null, to: number | null): void {
  if (from === null || to === null) expect(shown).toBe('n/a');
  else expectRounded(unit(shown, ' points')?.replace(/^\+/, ''), 100 * (to - from), 1);
}

/** That an amount stands there with two decimals. */
export function expectMoney(shown: string | undefined, value: number | null): void {
  if (value === null) expect(shown).toBe('n/a');
  else expectRounded(shown, value, 2);
}

/** A sum of money that was counted in cents, so that it is exact: "EUR -1,234.50". */
export function ofCents(cents: number, currency: string): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${currency} ${cents < 0 ? '-' : ''}${separated(digits.slice(0, -2))}.${digits.slice(-2)}`;
}

/** "2026-08-14 (Fri)" */
export function dated(date: string): string {
  return `${date} (${new Date(date).toUTCString().slice(0, 3)})`;
}

/** The number that a text shows, without its separators. */
export function numberIn(shown: string | undefined): number {
  expect(shown).toMatch(/^-?\d{1,3}(,\d{3})*(\.\d+)?$/);
  return Number(shown?.replaceAll(',', ''));
}

function expectRounded(shown: string | undefined, value: number, digits: number): void {
  expect(shown?.split('.')[1] ?? '').toHaveLength(digits);
  expectWithin(shown, value, 0.5 * 10 ** -digits);
}

function expectWithin(shown: string | undefined, value: number, most: number): void {
  const off = Math.abs(numberIn(shown) - value);
  if (off > most + 1e-9 * Math.max(1, Math.abs(value))) expect(shown).toBe(String(value));
}

function unit(shown: string | undefined, words: string): string | undefined {
  expect(shown?.endsWith(words)).toBe(true);
  return shown?.slice(0, -words.length);
}

function separated(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}
