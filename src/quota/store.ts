import { type Clock, systemClock } from '../clock.ts';
import { emptyLedger, type Ledger } from './ledger.ts';

/** Where ledgers live. `now` is the store's clock, which all who share the store share too. */
export interface LedgerStore {
  read(key: string): Promise<{ ledger: Ledger; now: number }>;
  /** Replaces the key's ledger at once for everybody. `change` is pure: it may run again if another was faster. */
  update<Result>(key: string, change: Change<Result>): Promise<Result>;
}

export type Change<Result> = (ledger: Ledger, now: number) => { ledger: Ledger; result: Result };

/** The ledgers of one process. */
export function createMemoryStore(clock: Clock = systemClock): LedgerStore {
  const ledgers = new Map<string, Ledger>();
  return {
    async read(key) {
      return { ledger: ledgers.get(key) ?? emptyLedger, now: clock.now() };
    },
    async update(key, change) {
      const { ledger, result } = change(ledgers.get(key) ?? emptyLedger, clock.now());
      ledgers.set(key, ledger);
      return result;
    },
  };
}
