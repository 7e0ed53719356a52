import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dearest, planOfParts, timeFor, timePerPart } from '../../../src/answer/plan.ts';
import type { Usage } from '../../../src/quota/limiter.ts';
import type { Call } from '../../../src/tool.ts';
import { averageSessionLength } from '../../../tools/amplitude/average-session-length.ts';
import { bind } from '../../support/ask.ts';
import { amplitudeFiveMinuteLimits, amplitudeLimits } from '../../support/limits.ts';

const parts = (...costs: number[]): Call[] =>
  costs.map((cost) => ({ ...bind(averageSessionLength, {}), price: { cost } }));

const left = (limit: string, amount: number): Usage[] => [
  { limit, unit: 'cost', most: 0, used: 0, left: amount, nextRoomSeconds: null },
];

describe('the dearest query', () => {
  it('is the least of what the limits allow', () => {
    expect(dearest(amplitudeLimits)).toEqual({ most: 1_000, words: '1,000 at once' });
    expect(dearest(amplitudeFiveMinuteLimits)).toMatchObject({ most: 1_000 });
    const { atOnce, windows } = amplitudeFiveMinuteLimits;
    expect(dearest({ atOnce: { calls: atOnce.calls }, windows })).toEqual({
      most: 1_000,
      words: '1,000 cost in five minutes',
    });
    expect(dearest({ atOnce: { calls: 5 }, windows: [] }).most).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('the time of a plan', () => {
  const rounds = (...costs: number[]) => timeFor(costs, amplitudeLimits) / timePerPart;

  it('is that of its rounds: as many at once as the cost and the calls at once allow', () => {
    expect(rounds()).toBe(0);
    expect(rounds(1_000)).toBe(1);
    expect(rounds(500, 500)).toBe(1);
    expect(rounds(500, 501)).toBe(2);
    expect(rounds(1, 1, 1, 1, 1)).toBe(1);
    expect(rounds(1, 1, 1, 1, 1, 1)).toBe(2);
    expect(rounds(...Array(24).fill(250))).toBe(6);
  });

  it('is never less than the limits make it', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 30 }), (costs) => {
        const least = Math.max(Math.ceil(costs.length / 5), Math.ceil(costs.reduce((a, b) => a + b, 0) / 1_000));
        expect(rounds(...costs)).toBeGreaterThanOrEqual(least);
        expect(rounds(...costs)).toBeLessThanOrEqual(costs.length);
      }),
    ));
});

describe('a plan', () => {
  it('is made where it ends in time', () => {
    const plan = planOfParts(parts(1_000, 1_000), amplitudeLimits, [], 'Amplitude');
    expect(plan).toMatchObject({ kind: 'parts', milliseconds: 2 * timePerPart });
  });

  it('is refused where it takes longer than a call has', () =>
    expect(planOfParts(parts(...Array(7).fill(1_000)), amplitudeLimits, [], 'Amplitude')).toEqual({
      kind: 'refused',
      reason: 'It could be asked in 7 parts by date, which would take about 49 s, and a call has 45 s.',
    }));

  it('is refused where the hour has too little left, and only then', () => {
    const plan = (amount: number) =>
      planOfParts(parts(800, 800), amplitudeLimits, left('cost an hour', amount), 'Amplitude');
    expect(plan(1_600).kind).toBe('parts');
    expect(plan(1_599)).toEqual({
      kind: 'refused',
      reason:
        'It could be asked in 2 parts by date, which take 1,600 together, and Amplitude has 1,599 left of 108,000 cost an hour.',
    });
  });

  it('is always refused where the cost limit holds for five minutes, even if nothing is spent', () =>
    expect(planOfParts(parts(501, 500), amplitudeFiveMinuteLimits, [], 'Amplitude')).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('1,000 left of 1,000 cost in five minutes'),
    }));

  it('leaves the calls of other pools alone', () => {
    const plan = planOfParts(parts(600, 600), amplitudeLimits, left('user calls an hour', 0), 'Amplitude');
    expect(plan.kind).toBe('parts');
  });
});
