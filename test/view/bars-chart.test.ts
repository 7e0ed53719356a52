import { describe, expect, it } from 'vitest';
import type { BarChart } from '../../src/chart.ts';
import { drawnOf, numbers, onlyDrawing, parts, tableOf, words } from './drawn.ts';

const chart: BarChart = { kind: 'bars', table: 'rows', title: 'Users', name: 'value', figure: 'users' };

describe('bins', () => {
  it('beyond 120 are left to the table, which is said', () => {
    const rows = Array.from({ length: 150 }, (_, index) => `bin ${index}|${index + 1}`);
    const drawing = onlyDrawing({ ...chart, name: 'bin', spread: true }, tableOf('bin|users', ...rows));
    expect(numbers(drawing, '.bar', 'width')).toHaveLength(120);
    expect(drawing.remarks).toContain('Drawn: the first 120 of 150 rows; the table has all.');
  });

  const bins: BarChart = { ...chart, name: 'bin', spread: true };

  it.each([
    [['0s-3s', '3s-10s', '10s-30s', '30s-60s'], true],
    [['0-5', '5-10', '10-15', '15-100'], true],
    [['0-5', '5-10', '10-15', '15+'], false],
    [['2026-08', '2026-09', '2026-10', '2026-11'], false],
  ])('of %j are said not to be equally wide: %s', (names, uneven) => {
    const drawing = onlyDrawing(bins, tableOf('bin|users', ...names.map((name) => `${name}|5`)));
    expect(drawing.remarks.some((remark) => remark.includes('equally wide'))).toBe(uneven);
  });
});

