import type { ConfiguredVendor } from '../config.ts';
import type { Engine } from '../engine.ts';
import { explain, ToolError } from '../errors.ts';
import { logFault } from '../log.ts';
import type { Connection, Vendor } from '../vendor.ts';
import type { Http } from '../wire/http.ts';
import { send, VendorError } from '../wire/send.ts';
import type { Health, VendorCheck } from './diagnosis.ts';

/** Asks a vendor one cheap question, as a tool would, and says what came of it. */
export async function examineVendor(one: ConfiguredVendor, engine: Engine, proxyTo: ProxyTo): Promise<VendorCheck> {
  const { vendor, connection } = one;
  const known = { id: vendor.id, what: vendor.title };
  if (connection === undefined) return { ...known, ...notAsked(one) };
  const ear = listening(engine);
  const began = engine.clock.now();
  const outcome = await ask(vendor, connection, { ...engine, http: ear.http });
  const proxy = proxyTo(connection.origin);
  return {
    ...known,
    ...outcome,
    ...ear.heard(),
    milliseconds: engine.clock.now() - began,
    facts: factsOf(connection),
    usage: await usageOf(connection, engine),
    ...(proxy === undefined ? {} : { proxy }),
  };
}

/** The variable of the proxy by which an origin is reached. */
export type ProxyTo = (origin: string) => string | undefined;

function notAsked({ state, missing, problems }: ConfiguredVendor): { health: Health; finding: string } {
  if (state === 'unset') return { health: 'none', finding: 'not set up.' };
  const lacking = missing.length > 0 ? [`Missing: ${missing.join(', ')}.`] : [];
  const wrong = problems.length > 0 ? ['What is malformed stands above.'] : [];
  return { health: 'broken', finding: ['not asked.', ...lacking, ...wrong].join(' ') };
}

/** Addresses and tenants are its owner's: that there is one is enough. */
function factsOf({ facts: { tenant: _, 'base URL': elsewhere, ...facts } }: Connection): Connection['facts'] {
  return elsewhere === undefined ? facts : { ...facts, address: 'that of the settings' };
}

async function ask(vendor: Vendor, connection: Connection, { http, limiter, clock, config }: Engine) {
  const { endpoint, price, request } = vendor.probe;
  const { signal } = new AbortController();
  const { showPersonalData } = config;
  const deadline = clock.now() + patience;
  try {
    const asked = { vendor, endpoint, connection, price, http, limiter, clock, signal, deadline, showPersonalData };
    await send(request, asked);
    return { health: 'well', finding: 'reached, and it takes the key.' } as const;
  } catch (fault) {
    if (!(fault instanceof ToolError)) logFault(vendor.id, fault);
    const finding = [explain(fault), ...regionHint(fault, vendor, connection)].join(' ');
    return { health: 'broken', finding, ...(fault instanceof VendorError ? { status: fault.status } : {}) } as const;
  }
}

// Milliseconds: with fewer, a busy quota would look like a broken vendor.
const patience = 20_000;

/** A key of one region is unknown in the other, which looks like a wrong key. */
function regionHint(fault: unknown, { settings }: Vendor, { facts }: Connection): string[] {
  const setting = settings.find(({ name }) => name.endsWith('_REGION'));
  const isRefused = fault instanceof VendorError && (fault.status === 401 || fault.status === 403);
  const { region, 'base URL': elsewhere } = facts;
  if (setting === undefined || !isRefused || region === undefined || elsewhere !== undefined) return [];
  return [`The region that was asked is ${region} (${setting.name}).`];
}

/** The same HTTP, and what its last answer told of the server's clock. */
function listening({ http, clock }: Engine): { http: Http; heard: () => Pick<VendorCheck, 'clockAheadSeconds'> } {
  let ahead: number | undefined;
  const get: Http['get'] = async (...asked) => {
    const sent = clock.now();
    const answer = await http.get(...asked);
    // Its date is cut to whole seconds, and was written somewhere between the question and the answer.
    if (answer.date !== undefined) ahead = Math.round((answer.date + 500 - (sent + clock.now()) / 2) / 1000);
    return answer;
  };
  return {
    http: { get, close: () => http.close() },
    heard: () => (ahead === undefined ? {} : { clockAheadSeconds: ahead }),
  };
}

async function usageOf({ fingerprint, limits }: Connection, { limiter }: Engine) {
  const usage = await limiter.usage(fingerprint, limits);
  return usage.map(({ limit, used, left, most }) => ({ limit, used, left, most }));
}
