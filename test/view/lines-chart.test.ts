import { describe, expect, it } from 'vitest';
import type { LineChart } from '../../src/chart.ts';
import { drawnOf, numbers, onlyDrawing, parts, places, tableOf } from './drawn.ts';

const chart: LineChart = { kind: 'lines', table: 'rows', title: 'Over time', along: 'date' };

describe('a line', () => {
  it('goes through every figure on a scale from 0, from the earliest to the latest', () => {
    const drawing = onlyDrawing(chart, tableOf('date|users', '2026-01-03|400', '2026-01-02|300', '2026-01-01|100'));
    const points = places(parts(drawing, '.line')[0]);
    const [first, second, third] = points;
    const zero = placeOfTick(drawing, '0');
    const height = (place: { y: number } | undefined) => zero - (place?.y ?? 0);
    expect(points).toHaveLength(3);
    expect([height(second) / height(first), height(third) / height(first)]).toEqual([
      ...[expect.closeTo(3, 6), expect.closeTo(4, 6)],
    ]);
    expect((second?.x ?? 0) * 2).toBeCloseTo((first?.x ?? 0) + (third?.x ?? 0), 6);
    expect(drawing.title).toBe('Over time: users');
  });

  it('has a gap where there is no figure, and a dot where a figure is by itself', () => {
    const lines = [
      '2026-01-01|5',
      '2026-01-02|6',
      '2026-01-03|n/a',
      '2026-01-04|7',
      '2026-01-05|n/a',
      '2026-01-06|8',
      '2026-01-07|9',
      '2026-01-08|9',
      '2026-01-09|8',
      '2026-01-10|7',
      '2026-01-11|6',
    ];
    const drawing = onlyDrawing(chart, tableOf('date|users', ...lines));
    expect(parts(drawing, '.line')[0]?.getAttribute('d')?.match(/M/g)).toHaveLength(3);
    expect(numbers(drawing, '.dot', 'r')).toHaveLength(1);
    expect(drawing.stops[0]?.[2]?.figures[0]?.text).toBe('n/a');
  });

  it('has a dot at each of few figures, between which it only guesses', () => {
    const drawing = onlyDrawing(chart, tableOf('date|users', '2026-01-01|5', '2026-01-07|6', '2026-01-14|7'));
    expect(numbers(drawing, '.dot', 'r')).toHaveLength(3);
  });

  it('ends at the last age that somebody has reached, and says what it draws', () => {
    const ages = { ...chart, along: 'day', figures: [['arppu', 'arpu']] };
    const rows = ['1|5.00', '7|6.00', '14|n/a', '30|8.00', '60|n/a', '90|n/a'];
    const drawing = onlyDrawing(ages, tableOf('day|arpu', ...rows));
    expect(drawing.stops[0]?.map(({ title }) => title)).toEqual(['1', '7', '14', '30']);
    expect(drawing.title).toBe('Over time: arpu');
  });

  it('is hollow where it is a rate of fewer than 30 users, and tells of how many', () => {
    const rates: LineChart = { ...chart, along: 'point', figures: ['retention'], of: ['of'] };
    const rows = Array.from({ length: 12 }, (_, day) => `day ${day}|${100 - day}.0 %|${day < 10 ? 300 : 29}`);
    const drawing = onlyDrawing(rates, tableOf('point|retention|of', ...rows));
    expect(numbers(drawing, '.dot.few', 'r')).toHaveLength(2);
    expect(drawing.stops[0]?.[10]?.figures.map(({ name, text }) => `${name} ${text}`)).toEqual([
      'retention 90.0 %',
      'of 29',
    ]);
    expect(drawing.remarks).toContain('Hollow: of fewer than 30 users.');
  });

  it('goes through the rows that are meant for it, and says that others are left out', () => {
    const only = { column: 'complete', is: 'yes', others: 'Ages that are not over are left out.' };
    const rates: LineChart = { ...chart, along: 'point', figures: ['retention'], only };
    const rows = ['day 0|100.0 %|yes', 'day 1|40.0 %|yes', 'day 2|0.0 %|no'];
    const drawing = onlyDrawing(rates, tableOf('point|retention|complete', ...rows));
    expect(drawing.stops[0]?.map(({ title }) => title)).toEqual(['day 0', 'day 1']);
    expect(drawing.remarks).toEqual(['Ages that are not over are left out.']);
  });

  it.each([
    ['label', false],
    ['day', true],
  ])('between bare numbers under "%s" is drawn: %s', (along, drawn) => {
    const drawing = onlyDrawing(
      { ...chart, along, figures: ['users'] },
      tableOf(`${along}|users`, '1|5', '2|6', '9|7'),
    );
    expect(parts(drawing, '.line').length > 0).toBe(drawn);
  });

  it('leaves the distance of days that are not told', () => {
    const drawing = onlyDrawing(chart, tableOf('date|users', '2026-01-01|5', '2026-01-02|6', '2026-01-11|7'));
    const [first, second, third] = drawing.stops[0] ?? [];
    expect(((third?.x ?? 0) - (first?.x ?? 0)) / ((second?.x ?? 0) - (first?.x ?? 0))).toBeCloseTo(10, 6);
  });

  it('is dashed to and from what is not complete, and whole elsewhere', () => {
    const open = { ...chart, open: { column: 'complete', is: 'no' } };
    const rows = ['2026-01-04|2|no', '2026-01-03|9|yes', '2026-01-02|8|yes', '2026-01-01|7|yes'];
    const drawing = onlyDrawing(open, tableOf('date|users|complete', ...rows));
    expect(places(parts(drawing, '.line:not(.open)')[0])).toHaveLength(3);
    expect(places(parts(drawing, '.line.open')[0])).toHaveLength(2);
    expect(numbers(drawing, '.dot.open', 'r')).toHaveLength(1);
    expect(drawing.stops[0]?.at(-1)?.figures[0]?.text).toBe('2 (partial)');
    expect(drawing.remarks).toEqual(['Dashed: the period still runs, or its figure may still change.']);
  });

  it('is dashed to and from each of several words, and says what these mean', () => {
    const open = { column: 'state', is: ['converting', 'partial'], means: 'they have time', brief: 'not final' };
    const rows = ['2026-01-04|2|partial', '2026-01-03|9|converting', '2026-01-02|8|settled', '2026-01-01|1|settled'];
    const drawing = onlyDrawing({ ...chart, open }, tableOf('date|users|state', ...rows));
    expect(drawing.stops[0]?.map(({ figures }) => figures[0]?.text)).toEqual([
      '1',
      '8',
      '9 (not final)',
      '2 (not final)',
    ]);
    expect(places(parts(drawing, '.line.open')[0])).toHaveLength(3);
    expect(drawing.remarks).toEqual(['Dashed: they have time.']);
  });

  it('is dashed to the newest figure of what still runs', () => {
    const running = { ...chart, along: 'time', figures: ['today', 'yesterday'], running: 'today' };
    const drawing = onlyDrawing(running, tableOf('time|today|yesterday', '00:10|n/a|5', '00:05|3|4', '00:00|2|3'));
    const [, second, third] = drawing.stops[0] ?? [];
    expect(second?.figures.map(({ text }) => text)).toEqual(['3 (partial)', '4']);
    expect(third?.figures.map(({ text }) => text)).toEqual(['n/a', '5']);
  });
});

