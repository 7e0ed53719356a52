import { isLoopback } from '../wire/loopback.ts';
import type { Checked } from './checks.ts';

const accepted =
  'must be an https:// address (http:// on this machine only) in ASCII, without user name, password, ? or #';

/** A base URL as scheme, host, port and path prefix, without a slash at the end. Keys are sent there: no plain http abroad. */
export function origin(text: string): Checked<string> {
  const url = parsed(text);
  if (url === undefined || !trusted(url)) return { problem: accepted, shown: withoutSecrets(text) };
  return { value: `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, '')}` };
}

/** Which host stands in for the vendor's own; its path stays untold, since proxies put tokens there. */
export function hostFact(baseUrl: string | undefined): Record<string, string> {
  return baseUrl === undefined ? {} : { 'base URL': new URL(baseUrl).origin };
}

// What URL mends by itself (line breaks, invisible characters, backslashes, missing slashes) was meant otherwise: it is refused, not mended.
function parsed(text: string): URL | undefined {
  const plain = /^https?:\/\/[^/\\?#@]+(?:\/[^\\?#]*)?$/i.test(text) && /^[!-~]+$/.test(text);
  return plain && URL.canParse(text) ? new URL(text) : undefined;
}

function trusted({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || isLoopback(hostname);
}

function withoutSecrets(text: string): string {
  return text.replace(/^.*@/s, '…@').replace(/[?#].*$/s, '?…');
}
