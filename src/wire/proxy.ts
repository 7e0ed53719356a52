import { type Environment, settled } from '../set-up.ts';
import { isLoopback } from './loopback.ts';

/** A proxy that the environment names. */
export interface NamedProxy {
  /** The variable that names it, for messages. */
  variable: string;
  /** Scheme, host and port: never the user name and the password. */
  origin: string;
  /** Value of the `proxy-authorization` header; a secret. */
  authorization?: string;
}

export interface Proxies {
  /** By which proxy an address is reached; undefined where it is reached directly, `problem` where nobody can know. */
  routeTo(url: URL): NamedProxy | ProxyProblem | undefined;
  /** What is named, for those who look for faults. */
  named: readonly (NamedProxy | ProxyProblem)[];
  /** Passwords, and the header that holds one. */
  secrets: readonly string[];
}

/** What is wrong with a variable, whose value is not shown: it may hold a password. */
export interface ProxyProblem {
  variable: string;
  problem: string;
}

/**
 * HTTPS_PROXY, or HTTP_PROXY where only that is set, and NO_PROXY, in small letters first, as curl reads them. This machine
 * is always reached directly: a proxy elsewhere would look for the address on itself.
 */
export function readProxies(environment: Environment): Proxies {
  const [https, http] = [named('HTTPS_PROXY', environment), named('HTTP_PROXY', environment)];
  const exceptions = exceptionsIn(settingOf('NO_PROXY', environment)?.value ?? '');
  return {
    routeTo(url) {
      if (isLoopback(url.hostname) || exceptions.some((matches) => matches(url))) return undefined;
      return url.protocol === 'https:' ? (https ?? http) : http;
    },
    named: [https, http].filter((one) => one !== undefined),
    secrets: [https, http].flatMap((one) => secretsOf(one)),
  };
}

function named(variable: string, environment: Environment): NamedProxy | ProxyProblem | undefined {
  const found = settingOf(variable, environment);
  return found && parsed(found.value, found.variable);
}

function settingOf(variable: string, environment: Environment) {
  for (const name of [variable.toLowerCase(), variable]) {
    const value = settled(environment[name]);
    if (value !== undefined) return { variable: name, value };
  }
  return undefined;
}

function parsed(value: string, variable: string): NamedProxy | ProxyProblem {
  const text = value.includes('://') ? value : `http://${value}`;
  const problem =
    'must be an address like http://proxy.example.com:8080, or http://user:password@proxy.example.com:8080';
  if (!URL.canParse(text)) return { variable, problem };
  const { protocol, origin, username, password } = new URL(text);
  if (protocol !== 'http:' && protocol !== 'https:') return { variable, problem };
  if (username === '' && password === '') return { variable, origin };
  const pair = Buffer.from(`${decoded(username)}:${decoded(password)}`);
  return { variable, origin, authorization: `Basic ${pair.toString('base64')}` };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Names (with all that ends in them), each with or without a port; `*` for every host. Ranges of addresses are not read. */
function exceptionsIn(text: string): ((url: URL) => boolean)[] {
  return text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [, name = '', port] = /^(.+?)(?::(\d+))?$/.exec(entry.replace(/^\*?\./, '')) ?? [];
      return (url: URL) =>
        name === '*' || (isUnder(url.hostname, name) && (port === undefined || port === portOf(url)));
    });
}

function isUnder(hostname: string, name: string): boolean {
  return hostname === name || hostname === `[${name}]` || hostname.endsWith(`.${name}`);
}

function portOf({ port, protocol }: Pick<URL, 'port' | 'protocol'>): string {
  return port || (protocol === 'https:' ? '443' : '80');
}

function secretsOf(proxy: NamedProxy | ProxyProblem | undefined): string[] {
  if (proxy === undefined || !('authorization' in proxy)) return [];
  const token = proxy.authorization.slice('Basic '.length);
  const [user = '', ...rest] = Buffer.from(token, 'base64').toString().split(':');
  const password = rest.join(':');
  // Some proxies take a token in the place of the user name.
  return [token, password || user];
}
