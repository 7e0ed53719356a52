import { z } from 'zod';

const record = z.record(z.string(), z.unknown());
const names = ['field', 'name', 'param', 'propertyPath'];
const messages = ['message', 'messages'];

/** The first of these parts of an error body that says anything; else all that the body says. */
export function firstWords(body: unknown, ...parts: readonly unknown[]): string | undefined {
  return [...parts, body].map((part) => words(part)).find((text) => text !== undefined);
}

/** Any part of an error body as one line: lists joined by "; ", fields as "field: message", a web page as its title. */
export function words(value: unknown, depth = 4): string | undefined {
  if (typeof value === 'string') return (isWebPage(value) ? pageTitle(value) : value.trim()) || undefined;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (depth === 0) return undefined;
  if (Array.isArray(value)) return joined(value.map((part) => words(part, depth - 1)));
  const { data } = record.safeParse(value);
  return data && (message(data, depth) ?? joined(Object.entries(data).map((entry) => named(...entry, depth))));
}

/** Texts as one line, each once; undefined when there is none. */
export function joined(texts: readonly (string | undefined)[]): string | undefined {
  return [...new Set(texts.filter((text) => text !== undefined))].join('; ') || undefined;
}

/** The part of a body at this path of keys. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((part, key) => record.safeParse(part).data?.[key], value);
}

/** Whether a body is HTML: a proxy's, a sign-in page, or a wrong host's. */
export function isWebPage(body: unknown): boolean {
  return typeof body === 'string' && /^\s*<(?:!doctype\s+html|html|head|body|\?xml|!--)/i.test(body);
}

// The fields of one mistake: what it is about, and the sentence.
function message(fields: Record<string, unknown>, depth: number): string | undefined {
  const text = firstOf(fields, messages, depth);
  const name = firstOf(fields, names, depth);
  return text !== undefined && name !== undefined ? `${name}: ${text}` : text;
}

function firstOf(fields: Record<string, unknown>, keys: readonly string[], depth: number): string | undefined {
  return keys.map((key) => words(fields[key], depth - 1)).find((text) => text !== undefined);
}

function named(name: string, value: unknown, depth: number): string | undefined {
  const text = words(value, depth - 1);
  return text === undefined ? undefined : `${name}: ${text}`;
}

function pageTitle(page: string): string | undefined {
  return /<(?:title|h1)\b[^<>]*>([^<]+)/i.exec(page.slice(0, 10_000))?.[1]?.trim();
}
