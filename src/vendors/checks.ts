/** What a variable's text means, or what is wrong with it and what is accepted, as the rest of a sentence. */
export type Checked<Value> = { value: Value } | { problem: string; shown?: string };

export type Check<Value> = (text: string) => Checked<Value>;

/** A key or token: printable ASCII without spaces, quotes, backslashes, or the leftovers of a template. */
export function key(text: string): Checked<string> {
  if (/\$\{/.test(text)) return { problem: 'still holds a placeholder in braces: set the key itself' };
  if (/["'`]/.test(text)) return { problem: 'has quotes in it: set the key alone, without quotes' };
  if (/\s/.test(text)) return { problem: 'has a space or a line break in it: set the key alone' };
  if (/^[\x21-\x5b\x5d-\x7e]+$/.test(text)) return { value: text };
  return { problem: 'has a character that no key has (invisible, not ASCII, or a backslash): copy the key again' };
}

/** A key that is the user name of HTTP Basic, which ends at the first colon. */
export function basicUser(text: string): Checked<string> {
  return text.includes(':') ? { problem: 'has a colon in it: set the API key alone, not a pair of keys' } : key(text);
}

/** A key that stands in a path: nothing that a URL would read as more than a name. */
export function pathKey(text: string): Checked<string> {
  const checked = key(text);
  if ('problem' in checked || /^[\w~-][\w.~-]*$/.test(text)) return checked;
  return { problem: 'has a character that the key cannot have: it is letters and digits alone' };
}

/** A bearer token, often copied together with its header's first word. */
export function bearerToken(text: string): Checked<string> {
  return /^bearer\s/i.test(text) ? { problem: 'begins with "Bearer": set the token alone' } : key(text);
}

/** One of a few words, in any case of letters. */
export function oneOf<Word extends string>(...words: readonly Word[]): Check<Word> {
  return (text) => {
    const word = words.find((candidate) => candidate === text.toLowerCase());
    return word === undefined ? { problem: `must be ${words.join(' or ')}` } : { value: word };
  };
}

/** An IANA time zone. Abbreviations are refused: EST has no summer time, which New York has. */
export function zone(text: string): Checked<string> {
  const canonical = /^(?!(?:utc|gmt)$)[a-z]{3}$|^[+-]/i.test(text) ? undefined : canonicalZone(text);
  if (canonical === undefined) return { problem: 'must be an IANA time zone such as Europe/Berlin or UTC' };
  return { value: canonical.toLowerCase() === text.toLowerCase() ? canonical : text };
}

/** The first part of a host name, in lower case. */
export function hostLabel(text: string): Checked<string> {
  if (/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i.test(text)) return { value: text.toLowerCase() };
  return { problem: 'must be one name of letters, digits and hyphens: "acme" of https://acme.coreapi.io' };
}

function canonicalZone(text: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
