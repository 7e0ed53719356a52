import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays, daysIn, weekday } from '../../../src/report/calendar.ts';
import { type Comparison, periodsOf } from '../../../src/report/periods.ts';
import type { SeriesKind } from '../../../src/report/series-report.ts';
import { dates } from '../../support/amplitude-series.ts';
import { compare, days, type Sent, today } from '../../support/compared-series.ts';

const figure = fc.option(fc.integer({ min: -50, max: 1_000 }), { nil: null });
/** Days in any order, some missing, more or fewer figures than days. */
const sent = fc.record({
  gaps: fc.oneof(fc.constant(Array(40).fill(true)), fc.array(fc.boolean(), { minLength: 40, maxLength: 40 })),
  values: fc.array(figure, { maxLength: 45 }),
  order: fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
  whole: figure,
});
const names = ['a', 'b', 'c', 'd', 'e'];
const sides = fc.dictionary(fc.constantFrom(...names), sent);
const asked = fc.record({
  length: fc.integer({ min: 1, max: 40 }),
  late: fc.integer({ min: 0, max: 3 }),
  how: fc.constantFrom<Comparison>('previous_period', 'previous_year'),
  kind: fc.constantFrom<SeriesKind>('users', 'sum', 'average'),
});

function seriesOf(
  side: Record<string, typeof sent extends fc.Arbitrary<infer One> ? One : never>,
  start: string,
  length: number,
): Sent[] {
  return Object.entries(side).map(([name, { gaps, values, order, whole }]) => {
    const kept = dates(start, length).filter((_, index) => gaps[index] === true);
    const shuffled = kept.toSorted((a, b) => (order[kept.indexOf(a)] ?? 0) - (order[kept.indexOf(b)] ?? 0));
    return { name, at: shuffled, values: values.slice(0, shuffled.length + 1), whole };
  });
}

it('is compared over the days that both sides have, are over and have figures, and no other', () => {
  fc.assert(
    fc.property(sides, sides, asked, (later, earlier, { length, late, how, kind }) => {
      const end = addDays(today, -late);
      const range = { start: addDays(end, 1 - length), end };
      const { before } = periodsOf(range, how, 'daily');
      const [now, then] = [seriesOf(later, range.start, length), seriesOf(earlier, before.start, daysIn(before))];
      const told = compare(now, then, { ...range, how, kind, grouped: true });
      const rows = told.tables.find((one) => one.name === 'comparison')?.rows ?? [];

      for (const name of names) {
        // The same from the raw pairs of dates and figures.
        const known = (side: Sent | undefined) =>
          new Map(side?.at.map((at, index) => [at, at < today ? (side.values[index] ?? null) : null]));
        const [own, other] = [now.find((one) => one.name === name), then.find((one) => one.name === name)];
        const [mine, theirs] = [known(own), known(other)];
        const back = (at: string) =>
          how === 'previous_year' ? `${Number(at.slice(0, 4)) - 1}${at.slice(4)}` : addDays(at, -length);
        const both = [...mine].flatMap(([at, value]) => {
          const old = theirs.get(back(at)) ?? null;
          return value === null || old === null ? [] : [[value, old] as const];
        });
        const sum = (side: 0 | 1) => both.reduce((total, pair) => total + pair[side], 0);
        const found = rows.filter(([series]) => series === name);

        if (own === undefined || other === undefined) {
          expect(found.length).toBe(own === other ? 0 : 1);
          for (const row of found) expect([row[own === undefined ? 2 : 3], row[4], row[5]]).toEqual([null, null, null]);
          continue;
        }
        const mean = found.find(([, kind]) => kind === 'mean' || kind === 'unweighted mean');
        // The mean of one period stands only where there is no other figure of it.
        if (both.length > 1) expect(mean).toBeDefined();
        if (both.length > 0 && mean !== undefined) {
          const [, , current, previous, , , size] = mean;
          expect(size).toBe(both.length);
          expect(current).toBeCloseTo(sum(0) / both.length, 9);
          expect(previous).toBeCloseTo(sum(1) / both.length, 9);
        }
        if (both.length === 0) expect(found.map((row) => row[1])).not.toContain('sum');
        const total = found.find(([, kind]) => kind === 'sum');
        if (kind === 'sum' && both.length > 0) expect(total?.slice(2, 4)).toEqual([sum(0), sum(1)]);
        const whole = found.find(([, kind]) => kind === 'counted once' || kind === 'over the range');
        const full = own.at.length === length && other.at.length === daysIn(before) && end < today;
        const wholes = [own.whole ?? null, other.whole ?? null];
        if (kind === 'sum' || !full || wholes.includes(null)) expect(whole).toBeUndefined();
        else expect(whole?.slice(2, 4)).toEqual(wholes);
      }
      const text = JSON.stringify([told.headline, told.notes]);
      expect(text).not.toMatch(/NaN|Infinity|undefined|null|\[object/);
    }),
    { numRuns: 400 },
  );
});

it('has a row for each of its points on either side, once', () => {
  fc.assert(
    fc.property(sent, sent, (later, earlier) => {
      const range = { start: '2026-07-10', end: '2026-08-14' };
      const now = seriesOf({ all: later }, range.start, 36);
      const then = seriesOf({ all: earlier }, '2026-06-04', 36);
      const rows = compare(now, then, range).tables.find(({ name }) => name === 'compared_points')?.rows ?? [];
      const cells = (place: number) => rows.flatMap((row) => row[place] ?? []).filter((one) => one !== null);
      expect(
        rows
          .filter((row) => row[1] !== null)
          .map((row) => row[0])
          .sort(),
      ).toEqual(now[0]?.at.filter((_, index) => (now[0]?.values[index] ?? null) !== null).toSorted());
      expect(
        rows
          .filter((row) => row[3] !== null)
          .map((row) => row[2])
          .sort(),
      ).toEqual(then[0]?.at.filter((_, index) => (then[0]?.values[index] ?? null) !== null).toSorted());
      expect(new Set(cells(0)).size).toBe(cells(0).length);
      for (const [at, , previous] of rows)
        if (typeof at === 'string' && typeof previous === 'string') expect(addDays(at, -36)).toBe(previous);
    }),
  );
});

it('calls weekdays alike only where they are', () => {
  fc.assert(
    fc.property(asked, fc.array(figure, { minLength: 40, maxLength: 40 }), ({ length, late, how }, values) => {
      const end = addDays(today, -late);
      const range = { start: addDays(end, 1 - length), end };
      const { before } = periodsOf(range, how, 'daily');
      const now = days(range.start, values.slice(0, length));
      const then = days(before.start, Array(daysIn(before)).fill(5));
      const told = compare([now], [then], { ...range, how });
      const [, weeks] = /Over the last (\d+) whole week/.exec(told.notes.join()) ?? [];
      if (weeks === undefined) return;
      const final = now.at.filter((at, index) => at < today && values[index] !== null);
      const last = final.slice(-7 * Number(weeks));
      const tally = (all: readonly string[]) => all.map(weekday).sort().join();
      expect(daysIn({ start: last[0] ?? '', end: last.at(-1) ?? '' })).toBe(7 * Number(weeks));
      expect(tally(last)).toBe(tally(dates(before.start, 7 * Number(weeks))));
    }),
    { numRuns: 400 },
  );
});
