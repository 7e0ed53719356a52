import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { correct } from '../../../src/quota/edits.ts';
import { emptyLedger, type Ledger, lapse } from '../../../src/quota/ledger.ts';
import { usageOf } from '../../../src/quota/usage.ts';
import type { Limits, Price } from '../../../src/vendor.ts';
import { brokenLimits, type Passed } from '../../support/audit.ts';
import { look, release, renew, take } from '../../support/ledger.ts';
import { amplitudeFiveMinuteLimits, amplitudeLimits, chartmogulLimits } from '../../support/limits.ts';

const minute = 60_000;
const start = Date.UTC(2026, 0, 5);

function spend(ledger: Ledger, limits: Limits, price: Price, from: number, to = from): Ledger {
  const taken = take(ledger, limits, { id: 'call', price }, from);
  expect(taken.decision.verdict).toBe('grant');
  return release(taken.ledger, limits, 'call', to);
}

describe('one decision', () => {
  test('grants while there is room, and the ledger is plain JSON', () => {
    const { ledger, decision } = take(emptyLedger, amplitudeLimits, { id: 'a', price: { cost: 600 } }, start);
    expect(decision).toEqual({ verdict: 'grant' });
    expect(JSON.parse(JSON.stringify(ledger))).toEqual(ledger);
  });

  test('waits for a release where the cost at once is full', () => {
    const { ledger } = take(emptyLedger, amplitudeLimits, { id: 'a', price: { cost: 600 } }, start);
    expect(look(ledger, amplitudeLimits, { cost: 400 }, start + 1)).toEqual({ verdict: 'grant' });
    expect(look(ledger, amplitudeLimits, { cost: 401 }, start + 1)).toMatchObject({
      verdict: 'wait',
      until: null,
      limit: { name: 'cost at once' },
    });
  });

  test('never lets through what no limit can hold', () => {
    expect(look(emptyLedger, amplitudeLimits, { cost: 1_008 }, start)).toMatchObject({
      verdict: 'never',
      limit: { name: 'cost at once', limit: 1_000 },
    });
  });

  test('counts a charge until its window has passed since the release', () => {
    const ledger = spend(emptyLedger, amplitudeFiveMinuteLimits, { cost: 900 }, start, start + 2_000);
    const until = start + 2_000 + 5 * minute + 1;
    const ask = { cost: 200 };
    expect(look(ledger, amplitudeFiveMinuteLimits, ask, start + 3_000)).toMatchObject({ verdict: 'wait', until });
    expect(look(ledger, amplitudeFiveMinuteLimits, ask, until - 1)).toMatchObject({ verdict: 'wait', until });
    expect(look(ledger, amplitudeFiveMinuteLimits, ask, until)).toEqual({ verdict: 'grant' });
  });

  test('where a window is full of calls in flight, there is no room for a whole window at least', () => {
    const { ledger } = take(emptyLedger, amplitudeFiveMinuteLimits, { id: 'a', price: { cost: 900 } }, start);
    expect(look(ledger, amplitudeFiveMinuteLimits, { cost: 200 }, start + 1_000)).toMatchObject({
      verdict: 'wait',
      until: start + 1_000 + 5 * minute + 1,
      limit: { name: 'cost in five minutes' },
    });
  });

  test('a pool counts its own calls only', () => {
    let ledger: Ledger = emptyLedger;
    for (let call = 0; call < 360; call++) {
      ledger = spend(ledger, amplitudeLimits, { cost: 1, pool: 'user' }, start + call * 100);
    }
    expect(look(ledger, amplitudeLimits, { cost: 1, pool: 'user' }, start + minute)).toMatchObject({
      verdict: 'wait',
      limit: { name: 'user calls an hour' },
    });
    expect(look(ledger, amplitudeLimits, { cost: 1 }, start + minute)).toEqual({ verdict: 'grant' });
  });

  test('the cost that the vendor names takes the place of the price', () => {
    const taken = take(emptyLedger, amplitudeLimits, { id: 'a', price: { cost: 100 } }, start);
    const ledger = release(correct('a', 415)(taken.ledger, start), amplitudeLimits, 'a', start + 1);
    expect(usageOf(ledger, amplitudeLimits, start + 2).find(({ limit }) => limit === 'cost an hour')).toMatchObject({
      used: 415,
      left: 107_585,
      nextRoomSeconds: 3_600,
    });
    expect(correct('a', 900)(ledger, start)).toEqual(ledger);
  });

  test('a lapsed lease frees its slot and stays spent', () => {
    const taken = take(emptyLedger, amplitudeLimits, { id: 'a', price: { cost: 900 } }, start);
    expect(usageOf(taken.ledger, amplitudeLimits, start + lapse.lease - 1)).toMatchObject([
      { used: 1 },
      { used: 900 },
      {},
      {},
    ]);
    expect(usageOf(taken.ledger, amplitudeLimits, start + lapse.lease)).toMatchObject([
      { used: 0 },
      { used: 0 },
      { used: 900 },
      { used: 0 },
    ]);
    expect(release(taken.ledger, amplitudeLimits, 'a', start + lapse.lease + 100).spent['cost an hour']).toHaveLength(
      1,
    );
  });

  test('a clock set back by a day does not block the key for a day', () => {
    const ledger = spend(emptyLedger, amplitudeFiveMinuteLimits, { cost: 1_000 }, start + 24 * 60 * minute);
    const waiting = take(ledger, amplitudeFiveMinuteLimits, { id: 'a', price: { cost: 1_000 } }, start);
    expect(waiting.decision).toMatchObject({ verdict: 'wait', until: start + 5 * minute + 1 });
    expect(look(waiting.ledger, amplitudeFiveMinuteLimits, { cost: 1_000 }, start + 5 * minute + 1)).toEqual({
      verdict: 'grant',
    });
  });

  test('the state stays small under a steady load', () => {
    let ledger: Ledger = emptyLedger;
    for (let call = 0; call < 5_000; call++) {
      ledger = spend(ledger, amplitudeLimits, { cost: 10 }, start + call * 1_000);
    }
    expect(ledger.spent['cost an hour']?.length).toBeLessThanOrEqual(62);
    expect(JSON.stringify(ledger).length).toBeLessThan(6_000);
  });
});

