import { savedLine } from './answer/footer.ts';
import type { CallOptions, Engine } from './engine.ts';
import { type ErrorKind, explain, ToolError } from './errors.ts';
import type { HelperTool } from './helper-tool.ts';
import { lenient } from './input/arguments.ts';
import { jsonSchemaOf } from './input/json-schema.ts';
import { logFault } from './log.ts';
import { label } from './report/label.ts';
import { renderPage } from './report/page.ts';
import { render } from './report/render.ts';
import type { Report } from './report/report.ts';
import { run } from './run.ts';

/** What a caller gets, whatever happens: text, and whether it tells of an error. */
export interface Answer {
  text: string;
  failed: boolean;
  /** Of the error, when it is one. */
  kind?: ErrorKind;
  /** All that the text was made of; none for an error, and for a part of an earlier answer. */
  report?: Report;
}

/** Calls any tool of the catalogue by its name. Never throws: a fault of ours is logged and told as an error. */
export async function call(name: string, args: unknown, engine: Engine, options: CallOptions): Promise<Answer> {
  try {
    return { ...(await dispatch(name, args, engine, options)), failed: false };
  } catch (fault) {
    if (!(fault instanceof ToolError)) logFault(name, fault);
    const text = [engine.banner, explain(fault)].filter((part) => part !== undefined).join('\n');
    return { text, failed: true, kind: fault instanceof ToolError ? fault.kind : 'internal' };
  }
}

async function dispatch(
  name: string,
  args: unknown,
  engine: Engine,
  options: CallOptions,
): Promise<Pick<Answer, 'text' | 'report'>> {
  const tool = engine.catalogue.tools.find((one) => one.name === name);
  if (tool !== undefined) return await run(tool, args, engine, options);
  const helper = engine.catalogue.helpers.find((one) => one.name === name);
  if (helper !== undefined) return await help(helper, args, engine);
  throw new ToolError(
    'input',
    `There is no tool "${label(name)}". ${engine.catalogue.tools.map((one) => one.name).join(', ')} are there.`,
  );
}

const helperBudget = 6_000;

async function help(helper: HelperTool, args: unknown, engine: Engine): Promise<Pick<Answer, 'text' | 'report'>> {
  const answer = await helper.run(asObject(lenient(args ?? {}, jsonSchemaOf(helper.schema))), engine);
  const banner = engine.banner === undefined ? [] : [engine.banner];
  if ('report' in answer) {
    const report = { ...answer.report, headline: [...banner, ...answer.report.headline] };
    return { text: render(report, { budget: helperBudget, footer: [], more: '', full: true }), report };
  }
  const footer = [`result_id: ${answer.result.id}`, savedLine(answer.result, engine)];
  return { text: [...banner, renderPage(answer.page, { budget: helperBudget - 60, footer })].join('\n') };
}

function asObject(value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new ToolError('input', 'The arguments must be one JSON object.');
}
