import { describe, expect, it } from 'vitest';
import type { HeatMap } from '../../src/chart.ts';
import { widthOf } from '../../view/chart/frame.ts';
import { drawnOf, numbers, onlyDrawing, parts, tableOf, words } from './drawn.ts';

const chart: HeatMap = {
  kind: 'heat',
  table: 'rows',
  title: 'Cohorts',
  row: 'cohort',
  size: 'size',
  behind: 'size',
  open: { column: 'partial', is: 'yes' },
};

const triangle = tableOf(
  'cohort|size|partial|day_0|day_1|day_2',
  '2026-01-03|1,200|yes|100.0 %|n/a|n/a',
  '2026-01-02|900|no|100.0 %|40.0 %|n/a',
  '2026-01-01|800|no|100.0 %|20.0 %|0.0 %',
);

describe('a triangle of cohorts', () => {
  it('has a cell for every figure, and nothing where there is none', () => {
    const drawing = onlyDrawing(chart, triangle);
    const cells = parts(drawing, '.figure');
    expect(cells.map((cell) => cell.textContent)).toEqual([
      ...['100.0 %', '100.0 %', '40.0 %', '100.0 %', '20.0 %', '0.0 %'],
    ]);
    const xs = numbers(drawing, '.figure', 'x');
    expect([xs[0], xs[1], xs[3]]).toEqual([xs[0], xs[0], xs[0]]);
    expect(xs[2]).toBe(xs[4]);
    expect(xs[5]).toBeGreaterThan(xs[4] ?? 0);
  });

  it('is the darker the more, from 0, on one scale; ages at which all have 100 % do not count', () => {
    const shades = parts(onlyDrawing(chart, triangle), '.figure').map((figure) => {
      const [, shade] = /on-heat-(\d)/.exec(figure.getAttribute('class') ?? '') ?? [];
      return `${figure.textContent} ${shade}`;
    });
    expect(shades).toEqual(['100.0 % 6', '100.0 % 6', '40.0 % 6', '100.0 % 6', '20.0 % 3', '0.0 % 0']);
  });

  it('writes the cohorts with their sizes, and marks those whose period is cut', () => {
    const drawing = onlyDrawing(chart, triangle);
    expect(words(drawing, '.cohort')).toEqual(['2026-01-03*', '2026-01-02', '2026-01-01']);
    expect(words(drawing, '.size')).toEqual(['1,200', '900', '800']);
    expect(drawing.remarks).toEqual(['* The period of the cohort still runs, or is cut.']);
  });

  it('has its stops in rows and columns, n/a among them', () => {
    const { stops } = onlyDrawing(chart, triangle);
    expect(stops.map((row) => row.map(({ figures }) => figures[0]?.text))).toEqual([
      ['100.0 % (partial)', 'n/a (partial)', 'n/a (partial)'],
      ['100.0 %', '40.0 %', 'n/a'],
      ['100.0 %', '20.0 %', '0.0 %'],
    ]);
    expect(stops[1]?.[1]?.title).toBe('2026-01-02, day 1');
    expect(stops[1]?.[1]?.figures[1]).toEqual({ name: 'size', text: '900' });
  });

  it.each([320, 760, 1200])('stays within %i pixels, with few words where it is large', (width) => {
    const ages = Array.from({ length: 91 }, (_, age) => age);
    const rows = ages.map((row) => {
      const cells = ages.map((age) => (age > row ? 'n/a' : `${(100 / (1 + age)).toFixed(1)} %`));
      return [`2026-${String(1 + (row % 12)).padStart(2, '0')}-01`, '12,345', ...cells].join('|');
    });
    const drawing = onlyDrawing(
      chart,
      tableOf(`cohort|size|${ages.map((age) => `day_${age}`).join('|')}`, ...rows),
      width,
    );
    const right = Math.max(...drawing.stops.flat().map(({ area }) => (area?.x ?? 0) + (area?.width ?? 0)));
    expect(right).toBeLessThanOrEqual(width);
    expect(Number(drawing.svg.getAttribute('width'))).toBeLessThanOrEqual(width);
    expect(parts(drawing, '.figure')).toEqual([]);
    expect(parts(drawing, '[class*="heat-"]').length).toBeGreaterThanOrEqual((91 * 92) / 2);
  });

  it('is not drawn of two units, nor without figures', () => {
    expect(drawnOf(chart, tableOf('cohort|size|a|b', '2026-01-01|5|5 s|5 %'))).toEqual([]);
    expect(drawnOf(chart, tableOf('cohort|size|a', '2026-01-01|5|n/a'))).toEqual([]);
  });
});

