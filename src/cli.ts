import { parseArgs } from 'node:util';
import { needs, offer } from '../tools/offer.ts';
import { log, logFault } from './log.ts';
import { nodeProblem } from './node-version.ts';
import { type Offer, worthOffering } from './offer.ts';
import { begunVendors } from './set-up.ts';
import type { Started } from './start.ts';
import { serveOverStdio } from './transports/stdio.ts';
import { version } from './version.ts';

const options = {
  demo: { type: 'boolean', default: false },
  http: { type: 'boolean', default: false },
  host: { type: 'string' },
  port: { type: 'string' },
  tokens: { type: 'string' },
  'allow-host': { type: 'string', multiple: true },
  table: { type: 'string' },
  chart: { type: 'string' },
  csv: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  client: { type: 'string' },
  help: { type: 'boolean', default: false, short: 'h' },
  version: { type: 'boolean', default: false, short: 'v' },
} as const;

/** Built beside the program (scripts/chart-writer.mjs), and loaded only where a chart is written. */
const chartWriter = new URL('./metrics-mcp-chart.mjs', import.meta.url).href;

/** The options of each command, beside --demo, --help and --version. */
const belonging: ReadonlyMap<string, readonly string[]> = new Map([
  ['serve', ['http', 'host', 'port', 'tokens', 'allow-host']],
  ['call', ['table', 'chart', 'csv', 'json']],
  ['tools', ['json']],
  ['doctor', ['client', 'json']],
  ['completion', []],
  ['token', []],
]);

// What cannot be told on stderr can be told nowhere: a log of that would fail again, for ever.
process.stderr.on('error', () => {});
process.on('uncaughtException', (fault) => logFault('the process', fault));
process.on('unhandledRejection', (fault) => logFault('the process', fault));
main(process.argv.slice(2)).then(leave, (fault: unknown) => {
  logFault('the command', fault);
  leave(1);
});

/** Lets what was written reach its reader; whatever still hangs after that does not keep the process. Print may have failed. */
function leave(code: number): void {
  process.exitCode ||= code;
  setTimeout(() => process.exit(), 1_000).unref();
}

async function main(words: string[]): Promise<number> {
  const parsed = parse(words);
  if (parsed === null) return 2;
  const { values, positionals } = parsed;
  const [command = 'serve', ...rest] = positionals;
  if (values.version) return (await import('./terminal.ts')).print(`${version}\n`);
  if (values.help || command === 'help') return help(command === 'help' ? rest[0] : positionals[0]);
  const problem = misuse(command, rest, values);
  if (problem !== undefined) return misused(problem);
  warnOfNode();
  if (command === 'serve' && !values.http) return serve(values.demo);
  if (command === 'token') return (await import('./transports/http/token-command.ts')).tokenCommand(rest);
  if (command === 'completion') return completion(rest);
  if (command === 'tools') {
    const { toolsCommand } = await import('./commands/tools.ts');
    return toolsCommand(rest, values, rest.length === 0 ? offerHere(values.demo) : offer);
  }
  const started = await startEngine(values.demo);
  try {
    return await carryOut(command, rest, values, started);
  } finally {
    await started.close();
  }
}

/** What would have no effect is told, as its writer meant something by it. */
function misuse(command: string, { length }: string[], values: Values): string | undefined {
  const own = belonging.get(command);
  if (own === undefined) return `there is no command "${command.slice(0, 60)}".`;
  const given = Object.entries(values).flatMap(([name, value]) => (value === false || name === 'demo' ? [] : [name]));
  const stray = given.find((name) => !own.includes(name));
  if (stray !== undefined) return `--${stray} does not belong to ${command === 'serve' ? 'the server' : command}.`;
  if (command === 'serve' && !values.http && given[0] !== undefined) return `--${given[0]} belongs to --http.`;
  return length > 0 && ['serve', 'doctor'].includes(command) ? `${command} takes no more words.` : undefined;
}

/** The client's log is where people look when a server does not start. */
function warnOfNode(): void {
  const problem = nodeProblem();
  if (problem !== undefined) log(problem);
}

function offerHere(demo: boolean): Offer {
  return worthOffering(offer, demo ? [] : begunVendors(needs, process.env));
}

/** Lists at once what there is; the engine starts with the first question. */
async function serve(demo: boolean): Promise<number> {
  let started: Promise<Started> | undefined;
  await serveOverStdio(offerHere(demo), async () => {
    started ??= startEngine(demo);
    const { openDesk } = await import('./desk.ts');
    return openDesk((await started).engine);
  });
  await (await started)?.close();
  return 0;
}

async function startEngine(demo: boolean): Promise<Started> {
  const [{ start }, { catalogue }] = await Promise.all([import('./start.ts'), import('../tools/index.ts')]);
  return await start(catalogue, process.env, demo);
}

async function carryOut(command: string, rest: string[], values: Values, started: Started): Promise<number> {
  if (command === 'serve') return (await import('./transports/http.ts')).serveOverHttp(started.engine, values);
  if (command === 'call') {
    const { callCommand } = await import('./commands/call.ts');
    return callCommand(rest, values, started.engine, () => import(chartWriter));
  }
  return (await import('./doctor.ts')).doctor(started, values);
}

async function help(command: string | undefined): Promise<number> {
  const [{ helpOn, usage }, { clients }] = await Promise.all([
    import('./commands/help.ts'),
    import('./clients/clients.ts'),
  ]);
  const ids = clients.map(({ id }) => id);
  const text = command === undefined ? usage : helpOn(command, offer, ids);
  if (text === undefined) return misused(`there is no command "${command?.slice(0, 60)}".`);
  return (await import('./terminal.ts')).print(text);
}

async function completion([shell, ...extra]: string[]): Promise<number> {
  const [{ completionScript, shells }, { clients }] = await Promise.all([
    import('./commands/shell-completion.ts'),
    import('./clients/clients.ts'),
  ]);
  const script = completionScript(shell, { tools: offer.tools, clients: clients.map(({ id }) => id) });
  if (script === undefined || extra.length > 0) return misused(`completion takes one of ${shells.join(', ')}.`);
  return (await import('./terminal.ts')).print(script);
}

type Values = NonNullable<ReturnType<typeof parse>>['values'];

function parse(words: string[]) {
  try {
    return parseArgs({ args: words, options, allowPositionals: true });
  } catch (fault) {
    const hint = words.includes('call') ? "\nA tool's arguments are written name=value, without dashes." : '';
    // Node goes on to tell how a dash may begin a word, which no word of ours does.
    const [problem = ''] = (fault instanceof Error ? fault.message : String(fault)).split('. To specify a positional');
    misused(`${problem}${hint}`);
    return null;
  }
}

function misused(text: string): number {
  log(`${text}\nmetrics-mcp help says what there is.`);
  return 2;
}
