import { describe, expect, it } from 'vitest';
import type { StepChart } from '../../src/chart.ts';
import { drawnOf, numbers, onlyDrawing, tableOf, words } from './drawn.ts';

const chart: StepChart = {
  kind: 'steps',
  table: 'rows',
  title: 'Steps',
  name: 'event',
  step: 'step',
  users: 'users',
  kept: 'of_previous',
  all: ['of_all', 'of_first'],
  times: ['median', 'average'],
  each: ['group', 'segment'],
};

const columns = 'event|users|of_previous|of_all|median|average';
const rows = [
  'view|1,000|100.0 %|100.0 %|n/a|n/a',
  'cart|600|60.0 %|60.0 %|5.3 min = 318 s|1.2 d = 103,680 s',
  'buy|150|25.0 %|15.0 %|58 s|n/a',
];

describe('a funnel', () => {
  it.each([320, 760, 1200])('has bars as long as there are users, on %i pixels', (width) => {
    const drawing = onlyDrawing(chart, tableOf(columns, ...rows), width);
    const [first = 0, second = 0, third = 0] = numbers(drawing, '.bar', 'width');
    expect([second / first, third / first]).toEqual([expect.closeTo(0.6, 6), expect.closeTo(0.15, 6)]);
    expect(first).toBeGreaterThan(width * 0.55);
  });

  it('draws what each step lost up to the bar before', () => {
    const drawing = onlyDrawing(chart, tableOf(columns, ...rows));
    const [bars, lost] = [numbers(drawing, '.bar', 'width'), numbers(drawing, '.lost', 'width')];
    expect(lost).toHaveLength(2);
    for (const [index, width] of lost.entries()) {
      expect((bars[index + 1] ?? 0) + width).toBeCloseTo(bars[index] ?? 0, 6);
      expect(numbers(drawing, '.lost', 'x')[index]).toBeCloseTo(bars[index + 1] ?? 0, 6);
    }
  });

  it('says how many were lost, the part that went on, and how long it took', () => {
    const drawing = onlyDrawing(chart, tableOf(columns, ...rows));
    expect(words(drawing, '.passage')).toEqual([
      '400 lost, 60.0 % went on · median 5.3 min, average 1.2 d',
      '450 lost, 25.0 % went on · median 58 s',
    ]);
    expect(words(drawing, '.value')).toEqual(['1,000 · 100.0 %', '600 · 60.0 %', '150 · 15.0 %']);
  });

  it('tells every figure as printed at its stop', () => {
    const [, second] = onlyDrawing(chart, tableOf(columns, ...rows)).stops[0] ?? [];
    expect(second?.title).toBe('step 2: cart');
    expect(second?.figures.map(({ name, text }) => `${name} ${text}`)).toEqual([
      ...['users 600', 'of the step before 60.0 %', 'of the first 60.0 %'],
      ...['median 5.3 min = 318 s', 'average 1.2 d = 103,680 s'],
    ]);
  });

  it('has no loss where a step has more than the one before, and no bar where it has no figure', () => {
    const drawing = onlyDrawing(chart, tableOf('event|users|of_previous', 'a|10|n/a', 'b|14|140.0 %', 'c|n/a|n/a'));
    expect(numbers(drawing, '.lost', 'width')).toEqual([]);
    expect(words(drawing, '.passage')).toEqual(['4 more than before, 140.0 % went on']);
    const [first = 0, second = 0, ...others] = numbers(drawing, '.bar', 'width');
    expect(first / second).toBeCloseTo(10 / 14, 6);
    expect(others).toEqual([]);
    expect(words(drawing, '.value').at(-1)).toBe('n/a');
  });
});

describe('funnels of groups', () => {
  const grouped = tableOf(
    'segment|event|users|of_first',
    ...['A|view|1,000|100.0 %', 'A|buy|500|50.0 %', 'B|view|10|100.0 %', 'B|buy|9|90.0 %'],
  );

  it('stand side by side where there is room, each in parts of its own first step', () => {
    const drawing = onlyDrawing(chart, grouped, 760);
    const [a = 0, b = 0, c = 0, d = 0] = numbers(drawing, '.bar', 'width');
    expect([b / a, c / a, d / c]).toEqual([expect.closeTo(0.5, 6), expect.closeTo(1, 6), expect.closeTo(0.9, 6)]);
    expect(drawing.stops.map(([first]) => first?.y)).toEqual([expect.any(Number), drawing.stops[0]?.[0]?.y]);
    expect(drawing.remarks).toEqual(['The bars of a group are parts of its own first step.']);
  });

  it('stand under each other where there is none', () => {
    const [one, two] = onlyDrawing(chart, grouped, 320).stops.map(([first]) => first);
    expect(one?.area?.x).toBe(two?.area?.x);
    expect(two?.y).toBeGreaterThan(one?.y ?? 0);
  });

  it('are two where two groups have the same name', () => {
    const same = tableOf('group|step|event|users', ...['A|1|view|100', 'A|2|view|30', 'A|1|view|50', 'A|2|view|25']);
    const drawing = onlyDrawing(chart, same);
    expect(drawing.series.map(({ name }) => name)).toEqual(['A', 'A (2)']);
    expect(drawing.stops.map((steps) => steps.map(({ figures }) => figures[0]?.text))).toEqual([
      ['100', '30'],
      ['50', '25'],
    ]);
  });

  it('are three at first, and can be switched', () => {
    const many = tableOf(
      'group|event|users',
      ...['A', 'B', 'C', 'D'].flatMap((name) => [`${name}|x|5`, `${name}|y|4`]),
    );
    const [first] = drawnOf(chart, many);
    expect(first?.series.map(({ name, shown }) => `${name} ${shown}`)).toEqual([
      'A true',
      'B true',
      'C true',
      'D false',
    ]);
    const [changed] = drawnOf(chart, many, 760, ['A', 'D']);
    expect(changed === undefined ? [] : words(changed, '.group')).toEqual(['B', 'C', 'D']);
  });

  it('are nothing where nobody is counted', () => {
    expect(drawnOf(chart, tableOf(columns, 'view|n/a|n/a|n/a|n/a|n/a'))).toEqual([]);
  });
});
