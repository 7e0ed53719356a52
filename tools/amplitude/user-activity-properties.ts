import type { Masks } from '../../src/report/mask.ts';
import { remembered } from '../../src/report/remembered.ts';
import { isRecord } from '../../src/vendors/usual.ts';

/** Writes the names and values of properties, masked where they are personal. */
export interface PropertyWords {
  name(name: string): string;
  value(name: string, value: string): string;
}

export function propertyWords({ value }: Masks): PropertyWords {
  return { name: remembered((name) => value('', name)), value };
}

/** What was sent as properties; what is no record is shown as it is, so that it neither costs the totals nor is lost. */
export function propertiesOf(sent: unknown): Record<string, unknown> {
  if (sent === undefined || sent === null || sent === '' || (Array.isArray(sent) && sent.length === 0)) return {};
  return isRecord(sent) ? sent : { '(as sent)': sent };
}

const mostCharacters = 2_000;
// What is masked may begin before the cut and end after it.
const mostMasked = mostCharacters + 500;

/** A user's or an event's properties as key and value, nested keys joined by dots, lists by commas. */
export function flatProperties(
  properties: Readonly<Record<string, unknown>>,
  words: PropertyWords,
): [string, string | null][] {
  const pairs: [string, string | null][] = [];
  eachProperty(properties, words, (name, value) => {
    pairs.push([name, value]);
    return true;
  });
  return pairs;
}

/** All properties in one line: `plan: gold, trial: true`. */
export function condensed(properties: Readonly<Record<string, unknown>>, words: PropertyWords): string {
  let line = '';
  eachProperty(properties, words, (name, value) => {
    if (line.length > mostCharacters) return false;
    if (value !== null) line += `${line === '' ? '' : ', '}${name}: ${value}`;
    return true;
  });
  return cut(line);
}

/** Takes a property, and says whether there is room for more. */
type Take = (name: string, value: string | null) => boolean;

function eachProperty(properties: Readonly<Record<string, unknown>>, words: PropertyWords, take: Take): boolean {
  return Object.keys(properties).every((name) => eachPart(name, properties[name], words, take, 4));
}

function eachPart(name: string, value: unknown, words: PropertyWords, take: Take, depth: number): boolean {
  // A name may hold somebody's address, and says whether its value is personal: it is judged as it is, and shown masked.
  const took = (text: string | null) => take(words.name(cut(name)), text);
  if (typeof value !== 'object' || value === null) return took(shown(name, value, words));
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object')) return took(shownList(name, value, words));
  if (depth === 0) return took('(nested too deep to show)');
  return Object.entries(value).every(([key, one]) => eachPart(`${name}.${key}`, one, words, take, depth - 1));
}

function shownList(name: string, values: readonly unknown[], words: PropertyWords): string | null {
  // A latitude is one beside its longitude.
  if (isPairOfDegrees(values)) return shown(name, values.join(', '), words);
  const texts = values.slice(0, mostCharacters).flatMap((one) => shown(name, one, words) ?? []);
  const [first] = texts;
  if (first === undefined) return null;
  return texts.length > 1 && texts.every((text) => text === first)
    ? `${first} × ${texts.length}`
    : cut(texts.join(', '));
}

function isPairOfDegrees(values: readonly unknown[]): boolean {
  const areNumbers = values.length === 2 && values.every((one) => /^-?\d{1,3}(\.\d+)?$/.test(String(one)));
  return areNumbers && values.join().includes('.');
}

function shown(name: string, value: unknown, words: PropertyWords): string | null {
  if (value === null || value === undefined || value === '') return null;
  return cut(words.value(name, String(value).slice(0, mostMasked)));
}

function cut(text: string): string {
  return text.length <= mostCharacters ? text : `${text.slice(0, mostCharacters - 1)}…`;
}
