import { setMaxListeners } from 'node:events';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Clock } from '../../../src/clock.ts';
import { createLimiter } from '../../../src/quota/limiter.ts';
import { createMemoryStore, type LedgerStore } from '../../../src/quota/store.ts';
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
  /** Which of the processes makes it. */
  process: number;
}

interface Schedule {
  calls: readonly Call[];
  /** Milliseconds by which the processes' clocks are wrong. */
  skews: readonly number[];
  /** When processes die, in milliseconds from the beginning, if ever. */
  deaths: readonly (number | undefined)[];
  /** Whether the processes run on one machine, where the dead are seen. */
  together: boolean;
}

interface Seen extends Call {
  index: number;
  arrived: number;
  ended: number;
  outcome: 'granted' | 'cancelled' | 'quota' | 'died';
}

const kinds = new Set(['cancelled', 'quota']);

/** Plays the calls of several processes against one store, and notes what an onlooker with the right time sees. */
async function play({ calls, skews, deaths, together }: Schedule, limits: Limits, maximumWait: number) {
  const clock = createFakeClock();
  const began = clock.now();
  const store = createMemoryStore(clock);
  const dead = new Set<string>();
  const died = deaths.map(() => new AbortController());
  setMaxListeners(0, ...died.map(({ signal }) => signal));
  const limiters = skews.map((skew, index) => {
    const own: Clock = { now: () => clock.now() + skew, sleep: clock.sleep };
    const isGone = (owner: string) => together && dead.has(owner);
    const owner = `process ${index}`;
    return createLimiter({ clock: own, store: mortal(store, () => dead.has(owner)), maximumWait, owner, isGone });
  });
  for (const [index, moment] of deaths.entries()) {
    if (moment === undefined) continue;
    clock.at(began + moment, () => {
      dead.add(`process ${index}`);
      died[index]?.abort();
    });
  }
  const seen: Seen[] = [];
  const passed: Passed[] = [];
  let waits = 0;
  let arrival = began;
  for (const [index, call] of calls.entries()) {
    arrival += call.pause;
    clock.at(arrival, () => void arrive(index, call));
  }

  async function arrive(index: number, call: Call): Promise<void> {
    const limiter = limiters[call.process];
    const end = died[call.process]?.signal;
    if (limiter === undefined || end === undefined || end.aborted) return;
    const arrived = clock.now();
    const { cost, pool, patience, duration } = call;
    const price = { cost, ...(pool && { pool }) };
    const asker = new AbortController();
    if (patience !== undefined) clock.at(arrived + patience, () => asker.abort());
    const note = (outcome: Seen['outcome']) => seen.push({ ...call, index, arrived, ended: clock.now(), outcome });
    const onWait = () => {
      waits += 1;
    };
    try {
      const asked = limiter.acquire({ key: 'project', limits, price, signal: asker.signal, onWait });
      const lease = await Promise.race([asked, aborted(end)]);
      if (lease === undefined) return void note('died');
      note('granted');
      const start = clock.now();
      await Promise.race([clock.sleep(duration, asker.signal), aborted(end)]);
      passed.push({ start, end: clock.now(), cost, pool });
      lease.release();
    } catch (error) {
      const kind = error instanceof Error && 'kind' in error ? String(error.kind) : String(error);
      expect(kinds).toContain(kind);
      note(kind === 'quota' ? 'quota' : 'cancelled');
    }
  }

  await clock.run(arrival - began + 2 * 24 * 3_600_000);
  const usage = await createLimiter({ clock, store }).usage('project', limits);
  return { clock, usage, seen: seen.sort((a, b) => a.index - b.index), passed, waits };
}

/** The store as a process sees it that may die: nothing reaches it any more then, and nothing comes back. */
function mortal(store: LedgerStore, isDead: () => boolean): LedgerStore {
  const never = new Promise<never>(() => {});
  return {
    ...store,
    read: (key) => (isDead() ? never : store.read(key)),
    update: (key, change) => (isDead() ? never : store.update(key, change)),
  };
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}

