import type { JsonSchema } from '../input/json-schema.ts';
import type { OfferedTool } from '../offer.ts';

/** One input of a tool, as a command line needs it. */
export interface Input {
  name: string;
  /** `string`, or `list of string`. */
  type: string;
  required: boolean;
  /** All that it may be, where it is one of a few words; of a list, what its items may be. */
  values: readonly string[];
  description: string;
}

export function inputsOf({ inputSchema }: OfferedTool): Input[] {
  return Object.entries(inputSchema.properties ?? {}).map(([name, schema]) => ({
    name,
    type: typeOf(schema),
    required: inputSchema.required?.includes(name) ?? false,
    values: wordsOf(schema),
    description: typeof schema.description === 'string' ? schema.description : '',
  }));
}

function typeOf({ type, items }: JsonSchema): string {
  if (type === 'array') return `list of ${items === undefined ? 'anything' : typeOf(items)}`;
  return typeof type === 'string' ? type : (type?.join(' or ') ?? 'anything');
}

function wordsOf({ enum: words, type, items }: JsonSchema): string[] {
  if (Array.isArray(words)) return words.map(String);
  if (type === 'boolean') return ['true', 'false'];
  return items === undefined ? [] : wordsOf(items);
}
