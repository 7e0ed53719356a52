import type { Clock } from '../clock.ts';
import { log } from '../log.ts';
import { codeOf } from './fault-code.ts';
import { emptyLedger, type Ledger } from './ledger.ts';
import { reunited } from './reunited.ts';
import type { SharedStore } from './shared-store.ts';
import type { LedgerStore } from './store.ts';

export interface SteadyStoreOptions {
  clock: Clock;
  /** The part of each limit that this process takes while the shared store is away. */
  share: number;
  /** Milliseconds between two tries to come back. */
  retry?: number;
  /** What else people should know. */
  notes?: () => string[];
}

/**
 * A shared store that never fails. While it is away, this process counts for itself, beginning with what it last saw,
 * and takes a share; what it spends meanwhile is told to the store when that is back, and a store that has lost its
 * ledger is given the one that was last seen.
 */
export function createSteadyStore(shared: SharedStore, options: SteadyStoreOptions): LedgerStore {
  const { clock, share, retry = 1_000, notes = () => [] } = options;
  const lastSeen = new Map<string, Ledger>();
  const apart = new Map<string, Ledger>();
  let ahead = 0;
  let away: Away | undefined;

  async function reach<Result>(way: Way, work: () => Promise<Result>): Promise<{ result: Result } | undefined> {
    if (away !== undefined && (clock.now() < away.retryAt || !clears(way, away))) return undefined;
    const began = clock.now();
    try {
      const result = await work();
      if (away !== undefined && clears(way, away)) {
        log(`${shared.title} is back: the quota is shared again`);
        away = undefined;
      }
      return { result };
    } catch (fault) {
      const why = reasonOf(fault);
      if (away === undefined) log(`${shared.title} is out of reach (${why}): ${behaviour(share)}`);
      // What hangs is asked less often than what refuses at once.
      const pause = Math.max(retry, 2 * (clock.now() - began));
      away = { since: away?.since ?? began, retryAt: clock.now() + pause, why, way: graver(way, away) };
      return undefined;
    }
  }

  function own(key: string): { ledger: Ledger; now: number } {
    const ledger = apart.get(key) ?? { ...(lastSeen.get(key) ?? emptyLedger), share };
    return { ledger, now: clock.now() + ahead };
  }

  return {
    async read(key) {
      const reached = await reach('read', () => shared.read(key));
      if (reached === undefined) return own(key);
      const { ledger, now } = reached.result;
      ahead = now - clock.now();
      if (ledger !== undefined) lastSeen.set(key, ledger);
      return { ledger: reunited(lastSeen.get(key), apart.get(key)), now };
    },
    async update(key, change) {
      const reached = await reach('update', () =>
        shared.update(key, (found, now) => {
          const { ledger, result } = change(reunited(found ?? lastSeen.get(key), apart.get(key)), now);
          return { ledger, result: { ledger, result, now } };
        }),
      );
      if (reached !== undefined) {
        const { ledger, result, now } = reached.result;
        lastSeen.set(key, ledger);
        apart.delete(key);
        ahead = now - clock.now();
        return result;
      }
      const before = own(key);
      const { ledger, result } = change(before.ledger, before.now);
      apart.set(key, ledger);
      return result;
    },
    watch: (key, ring) => shared.watch(key, ring),
    poll: shared.poll,
    get scope() {
      return away === undefined ? shared.scope : 'this process';
    },
    notes: () => [...(away === undefined ? [] : [awayNote(shared, away, share)]), ...notes()],
    close: () => shared.close(),
  };
}

/** What was asked of the store when it was found to be away. */
type Way = 'read' | 'update';

interface Away {
  since: number;
  retryAt: number;
  why: string;
  way: Way;
}

/** A folder may be readable and not writable, and so may a Redis: what an update has found, a read cannot take back. */
function clears(way: Way, away: Away): boolean {
  return way === 'update' || away.way === 'read';
}

function graver(way: Way, away: Away | undefined): Way {
  return away?.way === 'update' ? 'update' : way;
}

/** One word: a whole message could hold an address with its password. */
function reasonOf(fault: unknown): string {
  return codeOf(fault) ?? /^[A-Z]{3,}\b/.exec(fault instanceof Error ? fault.message : '')?.[0] ?? 'no answer';
}

function awayNote({ title }: SharedStore, away: { since: number; why: string }, share: number): string {
  const since = new Date(away.since).toISOString().slice(11, 16);
  return `Quota: ${title} is out of reach since ${since} UTC (${away.why}), so ${behaviour(share)}. It is tried again.`;
}

function behaviour(share: number): string {
  const own = 'this process counts for itself alone';
  return share < 1 ? `${own}, and keeps to ${Math.round(share * 100)} % of each limit` : own;
}
