import { describe, expect, it } from 'vitest';
import { drawingOf, look, order } from './looked.ts';
import { resize } from './looking.ts';
import { onStage } from './on-stage.ts';
import { amountOf, pixel, shapesOf, valueAt } from './shapes.ts';

const stage = onStage();
const range = { start: '-14d', end: 'today' };
const compared = { start: '-14d', compare: 'previous_period' };
const steps = { events: ['view_item', 'add_to_cart', 'purchase'] };
const back = { start_event: '_new', return_event: '_active' };

describe('bars', () => {
  it.each([
    ['of values', 'amplitude_user_composition', { start: '-14d', property: 'country' }, '', 'values', 'users', null],
    [
      'against earlier ones',
      'amplitude_user_composition',
      { ...compared, property: 'country' },
      'Against the earlier range',
      'comparison',
      'current',
      'previous',
    ],
    ['of events', 'amplitude_list_events', {}, '', 'events', 'totals_this_week', null],
    ['of shares', 'qonversion_customer_metrics', { start: '-14d' }, '', 'counters', 'of_clients', null],
  ])('%s begin at 0 and are as long as their figures', async (_, tool, args, title, table, figure, before) => {
    const shown = await stage.show({ tool, args });
    const { printed, at } = await look(stage.call, shown, title, table);
    for (const width of [760, 330]) {
      await resize(shown.page, shown.view, width);
      const { bars, marks, zero } = await shapesOf(shown.view);
      const values = printed.rows.map((row) => amountOf(at(row, figure))).filter((value) => !Number.isNaN(value));
      expect(bars).toHaveLength(values.length);
      const scale = Math.max(...bars.map(({ width }) => width)) / Math.max(...values.map(Math.abs));
      for (const [index, { x, width }] of bars.entries()) {
        const value = values[index] ?? Number.NaN;
        expect(Math.abs(x + (value < 0 ? width : 0) - (zero ?? 0))).toBeLessThan(0.1);
        // What is more than nothing is seen.
        expect(Math.abs(width - Math.abs(value) * scale)).toBeLessThan(value === 0 ? 0.01 : 1);
      }
      const earlier = before === null ? [] : printed.rows.map((row) => amountOf(at(row, before)));
      const known = earlier.filter((value) => !Number.isNaN(value));
      expect(marks).toHaveLength(known.length);
      for (const [index, { x }] of marks.entries())
        expect(Math.abs(x - (zero ?? 0) - (known[index] ?? Number.NaN) * scale)).toBeLessThan(0.6);
    }
  });

  it.each([
    ['of lengths', 'amplitude_session_length', { start: '-14d' }, '', 'bins', 'sessions', null, ''],
    [
      'of lengths against earlier ones',
      'amplitude_session_length',
      compared,
      'Against the earlier range',
      'comparison',
      'current',
      'previous',
      '',
    ],
    [
      'of months, gains and losses',
      'chartmogul_list_activities',
      { start: '-90d' },
      'Movement by month',
      'by_month',
      'net',
      null,
      'EUR',
    ],
  ])(
    '%s stand on 0 and are as tall as their figures',
    async (_, tool, args, title, table, figure, before, currency) => {
      const shown = await stage.show({ tool, args });
      const { printed, at } = await look(stage.call, shown, title, table);
      const own = currency === '' ? printed.rows : printed.rows.filter((row) => at(row, 'currency') === currency);
      const rows = currency === '' ? own : own.toSorted((a, b) => order(at(a, 'month')) - order(at(b, 'month')));
      const shapes = await shapesOf(shown.view, currency === '' ? 0 : await drawingOf(shown, currency));
      const [value, tolerance] = [valueAt(shapes), pixel(shapes)];
      expect(shapes.ticks.map(({ words }) => amountOf(words))).toContain(0);
      expect(shapes.bars).toHaveLength(rows.length);
      for (const [index, { y, height }] of shapes.bars.entries()) {
        const wanted = amountOf(at(rows[index] ?? [], figure));
        const [top, bottom] = [value(y), value(y + height)];
        expect(Math.abs(Math.max(0, wanted) - top)).toBeLessThan(tolerance);
        expect(Math.abs(Math.min(0, wanted) - bottom)).toBeLessThan(tolerance);
      }
      for (const [index, { y }] of shapes.marks.entries())
        expect(Math.abs(value(y) - amountOf(at(rows[index] ?? [], before ?? '')))).toBeLessThan(tolerance);
      expect(shapes.marks.length).toBe(before === null ? 0 : rows.length);
    },
  );

  it('of months that are cut are hollow', async () => {
    const shown = await stage.show({ tool: 'chartmogul_list_activities', args: { start: '-90d' } });
    const { printed, at } = await look(stage.call, shown, 'Movement by month', 'by_month');
    const { bars } = await shapesOf(shown.view, await drawingOf(shown, 'EUR'));
    const own = printed.rows.filter((row) => at(row, 'currency') === 'EUR');
    const cut = own
      .toSorted((a, b) => order(at(a, 'month')) - order(at(b, 'month')))
      .map((row) => at(row, 'whole') === 'no');
    expect(new Set(cut).size).toBe(2);
    expect(bars.map(({ open }) => open)).toEqual(cut);
  });
});

