import { visible } from './label.ts';
import type { Kind } from './personal-key.ts';

/** Whether a text may hold an e-mail address, or a mask: the cheapest look at it, as an answer may have a million texts. */
export function mayHoldMask(text: string): boolean {
  return /[@\uff20\ufe6b%&([\\]/.test(text);
}

/** Whether a text may hold an e-mail address: cheaper than to look for one. */
export function holdsAt(text: string): boolean {
  return mayHoldMask(text) && at.test(text);
}

// As they are, in full width, and as addresses, HTML, JSON and people write them.
const signs =
  '[@\\uff20\\ufe6b]|%(?:25)*(?:40|ef%(?:25)*bc%(?:25)*a0)|&#0*64;|&#x0*40;|&commat;|\\\\{1,8}(?:u00|x)40|\\(at\\)|\\[at\\]';
const dots = '[.\\u3002\\uff0e\\uff61]|%(?:25)*2e|&#0*46;|&#x0*2e;|&period;|\\\\{1,8}(?:u00|x)2e|\\(dot\\)|\\[dot\\]';
const at = new RegExp(signs, 'i');

// Any script, and accents written apart; not what separates words, fields and the parts of a web address.
const local = '[^\\s@\\uff20\\ufe6b<>()[\\]{}",;:|/\\\\=&?#]';
// In quotes, which CSV doubles, it may have spaces and commas; what stands between two quotes of JSON begins with neither
// letter nor digit.
const quotedLocal = '"{1,2}[\\p{L}\\p{N}][^"\\r\\n]{0,63}"{1,2}';
const word = '[\\p{L}\\p{M}\\p{N}_-]+';
const numbered = '\\[?\\d{1,3}(?:\\.\\d{1,3}){3}\\]?|\\[ipv6:[\\da-f:.]{2,45}\\]';
// The last part of a host is no number, unless all are: "metrics@1.2.3" is a version.
const host = `(?:(?:${word}(?:${dots}))+(?:xn--[a-z\\d-]+|\\p{L}[\\p{L}\\p{M}]+)|${numbered})`;

/**
 * An e-mail address, and before it the quotes in which it stands. It begins at the first character of its own, so that a
 * long text is read once.
 */
export const emailIn = new RegExp(
  `(?:(?<!${local})('{0,3})(?=${local})|(?=${quotedLocal}))((?:${quotedLocal}|${local}+?)(?:${signs})${host})`,
  'giu',
);

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
  // Three decimals of a degree are a hundred metres; of more, some get lost at the end where they are 0. Between such only a
  // comma makes a pair of them: "1.25 0.5000" and "12.99 / 1.2345" are amounts.
  [new RegExp([pair(3, 3, '[,;/ ]'), pair(1, 4, '[,;]'), pair(4, 1, '[,;]')].join('|'), 'g'), 'place'],
  [/(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?!\d|\.\d)/g, 'address'],
  // IPv6 and hardware addresses; a time of day has two colons only.
  [/(?<![\w:])(?:[\da-f]{0,4}:){3,7}[\da-f]{0,4}(?![\w:])/gi, 'address'],
  // Shortened to two groups, of which the first has four digits in all networks: "12::30" is none.
  [/(?<![\w:])(?=[\da-f:]*\d)[\da-f]{4}::[\da-f]{1,4}(?![\w:])/gi, 'address'],
  [/(?<![\w-])(?=[\d-]*[a-f])(?:[\da-f]{2}-){5}[\da-f]{2}(?![\w-])/gi, 'address'],
  [/\+\d[\d ()./-]{6,24}\d/g, 'phone'],
  [/(?<![\p{L}\p{N}])(?=[a-f]*\d)(?=\d*[a-f])[\da-f]{16,}(?![\p{L}\p{N}])/giu, 'id'],
  // Tokens mix capitals, small letters and digits; names of things do not at this length.
  [/(?<![\p{L}\p{N}_-])(?=[^\W\d]*\d)(?=[\w-]*[A-Z])(?=[\w-]*[a-z])[\w-]{20,}(?![\p{L}\p{N}_-])/gu, 'id'],
  // Long numbers are ids and phone numbers, except Unix times of our decades in seconds and milliseconds.
  [/(?<![\d.])(?!1\d{9}(?!\d)|1\d{12}(?!\d))\d{9,}(?!\d|\.\d)/g, 'id'],
];

/** A latitude and a longitude with so many decimals at least, signed or with the letters of the quarters. */
function pair(first: number, second: number, between: string): string {
  const degrees = (decimals: number) => `-?(?<!\\d|\\d\\.)\\d{1,3}\\.\\d{${decimals},}(?:°?\\s?[NSEW](?!\\w))?`;
  return `${degrees(first)}\\s{0,3}${between}\\s{0,3}(?:[NSEW]\\s?)?${degrees(second)}`;
}
