import type { z } from 'zod';
import { ToolError } from './errors.ts';
import { jsonSchemaOf } from './input/json-schema.ts';
import { inputMistakes } from './input/mistakes.ts';
import type { CivilDate } from './report/calendar.ts';
import type { Vendor } from './vendor.ts';

/** A question that takes several calls, as a script that an assistant follows. Pure, as a tool is. */
export interface Prompt {
  name: string;
  title: string;
  description: string;
  /** It is offered where one of these is set up. */
  vendors: readonly Vendor[];
  arguments: readonly PromptArgument[];
  /** The script; throws ToolError of kind input that names every mistake in the arguments. */
  tell(args: unknown, scene: Scene): string;
}

export interface PromptArgument {
  name: string;
  description: string;
  required: boolean;
  completes: Completes | undefined;
}

/** What an argument is completed from: a vendor's events, one or several with commas between, or words. */
export type Completes = { events: Vendor; several?: boolean } | { words: (scene: Scene) => readonly string[] };

/** What a script may know of where it is told. */
export interface Scene {
  /** Whether this vendor can be asked. */
  has(vendor: Vendor): boolean;
  /** The earliest of the vendors' dates now: what is over then is over for all of them. */
  today: CivilDate;
}

export interface PromptSpec<Input> {
  name: string;
  title: string;
  description: string;
  vendors: readonly Vendor[];
  /** A strict object of texts, each described: no client sends anything else. */
  input: z.ZodObject & z.ZodType<Input>;
  completes?: Partial<Record<Extract<keyof NoInfer<Input>, string>, Completes>>;
  /** Its lines; throws ToolError of kind input where the arguments do not go together. */
  script(input: NoInfer<Input>, scene: Scene): readonly string[];
}

/** Closes a prompt's types over, as defineTool does. */
export function definePrompt<Input>(spec: PromptSpec<Input>): Prompt {
  const { name, title, description, vendors } = spec;
  return {
    ...{ name, title, description, vendors, arguments: argumentsOf(spec) },
    tell(args, scene) {
      const input = spec.input.safeParse(withoutEmpty(args), { reportInput: true });
      if (!input.success) throw refusal(name, inputMistakes(input.error.issues, spec.input));
      return spec.script(input.data, scene).join('\n');
    },
  };
}

/** A call as scripts write it: the tool's name and its arguments as JSON. */
export function step(tool: string, args: Record<string, unknown> = {}): string {
  return `\`${tool} ${quoted(args)}\``;
}

/** The arguments in which a further call differs from the one before it: "the same with …". */
export function again(args: Record<string, unknown>): string {
  return `the same with \`${quoted(args)}\``;
}

/** A value as JSON on one line that ends no code in which it stands, whatever name is in it. */
export function quoted(value: unknown): string {
  return JSON.stringify(value).replaceAll('`', '\\u0060');
}

function argumentsOf<Input>({ input, completes = {} }: PromptSpec<Input>): PromptArgument[] {
  const { properties = {}, required = [] } = jsonSchemaOf(input);
  const completed = new Map<string, Completes | undefined>(Object.entries(completes));
  return Object.entries(properties).map(([name, { description }]) => ({
    ...{
      name,
      description: String(description ?? ''),
      required: required.includes(name),
      completes: completed.get(name),
    },
  }));
}

// Clients send what was left open in their form as an empty text.
function withoutEmpty(args: unknown): unknown {
  if (typeof args !== 'object' || args === null) return args ?? {};
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== '' && value !== undefined));
}

function refusal(name: string, mistakes: readonly string[]): ToolError {
  return new ToolError(
    'input',
    [`${name}: the arguments need a change:`, ...mistakes.map((one) => `- ${one}`)].join('\n'),
  );
}