describe('lines', () => {
  it('are six at first; the others can be switched on', () => {
    const each = { ...chart, each: 'series' };
    const rows = Array.from({ length: 8 }, (_, index) => `s${index}|2026-01-01|${index}`);
    const table = tableOf('series|date|users', ...rows);
    const [first] = drawnOf(each, table);
    expect(first?.series.filter(({ shown }) => shown).map(({ name }) => name)).toEqual([
      's0',
      's1',
      's2',
      's3',
      's4',
      's5',
    ]);
    const [changed] = drawnOf(each, table, 760, ['s0', 's7']);
    expect(changed?.stops[0]?.[0]?.figures.map(({ name }) => name)).toEqual(['s1', 's2', 's3', 's4', 's5', 's7']);
  });

  it('of an earlier range are thin, and have the colour of their group', () => {
    const compared: LineChart = { ...chart, figures: ['current', 'previous'], each: 'series' };
    const rows = ['a|2026-01-01|1|2', 'a|2026-01-02|1|2', 'b|2026-01-01|3|4', 'b|2026-01-02|3|4'];
    const drawing = onlyDrawing(compared, tableOf('series|date|current|previous', ...rows));
    expect(drawing.series.map(({ name, colour, thin }) => [name, colour, thin === true])).toEqual([
      ...[
        ['a, current', 0, false],
        ['a, previous', 0, true],
      ],
      ...[
        ['b, current', 1, false],
        ['b, previous', 1, true],
      ],
    ]);
    expect(parts(drawing, '.earlier')).toHaveLength(2);
  });

  it('are of the first column that the table has, where several are named', () => {
    const named: LineChart = {
      ...chart,
      figures: [
        ['per_user', 'total'],
        ['none', 'before'],
      ],
    };
    const drawing = onlyDrawing(
      named,
      tableOf('date|total|per_user|before', '2026-01-01|100|5|4', '2026-01-02|90|6|5'),
    );
    expect(drawing.series.map(({ name }) => name)).toEqual(['per user', 'before']);
  });

  it('between names would tell of nothing: these are bars', () => {
    const drawing = onlyDrawing({ ...chart, along: 'version' }, tableOf('version|users', '4.2.0|495', '4.1.0|3'));
    expect(parts(drawing, '.line')).toEqual([]);
    expect(numbers(drawing, '.bar', 'width')).toHaveLength(2);
  });

  it('between names are bars of the same rows, with all that is said of their points', () => {
    const only = { column: 'complete', is: 'yes', others: 'Ages that are not over are left out.' };
    const curve = { ...chart, along: 'point', figures: ['retention'], of: ['of'], only, remark: 'Cohorts differ.' };
    const rows = ['day 0|90|100.0 %|yes', 'day 1-7|80|50.0 %|yes', 'day 8-30|0|3.0 %|no'];
    const drawing = onlyDrawing(curve, tableOf('point|of|retention|complete', ...rows));
    expect(drawing.stops.map(([stop]) => [stop?.title, ...(stop?.figures.map(({ text }) => text) ?? [])])).toEqual([
      ['day 0', '100.0 %', '90'],
      ['day 1-7', '50.0 %', '80'],
    ]);
    expect(drawing.remarks).toEqual(['Cohorts differ.', 'Ages that are not over are left out.']);
  });
});

