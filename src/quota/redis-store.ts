import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { readLedger, writeLedger } from './ledger-text.ts';
import { createRedisConnection } from './redis-connection.ts';
import type { SharedStore } from './shared-store.ts';

/** The ledgers of all who share a Redis or Valkey server, whose clock is everybody's. */
export function createRedisStore(url: string): SharedStore {
  const connection = createRedisConnection(url);
  const recent = new Map<string, Found & { seen: number }>();

  async function load(key: string): Promise<Found> {
    return remember(key, found(await connection.run(look, nameOf(key))));
  }

  function remember(key: string, state: Found): Found {
    recent.set(key, { ...state, seen: performance.now() });
    return state;
  }

  /** What was there a moment ago is most often still there, and a write that finds it changed is refused. */
  function guess(key: string): Found | undefined {
    const last = recent.get(key);
    const age = performance.now() - (last?.seen ?? 0);
    return last && age < 5_000 ? { ...last, now: last.now + Math.floor(age) } : undefined;
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
      const token = randomUUID();
      let { version, text, now } = guess(key) ?? (await load(key));
      for (let tries = 1; ; tries++) {
        const { ledger, result } = change(readLedger(text)?.ledger, now);
        const next = writeLedger({ ledger, at: now });
        // Who was too slow several times asks the others to let it write first.
        const claim = tries < 4 ? '' : token;
        const words = [version, randomUUID(), next, lifetime, claim] as const;
        const answer = found(await connection.run(compareAndSet, nameOf(key), ...words));
        if (answer.version === written) {
          remember(key, { version: words[1], text: next, now: answer.now });
          return result;
        }
        if (tries === mostTries) throw new Error('BUSY');
        ({ version, text, now } = remember(key, answer));
        // Who was refused twice lets some time pass; at random, as those who came together were refused together.
        if (tries > 1 && answer.claim !== token) await pause(Math.random() * Math.min(4 * tries, 40));
      }
    },
    watch: (key, ring) => connection.listen(nameOf(key), ring),
    poll: 250,
    close: async () => connection.close(),
  };
}

const mostTries = 40;

// Milliseconds; longer than any window.
const lifetime = String(24 * 3_600_000);

function nameOf(key: string): string {
  return `metrics-mcp:quota:${key}`;
}

const written = 'written';

const look = `
local time = redis.call('TIME')
return { redis.call('HGET', KEYS[1], 'version') or '', redis.call('HGET', KEYS[1], 'ledger') or '', time[1], time[2] }`;

// A claim holds for a quarter of a second, or until the claimant has written.
const compareAndSet = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local version = redis.call('HGET', KEYS[1], 'version') or ''
local claim = redis.call('HGET', KEYS[1], 'claim') or ''
local isClaimed = claim ~= '' and claim ~= ARGV[5] and now < tonumber(redis.call('HGET', KEYS[1], 'claimed') or 0)
if isClaimed or version ~= ARGV[1] then
  if not isClaimed and ARGV[5] ~= '' then
    redis.call('HSET', KEYS[1], 'claim', ARGV[5], 'claimed', now + 250)
    redis.call('PEXPIRE', KEYS[1], ARGV[4])
  end
  local ledger = redis.call('HGET', KEYS[1], 'ledger') or ''
  return { version, ledger, time[1], time[2], redis.call('HGET', KEYS[1], 'claim') or '' }
end
redis.call('HSET', KEYS[1], 'version', ARGV[2], 'ledger', ARGV[3], 'claim', '')
redis.call('PEXPIRE', KEYS[1], ARGV[4])
redis.call('PUBLISH', KEYS[1], '')
return { '${written}', '', time[1], time[2] }`;

interface Found {
  version: string;
  text: string;
  now: number;
  /** Who is to write next, if somebody has asked for that. */
  claim?: string | undefined;
}

const reply = z.tuple([z.string(), z.string(), z.coerce.number(), z.coerce.number()]).rest(z.string());

function found(answer: unknown): Found {
  const [version, text, seconds, microseconds, claim] = reply.parse(answer);
  return { version, text, claim, now: seconds * 1000 + Math.floor(microseconds / 1000) };
}
