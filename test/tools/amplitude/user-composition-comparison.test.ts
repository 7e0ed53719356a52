import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { userComposition } from '../../../tools/amplitude/user-composition.ts';
import { expectReadable, figure, hostile } from '../../support/amplitude-series.ts';
import { bind, printed, requestLine, table } from '../../support/ask.ts';
import { compared } from '../../support/ask-compared.ts';

const sent = (users: Record<string, unknown>) => ({
  data: { series: [Object.values(users)], seriesLabels: ['platform'], xValues: Object.keys(users) },
});
const ask = (now: unknown, before: unknown, args: object = {}) =>
  compared(userComposition, { property: 'platform', ...args }, [now, before]);
const opening = 'platform, 2026-07-18 to 2026-08-14 against 2026-06-20 to 2026-07-17';

it('asks both ranges, each at its price', () => {
  const call = bind(userComposition, { compare: 'previous_period', property: 'gp:plan' });
  expect(requestLine(call)).toBe('/api/2/composition?start=20260718&end=20260814&p=gp:plan');
  expect(requestLine(call.compared?.base ?? call)).toBe('/api/2/composition?start=20260620&end=20260717&p=gp:plan');
  expect([call.price, call.compared?.base.price]).toEqual([{ cost: 28 }, { cost: 28 }]);
});

describe('users by value', () => {
  it('are held against those of the same value, and not added up', () => {
    const told = ask(sent({ Web: 60, iOS: 120, '': 20 }), sent({ iOS: 100, '(none)': 25, Web: 75 }));
    expect(told.headline).toEqual([
      `${opening}, 3 values in both, largest first:`,
      'iOS: 120 users against 100, +20.0 %; Web: 60 users against 75, -20.0 %; (none) = not set: 20 users against 25, -20.0 %.',
    ]);
    expect(printed(table(told, 'comparison'))[0]).toEqual({
      ...{ value: 'iOS', current: '120', previous: '100', change: '20', change_percent: '+20.0 %' },
      ...{ current_share: '60.0 %', previous_share: '50.0 %' },
    });
    expect(told.notes[0]).toBe(
      'Compared value by value and without a test: shares of user-value pairs are no shares of people.',
    );
    expect(expectReadable(told).full).not.toMatch(/200 users/);
  });

  it('below 0 are doubted, and leave their range without shares', () => {
    const told = ask(sent({ iOS: 120, Web: 60 }), sent({ iOS: 100, Web: -8 }));
    expect(told.notes[0]).toContain('Earlier range: Check: fewer than 0 users with Web');
    expect(printed(table(told, 'comparison')).map((row) => [row.current_share, row.previous_share])).toEqual([
      ['66.7 %', 'n/a'],
      ['33.3 %', 'n/a'],
    ]);
  });

  it('that only one range has are n/a, never 0', () => {
    const told = ask(sent({ iOS: 120, TV: 9, Mac: 8 }), sent({ iOS: 100, Car: 7 }));
    expect(printed(table(told, 'comparison')).map((row) => [row.value, row.current, row.previous, row.change])).toEqual(
      [
        ['iOS', '120', '100', '20'],
        ['TV', '9', 'n/a', 'n/a'],
        ['Mac', '8', 'n/a', 'n/a'],
        ['Car', 'n/a', '7', 'n/a'],
      ],
    );
    expect(told.notes.slice(0, 2)).toEqual([
      'Only in the later range, so n/a in the other (nothing there, or cut off): TV, Mac.',
      'Only in the earlier range, so n/a in the other (nothing there, or cut off): Car.',
    ]);
    expect(ask(sent({ a: 1 }), sent({ b: 1 })).headline).toEqual([
      `${opening}: no value has a figure in both, so no change is told.`,
    ]);
  });

  it('tell what rose and fell most where not all are told', () => {
    const told = ask(sent({ a: 90, b: 80, c: 70, d: 9, e: 1 }), sent({ a: 90, b: 80, c: 70, d: 1, e: 6 }));
    expect(told.headline.slice(2)).toEqual([
      'Rose most, d: 9 users against 1, +800.0 %.',
      'Fell most, e: 1 user against 6, -83.3 %.',
    ]);
  });

  it('of nobody before rose from 0; without a figure they are n/a, and no share is told', () => {
    const told = ask(sent({ a: 5, b: null, c: 0 }), sent({ a: 0, b: 4, c: 1 }));
    expect(told.headline[1]).toBe(
      'a: 5 users against 0, up by 5, no percentage from 0; c: 0 users against 1, -100.0 %.',
    );
    expect(
      printed(table(told, 'comparison')).map((row) => [row.value, row.change, row.current_share, row.previous_share]),
    ).toEqual([
      ['a', '5', 'n/a', '0.0 %'],
      ['c', '-1', 'n/a', '20.0 %'],
      ['b', 'n/a', 'n/a', '80.0 %'],
    ]);
  });

  it('that came twice in a range are not taken for one', () => {
    const twice = { data: { series: [[5, 3, 2]], xValues: ['', '(none)', 'iOS'] } };
    const told = ask(twice, sent({ iOS: 1, '(none)': 9 }));
    expect(told.notes[0]).toBe('Not compared: 1 value that came twice in a range.');
    expect(table(told, 'comparison').rows.map(([value]) => value)).toEqual(['iOS']);
  });

  it('of a day that is not over are not compared', () => {
    const told = ask(sent({ iOS: 120 }), sent({ iOS: 100 }), { end: 'today' });
    expect(told.headline).toEqual([
      'platform, 2026-07-18 to 2026-08-15 against 2026-06-19 to 2026-07-17: no change is told, because the later range runs to 2026-08-15, which was not over when this was computed; give an "end" before it.',
    ]);
    expect(told.tables.map(({ name }) => name)).toEqual(['values']);
  });
});

it('any values are told as they are', () => {
  const users = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), fc.option(fc.nat(9_000), { nil: null }), {
    minKeys: 1,
  });
  fc.assert(
    fc.property(users, users, (now, before) => {
      const isNothing = (side: Record<string, number | null>) => Object.values(side).every((one) => (one ?? 0) === 0);
      if (isNothing(now) || isNothing(before)) return;
      const told = ask(sent(now), sent(before));
      const { rows } = table(told, 'comparison');
      expect(rows.map(([value]) => value).toSorted()).toEqual(
        [...new Set([...Object.keys(now), ...Object.keys(before)])].sort(),
      );
      for (const [value, current, previous, change, part] of rows) {
        const [own, other] = [now[String(value)] ?? null, before[String(value)] ?? null];
        expect([current, previous]).toEqual([own, other]);
        expect(change).toBe(own === null || other === null ? null : own - other);
        expect(part).toBe(own === null || other === null || other === 0 ? null : (own - other) / other);
      }
      expectReadable(told);
    }),
    { numRuns: 100 },
  );
});

it('fifty thousand values fit', () => {
  const side = (seed: number) =>
    sent(
      Object.fromEntries(
        Array.from({ length: 50_000 }, (_, index) => [hostile(index).slice(0, 300), figure(index + seed, 9_999)]),
      ),
    );
  const told = ask(side(0), side(3), { property: 'gp:plan' });
  expect(expectReadable(told).short).toContain('50,000 values in both');
  expect(table(told, 'comparison').rows).toHaveLength(50_000);
});
