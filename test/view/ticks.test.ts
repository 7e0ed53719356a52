import { describe, expect, it } from 'vitest';
import type { LineChart } from '../../src/chart.ts';
import { drawnOf, onlyDrawing, parts, tableOf, words } from './drawn.ts';

const chart: LineChart = { kind: 'lines', table: 'rows', title: 'Over time', along: 'date' };

it('names months, where there is nothing but the firsts of them', () => {
  const rows = ['2026-08-01|1', '2026-09-01|2', '2026-10-01|3', '2026-11-01|2'];
  const drawing = onlyDrawing(chart, tableOf('date|users', ...rows));
  expect(words(drawing, '.axis > text')).toEqual(['Nov', 'Oct', 'Sep', 'Aug']);
});

it.each([280, 760])('names every place of few ages on %i pixels', (width) => {
  const ages: LineChart = { ...chart, along: 'day', figures: ['arpu'] };
  const drawing = onlyDrawing(ages, tableOf('day|arpu', '1|5.00', '30|6.00', '90|7.00'), width);
  expect(words(drawing, '.axis > text').toReversed()).toEqual(['day 1', '30', '90']);
});

it('keeps the first of ages, which says what they are, where the next are close', () => {
  const ages: LineChart = { ...chart, along: 'day', figures: ['arpu'] };
  const rows = ['1|5.00', '7|6.00', '14|6.00', '30|6.00', '60|6.00', '90|7.00'];
  const drawing = onlyDrawing(ages, tableOf('day|arpu', ...rows), 600);
  expect(words(drawing, '.axis > text').toReversed()).toEqual(['day 1', '14', '30', '60', '90']);
});

it('names more than one day of a week of hours in a narrow place', () => {
  const rows = Array.from({ length: 7 * 24 - 9 }, (_, hour) =>
    new Date(Date.UTC(2026, 10, 15, hour)).toISOString().slice(0, 16).concat('|5'),
  );
  const drawing = onlyDrawing(chart, tableOf('date|users', ...rows), 260);
  expect(words(drawing, '.axis > text').length).toBeGreaterThan(1);
});

it('names the same weekday over several weeks', () => {
  const rows = Array.from({ length: 30 }, (_, index) =>
    new Date(Date.UTC(2026, 9, 22 + index)).toISOString().slice(0, 10).concat('|5'),
  );
  const drawing = onlyDrawing(chart, tableOf('date|users', ...rows));
  expect(words(drawing, '.axis > text')).toEqual(['Nov 20', 'Nov 13', 'Nov 6', 'Oct 30', 'Oct 23']);
});

describe('an axis of lines', () => {
  it('says where it begins where that is not at 0, and is marked', () => {
    const drawing = onlyDrawing(chart, tableOf('date|rate', '2026-01-01|98.0 %', '2026-01-02|99.5 %'));
    expect(drawing.remarks[0]).toMatch(/^The axis begins at 9\d(\.\d)? %, not at 0\.$/);
    expect(parts(drawing, '.break')).toHaveLength(1);
    expect(words(drawing, '.zero')).toEqual([]);
  });

  it('begins at 0 where a figure is far lower than another', () => {
    const drawing = onlyDrawing(chart, tableOf('date|users', '2026-01-01|60', '2026-01-02|100'));
    expect(drawing.remarks).toEqual([]);
    expect(parts(drawing, '.break')).toEqual([]);
    expect(words(drawing, '.zero')).toEqual(['0']);
  });

  it.each([
    ['only one point', ['2026-01-01|5'], 1],
    ['nothing but 0', ['2026-01-01|0', '2026-01-02|0'], 2],
    ['figures below 0', ['2026-01-01|-5', '2026-01-02|-1'], 2],
  ])('is whole with %s', (_, rows, count) => {
    const drawing = onlyDrawing(chart, tableOf('date|users', ...rows));
    expect(drawing.svg.outerHTML).not.toMatch(/NaN|Infinity|undefined/);
    expect(drawing.stops[0]).toHaveLength(count);
    expect(words(drawing, '.zero')).toEqual(['0']);
  });

  it('has whole ticks for whole figures, and round minutes for seconds', () => {
    const whole = onlyDrawing(chart, tableOf('date|users', '2026-01-01|1', '2026-01-02|2'));
    expect(words(whole, '.tick').every((text) => /^\d$/.test(text))).toBe(true);
    const long = onlyDrawing(chart, tableOf('date|length', '2026-01-01|20 s', '2026-01-02|3.1 min = 190 s'));
    expect(words(long, '.tick')).toEqual(['0 s', '1 min', '2 min', '3 min', '4 min']);
  });

  it('is none where there are two units, or no figures', () => {
    expect(drawnOf(chart, tableOf('date|users|share', '2026-01-01|5|5 %'))).toEqual([]);
    expect(drawnOf(chart, tableOf('date|users', '2026-01-01|n/a', '2026-01-02|n/a'))).toEqual([]);
  });

  it.each([
    ['days', Array.from({ length: 365 }, (_, day) => new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10))],
    ['hours', Array.from({ length: 72 }, (_, hour) => new Date(Date.UTC(2026, 0, 1, hour)).toISOString().slice(0, 16))],
    ['months', Array.from({ length: 30 }, (_, month) => new Date(Date.UTC(2024, month)).toISOString().slice(0, 7))],
    ['ages', Array.from({ length: 91 }, (_, age) => `day ${age}`)],
  ])('has words for some of many %s, that do not overlap', (_, values) => {
    for (const width of [320, 760, 1200]) {
      const drawing = onlyDrawing(
        chart,
        tableOf('date|users', ...values.map((value, index) => `${value}|${index}`)),
        width,
      );
      const ticks = parts(drawing, '.axis text[text-anchor="middle"]')
        .map((tick) => ({ at: Number(tick.getAttribute('x')), half: (tick.textContent ?? '').length * 3 }))
        .toSorted((a, b) => a.at - b.at);
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      for (const [index, { at, half }] of ticks.slice(1).entries())
        expect(at - half).toBeGreaterThan((ticks[index]?.at ?? 0) + (ticks[index]?.half ?? 0));
    }
  });
});
