import { createHash, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/** An answer as it was fetched: everything that is said about it is a pure function of this. */
export interface StoredResult {
  /** Cannot be guessed. */
  id: string;
  tool: string;
  /** Parsed, its dates resolved. */
  input: Readonly<Record<string, unknown>>;
  /** The vendor's bodies as text, a page each, or a part each where the question was split. */
  bodies: readonly string[];
  /** The inputs of the parts that the bodies answer, where the question was split. */
  parts?: readonly Readonly<Record<string, unknown>>[] | undefined;
  /** Why pages after these were not read; such an answer is not given again. */
  cut?: string | undefined;
  /** The answer of the earlier range, where two are compared; `input` then has `compare`. The same bodies may be both. */
  base?: Pick<StoredResult, 'input' | 'bodies' | 'parts' | 'cut' | 'fetchedAt'> | undefined;
  /** Milliseconds since 1970. */
  fetchedAt: number;
  zone: string;
  /** The connection's fingerprint: a result opens only for the credentials that made it. */
  owner: string;
  /** What it took from the quota. */
  cost: number;
  /** It tells of single users, and stays in this process unless their data is to be shown. */
  personal: boolean;
}

/** What makes two calls the same, and whether others may know of it. */
export type Question = Pick<StoredResult, 'tool' | 'input' | 'owner' | 'zone' | 'personal'>;

/** For how many milliseconds a result may be given again. */
export type Freshness = (result: StoredResult) => number;

/** Where answers are kept. Nothing here fails: what cannot be shared is kept by the process alone. */
export interface Results {
  keep(result: Omit<StoredResult, 'id'>): Promise<StoredResult>;
  get(id: string): Promise<StoredResult | undefined>;
  /** The newest result of the same question, if it is fresh. */
  recent(question: Question, fresh: Freshness): Promise<StoredResult | undefined>;
  /** Waits while another process asks the same: for its result, or, in doubt, for the turn to ask oneself. */
  turn(question: Question, fresh: Freshness, wait: Wait): Promise<Turn>;
  close(): Promise<void>;
}

export interface Wait {
  signal: AbortSignal;
  /** The clock's milliseconds at which the call's time is up. */
  deadline: number;
  /** Told what is waited for. */
  tell(message: string): void;
}

/** What another has just found, or the turn to ask, which ends when the result is kept or there is none. */
export type Turn = { result: StoredResult } | { end(): Promise<void> };

/** The results of this process, which can take in those of others. */
export interface LocalResults extends Results {
  /** Takes in a result that was made so many milliseconds ago. */
  adopt(result: StoredResult, age: number): void;
}

/** Milliseconds. */
export const lifetime = 60 * 60_000;

const mostBytes = 192 * 1024 * 1024;

/** Results of this process, for an hour, the least used forgotten first when they pass 192 MiB. */
export function createResults(now: () => number): LocalResults {
  const byId = new LRUCache<string, Held>({ max: 5_000, maxSize: mostBytes, sizeCalculation: bytes });
  const newest = new LRUCache<string, string>({ max: 5_000 });
  const held = (id: string | undefined) => {
    const found = byId.get(id ?? '');
    return found !== undefined && now() - found.since < lifetime ? found : undefined;
  };
  const put = (result: StoredResult, fetched: number) => {
    // As old as the older of two ranges.
    const since = fetched - lag(result);
    byId.set(result.id, { result, since });
    const key = questionKey(result);
    const known = held(newest.get(key));
    if (isWhole(result) && (known === undefined || known.since <= since)) newest.set(key, result.id);
  };
  return {
    get: async (id) => held(id)?.result,
    async keep(result) {
      const stored = { ...result, id: randomBytes(10).toString('hex') };
      put(stored, result.fetchedAt);
      return stored;
    },
    async recent(question, fresh) {
      const found = held(newest.get(questionKey(question)));
      return found !== undefined && now() - found.since < fresh(found.result) ? found.result : undefined;
    },
    adopt: (result, age) => put(result, now() - age),
    turn: async () => ({ end: async () => {} }),
    close: async () => {},
  };
}

/** Whether every page of it was read; what was cut is not given again. */
export function isWhole({ cut, base }: Pick<StoredResult, 'cut' | 'base'>): boolean {
  return cut === undefined && base?.cut === undefined;
}

/** The same for the same question of the same credentials, and tells nothing of either. */
export function questionKey({ owner, zone, tool, input }: Question): string {
  return createHash('sha256')
    .update(JSON.stringify([owner, zone, tool, input]))
    .digest('hex');
}

/** `since` by this process's clock, whatever the clock says that the result was made by. */
interface Held {
  result: StoredResult;
  since: number;
}

/** For how many milliseconds the earlier range was known before the later one was asked. */
function lag({ fetchedAt, base }: StoredResult): number {
  return Math.max(0, fetchedAt - (base?.fetchedAt ?? fetchedAt));
}

function bytes({ result: { bodies, base } }: Held): number {
  const earlier = base === undefined || base.bodies === bodies ? [] : base.bodies;
  return [...bodies, ...earlier].reduce((sum, body) => sum + 2 * body.length, 1_024);
}
