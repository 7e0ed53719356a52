import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { systemClock } from '../../src/clock.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('sleeps so long, and no timer remains', async () => {
  const began = systemClock.now();
  const slept = systemClock.sleep(1_500).then(() => systemClock.now() - began);
  await vi.advanceTimersByTimeAsync(1_500);
  expect(await slept).toBe(1_500);
  expect(vi.getTimerCount()).toBe(0);
});

test('wakes at once when the signal aborts, or has aborted', async () => {
  const controller = new AbortController();
  const slept = systemClock.sleep(60_000, controller.signal);
  expect(vi.getTimerCount()).toBe(1);
  controller.abort();
  await slept;
  await systemClock.sleep(60_000, controller.signal);
  expect(vi.getTimerCount()).toBe(0);
});

test('a sleep beyond what a timer can hold does not end at once', async () => {
  const controller = new AbortController();
  let awake = false;
  const slept = systemClock.sleep(Number.POSITIVE_INFINITY, controller.signal).then(() => {
    awake = true;
  });
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(awake).toBe(false);
  controller.abort();
  await slept;
});
