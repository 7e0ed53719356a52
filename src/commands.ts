import { call } from './call.ts';
import { type Engine, listedTools } from './engine.ts';
import { jsonSchemaOf } from './input/json-schema.ts';
import { log } from './log.ts';
import { wholeTable } from './report/page.ts';
import type { Report } from './report/report.ts';

export interface Output {
  table?: string | undefined;
  csv: boolean;
  json: boolean;
}

/** `call TOOL ['{json}']`: one call, as a client would make it; the exit code. */
export async function callCommand(
  [name, text = '{}', ...extra]: string[],
  output: Output,
  engine: Engine,
): Promise<number> {
  if (name === undefined || extra.length > 0)
    return fail(`call takes a tool and one JSON object: metrics-mcp call TOOL '{"start": "-7d"}'`);
  const args = parsed(text);
  if (args === undefined) return fail(`the arguments are not JSON: ${text.slice(0, 80)}`);
  const cancel = new AbortController();
  process.once('SIGINT', () => cancel.abort());
  const answer = await call(name, args, engine, { signal: cancel.signal, onProgress: log });
  const wantsTable = output.table !== undefined || output.csv || output.json;
  if (answer.failed || answer.report === undefined || !wantsTable) {
    process.stdout.write(`${answer.text}\n`);
    return answer.failed ? 1 : 0;
  }
  return printTable(answer.report, output, engine.banner);
}

/** `tools`: the names and what they answer; with `json`, as clients are told. */
export function toolsCommand({ json }: Output, engine: Engine): number {
  const tools = [...listedTools(engine), ...engine.catalogue.helpers];
  const listed = tools.map(({ name, title, description, schema }) => ({
    name,
    title,
    description,
    inputSchema: jsonSchemaOf(schema),
  }));
  const lines = listed.map(
    ({ name, description, inputSchema }) =>
      `${name}\n  ${description}\n  inputs: ${Object.keys(inputSchema.properties ?? {}).join(', ')}\n`,
  );
  process.stdout.write(json ? `${JSON.stringify(listed, null, 2)}\n` : lines.join('\n'));
  return 0;
}

/** What a reader must know stands above the table; programs that read CSV or JSON find it on stderr. */
function printTable(
  { tables, partial }: Report,
  { table: name, csv, json }: Output,
  banner: string | undefined,
): number {
  const table = name === undefined ? tables[0] : tables.find((one) => one.name === name);
  if (table === undefined)
    return fail(
      `no table ${name ?? ''} in this answer; there are: ${tables.map((one) => one.name).join(', ') || 'none'}`,
    );
  const cautions = [banner, partial].filter((line) => line !== undefined);
  for (const line of cautions) (csv || json ? process.stderr : process.stdout).write(`${line}\n`);
  process.stdout.write(`${wholeTable(table, csv ? 'csv' : json ? 'json' : 'table')}\n`);
  return 0;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fail(text: string): number {
  log(text);
  return 1;
}
