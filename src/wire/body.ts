import type { HttpAnswer } from './http.ts';
import { parseJson } from './json.ts';

/** What a body turned out to be. */
export type Body = { kind: 'json'; value: unknown } | { kind: 'empty' } | NoJson;

export interface NoJson {
  kind: 'page' | 'text';
  /** A noun phrase that goes before the words: `an HTML page titled`. */
  what: string;
  /** A stranger's words as they came, at any length; to be cleaned before they are shown. */
  words: string;
}

export function readBody({ text, contentType }: Pick<HttpAnswer, 'text' | 'contentType'>): Body {
  if (text.trim() === '') return { kind: 'empty' };
  const value = tryJson(text);
  if (value !== undefined) return { kind: 'json', value };
  if (isHtml(text, contentType)) return htmlPage(text);
  if (/^\s*<\?xml\b/.test(text)) return { kind: 'page', what: 'an XML document', words: '' };
  const what = /^\s*[[{]/.test(text) ? 'broken JSON' : 'plain text';
  return { kind: 'text', what: `${what} that begins`, words: text };
}

function tryJson(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    // What the parser says quotes the body; what it is instead is told by our own words.
    return undefined;
  }
}

function isHtml(text: string, contentType: string): boolean {
  const start = text.replace(/^\s*(<!--[\s\S]{0,500}?-->\s*)?/, '').slice(0, 20);
  return contentType.includes('html') || /^<(!doctype\s+html|html|head|body)\b/i.test(start);
}

function htmlPage(text: string): NoJson {
  const title = /<title[^>]{0,200}>([^<]{1,500})/i.exec(text.slice(0, 20_000))?.[1]?.trim();
  return title
    ? { kind: 'page', what: 'an HTML page titled', words: title }
    : { kind: 'page', what: 'an HTML page', words: '' };
}
