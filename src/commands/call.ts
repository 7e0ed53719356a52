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
  if (name === undefined) return fail('call takes a tool and its arguments: metrics-mcp call TOOL start=-7d');
  if (output.csv && output.json) return fail('an answer is printed as CSV or as JSON: give one of --csv and --json.');
  const asking = () => answered(name, words, output, engine);
  if (output.chart === undefined) return (await asking()).code;
  return await withChart(output.chart, { tool: name, ...output }, asking, loadWriter);
}

/** What speaks against a chart is told before anything is asked, as an answer costs quota. */
async function withChart(
  path: string,
  asked: Output & { tool: string },
  asking: () => Promise<Answered>,
  loadWriter: LoadWriter,
): Promise<number> {
  const problem = chartProblem(path, asked);
  if (problem !== undefined) return fail(problem, 2);
  const write = await loadedWriter(loadWriter);
  if (write === undefined) return 1;
  const { answer, code } = await asking();
  return answer === undefined || code !== 0 ? code : await writeChartFile(path, asked, answer, write);
}

function chartProblem(path: string, { csv, json }: Output): string | undefined {
  if (csv || json) return '--chart belongs to an answer that people read: give it without --csv and --json.';
  return chartPathProblem(path);
}

/** Asks, and prints what was answered. */
async function answered(name: string, words: readonly string[], output: Output, engine: Engine): Promise<Answered> {
  const answer = await ask(name, words, engine);
  return { answer, code: answer === undefined ? 1 : printAnswer(answer, output, engine) };
}

interface Answered {
  answer: Answer | undefined;
  code: number;
}

function printAnswer(answer: Answer, output: Output, engine: Engine): number {
  if (answer.failed || !wantsTable(output)) {
    print(`${answer.failed ? tint('red', answer.text) : inColour(answer.text, engine.banner)}\n`);
    return answer.failed ? 1 : 0;
  }
  if (answer.report === undefined) return fail('this answer is text alone: there is no table to print.');
  return printTable(answer.report, output, engine.banner);
}

/** Undefined where the arguments could not be read, which is told. */
async function ask(name: string, words: readonly string[], engine: Engine): Promise<Answer | undefined> {
  const cancel = new AbortController();
  const progress = createProgressLine();
  process.once('SIGINT', () => cancel.abort());
  try {
    const args = await callArguments(words);
    return await call(
      name,
      args,
      { ...engine, catalogue: { ...engine.catalogue, more } },
      { signal: cancel.signal, onProgress: progress.tell },
    );
  } catch (fault) {
    if (!(fault instanceof ArgumentFault)) throw fault;
    fail(fault.message);
    return undefined;
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
    return fail(`no table ${name ?? ''} in this answer; there are: ${names || 'none'}`);
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
