import { createHash } from 'node:crypto';

/** The value of a Basic `authorization` header without its first word. */
export function basicToken(user: string, password: string): string {
  return Buffer.from(`${user}:${password}`).toString('base64');
}

/** Each secret as it is, and as it stands in an encoded URL. */
export function secretForms(...secrets: readonly string[]): string[] {
  return [...new Set(secrets.flatMap((secret) => [secret, encodeURIComponent(secret)]))];
}

/** Names who asks whom, and tells nothing: 32 hexadecimal digits over the vendor, its origin and the credentials. */
export function fingerprint(vendorId: string, origin: string, ...credentials: readonly string[]): string {
  const named = JSON.stringify([vendorId, origin, ...credentials]);
  return createHash('sha256').update(named).digest('hex').slice(0, 32);
}
