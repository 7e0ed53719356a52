import { describe, expect, it } from 'vitest';
import { activeUsers } from '../../../tools/amplitude/active-users.ts';
import { dates, expectReadable, figure, hostile } from '../../support/amplitude-series.ts';
import { bind, printed, requestLine, table } from '../../support/ask.ts';
import { compared } from '../../support/ask-compared.ts';

const body = (start: string, values: readonly unknown[], rest: object = {}) => ({
  data: { series: [values], seriesLabels: [0], xValues: dates(start, values.length), ...rest },
});
const later = (values: readonly unknown[], rest: object = {}) => body('2026-07-18', values, rest);
const earlier = (values: readonly unknown[], rest: object = {}) => body('2026-06-20', values, rest);
const flat = (value: number) => Array<number>(28).fill(value);

describe('the requests', () => {
  it('are of the last 28 days and the 28 before, each at its price', () => {
    const call = bind(activeUsers, { compare: 'previous_period', group_by: 'country' });
    expect(requestLine(call)).toBe('/api/2/users?start=20260718&end=20260814&m=active&i=1&g=country');
    expect(requestLine(call.compared?.base ?? call)).toBe(
      '/api/2/users?start=20260620&end=20260717&m=active&i=1&g=country',
    );
    expect([call.price, call.compared?.base.price]).toEqual([{ cost: 28 * 5 }, { cost: 28 * 5 }]);
  });

  it('are of the same dates a year ago, or of weeks on the same weekdays', () => {
    const base = (args: object) => {
      const { compared } = bind(activeUsers, { compare: 'previous_year', start: '2026-07-20', ...args });
      return compared === undefined ? '' : requestLine(compared.base);
    };
    expect(base({})).toBe('/api/2/users?start=20250720&end=20250814&m=active&i=1');
    expect(base({ interval: 'weekly' })).toBe('/api/2/users?start=20250721&end=20250815&m=active&i=7');
  });
});

describe('active users', () => {
  it("are compared by the vendor's deduplicated figures and by the mean of days, and never by a sum", () => {
    const told = compared(activeUsers, {}, [
      later(flat(130), { seriesCollapsed: [[{ value: 1_020 }]] }),
      earlier(flat(100), { seriesCollapsed: [[{ value: 901 }]] }),
    ]);
    expect(told.headline).toEqual([
      '2026-07-18 to 2026-08-14 against 2026-06-20 to 2026-07-17:',
      '1,020 active users, each counted once, against 901 active users, +13.2 %.',
      'Mean of 28 complete days: 130 active users against 100 active users, +30.0 %.',
    ]);
    expect(told.notes).toEqual([]);
    const { full } = expectReadable(told);
    expect(full).not.toMatch(/3,640|2,800/);
  });

  it('whose figure for a range cannot be right are compared by the mean only', () => {
    const told = compared(activeUsers, {}, [
      later(flat(130), { seriesCollapsed: [[17]] }),
      earlier(flat(100), { seriesCollapsed: [[901]] }),
    ]);
    expect(told.headline.join()).not.toMatch(/17 active|901/);
    expect(told.notes.join()).toContain('below its own largest period');
    expect(told.notes.join()).toContain('Users counted once over each whole range are not compared');
  });

  it('are of the segment that was asked for', () => {
    const segments = [{ filters: [{ property: 'city', operator: 'is', values: ['Rome'] }] }];
    const told = compared(activeUsers, { segments }, [later(flat(2)), earlier(flat(1))]);
    expect(told.headline[0]).toBe(
      'Users whose city is Rome: active users, 2026-07-18 to 2026-08-14 against 2026-06-20 to 2026-07-17:',
    );
    expect(table(told, 'comparison').rows[0]?.[0]).toBe('active users whose city is Rome');
  });
});

describe('new users', () => {
  it('add up over the days that are over on both sides', () => {
    const told = compared(activeUsers, { metric: 'new', start: '2026-08-09', end: 'today' }, [
      body('2026-08-09', [10, 10, 10, 10, 10, 10, 3]),
      body('2026-08-02', [5, 5, 5, 5, 5, 5, 500]),
    ]);
    expect(told.headline[1]).toBe('60 new users in 6 complete days against 30 new users, +100.0 %.');
    expect(told.notes.join()).toContain('2026-08-15 (against 2026-08-08)');
  });

  it('of weeks do not, so that nothing is summed', () => {
    const weeks = (start: string, value: number) => ({
      data: { series: [Array(4).fill(value)], seriesLabels: [0], xValues: dates(start, 4, 7) },
    });
    const told = compared(activeUsers, { metric: 'new', interval: 'weekly', start: '2026-07-13', end: '2026-08-09' }, [
      weeks('2026-07-13', 20),
      weeks('2026-06-15', 10),
    ]);
    expect(told.headline.slice(1)).toEqual(['Mean of 4 complete weeks: 20 new users against 10 new users, +100.0 %.']);
  });
});