it('tells the date in the earlier range of what is compared with', () => {
  const compared: LineChart = { ...chart, figures: ['current', 'previous'], earlier: 'previous_date' };
  const rows = ['2026-01-09|5|2026-01-02|7', '2026-01-08|4|n/a|n/a'];
  const drawing = onlyDrawing(compared, tableOf('date|current|previous_date|previous', ...rows));
  const told = drawing.stops[0]?.map(({ figures }) => figures.map(({ name, text }) => `${name} ${text}`));
  expect(told?.[1]).toEqual(['current 5', 'previous 7', 'on 2026-01-02']);
  expect(told?.[0]).toEqual(['current 4', 'previous n/a']);
});

it('says what must be known of its points', () => {
  const remark = 'Each point stands on other cohorts.';
  const drawing = onlyDrawing({ ...chart, remark }, tableOf('date|users', '2026-01-01|1', '2026-01-02|6'));
  expect(drawing.remarks).toEqual([remark]);
});

it('calls no second figure the earlier range unless it is declared as one', () => {
  const table = tableOf('date|users|sessions', '2026-01-01|1|3', '2026-01-02|2|4');
  expect(onlyDrawing(chart, table).remarks).toEqual([]);
  expect(onlyDrawing({ ...chart, figures: ['users', 'sessions'] }, table).remarks).toEqual([
    'Thin: the earlier range.',
  ]);
});

/** How far down the tick of these words is. */
function placeOfTick(drawing: Parameters<typeof parts>[0], text: string): number {
  const tick = parts(drawing, '.tick').find((one) => one.textContent === text);
  return Number(/translate\([^,]*,\s*([\d.]+)/.exec(tick?.getAttribute('transform') ?? '')?.[1]);
}
