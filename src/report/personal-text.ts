import { visible } from './label.ts';
import type { Kind } from './personal-key.ts';

/** Whether a text may hold an e-mail address, or a mask: the cheapest look at it, as an answer may have a million texts. */
export function mayHoldMask(text: string): boolean {
  return /[@\uff20\ufe6b%&([]/.test(text);
}

/** Whether a text may hold an e-mail address: cheaper than to look for one. */
export function holdsAt(text: string): boolean {
  return mayHoldMask(text) && at.test(text);
}

const signs = '[@\\uff20\\ufe6b]|%(?:25)*40|&#0*64;|&#x0*40;|&commat;|\\(at\\)|\\[at\\]';
const at = new RegExp(signs, 'i');

// Any script, and accents written apart; not what separates words, fields and the parts of a web address.
const local = '[^\\s@\\uff20\\ufe6b<>()[\\]{}",;:|/\\\\=&?#]';
const word = '[\\p{L}\\p{M}\\p{N}_-]+';
// The last part of a host is no number, unless all are: "metrics@1.2.3" is a version.
const host = `(?:(?:${word}\\.)+(?:xn--[a-z\\d-]+|\\p{L}[\\p{L}\\p{M}]+)|\\[?\\d{1,3}(?:\\.\\d{1,3}){3}\\]?)`;

/** An e-mail address, and before it the quotes in which it stands. It begins at the first character of its own, so that a long text is read once. */
export const emailIn = new RegExp(`(?<!${local})('*)(${local}+?(?:${signs})${host})`, 'giu');

/** Whether a text has somebody's e-mail address in it. */
export function hasEmail(text: string): boolean {
  return holdsAt(text) && visible(text).search(emailIn) >= 0;
}

/** What stands between the pairs of names and values in an address, in JSON and in lists; the number of a mask does not. */
export const separators = /([&?;,{}[\]\r\n]|(?<! )#)/;

/** Whether a text may hold a pair of a name and a value: cheaper than to look for one. */
export function mayHoldPair(text: string): boolean {
  return /[:=]/.test(text);
}

/** Whether a text may hold what looks personal by itself: cheaper than to look for each kind. */
export function mayLookPersonal(text: string): boolean {
  return /\+\d|\d\.\d|:[\da-f]{0,4}:|[\da-f-]{9}|[\w-]{20}/i.test(text);
}

/** What looks personal by itself, apart from e-mail addresses. */
export const patterns: readonly (readonly [RegExp, Kind])[] = [
  [/(?<![\da-f])[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}(?![\da-f])/gi, 'id'],
  // Three decimals of a degree are a hundred metres.
  [/-?(?<!\d)\d{1,3}\.\d{3,}\s{0,3}[,;/ ]\s{0,3}-?\d{1,3}\.\d{3,}/g, 'place'],
  [/(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?!\d|\.\d)/g, 'address'],
  // IPv6 and hardware addresses; a time of day has two colons only.
  [/(?<![\w:])(?:[\da-f]{0,4}:){3,7}[\da-f]{0,4}(?![\w:])/gi, 'address'],
  [/\+\d[\d ()./-]{6,24}\d/g, 'phone'],
  [/(?<![\p{L}\p{N}])(?=[a-f]*\d)(?=\d*[a-f])[\da-f]{16,}(?![\p{L}\p{N}])/giu, 'id'],
  // Tokens mix capitals, small letters and digits; names of things do not at this length.
  [/(?<![\p{L}\p{N}_-])(?=[^\W\d]*\d)(?=[\w-]*[A-Z])(?=[\w-]*[a-z])[\w-]{20,}(?![\p{L}\p{N}_-])/gu, 'id'],
  // Long numbers are ids and phone numbers, except Unix times of our decades in seconds and milliseconds.
  [/(?<![\d.])(?!1\d{9}(?!\d)|1\d{12}(?!\d))\d{9,}(?!\d|\.\d)/g, 'id'],
];
