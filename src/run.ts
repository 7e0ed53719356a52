import { type Answered, type Asking, answer } from './answer/answer.ts';
import { answerCompared } from './answer/compare.ts';
import { dryRun } from './answer/dry-run.ts';
import { footer } from './answer/footer.ts';
import { zoneNotes } from './answer/zone-note.ts';
import { type CallOptions, configured, type Engine } from './engine.ts';
import { ToolError } from './errors.ts';
import { completeArguments } from './input/complete.ts';
import { type Note, noteOf } from './report/note.ts';
import { render } from './report/render.ts';
import type { Report } from './report/report.ts';
import type { Tool } from './tool.ts';
import type { Connection } from './vendor.ts';

/** An answer as text within its budget, and all of it. */
export interface Run {
  text: string;
  report: Report;
}

/** A call in all: from arguments as they were sent to text that fits the budget. Throws ToolError. */
export async function run(tool: Tool, sent: unknown, engine: Engine, options: CallOptions): Promise<Run> {
  const connection = connectionFor(tool, engine);
  const args = completeArguments(tool, sent, new Date(engine.clock.now()), connection.zone);
  const asking = { tool, call: tool.bind(args), connection, engine };
  const full = args.detail === 'full';
  if (tool.dryRun && args.dry_run === true) {
    const { report, closing } = await dryRun(asking);
    return { text: page(report, { closing, more: '', full }, engine), report };
  }
  const answered = await ask(asking, options);
  const zone = zoneNotes(answered.result, tool, connection);
  const report = withNotes(answered, [...asking.call.remarks.map(noteOf('assumed')), ...zone]);
  const closing = await footer({ ...answered, report, tool, connection, engine });
  return { text: page(report, { closing, more: engine.catalogue.more, full }, engine), report };
}

function ask(asking: Asking, options: CallOptions): Promise<Answered> {
  const { compared } = asking.call;
  return compared === undefined ? answer(asking, options) : answerCompared({ ...asking, compared }, options);
}

/** The way to a tool's vendor; throws ToolError that names the settings to make. */
export function connectionFor({ vendor }: Tool, engine: Engine): Connection {
  const found = configured(engine, vendor.id);
  if (found?.connection !== undefined) return found.connection;
  const missing = found?.missing ?? [];
  const sentences = [
    ...(found?.problems ?? []),
    ...(missing.length > 0 ? [`Set ${missing.join(' and ')} in the environment of metrics-mcp and restart it.`] : []),
  ];
  throw new ToolError('settings', `${vendor.title} is not set up, so nothing was asked. ${sentences.join(' ')}`);
}

function withNotes({ report, hints }: Answered, others: readonly Note[]): Report {
  return { ...report, notes: [...report.notes, ...others, ...hints.map(noteOf('missing'))] };
}

const summaryBudget = 800;
const fullBudget = 6_000;

interface Page {
  /** The last lines, never cut. */
  closing: readonly string[];
  more: string;
  full: boolean;
}

function page(report: Report, { closing, more, full }: Page, { banner }: Engine): string {
  const headline = [...(banner === undefined ? [] : [banner]), ...report.headline];
  return render({ ...report, headline }, { budget: full ? fullBudget : summaryBudget, footer: closing, more, full });
}
