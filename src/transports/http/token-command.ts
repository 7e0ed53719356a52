import { randomBytes } from 'node:crypto';
import { log } from '../../log.ts';
import { print } from '../../terminal.ts';
import { hashOf, isCallerName } from './tokens.ts';

/** `token NAME`: makes a token; its line for the file goes to stdout, the token itself to stderr and nowhere else. */
export function tokenCommand([name, ...extra]: string[]): number {
  if (name === undefined || extra.length > 0 || !isCallerName(name)) {
    log('token takes one name of 1 to 64 letters, digits and _ . @ + -: metrics-mcp token growth >> tokens.txt');
    return 2;
  }
  const token = randomBytes(32).toString('base64url');
  log(`the token of ${name}, shown only now: ${token}`);
  print(`${name}:${hashOf(token).toString('hex')}\n`);
  return 0;
}
