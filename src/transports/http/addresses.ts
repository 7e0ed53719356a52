import { BlockList, isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';
import { localhostAllowedHostnames } from '@modelcontextprotocol/server';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether only this machine reaches that address. */
export function isLoopback(address: string): boolean {
  return loopback.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

/** An address as it stands in a URL and a Host header. */
export function inUrl(address: string): string {
  return isIPv6(address) ? `[${address}]` : address;
}

/** A host name as URL writes it; undefined for what is none, or more than one. */
export function hostName(text: string): string | undefined {
  const url = `http://${text}/`;
  if (!/^[\w.-]+$|^\[[\da-f:.]+\]$/i.test(text) || !URL.canParse(url)) return undefined;
  return new URL(url).hostname;
}

/**
 * The hosts that a server on this address answers to, as URL writes them: localhost, its own addresses and the names
 * that it was given. A page that had its own name resolve to us would still send that name.
 */
export function answeredHosts(address: string, names: readonly string[]): string[] {
  const own = ['0.0.0.0', '::'].includes(address) ? addressesOfThisMachine() : [address];
  return [...new Set([...localhostAllowedHostnames(), ...own.map(inUrl), ...names])];
}

function addressesOfThisMachine(): string[] {
  return Object.values(networkInterfaces()).flatMap((cards) => (cards ?? []).map((card) => card.address));
}
