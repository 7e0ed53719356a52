import { createHash, timingSafeEqual } from 'node:crypto';
import type { Authenticator } from './authenticator.ts';

/** A caller's name and the SHA-256 of its token. */
export interface TokenHash {
  name: string;
  hash: Buffer;
}

/** Lines of `name:hash`; blank ones and those that begin with # are skipped. Mistakes are told by line, without what stands there. */
export function parseTokens(text: string): { tokens: TokenHash[]; problems: string[] } {
  const tokens: TokenHash[] = [];
  const problems: string[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (/^\s*(#|$)/.test(line)) continue;
    const token = readLine(line.trim(), tokens);
    if (typeof token === 'string') problems.push(`line ${index + 1}: ${token}`);
    else tokens.push(token);
  }
  if (tokens.length === 0 && problems.length === 0) problems.push('it holds no token');
  return { tokens, problems };
}

/** Knows callers by bearer tokens; which ones is asked anew for every header. */
export function tokenAuthenticator(known: () => readonly TokenHash[]): Authenticator {
  return async (authorization) => {
    const token = /^Bearer +([\w.~+/-]+=*) *$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) return null;
    const hash = hashOf(token);
    // Every one is compared, and in constant time: how long it takes tells nothing about who is known.
    const [found] = known().filter((one) => timingSafeEqual(one.hash, hash));
    return found === undefined ? null : { name: found.name };
  };
}

export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** What a caller may be called: it stands in the log, and before the first colon of its line. */
export function isCallerName(text: string): boolean {
  return /^[\w.@+-]{1,64}$/.test(text);
}

function readLine(line: string, before: readonly TokenHash[]): TokenHash | string {
  const [, name, digits] = /^([^:]*):(.*)$/.exec(line) ?? [];
  if (name === undefined || digits === undefined) return 'there is no colon between a name and a hash';
  if (!isCallerName(name)) return 'before the colon stands no name of 1 to 64 letters, digits and _ . @ + -';
  if (!/^[\da-f]{64}$/i.test(digits)) {
    return 'after the colon stand no 64 hexadecimal digits: the SHA-256 of the token, not the token itself';
  }
  const hash = Buffer.from(digits, 'hex');
  if (before.some((one) => one.name === name)) return 'an earlier line has the same name';
  if (before.some((one) => one.hash.equals(hash))) return 'an earlier line has the same token';
  return { name, hash };
}
