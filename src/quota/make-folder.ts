import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { codeOf } from './fault-code.ts';

/** With its parents, one by one: where a file system answers strangely, node's own way to make them all never ends. */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (fault) {
    if (codeOf(fault) === 'EEXIST') return;
    if (codeOf(fault) !== 'ENOENT' || dirname(path) === path) throw fault;
    makeFolder(dirname(path));
    mkdirSync(path, { mode: 0o700 });
  }
}
