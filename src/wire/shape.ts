import type { z } from 'zod';
import { label } from '../report/label.ts';

/** Where an answer drifted from its shape: "data.series[0].dates should be an array but is missing". */
export function missingKey(issues: readonly z.core.$ZodIssue[], body: unknown): string {
  const issue = deepest(issues);
  if (issue === undefined) return 'the body';
  const found = issue.path.reduce<unknown>(step, body);
  const wanted = issue.code === 'invalid_type' ? ` should be ${article(issue.expected)}` : ' is not what was expected';
  return `${pathText(issue.path)}${wanted} but ${found === undefined ? 'is missing' : `is ${kind(found)}`}`;
}

/** A path as it is written in code: `data.series[0].dates`; the names in it may be a stranger's. */
export function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${label(String(part), 40)}`)).join('');
  return text === '' ? 'the body' : text.replace(/^\./, '');
}

/** Of a union's branches the issue that got furthest tells most. */
function deepest(issues: readonly z.core.$ZodIssue[], base: readonly PropertyKey[] = []): z.core.$ZodIssue | undefined {
  const all = issues.flatMap((issue) => {
    const at = { ...issue, path: [...base, ...issue.path] };
    const inner = issue.code === 'invalid_union' ? issue.errors.map((branch) => deepest(branch, at.path)) : [];
    return [at, ...inner.filter((one) => one !== undefined)];
  });
  return all.sort((a, b) => b.path.length - a.path.length)[0];
}

function step(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function kind(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'an array' : article(typeof value);
}

function article(noun: string): string {
  return /^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`;
}
