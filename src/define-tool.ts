import { z } from 'zod';
import { ToolError } from './errors.ts';
import { inputMistakes } from './input/mistakes.ts';
import { asksAboutUsers } from './results/about-users.ts';
import type { Call, ReportContext, Tool, ToolSpec } from './tool.ts';
import type { Request } from './vendor.ts';
import { missingKey } from './wire/shape.ts';

const detail = {
  detail: z.enum(['summary', 'full']).default('summary').describe('full: up to 6,000 tokens'),
};

const dryRun = {
  dry_run: z.boolean().default(false).describe('Only tell price and plan'),
};

/** Closes a tool's types over: what comes out is a list entry that the engine can run without knowing the endpoint. */
export function defineTool<Input extends Record<string, unknown>, Answer>(spec: ToolSpec<Input, Answer>): Tool {
  const { name, title, description, vendor, endpoint, dates, pool } = spec;
  // Whose question can be made cheaper has a price that is worth asking for.
  const priced = spec.rewrites !== undefined;
  const schema = spec.input.extend({ ...detail, ...(priced ? dryRun : {}) });
  return {
    ...{ name, title, description, vendor, endpoint, dates, pool, schema, dryRun: priced },
    bind: (args) => bindCall(spec, parseInput(spec, schema, args)),
  };
}

function parseInput<Input extends Record<string, unknown>, Answer>(
  spec: ToolSpec<Input, Answer>,
  schema: z.ZodType,
  args: Record<string, unknown>,
): Input {
  const { detail: _, dry_run: __, ...own } = args;
  const whole = schema.safeParse(args, { reportInput: true });
  if (!whole.success) throw new ToolError('input', refusal(spec.name, inputMistakes(whole.error.issues, schema)));
  const input = spec.input.parse(own);
  const mistakes = spec.check?.(input) ?? [];
  if (mistakes.length > 0) throw new ToolError('input', refusal(spec.name, mistakes));
  return input;
}

function refusal(tool: string, mistakes: readonly string[]): string {
  return [
    `${tool}: nothing was asked, because the arguments need a change:`,
    ...mistakes.map((one) => `- ${one}`),
  ].join('\n');
}

function bindCall<Input extends Record<string, unknown>, Answer>(spec: ToolSpec<Input, Answer>, input: Input): Call {
  const price = (one: Input) => spec.cost?.(one) ?? 1;
  const read = once((body) => readAnswer(spec, body));
  return {
    input,
    remarks: spec.remarks?.(input) ?? [],
    price: { cost: price(input), ...(spec.pool === undefined ? {} : { pool: spec.pool }) },
    rewrites: () =>
      (spec.rewrites?.(input, price) ?? []).map((one) => ({ change: one.change, cost: price(one.input) })),
    split: (most: number) => spec.split?.(input, { most, cost: price })?.map((part) => bindCall(spec, part)) ?? null,
    request: spec.request(input),
    fallback: (status: number, request: Request) => spec.fallback?.(status, request, input) ?? null,
    next: (bodies: readonly unknown[], request: Request) => spec.next?.(bodies.map(read), request, input) ?? null,
    report: (
      bodies: readonly unknown[],
      context: ReportContext,
      parts?: readonly Readonly<Record<string, unknown>>[],
    ) => {
      const [first, ...others] = bodies.map(read);
      if (first === undefined) throw new Error(`${spec.name}: there is no body to report`);
      if (parts === undefined || spec.merge === undefined) return spec.report([first, ...others], input, context);
      const inputs = parts.map((part) => spec.input.parse({ ...part }));
      const merged = spec.merge([first, ...others], inputs, input);
      return spec.report([merged], input, { ...context, parts: parts.length });
    },
    names: spec.names?.(input) ?? [],
    personal: spec.personal?.(input) === true || asksAboutUsers(input),
  };
}

/** Every page is parsed once, however often it is looked at on the way to the last. */
function once<Answer>(read: (body: unknown) => Answer): (body: unknown) => Answer {
  const known = new Map<unknown, Answer>();
  return (body) => {
    const answer = known.get(body) ?? read(body);
    known.set(body, answer);
    return answer;
  };
}

function readAnswer<Input extends Record<string, unknown>, Answer>(
  spec: ToolSpec<Input, Answer>,
  body: unknown,
): Answer {
  const parsed = spec.response.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new ToolError(
    'vendor',
    `${spec.vendor.title} ${spec.endpoint} answered in a shape that this version does not know: ${missingKey(parsed.error.issues, body)}. ` +
      'No figure was read from it. Nothing is wrong with the arguments; the vendor may have changed its answer.',
  );
}