describe('ranked bars', () => {
  it.each([320, 760, 1200])('are as long as their figures, from 0, on %i pixels', (width) => {
    const drawing = onlyDrawing(chart, tableOf('value|users', 'a|1,200', 'b|900', 'c|300'), width);
    const [a = 0, b = 0, c = 0] = numbers(drawing, '.bar', 'width');
    expect([b / a, c / a]).toEqual([expect.closeTo(0.75, 6), expect.closeTo(0.25, 6)]);
    expect(new Set(numbers(drawing, '.bar', 'x')).size).toBe(1);
    expect(a).toBeGreaterThan(width / 2);
    for (const [index, x] of numbers(drawing, '.bar', 'x').entries()) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + ([a, b, c][index] ?? 0)).toBeLessThanOrEqual(width);
    }
  });

  it('are nothing but their words where the figure is 0', () => {
    const drawing = onlyDrawing(chart, tableOf('value|users', 'a|5', 'b|0'));
    expect(numbers(drawing, '.bar', 'width')[1]).toBe(0);
    expect(words(drawing, '.value')).toEqual(['5', '0']);
  });

  it('go left from the line at 0 below it', () => {
    const drawing = onlyDrawing(chart, tableOf('value|users', 'up|30', 'down|-60'));
    const [[up = 0, down = 0], [long = 0, longer = 0]] = [
      numbers(drawing, '.bar', 'x'),
      numbers(drawing, '.bar', 'width'),
    ];
    expect(down + longer).toBeCloseTo(up, 6);
    expect(longer / long).toBeCloseTo(2, 6);
    expect(parts(drawing, '.zero-line')[0]?.getAttribute('d')).toMatch(new RegExp(`^M${up},`));
  });

  it('leave out what has no figure, and say so', () => {
    const drawing = onlyDrawing(chart, tableOf('value|users', 'a|5', 'b|n/a'));
    expect(numbers(drawing, '.bar', 'width')).toHaveLength(1);
    expect(words(drawing, '.name')).toEqual(['a']);
    expect(drawing.remarks).toEqual(['Without a figure: b.']);
  });

  it('tell what else is said of them, as printed', () => {
    const told = { ...chart, before: 'previous', also: ['change', 'verdict'] };
    const drawing = onlyDrawing(
      told,
      tableOf('value|users|previous|change|verdict', 'a|n/a|4|n/a|', 'b|5|4|+25.0 %|higher'),
    );
    expect(drawing.stops.map(([stop]) => stop?.figures.map(({ name, text }) => `${name} ${text}`))).toEqual([
      ['current n/a', 'previous 4', 'change n/a'],
      ['current 5', 'previous 4', 'change +25.0 %', 'verdict higher'],
    ]);
  });

  it('have a mark where the earlier figure is, on the same scale', () => {
    const compared = { ...chart, before: 'previous' };
    const drawing = onlyDrawing(compared, tableOf('value|users|previous', 'a|100|50', 'b|100|200', 'c|1|n/a'));
    const [from = 0] = numbers(drawing, '.bar', 'x');
    const [long = 0] = numbers(drawing, '.bar', 'width');
    const marks = parts(drawing, '.mark').map((mark) => Number(/^M(-?[\d.]+)/.exec(mark.getAttribute('d') ?? '')?.[1]));
    expect(marks).toEqual([expect.closeTo(from + long / 2, 6), expect.closeTo(from + long * 2, 6)]);
    expect(drawing.remarks).toContain('The line across a bar: the earlier range.');
    expect(drawing.stops[0]?.[0]?.figures.map(({ text }) => text)).toEqual(['100', '50']);
  });

  it('are not drawn of two units', () => {
    expect(drawnOf(chart, tableOf('value|users', 'a|USD 5.00', 'b|EUR 5.00'))).toEqual([]);
  });

  it('are 25 at most, which is said', () => {
    const rows = Array.from({ length: 26 }, (_, index) => `event ${index}|${100 - index}`);
    const drawing = onlyDrawing(chart, tableOf('value|users', ...rows));
    expect(numbers(drawing, '.bar', 'width')).toHaveLength(25);
    expect(drawing.remarks).toEqual(['Drawn: the first 25 of 26 rows; the table has all.']);
    expect(onlyDrawing(chart, tableOf('value|users', ...rows.slice(0, 25))).remarks).toEqual([]);
  });

  it('are hollow where the period still runs', () => {
    const open = { ...chart, open: { column: 'complete', is: 'no' } };
    const drawing = onlyDrawing(open, tableOf('value|users|complete', 'a|5|yes', 'b|4|no'));
    expect(numbers(drawing, '.bar.open', 'width')).toHaveLength(1);
    expect(drawing.stops[1]?.[0]?.figures[0]?.text).toBe('4 (partial)');
    expect(drawing.remarks).toEqual(['Hollow: the period still runs, or is cut.']);
    const meant = { ...chart, open: { column: 'complete', is: 'no', means: 'half of it is missing' } };
    const { remarks } = onlyDrawing(meant, tableOf('value|users|complete', 'a|5|no'));
    expect(remarks).toEqual(['Hollow: half of it is missing.']);
  });

  it('take the first figure of the table where none is named, and say which', () => {
    const { figure: _, ...ranked } = chart;
    const drawing = onlyDrawing(ranked, tableOf('value|note|latest|mean', 'a|x|5|7', 'b|y|4|9'));
    expect(drawing.title).toBe('Users: latest');
    expect(drawing.stops.map(([stop]) => stop?.figures[0]?.text)).toEqual(['5', '4']);
  });

  it('write a name of strangers as words only', () => {
    const drawing = onlyDrawing(chart, tableOf('value|users', '<img src=x onerror=alert(1)>|5'));
    expect(parts(drawing, 'img')).toEqual([]);
    expect(words(drawing, '.name')).toEqual(['<img src=x onerror=alert(1)>']);
  });
});

