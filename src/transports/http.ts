import { setTimeout as pause } from 'node:timers/promises';
import type { Engine } from '../engine.ts';
import { log } from '../log.ts';
import { everybodyHere } from './http/authenticator.ts';
import { listen } from './http/listen.ts';
import { type HttpFlags, type HttpSettings, httpSettings } from './http/settings.ts';
import { tokenAuthenticator } from './http/tokens.ts';
import { openTokensFile, type TokensFile } from './http/tokens-file.ts';

/** Serves a team over HTTP until the process is told to end, and lets what is in flight finish; the exit code. */
export async function serveOverHttp(engine: Engine, flags: HttpFlags): Promise<number> {
  const settings = await httpSettings(flags);
  if ('problem' in settings) return fail(settings.problem, 2);
  const file = settings.value.tokens === undefined ? undefined : await openTokensFile(settings.value.tokens);
  if (file !== undefined && 'problem' in file) return fail(file.problem);
  return await serve(engine, settings.value, file?.value);
}

/** A call ends by itself within 45 s. */
const drainTime = 50_000;

async function serve(engine: Engine, settings: HttpSettings, file: TokensFile | undefined): Promise<number> {
  const authenticate = file === undefined ? everybodyHere : tokenAuthenticator(file.tokens);
  const server = await listen(engine, settings, authenticate).catch((fault: unknown) => reasonOf(fault));
  if (typeof server === 'string') return fail(`cannot listen on ${settings.address}, port ${settings.port}: ${server}`);
  const told = toldToEnd(file === undefined);
  if (file !== undefined) process.on('SIGHUP', () => readAgain(file));
  log(`listening on ${server.url} for the hosts ${settings.hosts.join(', ')}`);
  await told;
  log('stopping: calls in flight finish, new ones are turned away');
  // Told twice, it stops at once.
  const timeIsUp = Promise.race([pause(drainTime, undefined, { ref: false }), toldToEnd(file === undefined)]);
  const cutOff = await server.drain(timeIsUp);
  log(cutOff === 0 ? 'stopped' : `stopped, with ${cutOff} requests cut off`);
  return 0;
}

/** SIGHUP ends it too, unless it reads the tokens again. */
function toldToEnd(byHangUp: boolean): Promise<void> {
  const signals = ['SIGINT', 'SIGTERM', ...(byHangUp ? (['SIGHUP'] as const) : [])] as const;
  return new Promise((resolve) => {
    for (const signal of signals) process.once(signal, () => resolve());
  });
}

async function readAgain(file: TokensFile): Promise<void> {
  const problem = await file.reload();
  log(problem === undefined ? `tokens read again: ${file.tokens().length}` : `tokens stay as they were: ${problem}`);
}

function fail(text: string, code = 1): number {
  log(text);
  return code;
}

function reasonOf(fault: unknown): string {
  return fault instanceof Error ? fault.message : String(fault);
}
