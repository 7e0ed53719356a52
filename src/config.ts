import { isAbsolute } from 'node:path';
import { plain } from './report/label.ts';
import { type Environment, settled } from './set-up.ts';
import type { Connection, ReadSetting, Setting, Vendor } from './vendor.ts';
import { type Check, oneOf } from './vendors/checks.ts';
import { shown } from './vendors/shown.ts';
import { strikeSecrets } from './wire/secrets.ts';

/** What the environment says. It never stops the server: whatever is wrong is told where it matters. */
export interface Config {
  vendors: readonly ConfiguredVendor[];
  showPersonalData: boolean;
  /** A name for the footers, one line of at most 40 characters. */
  label?: string;
  /** The folder of the quota's state, where it is not the system's own. */
  stateFolder?: string;
  /** The server that shares the quota and the answers between machines. Holds a password, and is never shown. */
  redisUrl?: string;
  /** Sentences about malformed general settings. */
  problems: readonly string[];
}

export interface ConfiguredVendor {
  vendor: Vendor;
  /**
   * `unset`: none of its required variables is set. `malformed`: some variable is wrong. `incomplete`: a required one is
   * missing. Only `ready` has a connection.
   */
  state: 'ready' | 'unset' | 'incomplete' | 'malformed';
  missing: readonly string[];
  /** Also filled when the state is `unset` and an optional variable is wrong. */
  problems: readonly string[];
  connection?: Connection;
}

/** The settings that belong to no vendor. */
export const generalSettings: readonly Setting[] = [
  {
    name: 'METRICS_MCP_SHOW_PII',
    meaning: "true shows end users' ids, names, e-mails, IPs, device ids and coordinates; they are masked by default.",
    required: false,
    secret: false,
  },
  {
    name: 'METRICS_MCP_LABEL',
    meaning: 'A name shown at the end of every result, for those who run one server entry per project (40 characters).',
    required: false,
    secret: false,
  },
  {
    name: 'METRICS_MCP_STATE_DIR',
    meaning:
      "The folder in which processes of this machine share their count of the quota (default: the system's own).",
    required: false,
    secret: false,
  },
  {
    name: 'METRICS_MCP_REDIS_URL',
    meaning:
      'A Redis or Valkey server, redis://… or rediss://…, that shares the quota and the answers between machines.',
    required: false,
    secret: true,
  },
];

/** Reads the environment once. Pure: the same variables give the same answer. */
export function readConfig(environment: Environment, vendors: readonly Vendor[]): Config {
  const read: ReadSetting = (name) => settled(environment[name]);
  const label = cleanLabel(read('METRICS_MCP_LABEL'));
  const secrets = secretsOf(vendors, read);
  const personalData = showPersonalData(read, secrets);
  const redis = redisUrl(read('METRICS_MCP_REDIS_URL'));
  const folder = stateFolder(read('METRICS_MCP_STATE_DIR'), secrets);
  return {
    vendors: vendors.map((vendor) => configured(vendor, read, secrets)),
    ...personalData,
    ...(label === '' ? {} : { label }),
    ...folder,
    ...redis,
    problems: [...personalData.problems, ...folder.problems, ...redis.problems],
  };
}

function configured(vendor: Vendor, read: ReadSetting, secrets: readonly string[]): ConfiguredVendor {
  const connected = vendor.connect(read);
  // A vendor knows its own secrets only, and another's may have got into one of its variables.
  const problems = connected.problems.map((one) => strikeSecrets(one, { secrets, headers: {}, pathSecrets: {} }));
  const isSetUp = vendor.settings.some(({ name, required }) => required && read(name) !== undefined);
  return { vendor, state: isSetUp ? stateOf(connected) : 'unset', ...connected, problems };
}

function stateOf({ missing, problems }: { missing: readonly string[]; problems: readonly string[] }) {
  if (problems.length > 0) return 'malformed';
  return missing.length > 0 ? 'incomplete' : 'ready';
}

const truth: Check<'true' | 'false'> = oneOf('true', 'false');

function showPersonalData(read: ReadSetting, secrets: readonly string[]) {
  const text = read('METRICS_MCP_SHOW_PII') ?? 'false';
  const checked = truth(text);
  if ('value' in checked) return { showPersonalData: checked.value === 'true', problems: [] };
  const problem = `METRICS_MCP_SHOW_PII is ${shown(text, secrets)}, and ${checked.problem}; personal data stays masked.`;
  return { showPersonalData: false, problems: [problem] };
}

/** Clients start servers in different folders: a path that begins in one of them would share nothing. */
function stateFolder(
  text: string | undefined,
  secrets: readonly string[],
): { stateFolder?: string; problems: string[] } {
  if (text === undefined) return { problems: [] };
  if (isAbsolute(text)) return { stateFolder: text, problems: [] };
  const problem = `METRICS_MCP_STATE_DIR is ${shown(text, secrets)}, and must be a whole path, from / or a drive on; the system's own folder is used.`;
  return { problems: [problem] };
}

/** Its value is not shown, as it may hold a password. */
function redisUrl(text: string | undefined): { redisUrl?: string; problems: string[] } {
  if (text === undefined) return { problems: [] };
  if (URL.canParse(text) && /^rediss?:\/\/[^/]/.test(text)) return { redisUrl: text, problems: [] };
  const problem = 'METRICS_MCP_REDIS_URL (not shown) must be an address like redis://user:password@host:6379/0';
  return { problems: [`${problem}; until then the quota is shared by the processes of this machine only.`] };
}

/** Every secret that is set, also of a vendor that is not set up whole, and the password in the address of a Redis. */
export function secretsIn(environment: Environment, vendors: readonly Vendor[]): string[] {
  const { vendors: configured } = readConfig(environment, vendors);
  const own = secretsOf(vendors, (name) => settled(environment[name]));
  const passwords = own.flatMap((value) => (URL.canParse(value) ? passwordIn(new URL(value)) : []));
  return [...own, ...passwords, ...configured.flatMap(({ connection }) => connection?.secrets ?? [])];
}

function passwordIn({ password }: URL): string[] {
  return password === '' ? [] : [password, decoded(password)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function secretsOf(vendors: readonly Vendor[], read: ReadSetting): string[] {
  const all = [...vendors.flatMap(({ settings }) => settings), ...generalSettings];
  const names = all.filter(({ secret }) => secret).map(({ name }) => name);
  return names.flatMap((name) => read(name) ?? []);
}

function cleanLabel(text = ''): string {
  return [...plain(text)].slice(0, 40).join('').trim();
}
