import { visible } from './label.ts';
import { isPersonalKey, isVersionKey, type Kind, kindOfKey } from './personal-key.ts';
import { emailIn, holdsAt, mayHoldMask, mayHoldPair, mayLookPersonal, patterns, separators } from './personal-text.ts';
import { remembered } from './remembered.ts';
import { mapTexts } from './texts.ts';

/**
 * What stands for personal data in one result: `(user #1)`. The same value has the same mask and two values have two, so
 * that somebody can be followed; numbers are given in the order of appearance and tell nothing of the value.
 */
export interface Masks {
  /** A body as it was parsed, with masks for the e-mail addresses in every text and key of it. Read before the rest. */
  body(body: unknown): unknown;
  /** Text with masks for the e-mail addresses in it. */
  emails(text: string): string;
  /** Text with masks for addresses, phone numbers, coordinates, long ids, and values of personal keys in it too. */
  text(text: string): string;
  /** A value of a property: masked whole when the key is personal, else as text. */
  value(key: string, value: string): string;
  /** A value of a property: masked whole when the key is personal, else as it is. */
  named(key: string, value: string): string;
  /** How many values have a mask so far. */
  count(): number;
  /** What these values are. */
  kinds(): Kind[];
}

/** Masks for a result; none are given where personal data is to be shown. */
export function createMasks(showPersonalData = false): Masks {
  return showPersonalData ? shown : maskedIn(createNumbers());
}

const shown: Masks = {
  body: (body) => body,
  emails: (text) => text,
  text: (text) => text,
  value: (_, value) => value,
  named: (_, value) => value,
  count: () => 0,
  kinds: () => [],
};

function maskedIn({ mask, isMask, count, kinds }: Numbers): Masks {
  // There may be a hundred thousand values, and their keys are few.
  const [isPersonal, isVersion] = [remembered(isPersonalKey), remembered(isVersionKey)];
  const emails = (text: string) => (holdsAt(text) ? maskEmails(text, mask) : text);
  const whole = (key: string, value: string) =>
    /^(true|false)?$/i.test(value) || isMask(value) ? value : mask(kindOfKey(key), value);
  const text = (value: string) => {
    const pairs = mayHoldPair(value) ? maskPairs(value, isPersonal, whole) : value;
    const spared = emails(pairs);
    if (!mayLookPersonal(spared)) return spared;
    return patterns.reduce((all, [pattern, kind]) => all.replace(pattern, (found) => mask(kind, found)), spared);
  };
  return {
    body: (body) => mapTexts(body, (one) => (mayHoldMask(one) ? emails(ownMasks(one, mask)) : one)),
    emails,
    text,
    value: (key, value) => (isPersonal(key) ? whole(key, value) : isVersion(key) ? emails(value) : text(value)),
    named: (key, value) => (isPersonal(key) ? whole(key, value) : value),
    count,
    kinds,
  };
}

interface Numbers {
  mask(kind: Kind, value: string): string;
  isMask(text: string): boolean;
  count(): number;
  kinds(): Kind[];
}

function createNumbers(): Numbers {
  const masks = new Map<string, string>();
  const given = new Set<string>();
  const numbers = new Map<Kind, number>();
  return {
    mask(kind, value) {
      const known = masks.get(value);
      if (known !== undefined) return known;
      const number = (numbers.get(kind) ?? 0) + 1;
      numbers.set(kind, number);
      const made = `(${kind} #${number})`;
      masks.set(value, made);
      given.add(made);
      return made;
    },
    isMask: (text) => given.has(text),
    count: () => masks.size,
    kinds: () => [...numbers.keys()],
  };
}

type Mask = Numbers['mask'];

/** What cannot be seen may stand inside an address, and would be gone by the time it is printed. */
function maskEmails(text: string, mask: Mask): string {
  const seen = visible(text);
  const masked = seen.replace(
    emailIn,
    (_, quotes: string | undefined, email: string) => `${quotes ?? ''}${mask('e-mail', email)}`,
  );
  return masked === seen ? text : masked;
}

/** A stranger's text that looks like one of our masks gets a mask of its own, so that none stands for two. */
function ownMasks(text: string, mask: Mask): string {
  return text.includes(' #') ? text.replace(lookAlike, (found) => mask('value', found)) : text;
}

const lookAlike = /\([a-z-]{2,6} #\d+\)/g;

type Whole = (key: string, value: string) => string;

/** `name=value` and `"name": "value"` inside a text, as in addresses and JSON. */
function maskPairs(text: string, isPersonal: (key: string) => boolean, whole: Whole): string {
  const parts = text.split(separators);
  return parts.map((part) => maskPair(part, isPersonal, whole)).join('');
}

function maskPair(part: string, isPersonal: (key: string) => boolean, whole: Whole): string {
  const at = part.search(/[:=]/);
  if (at < 1 || at > 80 || !isPersonal(part.slice(0, at))) return part;
  const [start, end] = bounds(part, at + 1);
  if (start === end) return part;
  return `${part.slice(0, start)}${whole(part.slice(0, at), part.slice(start, end))}${part.slice(end)}`;
}

/** Where a value begins and ends inside of its blanks and quotes. A pattern would read a long row of these from each of its places. */
function bounds(text: string, from: number): [number, number] {
  let [start, end] = [from, text.length];
  while (start < end && /[\s"']/.test(text.charAt(start))) start += 1;
  while (end > start && /[\s"']/.test(text.charAt(end - 1))) end -= 1;
  return [start, end];
}
