import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname, networkInterfaces } from 'node:os';

/**
 * A name for this process that its neighbours on the same machine can look after: where it runs, its number, when it
 * began (as numbers are used again), and something that no other has.
 */
export function processName(): string {
  return [placeName(), process.pid, beginning(process.pid) ?? '', randomUUID().slice(0, 8)].join('.');
}

/**
 * Whether the process of that name is seen to be dead. False where that cannot be seen: it runs on another machine or in
 * another container, or a new process with its number cannot be told from it; its leases then lapse by themselves.
 */
export function processIsGone(name: string): boolean {
  const [place, digits, began] = name.split('.');
  const pid = Number(digits);
  if (place !== placeName() || !Number.isSafeInteger(pid) || pid <= 0 || pid === process.pid) return false;
  const known = answers.get(name);
  if (known !== undefined && performance.now() - known.at < freshness) return known.gone;
  const gone = !exists(pid) || (began !== '' && beginning(pid) !== began);
  if (answers.size > 1_000) answers.clear();
  answers.set(name, { gone, at: performance.now() });
  return gone;
}

const answers = new Map<string, { gone: boolean; at: number }>();

// Milliseconds. To look costs a few microseconds, for each neighbour each time.
const freshness = 100;

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (fault) {
    // EPERM: it is somebody else's, and lives.
    return !(fault instanceof Error && 'code' in fault && fault.code === 'ESRCH');
  }
}

/**
 * On Linux, when the process began (in ticks since the boot); undefined where it is dead but not yet buried by its
 * parent, or where the system has no such file.
 */
function beginning(pid: number): string | undefined {
  try {
    // "pid (command) state ppid …": the command may hold spaces and brackets; the beginning is the 22nd field.
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

let place: string | undefined;

/** The same for those processes only that see each other's numbers: one boot of one machine, one space of numbers. */
function placeName(): string {
  place ??= createHash('sha256')
    .update([hostname(), ...system()].join('\n'))
    .digest('hex')
    .slice(0, 12);
  return place;
}

function system(): string[] {
  try {
    return [readFileSync('/proc/sys/kernel/random/boot_id', 'latin1'), readlinkSync('/proc/self/ns/pid')];
  } catch {
    // Two colleagues' machines may have the same name.
    const addresses = Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ mac }) => mac));
    return [process.platform, ...[...new Set(addresses)].sort()];
  }
}
