import { describe, expect, it } from 'vitest';
import { eventSegmentation } from '../../../tools/amplitude/event-segmentation.ts';
import { expectReadable, figure, hostile } from '../../support/amplitude-series.ts';
import { printed, table } from '../../support/ask.ts';
import { compared } from '../../support/ask-compared.ts';

const priced = { event_type: 'buy', group_by: [{ type: 'event', property: 'price' }] };
const bins = ['0 - 10', '10 - 20', '20 - 30'];
const sent = (counts: Record<string, readonly unknown[]>, xValues: readonly string[] = bins) => ({
  data: { series: Object.values(counts), seriesLabels: Object.keys(counts).map((name) => [0, name]), xValues },
});
const ask = (now: unknown, before: unknown, args: object = {}) =>
  compared(eventSegmentation, { events: [priced], metric: 'histogram', ...args }, [now, before]);

describe('a distribution', () => {
  // By hand: 300 of 1,000 against 200 of 800 is 30.0 % against 25.0 %. Wilson: 0.27238–0.32913 and 0.22126–0.28116, so
  // Newcombe: 0.05 - hypot(0.02762, 0.03116) = 0.0084 and 0.05 + hypot(0.02913, 0.02874) = 0.0909.
  const told = ask(sent({ all: [300, 500, 200] }), sent({ all: [200, 420, 180] }));

  it('is held against the earlier one bin by bin, with the interval of each share', () => {
    expect(told.headline).toEqual([
      'Distribution of price, 2026-07-18 to 2026-08-14 against 2026-06-20 to 2026-07-17:',
      '1,000 counted against 800, +25.0 %. Share that moved most, 0 - 10: 30.0 % of 1,000 against 25.0 % of 800 counted: up 5.0 points (95 % interval +0.8 to +9.1).',
    ]);
    expect(printed(table(told, 'comparison'))).toMatchObject([
      {
        bin: '0 - 10',
        current: '30.0 %',
        previous: '25.0 %',
        change: '+5.0 points',
        verdict: 'higher',
        current_count: '300',
      },
      { bin: '10 - 20', current: '50.0 %', previous: '52.5 %', verdict: 'no clear change', previous_count: '420' },
      { bin: '20 - 30', current: '20.0 %', previous: '22.5 %', verdict: 'no clear change' },
    ]);
    expect(told.notes.join()).toContain('several of one user make the true ones wider');
    expectReadable(told);
  });

  it('is matched by the labels of its bins, not by their places', () => {
    const other = ask(sent({ all: [300, 500, 200] }), sent({ all: [180, 200, 420] }, ['20 - 30', '0 - 10', '10 - 20']));
    expect(table(other, 'comparison').rows).toEqual(table(told, 'comparison').rows);
  });

  it('whose bins are others is not compared', () => {
    const other = ask(sent({ all: [3, 5, 2] }), sent({ all: [3, 5] }, ['0 - 10', '10 - 30']));
    expect(other.headline).toEqual([
      'Distribution of price, 2026-07-18 to 2026-08-14 against 2026-06-20 to 2026-07-17: no change is told, because the bins are not the same: 10 - 20 is in one range only (3 against 2 bins).',
    ]);
    expect(other.tables.map(({ name }) => name)).toEqual(['bins']);
    const fewer = ask(sent({ all: [3, 5] }, bins.slice(0, 2)), sent({ all: [3, 5, 2] }));
    expect(fewer.headline[0]).toContain('20 - 30 is in one range only (2 against 3 bins)');
    expect(ask(sent({ all: [3, 5] }, ['a', 'a']), sent({ all: [3, 5] }, ['a', 'a'])).headline[0]).toContain(
      'the same name',
    );
  });

  it('of a day that is not over is not compared', () => {
    const open = ask(sent({ all: [3, 5, 2] }), sent({ all: [3, 5, 2] }), { end: 'today' });
    expect(open.headline[0]).toContain(
      'no change is told, because the later range runs to 2026-08-15, which was not over when this was computed; give an "end" before it',
    );
    const cached = { ...sent({ all: [3, 5, 2] }), timeComputed: Date.parse('2026-07-17T20:00:00Z') };
    expect(ask(sent({ all: [3, 5, 2] }), cached).headline[0]).toContain('the earlier range runs to 2026-07-17');
  });

  it('calls no change of a few, and takes no unknown bin for 0', () => {
    const few = ask(sent({ all: [3, 5, 2] }), sent({ all: [1, 5, 9] }));
    expect(few.headline[1]).toBe('10 counted against 15, -33.3 %. Too few on a side to call a change of any share.');
    const gap = ask(sent({ all: [300, null, 200] }), sent({ all: [200, 400, 300] }));
    expect(gap.headline[1]).toContain('500 counted against 500, 0.0 %. Share that moved most, 0 - 10: 60.0 % of 500');
    expect(gap.notes[0]).toBe('1 bin without a figure on a side, left out of totals and shares on both.');
    expect(printed(table(gap, 'comparison'))[1]).toMatchObject({
      current: 'n/a',
      change: 'n/a',
      previous_count: '400',
    });
  });
});

describe('distributions of groups', () => {
  const args = { group_by: 'country' };

  it('are matched by name, and named', () => {
    const told = ask(sent({ DE: [30, 40, 30], FR: [1, 1, 1] }), sent({ IT: [5, 5, 5], DE: [30, 40, 30] }), args);
    expect(told.headline).toEqual([
      'Distribution of price, 2026-07-18 to 2026-08-14 against 2026-06-20 to 2026-07-17, largest first:',
      "DE: 100 counted against 100, 0.0 %. No bin's share clearly changed.",
    ]);
    expect(told.notes.join()).toMatch(/Only in the later range.*FR.*Only in the earlier range.*IT/);
  });

  it('of which none is in both are not compared', () => {
    const told = ask(sent({ DE: [1, 1, 1] }), sent({ IT: [1, 1, 1] }), args);
    expect(told.headline[0]).toContain('no change is told, because no series is known to be in both');
  });
});

it('two hundred bins in a thousand groups fit', () => {
  const many = Array.from({ length: 200 }, (_, bin) => `${bin * 1_000_000} - ${(bin + 1) * 1_000_000}`);
  const names = Array.from({ length: 1_000 }, (_, group) => hostile(group).slice(0, 200));
  const side = (seed: number) => ({
    data: {
      series: names.map((_, group) => many.map((_, bin) => figure(group * 200 + bin + seed, 9_000))),
      seriesLabels: names,
      xValues: many,
    },
  });
  const told = ask(side(0), side(7), { group_by: 'gp:plan', limit: 1_000 });
  const { short } = expectReadable(told);
  expect(short).toContain('Distribution of price');
  expect(table(told, 'comparison').rows).toHaveLength(200_000);
});
