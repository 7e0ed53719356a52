import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EightCallers, eightCallers } from '../../support/eight-callers.ts';
import { type RedisServer, redisServer } from '../../support/redis-server.ts';

let callers: EightCallers;
let redis: RedisServer;

beforeAll(async () => {
  redis = await redisServer();
  await redis.start();
  callers = await eightCallers();
});

afterAll(async () => {
  await callers.close();
  await redis.stop();
});

test('through Redis: 8 processes, 300 calls, 3 killed; no 429, and whoever lives is answered', async () => {
  expect(await callers.play({ settings: { METRICS_MCP_REDIS_URL: redis.url }, killed: 3 })).toEqual([]);
  expect(callers.statuses()).toEqual([200]);
}, 60_000);

test('through Redis that is away for three seconds and forgets all: whoever lives is answered, and stderr says why', async () => {
  const act = async () => {
    await redis.stop();
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    await redis.start();
  };
  const errors = await callers.play({
    settings: { METRICS_MCP_REDIS_URL: redis.url },
    killed: 0,
    meanwhile: { after: 60, act },
  });
  const said = (words: string) => errors.filter((line) => line.includes(words)).length;
  expect(said('out of reach')).toBeGreaterThan(0);
  // Whoever has all answers before Redis is back does not see it come.
  expect(said('is back')).toBeGreaterThan(0);
  expect(said('is back')).toBeLessThanOrEqual(said('out of reach'));
}, 60_000);
