import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, statSync, watch as watchFolder, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import { codeOf } from './fault-code.ts';
import { locked } from './file-lock.ts';
import { readLedger, writeLedger } from './ledger-text.ts';
import { makeFolder } from './make-folder.ts';
import type { SharedStore } from './shared-store.ts';

export interface FileStoreOptions {
  folder: string;
  clock: Clock;
  owner: string;
  isGone: (owner: string) => boolean;
  /** Told when a damaged file is begun anew. */
  onLoss: (sentence: string) => void;
}

/** The ledgers of all processes of one user on one machine: a file for each key, named by its hash. */
export function createFileStore(options: FileStoreOptions): SharedStore {
  const { folder, clock, owner, isGone, onLoss } = options;
  // Locks and unfinished files have a folder of their own: who watches the ledgers is not woken by them.
  const workFolder = join(folder, 'work');
  const time = fastestClock(clock);
  let isReady = false;

  function prepare(): void {
    makeFolder(workFolder);
    tidy([folder, workFolder]);
    isReady = true;
  }

  function load(key: string) {
    const text = readText(fileOf(folder, key));
    const kept = text === undefined ? undefined : readLedger(text);
    if (text !== undefined && kept === undefined) {
      onLoss(`the state file ${fileOf(folder, key)} was damaged and is begun anew: what was spent before is forgotten`);
    }
    return { ledger: kept?.ledger, now: time.after(kept?.at ?? 0) };
  }

  return {
    title: `the state folder ${folder}`,
    scope: 'all processes of this machine',
    read: async (key) => load(key),
    async update(key, change) {
      if (!isReady) prepare();
      const write = () => {
        const { ledger: before, now } = load(key);
        const { ledger, result } = change(before, now);
        const unfinished = `${fileOf(workFolder, key)}.${process.pid}`;
        writeFileSync(unfinished, writeLedger({ ledger, at: now }), { mode: 0o600 });
        replaceFile(unfinished, fileOf(folder, key));
        return result;
      };
      const lock = `${fileOf(workFolder, key)}.lock`;
      return locked(lock, owner, { isGone }, write).catch((fault: unknown) => {
        // Somebody has removed the folder under way.
        if (codeOf(fault) !== 'ENOENT') throw fault;
        prepare();
        return locked(lock, owner, { isGone }, write);
      });
    },
    watch: (key, ring) => watchFile(folder, key, ring),
    poll: 100,
    close: async () => {},
  };
}

/** Removes what nobody has touched for longer than any window lasts: keys that are used no more, leftovers of the dead. */
function tidy(folders: readonly string[]): void {
  const files = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  for (const file of files.filter((name) => /[0-9a-f]{32}\.json/.test(name))) {
    const touched = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - touched > 2 * 24 * 3_600_000) rmSync(file, { force: true });
  }
}

function fileOf(folder: string, key: string): string {
  return join(folder, `${createHash('sha256').update(key).digest('hex').slice(0, 32)}.json`);
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (fault) {
    if (codeOf(fault) === 'ENOENT') return undefined;
    throw fault;
  }
}

/** Windows refuses for a moment while somebody else reads the file. */
function replaceFile(from: string, to: string): void {
  for (let tries = 1; ; tries++) {
    try {
      renameSync(from, to);
      return;
    } catch (fault) {
      if (process.platform !== 'win32' || tries === 10) throw fault;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, tries);
    }
  }
}

/**
 * A file has no clock, and a home folder may be shared by machines whose clocks differ: they all go by the fastest one.
 * A file from a far future was written before a clock was set back, and says nothing.
 */
function fastestClock(clock: Clock) {
  let ahead = 0;
  return {
    after(written: number): number {
      const lead = written - clock.now();
      if (lead > ahead && lead <= mostLead) ahead = lead;
      return clock.now() + ahead;
    },
  };
}

const mostLead = 60_000;

function watchFile(folder: string, key: string, ring: () => void): () => void {
  const bundled = throttled(ring);
  const name = fileOf('', key);
  try {
    const watcher = watchFolder(folder, { persistent: false }, (_, changed) => {
      if (changed === null || changed === name) bundled();
    });
    // Some file systems cannot be watched, and the number of watchers is limited: who waits looks now and then, too.
    watcher.on('error', () => watcher.close());
    return () => watcher.close();
  } catch {
    return () => {};
  }
}

/** Many changes in a few milliseconds are worth one look. */
function throttled(ring: () => void): () => void {
  let isDue = false;
  const fire = () => {
    isDue = false;
    ring();
  };
  return () => {
    if (!isDue) setTimeout(fire, 4);
    isDue = true;
  };
}
