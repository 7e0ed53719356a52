import type { Connection } from '../vendor.ts';
import { encoded } from './request-url.ts';

export type Secretive = Pick<Connection, 'secrets' | 'headers' | 'pathSecrets'>;

/** The text without the connection's secrets, in whatever form a server may echo them. */
export function strikeSecrets(text: string, connection: Secretive): string {
  const forms = [...new Set(secretsOf(connection).flatMap(formsOf))].filter((form) => form.length > 0);
  if (forms.length === 0) return text;
  // The longest first, so that nothing of it remains around a shorter one.
  const alternatives = forms.sort((a, b) => b.length - a.length).map((form) => form.replace(special, '\\$&'));
  return text.replace(new RegExp(alternatives.join('|'), 'gi'), '(secret)');
}

/**
 * A body of data without the connection's keys, should a vendor echo one. Only keys as long as real ones are looked for:
 * a short one may well stand in the data by chance.
 */
export function strikeKeys(text: string, connection: Secretive): string {
  const keys = secretsOf(connection).filter((secret) => secret.length >= shortestKey && text.includes(secret));
  return keys.reduce((clean, secret) => clean.replaceAll(secret, '(secret)'), text);
}

const shortestKey = 16;

const special = /[\\^$.*+?()[\]{}|/-]/g;

function secretsOf({ secrets, headers, pathSecrets }: Secretive): string[] {
  const authorization = Object.entries(headers).find(([name]) => name.toLowerCase() === 'authorization')?.[1] ?? '';
  // "Basic dXNlcjpwYXNz": the scheme is no secret.
  return [...secrets, ...Object.values(pathSecrets), ...authorization.split(' ').slice(1)];
}

function formsOf(secret: string): string[] {
  const markup = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  const percent = encoded(secret);
  const json = JSON.stringify(secret).slice(1, -1);
  return [secret, percent, percent.replaceAll('%20', '+'), encoded(percent), json, markup, ...base64Forms(secret)];
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
