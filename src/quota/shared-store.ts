import type { Ledger } from './ledger.ts';

/** A place outside of this process where ledgers live. It may be away: its promises then reject. */
export interface SharedStore {
  /** What it is, for people. */
  title: string;
  /** Whose quota is counted here, as the rest of "used by …". */
  scope: string;
  /** The ledger is undefined where there is none yet, or none any more. */
  read(key: string): Promise<{ ledger: Ledger | undefined; now: number }>;
  update<Result>(key: string, change: SharedChange<Result>): Promise<Result>;
  watch(key: string, ring: () => void): () => void;
  /** Milliseconds. */
  poll: number;
  close(): Promise<void>;
}

/** Pure: it may run again if another was faster. `now` is the store's clock. */
export type SharedChange<Result> = (ledger: Ledger | undefined, now: number) => { ledger: Ledger; result: Result };