describe('a funnel', () => {
  it.each([
    ['of all', { start: '-14d', ...steps, conversion_window_seconds: 86_400 }, 1],
    ['by group', { ...range, ...steps, group_by: 'platform' }, 3],
  ])('%s has bars as long as its users, and what was lost behind them', async (_, args, groups) => {
    const shown = await stage.show({ tool: 'amplitude_funnel', args });
    const { printed, at } = await look(stage.call, shown, 'Steps', 'steps');
    const { bars, lost } = await shapesOf(shown.view);
    const values = printed.rows.map((row) => amountOf(at(row, 'users')));
    expect(bars).toHaveLength(values.length);
    expect(values.length).toBe(3 * groups);
    for (let group = 0; group < groups; group++) {
      const [own, drawn] = [values.slice(group * 3, group * 3 + 3), bars.slice(group * 3, group * 3 + 3)];
      const scale = (drawn[0]?.width ?? 0) / (own[0] ?? 1);
      for (const [index, { x, width }] of drawn.entries()) {
        expect(Math.abs(x - (drawn[0]?.x ?? 0))).toBeLessThan(0.1);
        expect(Math.abs(width - (own[index] ?? Number.NaN) * scale)).toBeLessThan(1);
      }
      for (const [index, { width }] of lost.slice(group * 2, group * 2 + 2).entries())
        expect(Math.abs(width - ((own[index] ?? 0) - (own[index + 1] ?? 0)) * scale)).toBeLessThan(1);
    }
    expect(lost).toHaveLength(2 * groups);
  });
});

describe('a triangle', () => {
  it.each([
    ['of retention', 'amplitude_retention', { ...range, ...back }, 'triangle', 'size'],
    ['of revenue', 'amplitude_revenue_ltv', { start: '-14d' }, 'cohort_days', 'paid'],
  ])(
    '%s has a cell for each figure, the more the darker, and none where there is no figure',
    async (_, tool, args, table, behind) => {
      const shown = await stage.show({ tool, args });
      const { printed } = await look(stage.call, shown, 'Cohorts', table);
      const from = printed.columns.indexOf(behind) + 1;
      const figures = printed.rows.map((row) => row.slice(from).map(amountOf));
      const { cells } = await shapesOf(shown.view);
      const tops = [...new Set(cells.map(({ y }) => Math.round(y)))].sort((a, b) => a - b);
      // Below the last cohort stands what the shades mean.
      const rows = tops.slice(0, figures.length).map((top) => cells.filter(({ y }) => Math.round(y) === top));
      const known = figures.map((row) => row.filter((value) => !Number.isNaN(value)));
      const filled = known.filter((row) => row.length > 0);
      expect(rows.slice(0, filled.length).map((row) => row.length)).toEqual(filled.map((row) => row.length));
      const shades = filled.flatMap((row, y) =>
        row.map((value, x) => ({ value, shade: rows[y]?.[x]?.shade ?? Number.NaN })),
      );
      const sorted = shades.toSorted((a, b) => a.value - b.value || a.shade - b.shade);
      for (const [index, { value, shade }] of sorted.entries()) {
        const before = sorted[index - 1];
        expect(shade).toBeGreaterThanOrEqual(before?.shade ?? 0);
        if (before?.value === value) expect(shade).toBe(before.shade);
      }
      expect(new Set(shades.map(({ shade }) => shade)).size).toBeGreaterThan(3);
    },
  );
});

describe('a bridge', () => {
  it.each(['EUR', 'USD'])('in %s leads from 0, movement by movement, to their sum', async (currency) => {
    const shown = await stage.show({ tool: 'chartmogul_list_activities', args: { start: '-30d' } });
    const { printed, at } = await look(stage.call, shown, 'MRR movements', 'movements');
    const own = printed.rows.filter((row) => at(row, 'currency') === currency);
    const isSum = (row: readonly string[]) => at(row, 'type') === 'net of all types';
    const values = [...own.filter((row) => !isSum(row)), ...own.filter(isSum)].map((row) =>
      amountOf(at(row, 'movement')),
    );
    const { bars, zero } = await shapesOf(shown.view, await drawingOf(shown, currency));
    expect(bars).toHaveLength(values.length);
    const scale = Math.max(...bars.map(({ width }) => width)) / Math.max(...values.map(Math.abs));
    let reached = zero ?? Number.NaN;
    for (const [index, { x, width }] of bars.entries()) {
      const value = values[index] ?? Number.NaN;
      const [from, to] = value < 0 ? [x + width, x] : [x, x + width];
      const last = index === bars.length - 1;
      expect(Math.abs(from - (last ? (zero ?? 0) : reached))).toBeLessThan(1);
      expect(Math.abs(width - Math.abs(value) * scale)).toBeLessThan(1);
      if (last) expect(Math.abs(to - reached)).toBeLessThan(1);
      reached += value * scale;
    }
  });
});
