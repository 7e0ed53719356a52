import type { PropertyValue } from '../company/types.ts';
import { invalid } from './refusal.ts';

export type Test = (value: PropertyValue | undefined) => boolean;

/** How the vendor writes a property that has no value. */
export const none = '(none)';

/** One filter condition as a function of the property's value. Several values mean any of them. */
export function filterTest(operator: string, values: readonly string[]): Test {
  const make = operators.get(operator);
  if (make === undefined) throw invalid(`Invalid operator ${operator}`);
  if (values.length === 0) throw invalid(`Operator ${operator} needs at least one value`);
  const test = make(values);
  return (value) => test(textOf(value));
}

export function textOf(value: PropertyValue | undefined): string {
  return value === undefined || value === '' ? none : String(value);
}

const operators = new Map<string, (values: readonly string[]) => (text: string) => boolean>([
  ['is', is],
  ['is not', (values) => not(is(values))],
  ['contains', contains],
  ['does not contain', (values) => not(contains(values))],
  ['less', (values) => compared(values, (difference) => difference < 0)],
  ['less or equal', (values) => compared(values, (difference) => difference <= 0)],
  ['greater', (values) => compared(values, (difference) => difference > 0)],
  ['greater or equal', (values) => compared(values, (difference) => difference >= 0)],
  ['set is', sameSet],
  ['set is not', (values) => not(sameSet(values))],
]);

function is(values: readonly string[]): (text: string) => boolean {
  const wanted = new Set(values);
  return (text) => wanted.has(text);
}

function contains(values: readonly string[]): (text: string) => boolean {
  const parts = values.map((value) => value.toLowerCase());
  return (text) => text !== none && parts.some((part) => text.toLowerCase().includes(part));
}

/** A property holds one value here, so its set is that value alone. */
function sameSet(values: readonly string[]): (text: string) => boolean {
  const wanted = new Set(values);
  return (text) => wanted.size === 1 && wanted.has(text);
}

function compared(values: readonly string[], holds: (difference: number) => boolean): (text: string) => boolean {
  return (text) => text !== none && values.some((value) => holds(compare(text, value)));
}

/** Numbers by value, versions such as 4.10.0 part by part, other texts by their letters. */
function compare(left: string, right: string): number {
  const difference = Number(left) - Number(right);
  return Number.isNaN(difference) ? collator.compare(left, right) : difference;
}

const collator = new Intl.Collator('en', { numeric: true });

function not(test: (text: string) => boolean): (text: string) => boolean {
  return (text) => !test(text);
}
