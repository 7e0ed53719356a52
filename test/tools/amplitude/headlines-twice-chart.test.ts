import fc from 'fast-check';
import { expect, it } from 'vitest';
import { queryChart } from '../../../tools/amplitude/query-chart.ts';
import { report } from '../../support/ask.ts';
import { ago, names, sent, times } from '../../support/compared-twice.ts';
import { dated, expectChange, expectDecimal, mustSay, said } from '../../support/headline.ts';

const value = fc.option(
  fc.integer({ min: 0, max: 4_000_000 }).map((one) => one / 4),
  { freq: 6 },
);
const chart = fc.record({
  rows: fc.array(fc.record({ values: fc.array(value, { minLength: 6, maxLength: 24 }), whole: value }), {
    minLength: 1,
    maxLength: 3,
  }),
  size: fc.integer({ min: 8, max: 22 }),
  how: fc.integer({ min: 0, max: 2 }),
  weekly: fc.boolean(),
  backwards: fc.boolean(),
});

interface Point {
  date: string;
  value: number;
}

it('a saved chart over time: whole range, latest ended, change, peak and low of every series', () => {
  fc.assert(
    fc.property(chart, ({ rows, size, how, weekly, backwards }) => {
      const step = weekly ? 7 : 1;
      const last = weekly ? '2026-08-10' : '2026-08-15';
      const dates = times(size, (index) => ago(last, (size - 1 - index) * step));
      const xValues = backwards ? dates.toReversed() : dates;
      const series = rows.map(({ values }) => values.map((one) => sent(one, how)));
      const seriesCollapsed = rows.map(({ whole }) => [sent(whole, how)]);
      fc.pre(rows.every(({ values }) => values.length <= size));
      const data = { series, xValues, seriesCollapsed, seriesLabels: names.slice(0, rows.length) };
      const { headline } = report(queryChart, { chart: 'abc123' }, [{ data }]);
      if (rows.every(({ whole, values }) => whole === null && values.every((one) => one === null))) {
        expect(headline).toEqual(['Chart abc123: no data. Amplitude answered, and the chart is empty.']);
        return;
      }
      const rhythm = weekly ? 'weekly' : 'daily';
      const range = `${dates[0]} to ${last}`;
      expect(headline[0]).toBe(`Chart abc123: ${rows.length} ${rhythm} series of ${size} dates, ${range}.`);
      for (const [index, { values, whole }] of rows.entries()) {
        // The period that runs is not over, and the chart's range may cut the first week.
        const known = xValues.flatMap((date, place): Point[] => {
          const one = values[place] ?? null;
          return one === null || date === last || (weekly && date === dates[0]) ? [] : [{ date, value: one }];
        });
        known.sort((a, b) => (a.date < b.date ? -1 : 1));
        expectSeries(headline, `${names[index]}: `, known, whole, weekly);
      }
    }),
    { numRuns: 80 },
  );
});

function expectSeries(
  headline: readonly string[],
  name: string,
  known: Point[],
  whole: number | null,
  weekly: boolean,
) {
  const named = (date: string) => (weekly ? `week of ${date}` : dated(date));
  const at = weekly ? 'in the' : 'on';
  const latest = known.at(-1);
  const range = said(headline, `${name}whole range {whole}; latest ended {rest}`);
  if (whole === null) expect(range).toBeNull();
  else expectDecimal(range?.whole, whole);
  const start = `${name}${whole === null ? '' : `whole range ${range?.whole}; `}latest ended `;
  if (latest === undefined) {
    expect(headline).toContain(`${start}no complete ${weekly ? 'week' : 'day'} with data in this range.`);
    return;
  }
  const before = known.find(({ date }) => date === ago(latest.date, 7));
  const ends = `; peak {peak} ${at} {high}, low {low} ${at} {bottom}.`;
  const found = mustSay(
    headline,
    before === undefined
      ? `${start}${named(latest.date)}: {latest} (nothing to compare with in this range)${ends}`
      : `${start}${named(latest.date)}: {latest}, {change} against ${named(before.date)} ({before})${ends}`,
  );
  expectDecimal(found.latest, latest.value);
  if (before !== undefined) {
    expectDecimal(found.before, before.value);
    expectChange(found.change, before.value, latest.value);
  }
  const [most, least] = [Math.max(...known.map((one) => one.value)), Math.min(...known.map((one) => one.value))];
  expectDecimal(found.peak, most);
  expectDecimal(found.low, least);
  expect(found.high).toBe(named(known.find((one) => one.value === most)?.date ?? ''));
  expect(found.bottom).toBe(named(known.find((one) => one.value === least)?.date ?? ''));
}

it('a saved chart by label: whole range, highest and lowest of every series', () => {
  const labels = ['red', 'blue', 'green', 'grey', 'pink'];
  const row = fc.record({ values: fc.array(value, { maxLength: 5 }), whole: value });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 3 }), fc.integer({ min: 0, max: 2 }), (rows, how) => {
      const series = rows.map(({ values }) => values.map((one) => sent(one, how)));
      const seriesCollapsed = rows.map(({ whole }) => [sent(whole, how)]);
      fc.pre(rows.some(({ whole, values }) => whole !== null || values.some((one) => one !== null)));
      const data = { series, xValues: labels, seriesCollapsed, seriesLabels: names.slice(0, rows.length) };
      const { headline } = report(queryChart, { chart: 'abc123' }, [{ data }]);
      for (const [index, { values, whole }] of rows.entries()) {
        const known = values.filter((one) => one !== null);
        const found = mustSay(headline, `${names[index]}: ${whole === null ? '' : 'whole range {whole}; '}{rest}.`);
        if (whole !== null) expectDecimal(found.whole, whole);
        if (known.length === 0) expect(found.rest).toBe('no values by label');
        if (known.length === 1) expectDecimal(found.rest?.split(' ')[0], known[0] ?? null);
        if (known.length < 2) continue;
        const ends = mustSay([found.rest ?? ''], 'highest {high} ({top}), lowest {low} ({bottom})');
        expectDecimal(ends.high, Math.max(...known));
        expectDecimal(ends.low, Math.min(...known));
        const at = (label: string | undefined) => values[labels.indexOf(label ?? '')];
        expect([at(ends.top), at(ends.bottom)]).toEqual([Math.max(...known), Math.min(...known)]);
      }
    }),
    { numRuns: 80 },
  );
});
