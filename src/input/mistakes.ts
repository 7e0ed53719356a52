import { z } from 'zod';
import { label, shortened } from '../report/label.ts';
import { nearest } from '../report/nearest.ts';
import { pathText } from '../wire/shape.ts';

/** What is wrong with the arguments: which one, at which path, and what is accepted; a sentence for each mistake. */
export function inputMistakes(issues: readonly z.core.$ZodIssue[], schema: z.ZodType): string[] {
  return issues.flatMap((issue) => mistake(issue, schema));
}

function mistake(issue: z.core.$ZodIssue, schema: z.ZodType): string[] {
  const name = `"${pathText(issue.path).slice(0, 120)}"`;
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(key, issue.path, keysAt(schema, issue.path)));
    case 'invalid_value':
      return [`${name} must be ${oneOf(issue.values)}${given(issue.input)}.`];
    case 'invalid_type':
      return [
        issue.input === undefined
          ? `${name} is required (${issue.expected}).`
          : `${name} must be ${typeName(issue.expected)}${given(issue.input)}.`,
      ];
    case 'too_small':
      return [`${name} must ${bound(issue.origin, 'at least', Number(issue.minimum))}.`];
    case 'too_big':
      return [`${name} must ${bound(issue.origin, 'at most', Number(issue.maximum))}.`];
    default:
      return [`${name}: ${issue.message}${/[.!?]$/.test(issue.message) ? '' : '.'}`];
  }
}

function bound(origin: string, word: 'at least' | 'at most', limit: number): string {
  if (origin === 'string') return word === 'at least' ? 'not be empty' : `have at most ${limit} characters`;
  return origin === 'array' ? `have ${word} ${limit} ${limit === 1 ? 'entry' : 'entries'}` : `be ${word} ${limit}`;
}

/** An argument that does not exist, with the nearest that does. */
function unknownKey(key: string, path: readonly PropertyKey[], known: readonly string[]): string {
  const where = path.length === 0 ? '' : ` in "${pathText(path)}"`;
  const near = nearest(key, known)[0];
  const hint = near === undefined ? '' : ` Did you mean "${near}"?`;
  return `"${label(key)}" is not an argument${where}.${hint} ${known.length === 0 ? 'It takes none.' : `Accepted: ${known.join(', ')}.`}`;
}

function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  const inner = path.reduce<unknown>((at, key) => {
    const bare = unwrapped(at);
    if (bare instanceof z.ZodArray) return bare.element;
    return bare instanceof z.ZodObject ? bare.shape[String(key)] : undefined;
  }, schema);
  const object = unwrapped(inner);
  return object instanceof z.ZodObject ? Object.keys(object.shape) : [];
}

function unwrapped(schema: unknown): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable)
    return unwrapped(schema.unwrap());
  if (!(schema instanceof z.ZodPipe)) return schema;
  return unwrapped(schema.out instanceof z.ZodTransform ? schema.in : schema.out);
}

function oneOf(values: readonly unknown[]): string {
  const words = values.map((value) => JSON.stringify(value));
  return words.length === 1 ? String(words[0]) : `one of ${words.join(', ')}`;
}

function given(value: unknown): string {
  if (typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER)
    return '; put it in quotes: as a number it has lost digits';
  const text = JSON.stringify(value);
  return text === undefined ? '' : `; it is ${shortened(text, 60)}`;
}

function typeName(expected: string): string {
  const names: Record<string, string> = {
    int: 'a whole number',
    number: 'a number',
    string: 'text',
    array: 'a list',
    object: 'an object',
    boolean: 'true or false',
  };
  return names[expected] ?? expected;
}
