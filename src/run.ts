import { type CallOptions, configured, type Engine } from './engine.ts';
import { ToolError } from './errors.ts';
import { fetchPages } from './fetch-pages.ts';
import { footer } from './footer.ts';
import { freshFor } from './freshness.ts';
import { completeArguments } from './input/complete.ts';
import { localClock } from './input/dates.ts';
import { nearEvents } from './near-events.ts';
import { createProgress } from './progress.ts';
import { refuseTooDear } from './refuse.ts';
import { render } from './report/render.ts';
import type { Report } from './report/report.ts';
import type { StoredResult } from './results.ts';
import type { Call, Tool } from './tool.ts';
import type { Connection } from './vendor.ts';
import { parseJson } from './wire/json.ts';

/** An answer as text within its budget, and all of it. */
export interface Run {
  text: string;
  report: Report;
}

/** A call in all: from arguments as they were sent to text that fits the budget. Throws ToolError. */
export async function run(tool: Tool, sent: unknown, engine: Engine, options: CallOptions): Promise<Run> {
  const connection = connectionFor(tool, engine);
  const args = completeArguments(tool, sent, new Date(engine.clock.now()), connection.zone);
  const call = tool.bind(args);
  const { result, live } = await answer(tool, call, connection, engine, options);
  const report = reportOf(tool, result, engine);
  const notes = [
    ...report.notes,
    ...call.remarks,
    ...(await nearEvents(report, call, tool, connection, engine, options)),
  ];
  const whole = { ...report, notes };
  return {
    text: await page(whole, { result, live, full: args.detail === 'full' }, { tool, connection, engine }),
    report: whole,
  };
}

/** What a stored result says: a pure function of it. */
export function reportOf(tool: Tool, result: StoredResult, engine: Engine): Report {
  const now = new Date(result.fetchedAt);
  const context = {
    now,
    zone: result.zone,
    showPersonalData: engine.config.showPersonalData,
    ...localClock(now, result.zone),
  };
  return tool.bind({ ...result.input }).report(result.bodies.map(parseJson), context);
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

async function answer(tool: Tool, call: Call, connection: Connection, engine: Engine, options: CallOptions) {
  const question = { tool: tool.name, input: call.input, owner: connection.fingerprint };
  const { today } = localClock(new Date(engine.clock.now()), connection.zone);
  const known = engine.results.recent(question, freshFor(call.input, today));
  if (known !== undefined) return { result: known, live: false };
  refuseTooDear(tool, call, connection.limits);
  const progress = createProgress(options.onProgress, engine.clock);
  try {
    const fetched = await fetchPages(call, { tool, connection, engine, signal: options.signal, tell: progress.tell });
    const result = engine.results.keep({
      ...question,
      ...fetched,
      fetchedAt: engine.clock.now(),
      zone: connection.zone,
    });
    return { result, live: true };
  } finally {
    progress.end();
  }
}

const summaryBudget = 800;
const fullBudget = 6_000;

async function page(
  report: Report,
  { result, live, full }: { result: StoredResult; live: boolean; full: boolean },
  { tool, connection, engine }: { tool: Tool; connection: Connection; engine: Engine },
): Promise<string> {
  const { banner, catalogue } = engine;
  const lines = await footer({ report, result, live, tool, connection, engine });
  return render(
    { ...report, headline: [...(banner === undefined ? [] : [banner]), ...report.headline] },
    { budget: full ? fullBudget : summaryBudget, footer: lines, more: catalogue.more, full },
  );
}
