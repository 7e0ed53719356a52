import { lookup } from 'node:dns/promises';
import { localhostAllowedHostnames } from '@modelcontextprotocol/server';
import type { Checked } from '../../vendors/checks.ts';
import { answeredHosts, hostName, isLoopback } from './addresses.ts';

/** Command line options as they were written. */
export interface HttpFlags {
  host?: string | undefined;
  port?: string | undefined;
  tokens?: string | undefined;
  'allow-host'?: string[] | undefined;
}

export interface HttpSettings {
  address: string;
  /** 0 for any that is free. */
  port: number;
  /** The hosts, as URL writes them, that the server answers to. */
  hosts: readonly string[];
  /** The file of tokens; without it only this machine may reach the server. */
  tokens?: string;
}

/** Where to listen and for whom. Refuses what would let strangers in. */
export async function httpSettings(flags: HttpFlags): Promise<Checked<HttpSettings>> {
  const { host = '127.0.0.1', port = '3000', tokens, 'allow-host': allowed = [] } = flags;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) return { problem: '--port must be a number from 0 to 65535.' };
  const names = allowed.map(hostName);
  if (!names.every((name) => name !== undefined)) {
    return { problem: '--allow-host must be a host name alone, without scheme, port and path: metrics.example.com' };
  }
  const found = host === '' ? undefined : await lookup(host).catch(() => undefined);
  if (found === undefined)
    return { problem: '--host must be an address of this machine, or a name that leads to one.' };
  const { address } = found;
  const hosts = answeredHosts(address, names);
  if (tokens !== undefined) return { value: { address, port: Number(port), hosts, tokens } };
  return isLoopback(address) && names.every(isLocalName)
    ? { value: { address, port: Number(port), hosts } }
    : { problem: unguarded };
}

const unguarded =
  'Other machines would reach this server, so it does not start without knowing who may call: give it --tokens FILE ' +
  '(metrics-mcp token NAME makes a line of it), or leave --host and --allow-host out to serve this machine alone.';

function isLocalName(name: string): boolean {
  return localhostAllowedHostnames().includes(name);
}
