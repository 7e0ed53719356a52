import type { RedisClientType } from '@redis/client';

/** A connection that is made when it is needed, and again after a fault. */
export interface RedisConnection {
  /** Runs the script; rejects within a second or two where Redis is away. */
  run(script: string, key: string, ...words: string[]): Promise<unknown>;
  /** Rings whenever something is published on the channel, until the returned function is called. */
  listen(channel: string, ring: () => void): () => void;
  close(): void;
}

export function createRedisConnection(url: string): RedisConnection {
  const rings = new Map<string, Set<() => void>>();
  let client: Promise<RedisClientType> | undefined;

  /** The open connection; a new one where servers, or what stands before them, have ended it as idle. */
  async function connected(): Promise<RedisClientType> {
    const before = client;
    if (before !== undefined && !(await before).isReady) drop(before);
    client ??= open();
    return client;
  }

  async function open(): Promise<RedisClientType> {
    const ready = await connect(url);
    for (const channel of rings.keys()) subscribe(ready, channel);
    return ready;
  }

  function subscribe(ready: RedisClientType, channel: string): void {
    const tell = () => {
      for (const ring of rings.get(channel) ?? []) ring();
    };
    // Where this fails, who waits looks now and then.
    ready.subscribe(channel, tell).catch(() => {});
  }

  function drop(old: typeof client): void {
    old?.then((ready) => ready.destroy()).catch(() => {});
    if (client === old) client = undefined;
  }

  return {
    async run(script, key, ...words) {
      const opened = connected();
      const used = client;
      try {
        const ready = await inTime(opened);
        return await inTime(ready.eval(script, { keys: [key], arguments: words }));
      } catch (fault) {
        drop(used);
        throw fault;
      }
    },
    listen(channel, ring) {
      const all = rings.get(channel) ?? new Set();
      if (!rings.has(channel)) client?.then((ready) => subscribe(ready, channel)).catch(() => {});
      rings.set(channel, all.add(ring));
      return () => {
        all.delete(ring);
      };
    },
    close: () => drop(client),
  };
}

// Loaded only where a team shares its quota.
async function connect(url: string): Promise<RedisClientType> {
  const { createClient } = await import('@redis/client');
  const client: RedisClientType = createClient({
    url,
    socket: { connectTimeout: patience, reconnectStrategy: false },
    disableOfflineQueue: true,
  });
  // Every fault also rejects whoever waits for an answer; unheard, the event would end the process.
  client.on('error', () => {});
  await client.connect();
  return client;
}

// Milliseconds.
const patience = 2_000;
const grace = 100;

async function inTime<Value>(promise: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const giveUp = () => reject(new Error('no answer from Redis'));
    // Where this process itself stood still, the answer is here and waits to be read.
    timer = setTimeout(() => {
      timer = setTimeout(giveUp, grace);
    }, patience);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
