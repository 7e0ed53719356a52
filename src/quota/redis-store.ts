import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { readLedger, writeLedger } from './ledger-text.ts';
import { createRedisConnection } from './redis-connection.ts';
import type { SharedStore } from './shared-store.ts';

/** The ledgers of all who share a Redis or Valkey server, whose clock is everybody's. */
export function createRedisStore(url: string): SharedStore {
  const connection = createRedisConnection(url);

  async function load(key: string): Promise<Found> {
    return found(await connection.run(look, nameOf(key)));
  }

  return {
    title: `Redis at ${new URL(url).host}`,
    scope: 'everybody who shares the Redis server',
    async read(key) {
      const { text, now } = await load(key);
      return { ledger: readLedger(text)?.ledger, now };
    },
    // Optimistic: read, decide, and write if nobody was faster. A refused write brings what to decide about next.
    async update(key, change) {
      let { version, text, now } = await load(key);
      for (let tries = 1; ; tries++) {
        const { ledger, result } = change(readLedger(text)?.ledger, now);
        const words = [version, randomUUID(), writeLedger({ ledger, at: now }), String(lifetime)];
        const answer = await connection.run(compareAndSet, nameOf(key), ...words);
        if (answer === written) return result;
        if (tries === mostTries) throw new Error('BUSY');
        ({ version, text, now } = found(answer));
        if (tries > 3) await pause(Math.random() * tries);
      }
    },
    watch: (key, ring) => connection.listen(nameOf(key), ring),
    poll: 250,
    close: async () => connection.close(),
  };
}

// One of those who write at the same time always gets through, and each writes a few times a second at most.
const mostTries = 100;

// Milliseconds; longer than any window.
const lifetime = 24 * 3_600_000;

function nameOf(key: string): string {
  return `metrics-mcp:quota:${key}`;
}

const written = 'written';

const look = `
local time = redis.call('TIME')
return { redis.call('HGET', KEYS[1], 'version') or '', redis.call('HGET', KEYS[1], 'ledger') or '', time[1], time[2] }`;

const compareAndSet = `
local version = redis.call('HGET', KEYS[1], 'version') or ''
if version ~= ARGV[1] then
  local time = redis.call('TIME')
  return { version, redis.call('HGET', KEYS[1], 'ledger') or '', time[1], time[2] }
end
redis.call('HSET', KEYS[1], 'version', ARGV[2], 'ledger', ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
redis.call('PUBLISH', KEYS[1], '')
return '${written}'`;

interface Found {
  version: string;
  text: string;
  now: number;
}

const reply = z.tuple([z.string(), z.string(), z.coerce.number(), z.coerce.number()]);

function found(answer: unknown): Found {
  const [version, text, seconds, microseconds] = reply.parse(answer);
  return { version, text, now: seconds * 1000 + Math.floor(microseconds / 1000) };
}
