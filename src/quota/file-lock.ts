import { readFileSync, readlinkSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { codeOf } from './fault-code.ts';

/**
 * Runs the work while no other process does, and its result.
 *
 * The work is synchronous and takes a fraction of a millisecond, so a lock file that exists belongs to somebody who is
 * about to remove it, or who died in that moment. It names its owner: where that process is seen to be dead, the next
 * one goes on at once. The usual lock libraries wait some seconds for a lock to grow stale, would let two go on when the
 * event loop of the owner stands still for as long, and cost several round trips through the thread pool.
 */
export async function locked<Result>(path: string, owner: string, options: LockOptions, work: () => Result) {
  const { isGone, patience = 3_000, staleness = 2_000 } = options;
  count += 1;
  const mark = `${owner} ${count}`;
  const began = performance.now();
  const since = { mark: '', moment: began };
  while (!create(path, mark)) {
    const now = performance.now();
    if (now - began > patience) throw new Error('the lock of the state file is never free');
    const other = markOf(path);
    if (other !== since.mark) Object.assign(since, { mark: other, moment: now });
    // By the time that passes here: another machine's clock, or the file's, may be wrong.
    if (isGone(other.split(' ')[0] ?? '') || now - since.moment > staleness) takeAway(path, other, staleness);
    await pause(0.5 + Math.random() * 2);
  }
  try {
    return work();
  } finally {
    if (markOf(path) === mark) remove(path);
  }
}

export interface LockOptions {
  isGone: (owner: string) => boolean;
  /** Milliseconds. */
  patience?: number;
  /** Milliseconds after which a lock that does not change is taken away, whoever has it. */
  staleness?: number;
}

let count = 0;

/** Removes a dead process's lock; one at a time, so that nobody removes the lock of whoever was faster. */
function takeAway(path: string, mark: string, staleness: number): void {
  const [guard, now] = [`${path}.dead`, Date.now()];
  if (!create(guard, String(now))) {
    // Left by one who died in the middle of this.
    if (Math.abs(now - Number(markOf(guard))) > staleness * 30) remove(guard);
    return;
  }
  if (markOf(path) === mark) remove(path);
  remove(guard);
}

/** False where the lock exists already, or where the system is not done yet with removing it. */
function create(path: string, text: string): boolean {
  try {
    write(path, text);
    return true;
  } catch (fault) {
    if (codeOf(fault) === 'EEXIST' || isBusy(fault)) return false;
    throw fault;
  }
}

/** A symbolic link that leads nowhere is made with its text in one step, and is the cheapest of files. */
function write(path: string, text: string): void {
  try {
    if (process.platform !== 'win32') {
      symlinkSync(text, path);
      return;
    }
  } catch (fault) {
    // Some file systems have no links.
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(codeOf(fault) ?? '')) throw fault;
  }
  writeFileSync(path, text, { flag: 'wx', mode: 0o600 });
}

function markOf(path: string): string {
  try {
    return process.platform === 'win32' ? readFileSync(path, 'utf8') : readlinkSync(path);
  } catch (fault) {
    return codeOf(fault) === 'EINVAL' ? readFileSync(path, 'utf8') : '';
  }
}

function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch (fault) {
    if (codeOf(fault) !== 'ENOENT' && !isBusy(fault)) throw fault;
  }
}

/** Windows refuses for a moment what somebody else is reading. */
function isBusy(fault: unknown): boolean {
  return process.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(fault) ?? '');
}
