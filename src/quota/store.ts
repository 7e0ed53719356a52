import { type Clock, systemClock } from '../clock.ts';
import { emptyLedger, type Ledger } from './ledger.ts';

/** Where ledgers live. `now` is the store's clock, which all who share the store share too. */
export interface LedgerStore {
  read(key: string): Promise<{ ledger: Ledger; now: number }>;
  /** Replaces the key's ledger at once for everybody. `change` is pure: it may run again if another was faster. */
  update<Result>(key: string, change: Change<Result>): Promise<Result>;
  /** Rings when the key's ledger may have changed, until the returned function is called. May miss changes. */
  watch(key: string, ring: () => void): () => void;
  /** Milliseconds after which who waits looks for changes that were missed. */
  poll: number;
  /** Whose quota is counted here now, as the rest of "used by …". */
  readonly scope: string;
  /** What people should know about the store, in sentences. */
  notes(): string[];
  close(): Promise<void>;
}

export type Change<Result> = (ledger: Ledger, now: number) => { ledger: Ledger; result: Result };

/** The ledgers of one process. */
export function createMemoryStore(clock: Clock = systemClock): LedgerStore {
  const ledgers = new Map<string, Ledger>();
  const watchers = new Set<{ key: string; ring: () => void }>();
  return {
    async read(key) {
      return { ledger: ledgers.get(key) ?? emptyLedger, now: clock.now() };
    },
    async update(key, change) {
      const { ledger, result } = change(ledgers.get(key) ?? emptyLedger, clock.now());
      ledgers.set(key, ledger);
      for (const watcher of watchers) if (watcher.key === key) watcher.ring();
      return result;
    },
    watch(key, ring) {
      const watcher = { key, ring };
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    poll: Number.POSITIVE_INFINITY,
    scope: 'this process',
    notes: () => [],
    close: async () => {},
  };
}
