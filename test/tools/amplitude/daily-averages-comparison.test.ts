import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { averageSessionLength } from '../../../tools/amplitude/average-session-length.ts';
import { sessionsPerUser } from '../../../tools/amplitude/sessions-per-user.ts';
import { dates, expectReadable } from '../../support/amplitude-series.ts';
import { bind, printed, requestLine, table } from '../../support/ask.ts';
import { compared } from '../../support/ask-compared.ts';

const later = dates('2026-07-18', 28);
const earlier = dates('2026-06-20', 28);
const sent = (xValues: readonly string[], values: readonly unknown[], rest: object = {}) => ({
  data: { series: [values], seriesMeta: [{ segmentIndex: 0 }], xValues, ...rest },
});
const both = [averageSessionLength, sessionsPerUser];

it.each([
  [averageSessionLength, 'average'],
  [sessionsPerUser, 'peruser'],
])('$name asks both ranges, each at its price', (tool, path) => {
  const call = bind(tool, { compare: 'previous_period' });
  expect(requestLine(call)).toBe(`/api/2/sessions/${path}?start=20260718&end=20260814`);
  expect(requestLine(call.compared?.base ?? call)).toBe(`/api/2/sessions/${path}?start=20260620&end=20260717`);
  expect([call.price, call.compared?.base.price]).toEqual([{ cost: 112 }, { cost: 112 }]);
});

describe('one average a day', () => {
  const values = later.map((_, day) => (day % 7 < 5 ? 660 : 540));
  const told = compared(averageSessionLength, {}, [sent(later, values), sent(earlier, Array(28).fill(600))]);

  it('is told by the days that rose, then by a mean that is named unweighted', () => {
    expect(told.headline).toEqual([
      '2026-07-18 to 2026-08-14 against 2026-06-20 to 2026-07-17:',
      'Higher in 20 and lower in 8 of 28 complete days, each against its counterpart.',
      'Unweighted mean of 28 complete days: 10.4 min = 626 s against 10 min = 600 s, +4.3 %.',
    ]);
    expect(told.notes).toContain('Compared without a test of chance: Amplitude sends no counts behind these figures.');
    expect(told.notes.join()).toContain('the mean of days is not the mean of all sessions');
    expect(printed(table(told, 'comparison'))).toEqual([
      {
        ...{ series: 'average session length', figure: 'unweighted mean', current: '10.4 min = 626 s' },
        ...{ previous: '10 min = 600 s', change: '25.7 s', change_percent: '+4.3 %', periods: '28' },
      },
    ]);
    expectReadable(told);
  });

  it("leads with the vendor's figures where they are sent for both ranges", () => {
    const whole = (value: number) => ({ seriesCollapsed: [[{ value }]] });
    const days = (xValues: readonly string[], value: number, rest: object) =>
      sent(xValues, Array(28).fill(value), rest);
    const told = compared(sessionsPerUser, {}, [days(later, 2, whole(11.5)), days(earlier, 2, whole(10))]);
    expect(told.headline[1]).toBe(
      "11.50 sessions per user over the range (the vendor's own figure) against 10 sessions per user, +15.0 %.",
    );
    const half = compared(sessionsPerUser, {}, [days(later, 2, whole(11.5)), days(earlier, 2, {})]);
    expect(half.headline.join()).not.toContain('11.50');
  });

  it('of today is left out with its counterpart', () => {
    const days = dates('2026-08-09', 7);
    const told = compared(sessionsPerUser, { start: '2026-08-09', end: 'today' }, [
      sent(days, [2, 2, 2, 2, 2, 2, 90]),
      sent(dates('2026-08-02', 7), [4, 4, 4, 4, 4, 4, 4]),
    ]);
    expect(told.headline[2]).toBe(
      'Unweighted mean of 6 complete days: 2 sessions per user against 4 sessions per user, -50.0 %.',
    );
    expect(told.notes[0]).toBe(
      'Not over, or cut by a range, so left out of every compared figure: 1 day, 2026-08-15 (against 2026-08-08).',
    );
  });

  it('that came as more series than one is not compared', () => {
    const two = { data: { series: [[1], [2]], xValues: ['2026-08-14'] } };
    expect(compared(sessionsPerUser, {}, [two, two]).headline[0]).toContain('no series is known to be in both');
  });
});

it.each(both)('$name: any figures are told as they are', (tool) => {
  const figure = fc.option(fc.double({ min: 0, max: 5_000, noNaN: true }), { nil: null });
  const values = fc.array(figure, { minLength: 28, maxLength: 28 });
  fc.assert(
    fc.property(values, values, (own, other) => {
      const isNothing = (side: readonly (number | null)[]) => side.every((value) => (value ?? 0) === 0);
      if (isNothing(own) || isNothing(other)) return;
      const told = compared(tool, {}, [sent(later, own), sent(earlier, other)]);
      const pairs = own.flatMap((value, day) => {
        const old = other[day] ?? null;
        return value === null || old === null ? [] : [[value, old] as const];
      });
      const [row] = table(told, 'comparison').rows;
      expect(row?.[6]).toBe(pairs.length);
      if (pairs.length === 0) return;
      const mean = (side: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[side], 0) / pairs.length;
      expect(row?.[2]).toBeCloseTo(mean(0), 6);
      expect(row?.[3]).toBeCloseTo(mean(1), 6);
      const rose = pairs.filter(([now, before]) => now > before).length;
      if (pairs.length > 1) expect(told.headline[1]).toContain(`Higher in ${rose} and`);
      expectReadable(told);
    }),
    { numRuns: 60 },
  );
});
