import { readFileSync } from 'node:fs';
import { text as readText } from 'node:stream/consumers';

/**
 * A tool's arguments as they stand on a command line: `name=value` pairs, whole JSON objects, `@FILE` and `-` (stdin) with
 * such an object; what comes later wins. Throws ArgumentFault where a word is none of these.
 */
export async function callArguments(words: readonly string[]): Promise<Record<string, unknown>> {
  const objects: Record<string, unknown>[] = [];
  const pairs = new Map<string, unknown[]>();
  for (const word of words) {
    const [, name, value = ''] = /^([a-z][\w-]*)=(.*)$/is.exec(word) ?? [];
    if (name === undefined) objects.push(await wholeObject(word));
    else pairs.set(name, [...(pairs.get(name) ?? []), parsedValue(name, value)]);
  }
  const given = [...pairs].map(([name, values]) => [name, values.length === 1 ? values[0] : values] as const);
  return Object.fromEntries([...objects.flatMap((one) => Object.entries(one)), ...given]);
}

/** What stands on the command line cannot be read as arguments. */
export class ArgumentFault extends Error {}

/**
 * JSON where it begins like a list, an object or a text in quotes, and is one; text otherwise. Numbers and true or false
 * stay text too: which of them are meant as such only the tool's schema tells, and the version 5.10 is not 5.1.
 */
function parsedValue(name: string, text: string): unknown {
  if (!/^\s*[[{"]/.test(text)) return text;
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    // As text it would name nothing, and be answered with zeros. "[Amplitude] Page Viewed" is a name.
    if (!/^\s*(?:\[.*\]|\{.*\})\s*$/s.test(text)) return text;
    throw new ArgumentFault(`${name} begins and ends like JSON, and is none: ${quoting}`);
  }
}

const quoting =
  'texts in it need double quotes, which some shells take away (Windows PowerShell, cmd). ' +
  'Write a list as name=a name=b, or put the arguments into a file: "@FILE". A text that looks so is written as JSON, \'"[text]"\'.';

async function wholeObject(word: string): Promise<Record<string, unknown>> {
  if (word === '-') return object(await readText(process.stdin), 'what came from stdin');
  if (word.startsWith('@')) return object(fileText(word.slice(1)), `the file ${word.slice(1)}`);
  if (/^\s*[{[]/.test(word)) return object(word, 'what was given');
  throw new ArgumentFault(`"${word.slice(0, 80)}" is no argument: write name=value, or one JSON object.`);
}

function fileText(path: string): string {
  try {
    const bytes = readFileSync(path);
    // Windows PowerShell writes UTF-16; no UTF-8 begins with its mark.
    return new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-8').decode(bytes);
  } catch {
    throw new ArgumentFault(`the file ${path} cannot be read.`);
  }
}

function object(text: string, what: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Told below: what the parser says quotes the text.
  }
  throw new ArgumentFault(`${what} must be one JSON object, and ${text.trim() === '' ? 'is empty' : 'is none'}.`);
}
