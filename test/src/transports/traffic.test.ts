import { describe, expect, it } from 'vitest';
import { createTraffic } from '../../../src/transports/http/traffic.ts';

describe('traffic', () => {
  it('lets each caller have so many calls, whole requests only, and as many again once they have left', () => {
    const traffic = createTraffic(3);
    const leave = traffic.enter('alice', 2);
    expect(traffic.enter('alice', 2)).toBeUndefined();
    expect(traffic.enter('alice', 1)).toBeDefined();
    expect(traffic.enter('alice', 0)).toBeDefined();
    expect(traffic.enter('bob', 3)).toBeDefined();
    leave?.();
    expect(traffic.enter('alice', 2)).toBeDefined();
    expect(traffic.enter('alice', 1)).toBeUndefined();
    expect(traffic.inFlight()).toBe(4);
  });

  it('is empty at once, or when the last one leaves', async () => {
    const traffic = createTraffic(3);
    await traffic.empty();
    const leaves = [traffic.enter('alice', 1), traffic.enter('bob', 0)];
    let empty = false;
    const ended = traffic.empty().then(() => {
      empty = true;
    });
    leaves[0]?.();
    await Promise.resolve();
    expect(empty).toBe(false);
    leaves[1]?.();
    await ended;
    expect(empty).toBe(true);
  });
});
