import { parseArgs } from 'node:util';
import { catalogue } from '../tools/index.ts';
import { callCommand, toolsCommand } from './commands.ts';
import { doctor } from './doctor.ts';
import { log, logFault } from './log.ts';
import { start } from './start.ts';
import { tokenCommand } from './transports/http/token-command.ts';
import { serveOverHttp } from './transports/http.ts';
import { serveOverStdio } from './transports/stdio.ts';
import { version } from './version.ts';

const usage = `metrics-mcp ${version}

  metrics-mcp                          MCP server on stdio
  metrics-mcp --http                   MCP server for a team: Streamable HTTP at /mcp, with /healthz and /readyz
      --host H --port N                where it listens: 127.0.0.1 and 3000 unless said otherwise; port 0 is any
      --tokens FILE                    who may call, a line name:hash each; a must where other machines reach it
      --allow-host NAME                a host name that it answers to, beside localhost; may be given several times
  metrics-mcp token NAME               a new token on stderr, and its line for that file on stdout
  metrics-mcp call TOOL ['{json}']     one call, its text on stdout; exit 1 when the tool reports an error
      --table NAME                     that table whole, instead of the text; --csv or --json for programs
  metrics-mcp tools [--json]           the tools and their inputs
  metrics-mcp doctor                   settings, reachability of each vendor, quota, snippets for clients

  --demo                               with any of them: simulated vendors, every result marked DEMO DATA
  --help, --version
`;

const options = {
  demo: { type: 'boolean', default: false },
  http: { type: 'boolean', default: false },
  host: { type: 'string' },
  port: { type: 'string' },
  tokens: { type: 'string' },
  'allow-host': { type: 'string', multiple: true },
  table: { type: 'string' },
  csv: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false, short: 'h' },
  version: { type: 'boolean', default: false, short: 'v' },
} as const;

const httpOnly = ['host', 'port', 'tokens', 'allow-host'] as const;

process.on('uncaughtException', (fault) => logFault('the process', fault));
process.on('unhandledRejection', (fault) => logFault('the process', fault));
main(process.argv.slice(2)).then(leave, (fault: unknown) => {
  logFault('the command', fault);
  leave(1);
});

/** Lets what was written reach its reader; whatever still hangs after that does not keep the process. */
function leave(code: number): void {
  process.exitCode = code;
  setTimeout(() => process.exit(), 1_000).unref();
}

async function main(words: string[]): Promise<number> {
  const parsed = parse(words);
  if (parsed === null) return 2;
  const { values, positionals } = parsed;
  if (values.help) return print(usage);
  if (values.version) return print(`${version}\n`);
  const [command = 'serve', ...rest] = positionals;
  if (!values.http && httpOnly.some((name) => values[name] !== undefined)) {
    return misused('--host, --port, --tokens and --allow-host belong to --http.');
  }
  if (command === 'token') return tokenCommand(rest);
  const { engine, close } = await start(catalogue, process.env, values.demo);
  try {
    if (command === 'serve' && values.http) return await serveOverHttp(engine, values);
    if (command === 'serve') return await serveOverStdio(engine).then(() => 0);
    if (command === 'call') return await callCommand(rest, values, engine);
    if (command === 'tools') return toolsCommand(values, engine);
    if (command === 'doctor') return await doctor(engine);
    return misused(`there is no command "${command}".`);
  } finally {
    await close();
  }
}

function parse(words: string[]) {
  try {
    return parseArgs({ args: words, options, allowPositionals: true });
  } catch (fault) {
    misused(fault instanceof Error ? fault.message : String(fault));
    return null;
  }
}

function misused(text: string): number {
  log(`${text}\n\n${usage}`);
  return 2;
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}