describe('a triangle that is too large', () => {
  it('is drawn in part, which is said', () => {
    const columns = Array.from({ length: 130 }, (_, age) => `day_${age}`).join('|');
    const cells = Array.from({ length: 130 }, () => '5.0 %').join('|');
    const rows = Array.from({ length: 121 }, (_, row) => `cohort ${row}|9|${cells}`);
    const drawing = onlyDrawing(chart, tableOf(`cohort|size|${columns}`, ...rows));
    expect([drawing.stops.length, drawing.stops[0]?.length]).toEqual([120, 120]);
    expect(drawing.remarks).toEqual([
      'Drawn: the first 120 of 121 cohorts and the first 120 of 130 ages; the table has all.',
    ]);
  });

  it('is one of six groups at most, which is said below the last', () => {
    const rows = Array.from({ length: 7 }, (_, group) => `g${group}|2026-01-01|5|50.0 %`);
    const drawings = drawnOf({ ...chart, apart: ['group', 'segment'] }, tableOf('segment|cohort|size|day_1', ...rows));
    expect(drawings.map(({ title }) => title)).toEqual(
      ['g0', 'g1', 'g2', 'g3', 'g4', 'g5'].map((one) => `Cohorts, ${one}`),
    );
    expect(drawings.flatMap(({ remarks }) => remarks)).toEqual(['Drawn: the first 6 of 7; the table has all.']);
    expect(drawings.at(-1)?.remarks).toHaveLength(1);
  });
});

it('is drawn for each of two groups of the same name', () => {
  const table = tableOf(
    'group|cohort|size|day_0|day_1',
    ...['a|2026-01-02|90|100.0 %|80.0 %', 'a|2026-01-01|80|100.0 %|40.0 %'],
    ...['a|2026-01-02|7|100.0 %|40.0 %', 'a|2026-01-01|6|100.0 %|10.0 %'],
  );
  const drawings = drawnOf({ ...chart, apart: 'group' }, table);
  expect(drawings.map(({ title }) => title)).toEqual(['Cohorts, a', 'Cohorts, a (2)']);
  expect(drawings.map((drawing) => words(drawing, '.size'))).toEqual([
    ['90', '80'],
    ['7', '6'],
  ]);
});

it('has one scale for all groups, so that a shade means the same in each', () => {
  const table = tableOf(
    'group|cohort|size|day_0|day_1',
    ...['a|2026-01-02|90|100.0 %|80.0 %', 'a|2026-01-01|90|100.0 %|40.0 %'],
    ...['b|2026-01-02|90|100.0 %|40.0 %', 'b|2026-01-01|90|100.0 %|10.0 %'],
  );
  const shades = drawnOf({ ...chart, apart: 'group' }, table).map((drawing) =>
    parts(drawing, '.figure').flatMap((cell) => (cell.textContent === '40.0 %' ? [cell.getAttribute('class')] : [])),
  );
  expect(shades).toEqual([[expect.stringMatching(/on-heat-3/)], shades[0]]);
});

it('ends its scale at a whole number where all figures are whole, and says what is below 0', () => {
  const drawing = onlyDrawing(chart, tableOf('cohort|size|day_0|day_1', '2026-01-01|9|-1|2'));
  expect(words(drawing, 'text')).toEqual(expect.arrayContaining(['0 or less', '2; blank: n/a']));
});

it('keeps its legend within a narrow drawing', () => {
  const drawing = onlyDrawing(chart, tableOf('cohort|size|day_0', '2026-01-01|9|-1.00', '2026-01-02|9|219.50'), 280);
  const legend = parts(drawing, 'text').find((text) => text.textContent?.includes('blank'));
  expect(Number(legend?.getAttribute('x')) + 8 + widthOf(legend?.textContent ?? '')).toBeLessThanOrEqual(280);
});
