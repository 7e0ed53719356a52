import type { Passenger } from '../answer/flights.ts';
import type { Engine } from '../engine.ts';
import { ToolError } from '../errors.ts';
import { label } from '../report/label.ts';
import { nearest } from '../report/nearest.ts';
import type { Names } from '../tool.ts';
import type { Connection, EventNames, Failure, Vendor } from '../vendor.ts';
import { VendorError } from '../wire/send.ts';
import { eventNames, presentable } from './event-names.ts';

/** What is to be said of the names of a question, and what finding out took from the quota. */
export interface NameHints {
  sentences: readonly string[];
  cost: number;
}

export interface Question {
  names: Names;
  vendor: Vendor;
  connection: Connection;
  engine: Engine;
}

/** For a question that found nothing, or failed by a name: which of its names may be wrong, and what comes near. */
export async function nearNames(question: Question, passenger: Passenger): Promise<NameHints> {
  const events = await aboutEvents(question, passenger);
  return { sentences: [...events.sentences, ...aboutProperties(question)], cost: events.cost };
}

/** The fault with what can be said of the names that the vendor may have refused; any other as it is. */
export async function withNearNames(fault: unknown, question: Question, passenger: Passenger): Promise<unknown> {
  const about = blamed(fault);
  if (!(fault instanceof ToolError) || about === undefined) return fault;
  const { events, properties } = question.names;
  const names = { events: about === 'property' ? [] : events, properties: about === 'event' ? [] : properties };
  const { sentences } = await nearNames({ ...question, names }, passenger);
  return sentences.length === 0
    ? fault
    : new ToolError(fault.kind, [fault.message, ...sentences].join('\n'), { cause: fault });
}

/** A part of a split question fails with the vendor's error as its cause. */
function blamed(fault: unknown): Failure['about'] {
  if (fault instanceof VendorError) return fault.about;
  return fault instanceof ToolError && fault.cause instanceof VendorError ? fault.cause.about : undefined;
}

async function aboutEvents({ names, vendor, connection, engine }: Question, passenger: Passenger): Promise<NameHints> {
  const source = vendor.eventNames;
  const raw = source === undefined ? [] : names.events.filter((name) => isRaw(name, source));
  if (source === undefined || raw.length === 0) return { sentences: [], cost: 0 };
  const listed = await eventNames(vendor, connection, engine, passenger);
  if (listed === undefined) return { sentences: [], cost: 0 };
  const missing = raw.filter((name) => !listed.names.includes(name));
  const known = presentable(listed.names, engine);
  return { sentences: missing.map((name) => aboutEvent(name, known, source)), cost: listed.cost };
}

/** Whether a name should be in the list. */
function isRaw(name: string, { codes, custom }: EventNames): boolean {
  return !Object.hasOwn(codes, name) && !name.startsWith(custom.prefix);
}

function aboutEvent(name: string, known: readonly string[], { codes, custom }: EventNames): string {
  const words = new Map(Object.entries(codes).map(([code, meaning]) => [meaning, code]));
  const found = nearest(name, [...known, ...words.values(), ...words.keys()]).map((one) => words.get(one) ?? one);
  const near = [...new Set(found)].map((one) =>
    Object.hasOwn(codes, one) ? `${one} (${codes[one]})` : `"${label(one)}"`,
  );
  const hint = near.length > 0 ? `nearest: ${near.join(', ')}` : `it has ${known.length} names, none like it`;
  return `The project's event list (not always complete) has no "${label(name)}": ${hint}; ${custom.advice}.`;
}

function aboutProperties({ names: { properties }, vendor, engine }: Question): string[] {
  if (vendor.aboutProperty === undefined || properties.length === 0) return [];
  const advice = properties.flatMap((property) => vendor.aboutProperty?.(property) ?? []);
  const values = properties.some(({ filtered }) => filtered === true);
  return [...advice, ...(values || advice.length > 0 ? [engine.catalogue.properties] : [])];
}
