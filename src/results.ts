import { createHash, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/** An answer as it was fetched: everything that is said about it is a pure function of this. */
export interface StoredResult {
  /** Cannot be guessed. */
  id: string;
  tool: string;
  /** Parsed, its dates resolved. */
  input: Readonly<Record<string, unknown>>;
  /** The vendor's bodies as text, a page each. */
  bodies: readonly string[];
  /** Milliseconds since 1970. */
  fetchedAt: number;
  zone: string;
  /** The connection's fingerprint: a result opens only for the credentials that made it. */
  owner: string;
  /** What it took from the quota. */
  cost: number;
}

export interface Results {
  keep(result: Omit<StoredResult, 'id'>): StoredResult;
  get(id: string): StoredResult | undefined;
  /** The newest result of the same question, if it is younger than `milliseconds`. */
  recent(question: Pick<StoredResult, 'tool' | 'input' | 'owner'>, milliseconds: number): StoredResult | undefined;
}

const lifetime = 60 * 60_000;
const mostBytes = 192 * 1024 * 1024;

/** Results of this process, for an hour, the least used forgotten first when they pass 192 MiB. */
export function createResults(now: () => number): Results {
  const byId = new LRUCache<string, StoredResult>({ max: 5_000, maxSize: mostBytes, sizeCalculation: bytes });
  const newest = new LRUCache<string, string>({ max: 5_000 });
  const get = (id: string) => {
    const found = byId.get(id);
    return found !== undefined && now() - found.fetchedAt < lifetime ? found : undefined;
  };
  return {
    get,
    keep(result) {
      const stored = { ...result, id: randomBytes(10).toString('hex') };
      byId.set(stored.id, stored);
      newest.set(questionKey(result), stored.id);
      return stored;
    },
    recent(question, milliseconds) {
      const found = get(newest.get(questionKey(question)) ?? '');
      return found !== undefined && now() - found.fetchedAt < milliseconds ? found : undefined;
    },
  };
}

function questionKey({ owner, tool, input }: Pick<StoredResult, 'tool' | 'input' | 'owner'>): string {
  return createHash('sha256')
    .update(JSON.stringify([owner, tool, input]))
    .digest('hex');
}

function bytes({ bodies }: StoredResult): number {
  return bodies.reduce((sum, body) => sum + 2 * body.length, 1_024);
}
