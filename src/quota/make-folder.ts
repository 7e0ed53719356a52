import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { codeOf } from './fault-code.ts';

/**
 * With its parents, one by one: where a file system answers strangely, node's own way to make them all never ends.
 * Other processes may be making the same ones, so that each may be there a moment after it was missing.
 */
export function makeFolder(path: string): void {
  let fault = faultOf(path);
  if (codeOf(fault) === 'ENOENT' && dirname(path) !== path) {
    makeFolder(dirname(path));
    fault = faultOf(path);
  }
  if (fault !== undefined) throw fault;
}

function faultOf(path: string): unknown {
  try {
    mkdirSync(path, { mode: 0o700 });
    return undefined;
  } catch (fault) {
    return codeOf(fault) === 'EEXIST' ? undefined : fault;
  }
}
