import fc from 'fast-check';
import { expect, it } from 'vitest';
import { eventSegmentation } from '../../../tools/amplitude/event-segmentation.ts';
import { dates, expectReadable, figure, hostile } from '../../support/amplitude-series.ts';
import { table } from '../../support/ask.ts';
import { compared } from '../../support/ask-compared.ts';

const later = dates('2026-07-18', 28);
const earlier = dates('2026-06-20', 28);

it('any counts are told as they are', () => {
  const figure = fc.option(fc.nat(5_000), { nil: null });
  const series = fc.array(figure, { minLength: 0, maxLength: 30 });
  const form = fc.constantFrom<(value: number | null) => unknown>(
    (value) => value,
    (value) => (value === null ? null : String(value)),
    (value) => ({ setId: 'x', value }),
  );
  const side = fc.dictionary(fc.constantFrom('DE', 'FR', 'IT', 'ES'), series, { minKeys: 1 });
  fc.assert(
    fc.property(side, side, form, (now, before, shape) => {
      const sent = (xValues: string[], values: Record<string, (number | null)[]>) => ({
        data: {
          xValues,
          series: Object.values(values).map((one) => one.map(shape)),
          seriesLabels: Object.keys(values).map((name) => [0, name]),
        },
      });
      const args = { events: 'buy', metric: 'totals', group_by: 'country' };
      const told = compared(eventSegmentation, args, [sent(later, now), sent(earlier, before)]);
      const isNothing = (values: Record<string, (number | null)[]>) =>
        Object.values(values).every((one) => one.slice(0, 28).every((value) => (value ?? 0) === 0));
      if (isNothing(now) || isNothing(before)) {
        expect(told.tables.map(({ name }) => name)).not.toContain('comparison');
        return;
      }
      const rows = table(told, 'comparison').rows.filter(([, kind]) => kind === 'sum');
      for (const name of Object.keys(now).filter((one) => one in before)) {
        const pairs = later.flatMap((_, day) => {
          const [a, b] = [now[name]?.[day] ?? null, before[name]?.[day] ?? null];
          return a === null || b === null ? [] : [[a, b] as const];
        });
        const row = rows.find(([series]) => series === name);
        if (pairs.length === 0) expect(row).toBeUndefined();
        else {
          const [a, b] = pairs.reduce(([x, y], [a, b]) => [x + a, y + b], [0, 0]);
          expect(row?.slice(2)).toEqual([a, b, a - b, b === 0 ? null : (a - b) / b, pairs.length]);
        }
      }
      expectReadable(told);
    }),
    { numRuns: 60 },
  );
});

it('two hostile events of a thousand groups each fit', () => {
  const groups = Array.from({ length: 1_000 }, (_, group) => group);
  const side = (xValues: string[], seed: number) => ({
    data: {
      xValues,
      series: groups.flatMap((group) =>
        [0, 1].map((event) => xValues.map((_, day) => figure(group * 90 + day + event + seed, 9_000))),
      ),
      seriesLabels: groups.flatMap((group) => [0, 1].map((event) => [event, hostile(group)])),
      seriesMeta: groups.flatMap(() => [0, 1].map((eventIndex) => ({ segmentIndex: 0, eventIndex }))),
    },
    minSampleRate: 0.1,
  });
  const events = [hostile(1).slice(0, 1_000), hostile(2).slice(0, 1_000)];
  const args = { events, metric: 'totals', group_by: 'gp:plan', limit: 1_000 };
  const told = compared(eventSegmentation, args, [side(later, 0), side(earlier, 11)]);
  const { short } = expectReadable(told);
  expect(short).toContain('2026-07-18 to 2026-08-14 against 2026-06-20 to 2026-07-17, 2,000 series in both');
  expect(short).toContain('Sampled');
  expect(table(told, 'compared_points').rows).toHaveLength(56_000);
});

it('a hostile formula of hostile events fits', () => {
  const days = { later: dates('2025-08-15', 365), earlier: dates('2024-08-15', 365) };
  const side = (xValues: string[], seed: number) => ({
    data: {
      xValues,
      series: [xValues.map((_, day) => figure(day + seed, 1_000_000_000) / 7)],
      seriesLabels: [hostile(3)],
    },
  });
  const events = [hostile(1).slice(0, 1_000), hostile(2).slice(0, 1_000)];
  const formula = `UNIQUES(A)/UNIQUES(B)${'+UNIQUES(A)'.repeat(200)}`;
  const args = { events, metric: 'formula', formula, start: '-365d' };
  const { short } = expectReadable(compared(eventSegmentation, args, [side(days.later, 0), side(days.earlier, 5)]));
  expect(short).toContain('of 365 complete days');
});