/** Loads that press each limit: [name, limits, longest pause, dearest, longest call, limits that must have said wait]. */
const loads: [string, Limits, number, number, number, string[]][] = [
  ['Amplitude, long calls', amplitudeLimits, 5_000, 900, 60_000, ['calls at once', 'cost at once']],
  ['Amplitude, dear and fast', amplitudeLimits, 12_000, 1_000, 2_000, ['cost an hour']],
  ['Amplitude, cheap and fast', amplitudeLimits, 4_000, 10, 500, ['user calls an hour']],
  ['Amplitude, five minutes', amplitudeFiveMinuteLimits, 30_000, 700, 20_000, ['cost in five minutes']],
  ['ChartMogul, fast', chartmogulLimits, 20, 1, 30, ['calls a second']],
  ['ChartMogul, slow', chartmogulLimits, 60, 1, 2_000, ['calls at once']],
];

describe.each(loads)('random schedules: %s', (_name, limits, pause, dearest, longest, pressed) => {
  const step = fc.record({
    pause: fc.oneof(fc.nat(Math.ceil(pause / 20)), fc.nat(pause)),
    cost: fc.nat(dearest),
    pool: fc.constantFrom(undefined, 'user', 'user'),
    duration: fc.nat(longest),
    /** Never released, as its process has died. */
    crashes: fc.nat(200).map((die) => die === 0),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  const schedules = fc.array(step, { minLength: 1, maxLength: 700, size: 'max' });

  test('no window is ever exceeded, wherever between grant and release the vendor counts', () => {
    const waited = new Set<string>();
    fc.assert(
      fc.property(schedules, (steps) => {
        const passed: (Passed & { counted: number })[] = [];
        let ledger: Ledger = emptyLedger;
        let now = start;
        let releases: { id: string; at: number }[] = [];
        const passTo = (moment: number) => {
          now = moment;
          const due = releases.filter(({ at }) => at <= now).sort((a, b) => a.at - b.at);
          releases = releases.filter(({ at }) => at > now);
          for (const { id, at } of due) ledger = release(ledger, limits, id, at);
        };
        for (const [index, each] of steps.entries()) {
          const arrival = now + each.pause;
          while (now < arrival) {
            passTo(Math.min(arrival, now + lapse.renewal));
            const living = releases.map(({ id }) => id);
            ledger = renew(ledger, limits, living, now);
          }
          const price = { cost: each.cost, ...(each.pool && { pool: each.pool }) };
          const taken = take(ledger, limits, { id: String(index), price }, now);
          ledger = taken.ledger;
          if (taken.decision.verdict === 'wait') waited.add(taken.decision.limit.name);
          if (taken.decision.verdict !== 'grant') continue;
          const end = now + (each.crashes ? Math.min(each.duration, lapse.lease) : each.duration);
          if (!each.crashes) releases.push({ id: String(index), at: end });
          passed.push({ start: now, end, ...price, counted: now + Math.floor((end - now) * each.share) });
        }
        expect(brokenLimits(passed, limits, (call) => call.start)).toEqual([]);
        expect(brokenLimits(passed, limits, (call) => call.end)).toEqual([]);
        expect(brokenLimits(passed, limits, (call) => call.counted)).toEqual([]);
      }),
      { numRuns: 100 },
    );
    expect([...waited]).toEqual(expect.arrayContaining(pressed));
  });

  test('what fits is let through at the moment named at the latest, and not before', () => {
    const waited = new Set<string>();
    fc.assert(
      fc.property(schedules, fc.nat(dearest), (charges, cost) => {
        let ledger: Ledger = emptyLedger;
        let now = start;
        for (const [index, each] of charges.entries()) {
          now += Math.ceil(each.pause / 2);
          const price = { cost: each.cost, ...(each.pool && { pool: each.pool }) };
          const taken = take(ledger, limits, { id: String(index), price }, now);
          ledger = release(taken.ledger, limits, String(index), now);
        }
        const price = { cost, pool: 'user' };
        const decision = look(ledger, limits, price, now);
        if (decision.verdict === 'grant') return;
        expect(decision).toMatchObject({ verdict: 'wait', until: expect.any(Number) });
        waited.add(decision.limit.name);
        const until = decision.verdict === 'wait' ? (decision.until ?? 0) : 0;
        expect(look(ledger, limits, price, until - 1).verdict).toBe('wait');
        expect(look(ledger, limits, price, until).verdict).toBe('grant');
      }),
      { numRuns: 100 },
    );
    // Without calls in flight only windows make anybody wait.
    expect([...waited].sort()).toEqual(expect.arrayContaining(pressed.filter((name) => !name.endsWith('at once'))));
  });
});
