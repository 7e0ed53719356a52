import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sessionLength } from '../../../tools/amplitude/session-length.ts';
import { expectReadable, figure } from '../../support/amplitude-series.ts';
import { bind, printed, requestLine, table } from '../../support/ask.ts';
import { compared } from '../../support/ask-compared.ts';

const edges = [0, 3, 10, 30, 60, 180, 600, 1_800, 3_600, 86_400];
const labels = (bounds: readonly number[]) => bounds.slice(1).map((end, index) => `${bounds[index]}s-${end}s`);
const usual = labels(edges);
const sent = (sessions: readonly unknown[], xValues: readonly string[] = usual) => ({
  data: { series: [sessions], xValues },
});
const ask = (now: unknown, before: unknown, args: Record<string, unknown> = {}) =>
  compared(sessionLength, args, [now, before]);
const now = [100, 129, 200, 300, 400, 500, 150, 20, 1];
const before = [80, 70, 180, 280, 400, 500, 200, 30, 10];

it('asks both ranges with the same bins, each at its price', () => {
  const call = bind(sessionLength, { compare: 'previous_period', bin_unit: 'minutes', bin_min: 0, bin_max: 10 });
  const line = (dates: string) =>
    `/api/2/sessions/length?${dates}&timeHistogramConfigBinTimeUnit=minutes&timeHistogramConfigBinMin=0&timeHistogramConfigBinMax=10`;
  expect(requestLine(call)).toBe(line('start=20260718&end=20260814'));
  expect(requestLine(call.compared?.base ?? call)).toBe(line('start=20260620&end=20260717'));
  expect([call.price, call.compared?.base.price]).toEqual([{ cost: 112 }, { cost: 112 }]);
});

describe('two histograms', () => {
  // By hand: 229 of 1,800 = 12.722 %, Wilson 11.262–14.341; 150 of 1,750 = 8.571 %, Wilson 7.348–9.977.
  // Difference 4.151, low 4.151 - hypot(1.460, 1.406) = 2.124, high 4.151 + hypot(1.619, 1.223) = 6.180.
  const told = ask(sent(now), sent(before));

  it('tell the totals, the share under 10 s with its interval, and the medians', () => {
    expect(told.headline).toEqual([
      '2026-07-18 to 2026-08-14 against 2026-06-20 to 2026-07-17: 1,800 sessions against 1,750, +2.9 %.',
      'Under 10 s: 12.7 % of 1,800 against 8.6 % of 1,750 sessions: up 4.2 points (95 % interval +2.1 to +6.2).',
      'Median session: 1 min = 60 s to 3 min = 180 s in both.',
      'Share that moved most, 3s-10s: 7.2 % of 1,800 against 4.0 % of 1,750 sessions: up 3.2 points (95 % interval +1.7 to +4.7).',
    ]);
    expect(printed(table(told, 'comparison'))[0]).toEqual({
      ...{ bin: '0s-3s', current: '5.6 %', previous: '4.6 %', change: '+1.0 points', interval_95: '-0.5 to +2.4' },
      ...{ verdict: 'no clear change', current_count: '100', previous_count: '80' },
    });
    expect(told.notes).toEqual([
      'Intervals take sessions as independent and each bin by itself: several of one user make the true ones wider, and of 20 bins one moves by chance.',
    ]);
    expectReadable(told);
  });

  it('name a median that moved', () =>
    expect(ask(sent(now), sent([9, 9, 9, 9, 9, 900, 9, 9, 9])).headline[2]).toBe(
      'Median session: 1 min = 60 s to 3 min = 180 s against 3 min = 180 s to 10 min = 600 s.',
    ));

  it('of a few sessions call no change', () => {
    const few = ask(sent([5, 0, 0, 9, 0, 0, 0, 0, 0]), sent([1, 0, 0, 9, 0, 0, 0, 0, 0]));
    expect(few.headline[1]).toBe(
      'Under 10 s: 35.7 % of 14 against 10.0 % of 10 sessions: fewer than 30 on a side, too few to call a change.',
    );
    expect(few.headline.at(-1)).toBe('Too few on a side to call a change of any share.');
  });

  it('with a bin that is unknown on a side are held against each other without it', () => {
    const gap = ask(sent([null, ...now.slice(1)]), sent(before));
    expect(gap.headline).toEqual([
      '2026-07-18 to 2026-08-14 against 2026-06-20 to 2026-07-17: 1,700 sessions against 1,670, +1.8 %.',
      expect.stringContaining('Share that moved most, 3s-10s: 7.6 % of 1,700 against 4.2 % of 1,670'),
    ]);
    expect(gap.notes.join()).toContain('1 bin without a figure on a side');
    // Of sessions of any length there is no total then, so no share of them under 10 s either.
    expect(ask(sent([...now.slice(0, 8), null]), sent(before)).headline.join()).not.toContain('Under 10 s');
  });
});

