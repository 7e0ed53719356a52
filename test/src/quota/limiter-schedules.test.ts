import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLimiter } from '../../../src/quota/limiter.ts';
import type { Limits } from '../../../src/vendor.ts';
import { brokenLimits, type Passed } from '../../support/audit.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { amplitudeFiveMinuteLimits, amplitudeLimits, chartmogulLimits } from '../../support/limits.ts';

interface Call {
  pause: number;
  cost: number;
  duration: number;
  pool: string | undefined;
  /** Milliseconds after its arrival at which its asker goes away, if ever. */
  patience: number | undefined;
}

interface Seen extends Call {
  index: number;
  arrived: number;
  ended: number;
  outcome: 'granted' | 'cancelled' | 'quota';
  waited: boolean;
}

const kinds = new Set(['cancelled', 'quota']);

/** Plays the calls against a limiter and notes what an onlooker sees. */
async function play(calls: readonly Call[], limits: Limits, maximumWait: number) {
  const clock = createFakeClock();
  const limiter = createLimiter({ clock, maximumWait });
  const seen: Seen[] = [];
  const passed: (Passed & { index: number })[] = [];
  let arrival = clock.now();
  for (const [index, call] of calls.entries()) {
    arrival += call.pause;
    clock.at(arrival, () => void arrive(index, call));
  }

  async function arrive(index: number, call: Call): Promise<void> {
    const arrived = clock.now();
    const { cost, pool, patience, duration } = call;
    const price = { cost, ...(pool && { pool }) };
    const asker = new AbortController();
    if (patience !== undefined) clock.at(arrived + patience, () => asker.abort());
    let waited = false;
    const onWait = () => {
      waited = true;
    };
    const note = (outcome: Seen['outcome']) =>
      seen.push({ ...call, index, arrived, ended: clock.now(), outcome, waited });
    try {
      const lease = await limiter.acquire({ key: 'project', limits, price, signal: asker.signal, onWait });
      note('granted');
      const start = clock.now();
      await clock.sleep(duration, asker.signal);
      passed.push({ index, start, end: clock.now(), cost, pool });
      lease.release();
    } catch (error) {
      const kind = error instanceof Error && 'kind' in error ? String(error.kind) : String(error);
      expect(kinds).toContain(kind);
      note(kind === 'quota' ? 'quota' : 'cancelled');
    }
  }

  await clock.run(arrival - clock.now() + 30 * 24 * 3_600_000);
  return { clock, limiter, seen: seen.sort((a, b) => a.index - b.index), passed };
}

/** Loads that press each limit: [name, limits, longest pause, dearest, longest call, calls]. */
const loads: [string, Limits, number, number, number, number][] = [
  ['Amplitude, long calls', amplitudeLimits, 3_000, 900, 25_000, 60],
  ['Amplitude, dear and fast', amplitudeLimits, 8_000, 1_000, 1_500, 400],
  ['Amplitude, cheap and fast', amplitudeLimits, 4_000, 10, 500, 700],
  ['Amplitude, five minutes', amplitudeFiveMinuteLimits, 30_000, 700, 20_000, 60],
  ['ChartMogul, fast', chartmogulLimits, 15, 1, 60, 150],
  ['ChartMogul, slow', chartmogulLimits, 100, 1, 4_000, 100],
];

describe.each(loads)('random schedules: %s', (_name, limits, pause, dearest, longest, length) => {
  const call: fc.Arbitrary<Call> = fc.record({
    pause: fc.oneof(fc.constant(0), fc.nat(pause)),
    cost: fc.nat(dearest),
    duration: fc.nat(longest),
    pool: fc.constantFrom(undefined, 'user', 'user'),
    patience: fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, fc.nat(30_000)),
  });
  const schedules = fc.array(call, { minLength: 1, maxLength: length, size: 'max' });

  test('no limit is broken, nobody waits past 40 s, the order holds, nothing is lost', async () => {
    let waits = 0;
    await fc.assert(
      fc.asyncProperty(schedules, async (calls) => {
        const { clock, limiter, seen, passed } = await play(calls, limits, 40_000);
        waits += seen.filter(({ waited }) => waited).length;
        expect(brokenLimits(passed, limits, ({ start }) => start)).toEqual([]);
        expect(brokenLimits(passed, limits, ({ end }) => end)).toEqual([]);
        expect(seen).toHaveLength(calls.length);
        for (const { arrived, ended, outcome, patience } of seen) {
          expect(ended - arrived).toBeLessThanOrEqual(Math.min(40_000, patience ?? 40_000));
          if (outcome === 'cancelled') expect(ended - arrived).toBe(patience);
        }
        expectFirstInFirstOut(seen);
        const usage = await limiter.usage('project', limits);
        expect(usage.map(({ used }) => used)).toEqual(usage.map(() => 0));
        expect(clock.sleepers()).toBe(0);
      }),
      { numRuns: 40 },
    );
    expect(waits).toBeGreaterThan(0);
  });

  test('with endless patience everything that fits is let through', async () => {
    await fc.assert(
      fc.asyncProperty(schedules, async (calls) => {
        const { seen, passed } = await play(calls, limits, Number.POSITIVE_INFINITY);
        expect(seen).toHaveLength(calls.length);
        expect(seen.filter(({ outcome }) => outcome === 'quota')).toEqual([]);
        expect(seen.filter(({ outcome, patience }) => outcome === 'cancelled' && patience === undefined)).toEqual([]);
        expect(brokenLimits(passed, limits, ({ start }) => start)).toEqual([]);
        expectFirstInFirstOut(seen);
      }),
      { numRuns: 20 },
    );
  });
});

function expectFirstInFirstOut(seen: readonly Seen[]): void {
  const starts = seen.filter(({ outcome }) => outcome === 'granted').map(({ ended }) => ended);
  expect(starts).toEqual([...starts].sort((a, b) => a - b));
}