describe('groups', () => {
  const groups = (start: string, named: [unknown, number, number?][]) => ({
    data: {
      series: named.map(([, value]) => Array(28).fill(value)),
      seriesLabels: named.map(([label]) => label),
      seriesCollapsed: named.map(([, , whole]) => (whole === undefined ? [] : [{ value: whole }])),
      xValues: dates(start, 28),
    },
  });
  const ask = (now: [unknown, number, number?][], before: [unknown, number, number?][]) =>
    compared(activeUsers, { group_by: 'platform' }, [groups('2026-07-18', now), groups('2026-06-20', before)]);

  it('are matched by name, whatever their order; those cut on a side are n/a', () => {
    const told = ask(
      [
        ['Web', 5, 50],
        ['iOS', 9, 90],
        ['TV', 1, 7],
      ],
      [
        ['iOS', 10, 80],
        ['Web', 4, 60],
        ['Car', 2, 9],
      ],
    );
    expect(
      printed(table(told, 'comparison')).map((row) => [row.series, row.current, row.previous, row.change_percent]),
    ).toEqual([
      ['iOS', '90', '80', '+12.5 %'],
      ['Web', '50', '60', '-16.7 %'],
      ['TV', '7', 'n/a', 'n/a'],
      ['Car', 'n/a', '9', 'n/a'],
      ['iOS', '9', '10', '-10.0 %'],
      ['Web', '5', '4', '+25.0 %'],
    ]);
    expect(told.notes).toContain('Only in the later range, so n/a in the other (nothing there, or cut off): TV.');
  });

  it('without a name of their own, or with one twice, are not compared', () => {
    const told = ask(
      [
        ['iOS', 5],
        ['iOS', 9],
        [null, 3],
        ['Web', 1],
      ],
      [
        ['iOS', 5],
        [null, 3],
        ['Web', 2],
        ['Car', 2],
      ],
    );
    expect(told.headline[0]).toContain('1 series in both');
    expect(told.headline[1]).toMatch(/^Web: /);
    expect(told.notes[0]).toBe(
      'Not compared: 3 series of the later range and 1 of the earlier, which came without a name of their own, or with the same one twice.',
    );
  });

  it('called by a number or as a place would be are groups all the same', () => {
    const told = ask(
      [
        ['group 1', 5],
        [2023, 9],
      ],
      [
        [2023, 3],
        ['group 1', 1],
      ],
    );
    expect(told.headline[0]).toContain('2 series in both');
  });
});

describe('a thousand groups of a year', () => {
  const days = { later: dates('2025-08-15', 365), earlier: dates('2024-08-15', 365) };
  const value = (group: number, day: number, side: number) =>
    1 + figure(group * 800 + day + side * 370, 90_000 - group * 80);
  const groups = Array.from({ length: 1_000 }, (_, group) => group);
  const side = (xValues: string[], number: number, order: readonly number[]) => ({
    data: {
      series: order.map((group) => xValues.map((_, day) => value(group, day, number))),
      seriesLabels: order.map((group) => [0, hostile(group)]),
      seriesCollapsed: order.map((group) => [{ value: 1_000_000 - group * 7 + number * 3 }]),
      xValues,
    },
    hitChunkGroupByLimit: true,
  });
  const told = compared(activeUsers, { start: '-365d', group_by: 'gp:plan' }, [
    side(days.later, 0, groups),
    side(days.earlier, 1, groups.toReversed().slice(0, 900)),
  ]);
  const { short, full } = expectReadable(told);

  it('fits, and holds the facts', () => {
    for (const shown of [short, full]) {
      expect(shown).toContain('900 series in both');
      expect(shown).toContain('999,300 active users, each counted once, against 999,303');
      expect(shown).toContain('Only in the later range, so n/a in the other (nothing there, or cut off): g0');
      expect(shown).toContain('and 97 more');
      expect(shown).toContain('Groups are cut');
    }
    expect(table(told, 'comparison').rows).toHaveLength(1_000 + 900);
    expect(table(told, 'compared_points').rows).toHaveLength(365_000);
  });

  it('has every figure as it was sent', () => {
    const found = table(told, 'comparison').rows.filter(
      ([name, kind]) => kind === 'mean' && String(name).startsWith('g700 '),
    );
    const sum = (number: number) => days.later.reduce((total, _, day) => total + value(700, day, number), 0);
    expect(found[0]?.slice(2, 4)).toEqual([sum(0) / 365, sum(1) / 365]);
  });
});