describe('no change is told', () => {
  it('between other bins, as when Amplitude fell back to its own in one range', () => {
    const custom = { bin_unit: 'minutes', bin_min: 0, bin_max: 10, bin_size: 5 };
    const told = ask(sent([40, 60], ['0s-300s', '300s-600s']), sent(before), custom);
    expect(told.headline).toEqual([
      '2026-07-18 to 2026-08-14 against 2026-06-20 to 2026-07-17: no change is told, because the bins are not the same: 0s-300s is in one range only (2 against 9 bins).',
    ]);
    expect(told.notes.join()).toContain('Earlier range: Not the bins asked for');
  });

  it('while a day is not over', () => {
    const told = ask(sent(now), sent(before), { end: 'today' });
    expect(told.headline).toEqual([
      expect.stringMatching(/no change is told, because the later range runs to 2026-08-15/),
    ]);
    expect(told.tables.map(({ name }) => name)).toEqual(['bins']);
  });
});

it('sessions outside of custom bins are in no figure, which is said', () => {
  const custom = { bin_unit: 'minutes', bin_min: 0, bin_max: 10, bin_size: 5 };
  const bins = ['0s-300s', '300s-600s'];
  const told = ask(sent([400, 600], bins), sent([500, 300], bins), custom);
  expect(told.headline[0]).toContain('1,000 sessions inside the bins against 800, +25.0 %.');
  expect(told.headline.join()).not.toContain('Under 10 s');
});

it('any counts are told as they are', () => {
  const counts = fc.array(fc.option(fc.nat(3_000), { nil: null }), { minLength: 9, maxLength: 9 });
  fc.assert(
    fc.property(counts, counts, (own, other) => {
      const isNothing = (one: readonly (number | null)[]) => one.every((value) => (value ?? 0) === 0);
      if (isNothing(own) || isNothing(other)) return;
      const told = ask(sent(own), sent(other));
      const known = own.flatMap((_, bin) => (own[bin] === null || other[bin] === null ? [] : [bin]));
      const sum = (side: readonly (number | null)[]) => known.reduce((total, bin) => total + (side[bin] ?? 0), 0);
      expect(told.headline[0]).toContain(
        `${sum(own).toLocaleString('en-US')} sessions against ${sum(other).toLocaleString('en-US')},`,
      );
      for (const [bin, row] of table(told, 'comparison').rows.entries()) {
        expect(row.slice(-2)).toEqual([own[bin], other[bin]]);
        const share = (side: readonly (number | null)[]) => (sum(side) === 0 ? null : (side[bin] ?? 0) / sum(side));
        expect(row.slice(1, 3)).toEqual(known.includes(bin) ? [share(own), share(other)] : [null, null]);
      }
      expectReadable(told);
    }),
    { numRuns: 100 },
  );
});

it('a bin for every second of a day fits', () => {
  const seconds = labels(Array.from({ length: 86_401 }, (_, second) => second));
  const day = { bin_unit: 'hours', bin_min: 0, bin_max: 24, bin_size: 1 / 3600 };
  const side = (seed: number) =>
    sent(
      seconds.map((_, second) => figure(second + seed, 5_000)),
      seconds,
    );
  const told = ask(side(0), side(5), day);
  expect(expectReadable(told).short).toContain('Under 10 s: ');
  expect(table(told, 'comparison').rows).toHaveLength(86_400);
});
