import { type Answer, call } from '../call.ts';
import type { Engine } from '../engine.ts';
import { log } from '../log.ts';
import { wholeTable } from '../report/page.ts';
import type { Report } from '../report/report.ts';
import { print, tint } from '../terminal.ts';
import { ArgumentFault, callArguments } from './call-arguments.ts';
import { type LoadWriter, loadedWriter, writeChartFile } from './chart-file.ts';
import { chartPathProblem } from './chart-path.ts';
import { createProgressLine } from './progress-line.ts';
import { noSuchTool } from './tools.ts';

export interface Output {
  table?: string | undefined;
  csv: boolean;
  json: boolean;
  chart?: string | undefined;
}

/** `call TOOL [ARGUMENT…]`: one call, as a client would make it; the exit code. */
export async function callCommand(
  [name, ...words]: string[],
  output: Output,
  engine: Engine,
  loadWriter: LoadWriter,
): Promise<number> {
  if (name === undefined) return fail('call takes a tool and its arguments: metrics-mcp call TOOL start=-7d', 2);
  const problem = misuse(name, output, engine);
  if (problem !== undefined) return fail(problem, 2);
  const args = await callArguments(words).catch(told);
  if (args === undefined) return 2;
  const asking = () => answered(name, args, output, engine);
  if (output.chart === undefined) return (await asking()).code;
  return await withChart(output.chart, { tool: name, ...output }, asking, loadWriter);
}

/** What speaks against a call before anything is asked, as an answer costs quota. */
function misuse(name: string, { csv, json, chart }: Output, { catalogue }: Engine): string | undefined {
  const tools = [...catalogue.tools, ...catalogue.helpers];
  if (!tools.some((tool) => tool.name === name)) return noSuchTool(name, tools);
  if (csv && json) return 'an answer is printed as CSV or as JSON: give one of --csv and --json.';
  if (chart === undefined) return undefined;
  if (csv || json) return '--chart belongs to an answer that people read: give it without --csv and --json.';
  return chartPathProblem(chart);
}

function told(fault: unknown): undefined {
  if (!(fault instanceof ArgumentFault)) throw fault;
  fail(fault.message);
}

async function withChart(
  path: string,
  asked: Output & { tool: string },
  asking: () => Promise<Answered>,
  loadWriter: LoadWriter,
): Promise<number> {
  const write = await loadedWriter(loadWriter);
  if (write === undefined) return 1;
  const { answer, code } = await asking();
  return code !== 0 ? code : await writeChartFile(path, asked, answer, write);
}

/** Asks, and prints what was answered. */
async function answered(name: string, args: unknown, output: Output, engine: Engine): Promise<Answered> {
  const answer = await ask(name, args, engine);
  return { answer, code: printAnswer(answer, output, engine) };
}

interface Answered {
  answer: Answer;
  code: number;
}

function printAnswer({ text, failed, report }: Answer, output: Output, { banner }: Engine): number {
  if (failed) return printError(text, output);
  if (wantsTable(output)) return report === undefined ? fail(noTable) : printTable(report, output, banner);
  return print(`${inColour(text, banner)}\n`);
}

const noTable = 'this answer is text alone: there is no table to print.';

/** Programs that read CSV or JSON find nothing there, and the error on stderr. */
function printError(text: string, { csv, json }: Output): number {
  if (csv || json) process.stderr.write(`${tint('red', text, process.stderr)}\n`);
  else print(`${tint('red', text)}\n`);
  return 1;
}

async function ask(name: string, args: unknown, engine: Engine): Promise<Answer> {
  const cancel = new AbortController();
  const progress = createProgressLine();
  process.once('SIGINT', () => cancel.abort());
  try {
    return await call(
      name,
      args,
      { ...engine, catalogue: { ...engine.catalogue, more } },
      { signal: cancel.signal, onProgress: progress.tell },
    );
  } finally {
    progress.end();
  }
}

// The answer ends with this process: there is nothing left to read on from.
const more = 'More rows: --table and its name, with --csv or --json for programs; "detail=full" for more of the text.';

function wantsTable({ table, csv, json }: Output): boolean {
  return table !== undefined || csv || json;
}

/** The mark of the demo stands out, and the lines that programs read stand back. */
function inColour(text: string, banner: string | undefined): string {
  const lines = text.split('\n').map((line) => {
    if (line === banner) return tint('yellow', line);
    return /^(?:result_id|tables|source): /.test(line) ? tint('dim', line) : line;
  });
  return lines.join('\n');
}

/** What a reader must know stands above the table; programs that read CSV or JSON find it on stderr. */
function printTable(
  { tables, partial }: Report,
  { table: name, csv, json }: Output,
  banner: string | undefined,
): number {
  const table = name === undefined ? tables[0] : tables.find((one) => one.name === name);
  if (table === undefined) {
    const names = tables.map((one) => one.name).join(', ');
    return fail(names === '' ? noTable : `no table ${name} in this answer; there are: ${names}`);
  }
  const cautions = [banner, partial].filter((line) => line !== undefined);
  for (const line of cautions) {
    if (csv || json) process.stderr.write(`${line}\n`);
    else print(`${tint('yellow', line)}\n`);
  }
  print(`${wholeTable(table, csv ? 'csv' : json ? 'json' : 'table')}\n`);
  return 0;
}

function fail(text: string, code = 1): number {
  log(text);
  return code;
}
