import { z } from 'zod';
import { comparedReport } from './answer/compared-report.ts';
import { ToolError } from './errors.ts';
import { inputMistakes } from './input/mistakes.ts';
import type { Masks } from './report/mask.ts';
import { maskedReport } from './report/masked-report.ts';
import { type Comparison, comparisons, periodsOf } from './report/periods.ts';
import type { Report } from './report/report.ts';
import { scopedReport } from './report/scoped-report.ts';
import { asksAboutUsers } from './results/about-users.ts';
import type { Call, Compared, Received, ReportContext, Side, Tool, ToolSpec } from './tool.ts';
import type { Request } from './vendor.ts';
import { missingKey } from './wire/shape.ts';

const detail = {
  detail: z.enum(['summary', 'full']).default('summary').describe('full: up to 6,000 tokens'),
};

const compare = {
  compare: z.enum(comparisons).optional().describe('Tells what changed'),
};

const dryRun = {
  dry_run: z.boolean().default(false).describe('Tell price only'),
};

/** Closes a tool's types over: what comes out is a list entry that the engine can run without knowing the endpoint. */
export function defineTool<Input extends Record<string, unknown>, Answer>(spec: ToolSpec<Input, Answer>): Tool {
  const { name, title, description, vendor, endpoint, dates, pool, charts = [] } = spec;
  // Whose question can be made cheaper has a price that is worth asking for.
  const priced = spec.rewrites !== undefined;
  const schema = spec.input.extend({
    ...(spec.compare === undefined ? {} : compare),
    ...detail,
    ...(priced ? dryRun : {}),
  });
  return {
    ...{ name, title, description, vendor, endpoint, dates, pool, charts, schema, dryRun: priced },
    bind(args) {
      const input = parseInput(spec, schema, args);
      const how = compare.compare.parse(args.compare);
      return how === undefined ? bindCall(spec, input) : bindCompared(spec, input, how);
    },
  };
}

function parseInput<Input extends Record<string, unknown>, Answer>(
  spec: ToolSpec<Input, Answer>,
  schema: z.ZodType,
  args: Record<string, unknown>,
): Input {
  const { detail: _, dry_run: __, compare: ___, ...own } = args;
  const whole = schema.safeParse(args, { reportInput: true });
  if (!whole.success) throw new ToolError('input', refusal(spec.name, inputMistakes(whole.error.issues, schema)));
  const input = spec.input.parse(own);
  const mistakes = spec.check?.(input, compare.compare.parse(args.compare)) ?? [];
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
    report: (bodies: readonly unknown[], context: ReportContext, parts?: Received['parts']) =>
      toldWith(spec, input, sideOf(spec, input, { bodies, context, parts }, read).report, context.masks),
    names: spec.names?.(input) ?? { events: [], properties: [] },
    personal: spec.personal?.(input) === true || asksAboutUsers(input),
  };
}

/** The call of the later range, which knows the one of the earlier range. */
function bindCompared<Input extends Record<string, unknown>, Answer>(
  spec: ToolSpec<Input, Answer>,
  input: Input,
  how: Comparison,
): Call {
  const periods = periodsOf(rangeOf(input), how, typeof input.interval === 'string' ? input.interval : 'daily');
  const earlier = { ...input, ...periods.before };
  const compared: Compared = {
    ...{ how, periods, base: bindCall(spec, earlier) },
    report(received, receivedBefore) {
      const now = sideOf(spec, input, received);
      const before = sideOf(spec, earlier, receivedBefore);
      const change = () => spec.compare?.(now, before, periods) ?? { headline: [], tables: [], notes: [] };
      return toldWith(spec, input, comparedReport(now.report, before.report, periods, change), received.context.masks);
    },
  };
  return { ...bindCall(spec, input), compared };
}

/** The report with what is said of every tool's: whom it is about, and whether masks stand in it. */
function toldWith<Input extends Record<string, unknown>, Answer>(
  spec: ToolSpec<Input, Answer>,
  input: Input,
  report: Report,
  masks: Masks,
): Report {
  return maskedReport(scopedReport(report, spec.scope?.(input, masks) ?? null), masks);
}

function rangeOf({ start, end }: Record<string, unknown>): { start: string; end: string } {
  return { start: String(start), end: String(end) };
}

/** What was fetched, read, joined where it came in parts, and told. */
function sideOf<Input extends Record<string, unknown>, Answer>(
  spec: ToolSpec<Input, Answer>,
  input: Input,
  { bodies, context, parts }: Received,
  read = (body: unknown) => readAnswer(spec, body),
): Side<Input, Answer> {
  const [first, ...others] = bodies.map((body) => read(context.masks.body(body)));
  if (first === undefined) throw new Error(`${spec.name}: there is no body to report`);
  const side = (pages: readonly [Answer, ...Answer[]], known: ReportContext) => ({
    ...{ pages, input, context: known },
    report: spec.report(pages, input, known),
  });
  if (parts === undefined || spec.merge === undefined) return side([first, ...others], context);
  const inputs = parts.map((part) => spec.input.parse({ ...part }));
  return side([spec.merge([first, ...others], inputs, input)], { ...context, parts: parts.length });
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
