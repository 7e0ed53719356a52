import { ToolError } from '../errors.ts';
import type { Connection, Request } from '../vendor.ts';

/** Where the request goes. Holds the secrets of the path: it is for the wire only, never for a message. */
export function requestUrl({ path, query }: Request, { origin, pathSecrets }: Connection): string {
  const filled = path.replace(/\{(\w+)\}/g, (_placeholder, name: string) => {
    const value = Object.hasOwn(pathSecrets, name) ? pathSecrets[name] : undefined;
    if (value === undefined) throw new ToolError('internal', `The path ${path} names {${name}}, which has no value.`);
    return encoded(value);
  });
  const pairs = query.map(([name, value]) => `${encodedName(name)}=${encoded(value)}`);
  return `${origin}${filled}${pairs.length > 0 ? '?' : ''}${pairs.join('&')}`;
}

/** Percent-encoded once. Half a surrogate pair, which cannot be encoded, becomes U+FFFD. */
export function encoded(value: string): string {
  return encodeURIComponent(Buffer.from(value).toString());
}

// Qonversion's samples send the brackets of `filter[since][]` as they are.
function encodedName(name: string): string {
  return encoded(name).replaceAll('%5B', '[').replaceAll('%5D', ']');
}
