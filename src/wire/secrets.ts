import { remembered } from '../report/remembered.ts';
import type { Connection } from '../vendor.ts';
import { encoded } from './request-url.ts';

export type Secretive = Pick<Connection, 'secrets' | 'headers' | 'pathSecrets'>;

/**
 * A stranger's words without the connection's secrets, in whatever form a server may echo them. A secret that is too short
 * to be one may be part of any word, and of one or two letters a word itself: the one is struck where it stands alone, the
 * other where a value stands.
 */
export function strikeSecrets(text: string, connection: Secretive): string {
  const forms = secretsOf(connection).flatMap(formsOf);
  const alone = forms.filter((form) => form.length < shortestSecret).map(standingAlone);
  const struck = strikeLongSecrets(text, connection);
  return alone.length === 0 ? struck : struck.replace(new RegExp(alone.join('|'), 'giu'), '(secret)');
}

/** The text without those secrets that do not stand in it by chance. */
export function strikeLongSecrets(text: string, connection: Secretive): string {
  const forms = secretsOf(connection).flatMap((secret) =>
    formsOf(secret).filter((form) => form.length >= shortestSecret),
  );
  if (forms.length === 0) return text;
  // The longest first, so that nothing of it remains around a shorter one.
  const alternatives = [...new Set(forms)].sort((a, b) => b.length - a.length).map(escaped);
  return text.replace(new RegExp(alternatives.join('|'), 'gi'), '(secret)');
}

/**
 * A body of data without the connection's keys, should a vendor echo one. Only keys as long as real ones are looked for:
 * a shorter one may well stand in the data by chance.
 */
export function strikeKeys(text: string, connection: Secretive): string {
  const keys = secretsOf(connection).flatMap((secret) => [secret, encoded(secret)]);
  // A body may be large, and the forms of a key have the same run.
  const holds = remembered((run) => text.includes(run));
  const long = [...new Set(keys)].filter((key) => key.length >= shortestKey && holds(longestRun(key)));
  return long.reduce((clean, key) => clean.replace(new RegExp(inJson(key), 'g'), '(secret)'), text);
}

const shortestSecret = 8;
const shortestWord = 3;
const shortestKey = 16;

function secretsOf({ secrets, headers, pathSecrets }: Secretive): string[] {
  const authorization = Object.entries(headers).find(([name]) => name.toLowerCase() === 'authorization')?.[1] ?? '';
  // "Basic dXNlcjpwYXNz": the scheme is no secret.
  const all = [...secrets, ...Object.values(pathSecrets), ...authorization.split(' ').slice(1)];
  return [...new Set(all)].filter((secret) => secret !== '');
}

function formsOf(secret: string): string[] {
  const markup = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  const percent = encoded(secret);
  const json = JSON.stringify(secret).slice(1, -1);
  const slashed = json.replaceAll('/', '\\/');
  const whole = markup.replaceAll('>', '&gt;');
  const forms = [secret, percent, percent.replaceAll('%20', '+'), encoded(percent), json, slashed, markup, whole];
  return [...forms, ...base64Forms(secret)];
}

/** How the secret looks inside the base64 of a longer text, at each of the three places where it may begin. */
function base64Forms(secret: string): string[] {
  const bytes = Buffer.from(secret);
  if (bytes.length < 6) return [];
  return [0, 1, 2].flatMap((before) => {
    const [first, last] = [Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6)];
    const inside = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .slice(first, last);
    return [inside, inside.replaceAll('+', '-').replaceAll('/', '_'), encoded(inside)];
  });
}

function standingAlone(form: string): string {
  // What stands before it may be percent-encoded: "%3A" ends in a letter and is a colon. So often at most, as a text of
  // "25" alone would be read from each of its places to its start.
  const where = form.length < shortestWord ? '(?<=[=:/"\'] ?)' : '(?:(?<![\\p{L}\\p{N}])|(?<=%(?:25){0,4}[\\da-f]{2}))';
  return `${where}${escaped(form)}(?![\\p{L}\\p{N}])`;
}

/** The part of a key that no encoding changes. */
function longestRun(key: string): string {
  return key.split(/[^A-Za-z0-9]+/).reduce((longest, run) => (run.length > longest.length ? run : longest), '');
}

/** In JSON some characters have other forms: `\/` and `\u002b`. */
function inJson(key: string): string {
  return [...key].map((character) => (/[A-Za-z0-9]/.test(character) ? character : anyForm(character))).join('');
}

function anyForm(character: string): string {
  const code = character.charCodeAt(0).toString(16).padStart(4, '0');
  const hexadecimal = [...code].map((digit) => `[${digit}${digit.toUpperCase()}]`).join('');
  return `(?:\\\\?${escaped(character)}|\\\\u${hexadecimal})`;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
