import { clientNamed, clients } from './clients/clients.ts';
import type { Diagnosis, Verdict } from './doctor/diagnosis.ts';
import { examineInstallation } from './doctor/installation.ts';
import { examineSettings } from './doctor/settings.ts';
import { snippetFor } from './doctor/snippet.ts';
import { diagnosisText } from './doctor/text.ts';
import { examineVendor } from './doctor/vendors.ts';
import { log } from './log.ts';
import type { Started } from './start.ts';
import { print } from './terminal.ts';
import { version } from './version.ts';
import { readProxies } from './wire/proxy.ts';

export interface DoctorOptions {
  client?: string | undefined;
  json: boolean;
}

/** `doctor`: what is set, whether it works, and what to copy; the exit code. */
export async function doctor(
  started: Started,
  { client: id = 'claude-desktop', json }: DoctorOptions,
): Promise<number> {
  const client = clientNamed(id);
  if (client === undefined) {
    log(`there is no client "${id}" here; there are ${clients.map((one) => one.id).join(', ')}.`);
    return 2;
  }
  const found = await examine(started);
  const snippet = snippetFor(client, found.settings, { environment: environmentOf(started), demo: found.demo });
  const verdict = verdictOn(found, started);
  const diagnosis: Diagnosis = { version, ...found, snippet, verdict, exitCode: exitCodes[verdict] };
  print(json ? `${JSON.stringify(diagnosis, null, 2)}\n` : diagnosisText(diagnosis));
  return diagnosis.exitCode;
}

const exitCodes = { well: 0, broken: 1, nothing: 3 } as const;

type Found = Omit<Diagnosis, 'version' | 'snippet' | 'verdict' | 'exitCode'>;

async function examine(started: Started): Promise<Found> {
  const { engine, settings } = started;
  const { config, limiter } = engine;
  const environment = environmentOf(started);
  const demo = engine.banner !== undefined;
  const proxies = readProxies(environment);
  const proxyTo = (origin: string) => proxies.routeTo(new URL(origin))?.variable;
  const vendors = await Promise.all(config.vendors.map((one) => examineVendor(one, engine, proxyTo)));
  // A Redis that is away shows when it is asked, which no vendor may have made anybody do.
  if (config.redisUrl !== undefined) await limiter.usage('doctor', { atOnce: { calls: 1 }, windows: [] });
  const keys = config.vendors.flatMap(({ vendor: { title }, connection }) =>
    connection === undefined ? [] : [{ title, key: connection.fingerprint, limits: connection.limits }],
  );
  return {
    demo,
    installation: examineInstallation({ environment, ...config, demo }),
    settings: examineSettings(config, settings),
    vendors,
    quota: { scope: limiter.scope, notes: await limiter.notes(keys) },
  };
}

/** Where proxies and certificates are named, in a demo too. */
function environmentOf({ settings }: Started) {
  return { ...process.env, ...settings };
}

function verdictOn({ installation, settings, vendors, quota }: Found, { engine: { config } }: Started): Verdict {
  const isBroken =
    [...installation, ...vendors].some(({ health }) => health === 'broken') ||
    settings.some((group) => group.settings.some(({ state }) => state === 'malformed' || state === 'missing')) ||
    (config.redisUrl !== undefined && quota.scope === 'this process');
  if (isBroken) return 'broken';
  return vendors.every(({ health }) => health === 'none') ? 'nothing' : 'well';
}
