import { describe, expect, it } from 'vitest';
import { drawingOf, look, order } from './looked.ts';
import { resize, settled } from './looking.ts';
import { onStage } from './on-stage.ts';
import { amountOf, pixel, type Shapes, shapesOf, valueAt } from './shapes.ts';

const stage = onStage();
const range = { start: '-14d', end: 'today' };
const compared = { start: '-14d', compare: 'previous_period' };
const steps = { events: ['view_item', 'add_to_cart', 'purchase'] };
const back = { start_event: '_new', return_event: '_active' };
const users = 'amplitude_active_users';

describe('lines', () => {
  it.each([
    ['of one series', users, range, '', 'points', 'date', ['active_users'], ''],
    [
      'of several',
      users,
      { ...range, group_by: 'platform' },
      'Over time',
      'points',
      'date',
      ['active_users'],
      'series',
    ],
    [
      'against the earlier range',
      users,
      compared,
      'Against the earlier range',
      'compared_points',
      'date',
      ['current', 'previous'],
      '',
    ],
    ['of lengths', 'amplitude_average_session_length', range, '', 'points', 'date', ['session_length'], ''],
    [
      'of percents',
      'amplitude_retention',
      { ...range, ...back },
      'Retention curve',
      'combined',
      'point',
      ['retention'],
      '',
    ],
    [
      'of percents by group',
      'amplitude_retention',
      { ...range, ...back, group_by: 'platform' },
      'Retention curve',
      'combined',
      'point',
      ['retention'],
      'group',
    ],
    ['of a day', 'amplitude_realtime_users', {}, '', 'slots', 'time', ['today', 'yesterday'], ''],
    [
      'of conversions',
      'amplitude_funnel',
      { ...range, ...steps },
      'Conversion by day of entry',
      'days',
      'date',
      ['conversion'],
      '',
    ],
    ['of amounts', 'amplitude_revenue_ltv', { start: '-40d' }, '', 'curve', 'day', ['arpu'], ''],
    ['of MRR in euros', 'fynn_subscription_revenue', {}, 'MRR', 'points', 'date', ['mrr'], 'EUR'],
    ['of MRR in dollars', 'fynn_subscription_revenue', {}, 'MRR', 'points', 'date', ['mrr'], 'USD'],
  ])(
    '%s stand at the height of their figures, also when the window changes',
    async (_, tool, args, title, table, along, figures, each) => {
      const shown = await stage.show({ tool, args });
      const { printed, at } = await look(stage.call, shown, title, table);
      const isCurrency = /^[A-Z]{3}$/.test(each);
      // The curve of retention leaves ages out that are not over.
      const told = table === 'combined' ? printed.rows.filter((row) => at(row, 'complete') === 'yes') : printed.rows;
      const rows = isCurrency ? told.filter((row) => at(row, 'currency') === each) : told;
      const names = isCurrency || each === '' ? [''] : [...new Set(rows.map((row) => at(row, each)))];
      const wanted = names.flatMap((name) => {
        const own = name === '' ? rows : rows.filter((row) => at(row, each) === name);
        const sorted = own.toSorted((a, b) => order(at(a, along)) - order(at(b, along)));
        return figures.map((figure) =>
          sorted.map((row) => amountOf(at(row, figure))).filter((value) => !Number.isNaN(value)),
        );
      });
      expect(wanted.flat().length).toBeGreaterThan(3);
      for (const width of [760, 330]) {
        await resize(shown.page, shown.view, width);
        const chart = isCurrency ? await drawingOf(shown, each) : 0;
        const shapes = await shapesOf(shown.view, chart);
        expectPoints(shapes, wanted);
        const begins = amountOf(shapes.ticks[0]?.words ?? '');
        const remarks = (await shown.view.locator('figure').nth(chart).locator('.remark').allTextContents()).join();
        expect([shapes.broken, /begins at/.test(remarks)]).toEqual([begins > 0, begins > 0]);
      }
    },
  );

  it('are dashed where a period still runs, and nowhere else', async () => {
    const { view } = await stage.show({ tool: users, args: range });
    await settled(view);
    const { lines, dots } = await shapesOf(view);
    expect(lines.map(({ open, points }) => [open, points.length])).toEqual([
      [false, 14],
      [true, 2],
    ]);
    expect(lines.map(({ dashes }) => dashes === 'none')).toEqual([true, false]);
    expect(dots.map(({ open }) => open)).toEqual([true]);
    const past = await stage.show({ tool: users, args: { start: '-14d' } });
    await settled(past.view);
    expect((await shapesOf(past.view)).lines.map(({ open }) => open)).toEqual([false]);
  });

  it('lie along their dates', async () => {
    const { view } = await stage.show({ tool: users, args: { start: '-14d' } });
    await settled(view);
    const points = (await shapesOf(view)).lines[0]?.points ?? [];
    const apart = points.slice(1).map(({ x }, index) => x - (points[index]?.x ?? 0));
    expect(Math.max(...apart) - Math.min(...apart)).toBeLessThan(0.1);
    expect(Math.min(...apart)).toBeGreaterThan(10);
  });

  it('of two currencies have an axis each', async () => {
    const { view } = await stage.show({ tool: 'fynn_subscription_revenue', args: {} });
    await settled(view);
    expect(await view.locator('figcaption').allTextContents()).toEqual(['MRR, EUR', 'MRR, USD']);
    for (const [index, unit] of ['EUR', 'USD'].entries()) {
      const { units, lines } = await shapesOf(view, index);
      expect([units, lines.filter(({ open }) => !open).length]).toEqual([[unit], 1]);
    }
  });
});

/** Each series of figures is a line whose corners, dashed or not, stand at its heights in this order. */
function expectPoints(shapes: Shapes, wanted: readonly number[][]): void {
  const [value, tolerance] = [valueAt(shapes), pixel(shapes) * 0.75];
  const heights = shapes.lines.map(({ points }) => points.map(({ y }) => value(y)));
  const fits = (drawn: readonly number[], figures: readonly number[], from: number) =>
    drawn.every((height, index) => Math.abs(height - (figures[from + index] ?? Number.NaN)) <= tolerance);
  for (const figures of wanted) {
    const covered = new Set<number>();
    for (const dot of shapes.dots) {
      for (const [index, figure] of figures.entries())
        if (Math.abs(value(dot.y) - figure) <= tolerance) covered.add(index);
    }
    for (const drawn of heights) {
      for (let from = 0; from + drawn.length <= figures.length; from++)
        if (fits(drawn, figures, from)) for (const index of drawn.keys()) covered.add(from + index);
    }
    expect(covered.size, `figures ${figures.join(', ')} in ${JSON.stringify(heights)}`).toBe(figures.length);
  }
  // And nothing else is drawn.
  const known = wanted.flat();
  for (const height of heights.flat())
    expect(known.some((figure) => Math.abs(figure - height) <= tolerance)).toBe(true);
}
