import type { JsonSchema } from './json-schema.ts';

/**
 * Arguments as models really send them, made what the schema means: lists and objects that arrive as JSON text are
 * parsed, a single value where a list is meant becomes a list of one, a plain string where an event is meant is its
 * `event_type`, a choice may be spelled as on a screen ("Billing retry"), numbers and booleans in quotes lose them, and
 * null counts as left out, as does an empty text that is not required. What fits nothing stays as it is, for the parser
 * to refuse.
 */
export function lenient(value: unknown, schema: JsonSchema): unknown {
  if (schema.type === 'array') return lenientList(value, schema.items ?? {});
  if (schema.type === 'object') return lenientObject(value, schema);
  if (schema.type === 'string') return lenientChoice(lenientText(value), schema.enum);
  if (typeof value !== 'string') return value;
  if (schema.type === 'number' || schema.type === 'integer')
    return /^\s*-?\d+(\.\d+)?\s*$/.test(value) ? Number(value) : value;
  if (schema.type === 'boolean') return value === 'true' ? true : value === 'false' ? false : value;
  return value;
}

/** A number with more digits than a number holds has lost some: it is left for the parser to refuse. */
function lenientText(value: unknown): unknown {
  const whole = typeof value !== 'number' || !Number.isInteger(value) || Number.isSafeInteger(value);
  return (typeof value === 'number' && whole) || typeof value === 'boolean' ? String(value) : value;
}

/** The one choice that differs in capitals, spaces and signs only. */
function lenientChoice(value: unknown, choices: unknown): unknown {
  if (typeof value !== 'string' || !Array.isArray(choices) || choices.includes(value)) return value;
  const like = choices.filter((choice) => typeof choice === 'string' && bare(choice) === bare(value));
  return like.length === 1 ? like[0] : value;
}

function bare(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

function lenientList(value: unknown, items: JsonSchema): unknown {
  const parsed = typeof value === 'string' && /^\s*[[{]/.test(value) ? (parsedJson(value) ?? value) : value;
  if (parsed === undefined) return parsed;
  const isPair = items.type === 'array' && Array.isArray(parsed) && parsed.length > 0 && !parsed.some(Array.isArray);
  const list = Array.isArray(parsed) && !isPair ? parsed : [parsed];
  return list.map((item: unknown) => lenient(item, items));
}

function lenientObject(value: unknown, schema: JsonSchema): unknown {
  const properties = schema.properties ?? {};
  if (typeof value === 'string') {
    const parsed = /^\s*\{/.test(value) ? parsedJson(value) : undefined;
    if (parsed !== undefined) return lenientObject(parsed, schema);
    return 'event_type' in properties ? { event_type: value } : value;
  }
  if (!isRecord(value)) return value;
  const needed = schema.required ?? [];
  const given = Object.entries(value).filter(
    ([name, inner]) => inner !== null && inner !== undefined && (inner !== '' || needed.includes(name)),
  );
  return Object.fromEntries(given.map(([name, inner]) => [name, lenient(inner, properties[name] ?? {})]));
}

function parsedJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
