import type { Clock } from '../clock.ts';
import { log } from '../log.ts';
import { createRedisConnection } from '../quota/redis-connection.ts';

/** Texts and claims that all processes see. Nothing rejects: while the place is away, it is empty and free. */
export interface Shelf {
  /** A text, and the milliseconds since it was written by the clock of the place; undefined where there is none. */
  read(name: string): Promise<{ text: string; age: number } | undefined>;
  write(name: string, text: string): Promise<void>;
  /** Claims a name for a few seconds. */
  claim(name: string, token: string): Promise<'mine' | 'taken' | 'away'>;
  /** Keeps what is claimed by this token for a few seconds more. */
  renew(name: string, token: string): Promise<void>;
  release(name: string, token: string): Promise<void>;
  close(): void;
}

export interface ShelfOptions {
  url: string;
  clock: Clock;
  /** Milliseconds for which texts are kept. */
  lifetime: number;
}

/** A claim whose holder has died lapses after so many milliseconds. */
export const claimTime = 3_000;

/** A shelf in Redis or Valkey. A place that is away or slow is left alone for a second, and then tried by one call. */
export function createRedisShelf({ url, clock, lifetime }: ShelfOptions): Shelf {
  const connection = createRedisConnection(url);
  const title = `Redis at ${new URL(url).host}`;
  let known = false;
  let away: { retryAt: number } | undefined;

  async function run(name: string, script: string, words: string[]): Promise<{ answer: unknown } | undefined> {
    if (away !== undefined && clock.now() < away.retryAt) return undefined;
    if (away !== undefined) away.retryAt = clock.now() + retry;
    try {
      const most = (known ? patience : firstPatience) + sizeOf(words) / bytesInMillisecond;
      const answer = await inTime(connection.run(script, name, ...words), most);
      if (away !== undefined) log(`${title} answers again: results are shared`);
      [known, away] = [true, undefined];
      return { answer };
    } catch {
      // What it says could hold an address with its password.
      if (away === undefined) log(`${title} does not answer: results stay in this process until it does`);
      away = { retryAt: clock.now() + retry };
      return undefined;
    }
  }

  return {
    async read(name) {
      const found = await run(name, look, []);
      if (!Array.isArray(found?.answer)) return undefined;
      const [text, left]: unknown[] = found.answer;
      return typeof text === 'string' ? { text, age: Math.max(0, lifetime - Number(left)) } : undefined;
    },
    async write(name, text) {
      await run(name, put, [text, String(lifetime)]);
    },
    async claim(name, token) {
      const claimed = await run(name, take, [token, String(claimTime)]);
      if (claimed === undefined) return 'away';
      return claimed.answer === 1 ? 'mine' : 'taken';
    },
    async renew(name, token) {
      await run(name, extend, [token, String(claimTime)]);
    },
    async release(name, token) {
      await run(name, drop, [token]);
    },
    close: () => connection.close(),
  };
}

const retry = 1_000;

// Milliseconds. The first call also loads the client and connects.
const patience = 250;
const firstPatience = 1_000;
const bytesInMillisecond = 16 * 1024;

const look = `return { redis.call('GET', KEYS[1]), redis.call('PTTL', KEYS[1]) }`;
const put = `redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])`;
const take = `return redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) and 1 or 0`;
const extend = `if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end`;
const drop = `if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end`;

function sizeOf(words: readonly string[]): number {
  return words.reduce((sum, word) => sum + word.length, 0);
}

/** Rejects when time is up and what has arrived meanwhile was read: a busy process is no slow server. */
function inTime<Value>(promise: Promise<Value>, milliseconds: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => setImmediate(() => reject(new Error('no answer'))), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