/** Loads that press each limit: [name, limits, longest pause, dearest, longest call, calls]. */
const loads: [string, Limits, number, number, number, number][] = [
  ['Amplitude, long calls', amplitudeLimits, 3_000, 900, 25_000, 60],
  ['Amplitude, dear and fast', amplitudeLimits, 8_000, 1_000, 1_500, 300],
  ['Amplitude, cheap and fast', amplitudeLimits, 4_000, 10, 500, 500],
  ['Amplitude, five minutes', amplitudeFiveMinuteLimits, 30_000, 700, 20_000, 60],
  ['ChartMogul, fast', chartmogulLimits, 15, 1, 60, 150],
  ['ChartMogul, slow', chartmogulLimits, 100, 1, 4_000, 100],
];

const processes = 4;

describe.each(loads)('random schedules: %s', (_name, limits, pause, dearest, longest, length) => {
  const call: fc.Arbitrary<Call> = fc.record({
    pause: fc.oneof(fc.constant(0), fc.nat(pause)),
    cost: fc.nat(dearest),
    duration: fc.nat(longest),
    pool: fc.constantFrom(undefined, 'user', 'user'),
    patience: fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, fc.nat(30_000)),
    process: fc.nat(processes - 1),
  });
  const several = <Value>(arbitrary: fc.Arbitrary<Value>) =>
    fc.array(arbitrary, { minLength: processes, maxLength: processes });
  const schedules = (most: number) =>
    fc.record<Schedule>({
      calls: fc.array(call, { minLength: 1, maxLength: most, size: 'max' }),
      skews: several(fc.integer({ min: -30_000, max: 30_000 })),
      deaths: several(
        fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, fc.nat(Math.round((most * pause) / 4))),
      ),
      together: fc.boolean(),
    });

  test('no limit is broken, nobody waits past 40 s, equals keep their order, nothing is lost', async () => {
    let waits = 0;
    await fc.assert(
      fc.asyncProperty(schedules(length), async (schedule) => {
        const { clock, seen, passed, usage, ...played } = await play(schedule, limits, 40_000);
        waits += played.waits;
        expect(brokenLimits(passed, limits, ({ start }) => start)).toEqual([]);
        expect(brokenLimits(passed, limits, ({ end }) => end)).toEqual([]);
        for (const { arrived, ended, outcome, patience } of seen) {
          expect(ended - arrived).toBeLessThanOrEqual(Math.min(40_000, patience ?? 40_000));
          if (outcome === 'cancelled') expect(ended - arrived).toBe(patience);
        }
        expectOrderAmongEquals(seen);
        expect(usage.map(({ used }) => used)).toEqual(usage.map(() => 0));
        expect(clock.sleepers()).toBe(0);
      }),
      { numRuns: 40, endOnFailure: true },
    );
    expect(waits).toBeGreaterThan(0);
  });

  test('with endless patience everything that fits is let through', async () => {
    await fc.assert(
      fc.asyncProperty(schedules(Math.min(length, 120)), async (schedule) => {
        const { seen, passed } = await play(schedule, limits, Number.POSITIVE_INFINITY);
        const living = seen.filter(({ process }) => schedule.deaths[process] === undefined);
        expect(living).toHaveLength(
          schedule.calls.filter((each) => schedule.deaths[each.process] === undefined).length,
        );
        expect(living.filter(({ outcome }) => outcome === 'quota' || outcome === 'died')).toEqual([]);
        expect(living.filter(({ outcome, patience }) => outcome === 'cancelled' && patience === undefined)).toEqual([]);
        expect(brokenLimits(passed, limits, ({ start }) => start)).toEqual([]);
        expectOrderAmongEquals(seen);
      }),
      { numRuns: 20, endOnFailure: true },
    );
  });
});

/** Of two calls of one price, the one that came first is let through first. */
function expectOrderAmongEquals(seen: readonly Seen[]): void {
  const last = new Map<string, number>();
  for (const { outcome, cost, pool, ended } of seen) {
    if (outcome !== 'granted') continue;
    expect(ended).toBeGreaterThanOrEqual(last.get(`${cost} ${pool}`) ?? 0);
    last.set(`${cost} ${pool}`, ended);
  }
}