describe('upright bars', () => {
  const spread: BarChart = { ...chart, spread: true };

  it('are as high as their figures, from the line at 0, in the order of the table', () => {
    const drawing = onlyDrawing(spread, tableOf('value|users', '0-3s|40', '3-10s|80', '10-30s|-20'));
    const [heights, tops] = [numbers(drawing, '.bar', 'height'), numbers(drawing, '.bar', 'y')];
    const [first = 0, second = 0, third = 0] = heights;
    expect([second / first, third / first]).toEqual([expect.closeTo(2, 6), expect.closeTo(0.5, 6)]);
    expect((tops[0] ?? 0) + first).toBeCloseTo(tops[2] ?? 0, 6);
    expect(numbers(drawing, '.bar', 'x')).toEqual(numbers(drawing, '.bar', 'x').toSorted((a, b) => a - b));
  });

  it('stand in the order of time, whatever that of the table is', () => {
    const drawing = onlyDrawing(spread, tableOf('value|users', '2026-03|3', '2026-02|2', '2026-01|1'));
    expect(drawing.stops[0]?.map(({ title }) => title)).toEqual(['2026-01', '2026-02', '2026-03']);
  });

  it('are a drawing for each group, on one scale', () => {
    const drawings = drawnOf(
      { ...spread, each: 'series' },
      tableOf('value|series|users', 'a|x|10', 'b|x|5', 'a|y|20', 'b|y|100'),
    );
    expect(drawings.map(({ title }) => title)).toEqual(['Users, x', 'Users, y']);
    const [[first = 0] = [], [second = 0] = []] = drawings.map((drawing) => numbers(drawing, '.bar', 'height'));
    expect(second / first).toBeCloseTo(2, 6);
    const tops = drawings.flatMap((drawing) => numbers(drawing, '.bar', 'y'));
    expect(Math.min(...tops)).toBeGreaterThanOrEqual(0);
  });

  it('are two drawings of two groups of the same name, in either order', () => {
    for (const rows of [
      ['a|x|10', 'b|x|5', 'a|x|20', 'b|x|6'],
      ['a|x|10', 'a|x|20', 'b|x|5', 'b|x|6'],
    ]) {
      const drawings = drawnOf({ ...spread, each: 'series' }, tableOf('value|series|users', ...rows));
      expect(drawings.map(({ title }) => title)).toEqual(['Users, x', 'Users, x (2)']);
      expect(drawings.map(({ stops }) => stops.flat().map(({ figures }) => figures[0]?.text))).toEqual([
        ['10', '5'],
        ['20', '6'],
      ]);
    }
  });

  it('are of six groups at most, which is said', () => {
    const rows = Array.from({ length: 7 }, (_, index) => `a|group ${index}|5`);
    const drawings = drawnOf({ ...spread, each: 'series' }, tableOf('value|series|users', ...rows));
    expect(drawings).toHaveLength(6);
    expect(drawings.at(-1)?.remarks).toEqual(['Drawn: the first 6 of 7 groups; the table has all.']);
  });
});

describe('the mark of an earlier figure', () => {
  const compared = { ...chart, before: 'previous' };

  it.each([
    ['in the middle', '50', true],
    ['just within the end', '99.6', false],
    ['at the end', '100', false],
    ['just beyond the end', '100.4', false],
    ['at 0', '0', false],
  ])('has a rim only where that hides no end of its bar: %s', (_, previous, rim) => {
    for (const spread of [{}, { spread: true } as const]) {
      const drawing = onlyDrawing({ ...compared, ...spread }, tableOf('value|users|previous', `a|100|${previous}`));
      expect(parts(drawing, '.mark-rim')).toHaveLength(rim ? 1 : 0);
      expect(parts(drawing, '.mark')).toHaveLength(1);
    }
  });
});

it('tells which group has no figure at all', () => {
  const grouped = { ...chart, each: 'group' };
  const [only, ...others] = drawnOf(grouped, tableOf('group|value|users', 'x|a|n/a', 'y|b|5'));
  expect(others).toEqual([]);
  expect([only?.title, only?.remarks]).toEqual(['Users, y', ['Without a figure: x.']]);
});

it('tells of an answer that compares two ranges when only the later one is drawn', () => {
  const table = { ...tableOf('value|users', 'a|5'), title: 'later range: users by value' };
  expect(onlyDrawing(chart, table).title).toBe('Users, later range');
});
