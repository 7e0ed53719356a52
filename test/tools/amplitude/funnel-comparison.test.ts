import { describe, expect, it } from 'vitest';
import { funnel } from '../../../tools/amplitude/funnel.ts';
import { dates } from '../../support/amplitude-funnel.ts';
import { bind, printed, requestLine, table, text } from '../../support/ask.ts';
import { compared } from '../../support/ask-compared.ts';
import { ask, earlierStart, laterStart, made, shop } from '../../support/funnel-sides.ts';
import { clearly, interval } from '../../support/newcombe.ts';

describe('the question', () => {
  it('is asked of both ranges at the same price', () => {
    const { compared: other, ...call } = bind(funnel, { ...shop, compare: 'previous_period' });
    const line = (start: string, end: string) =>
      `/api/2/funnels?e={"event_type":"view"}&e={"event_type":"cart"}&e={"event_type":"pay"}&start=${start}&end=${end}&mode=ordered&n=active&i=1&cs=172800`;
    expect(requestLine(call)).toBe(line('20260801', '20260814'));
    expect(other && requestLine(other.base)).toBe(line('20260718', '20260731'));
    expect([call.price.cost, other?.base.price.cost]).toEqual([14 * 6, 14 * 6]);
  });

  it('of a year ago is that of the same dates', () => {
    const { compared: other } = bind(funnel, { ...shop, compare: 'previous_year' });
    expect(other && requestLine(other.base)).toContain('start=20250801&end=20250814');
  });
});

describe('entries', () => {
  const told = ask({}, made(laterStart, [100, 50, 30]), made(earlierStart, [90, 45, 18]));

  it('are compared over the days whose window is over on both sides', () => {
    expect(told.headline).toEqual([
      '2026-08-01 to 2026-08-14 against 2026-07-18 to 2026-07-31, over 12 of 14 days of entry whose window (2 d = 172,800 s) is over on both sides:',
      `Conversion ${clearly({ hits: 360, of: 1200 }, { hits: 216, of: 1080 }, 'entries')}.`,
      `Changed most: step 2 → 3 (to pay), ${clearly({ hits: 360, of: 600 }, { hits: 216, of: 540 }, 'entries')}.`,
      'Entries in 14 whole days: 1,400 against 1,260, +11.1 %.',
    ]);
    expect(told.headline[1]).toContain('up 10.0 points (95 % interval +6.5 to +13.5)');
  });

  it('have a row for all steps and one for each', () => {
    expect(printed(table(told, 'comparison'))).toEqual([
      {
        ...{ figure: 'all steps, entries', current: '30.0 %', previous: '20.0 %', change: '+10.0 points' },
        ...{ interval_95: '+6.5 to +13.5', verdict: 'higher', current_of: '1,200', previous_of: '1,080' },
      },
      {
        ...{ figure: '1 → 2, entries', current: '50.0 %', previous: '50.0 %', change: '0.0 points' },
        ...{ interval_95: '-4.1 to +4.1', verdict: 'no clear change', current_of: '1,200', previous_of: '1,080' },
      },
      {
        ...{ figure: '2 → 3, entries', current: '60.0 %', previous: '40.0 %', change: '+20.0 points' },
        ...{ interval_95: '+14.2 to +25.6', verdict: 'higher', current_of: '600', previous_of: '540' },
      },
    ]);
    expect(told.tables[0]?.name).toBe('comparison');
  });

  it('say how many are open, and which days are held against which', () => {
    expect(told.notes).toContain(
      'For up to 200 of 1,400 entries (2 of 14 days) the window (2 d = 172,800 s) is not over, so their conversion and the overall one can rise.',
    );
    const rows = table(told, 'compared_days').rows;
    expect(rows.slice(0, 3)).toEqual([
      ['2026-08-14', 100, 30, 0.3, '2026-07-31', 90, 18, 0.2, false],
      ['2026-08-13', 100, 30, 0.3, '2026-07-30', 90, 18, 0.2, false],
      ['2026-08-12', 100, 30, 0.3, '2026-07-29', 90, 18, 0.2, true],
    ]);
  });

  it('are no more than the people behind them: intervals are as wide as these make them', () => {
    // 400 people make the 1,400 entries of the later range, and 300 the 1,260 of the earlier.
    const often = ask(
      {},
      made(laterStart, [100, 50, 28], [400, 300, 250]),
      made(earlierStart, [90, 45, 18], [300, 200, 100]),
    );
    const [now, before] = [
      { hits: 336, of: 1200, people: (1200 * 400) / 1400 },
      { hits: 216, of: 1080, people: (1080 * 300) / 1260 },
    ];
    expect(often.headline[1]).toBe(`Conversion ${clearly(now, before, 'entries')}.`);
    expect(often.notes).toContain(
      'Intervals are as wide as the people behind the entries make them: 400 and 300 users over the ranges.',
    );
    // As independent entries they would be certain of far more.
    expect(interval(now, before)).not.toBe(interval({ hits: 336, of: 1200 }, { hits: 216, of: 1080 }));
    const few = ask({}, made(laterStart, [10, 5, 5], [30, 20, 20]), made(earlierStart, [10, 5, 1], [29, 20, 9]));
    expect(few.headline[1]).toBe(
      'Conversion 50.0 % of 120 against 10.0 % of 120 entries: fewer than 30 people on a side, too few to call a change.',
    );
    expect(printed(table(few, 'comparison'))[0]).toMatchObject({
      change: 'n/a',
      interval_95: 'n/a',
      verdict: 'too few',
    });
  });

  it('of a day that is unknown, missing or not complete on one side are left out on both', () => {
    const later = made(laterStart, (day) => (day === 3 ? [100, null, 100] : [100, 50, 30]));
    const earlier = made(earlierStart, (day) => (day === 5 ? [900, 900, 900] : [90, 45, 18]));
    const { xValues, series } = earlier.dayFunnels;
    const gone = {
      ...earlier,
      dayFunnels: {
        xValues: xValues.slice(0, -3),
        series: series.slice(0, -3),
        isComplete: xValues.map((_, day) => day !== 5),
      },
    };
    const holed = ask({}, later, gone);
    // Days 11 to 13 are gone, 12 and 13 are open, 3 is unknown, 5 is not complete: nine are left.
    expect(holed.headline[0]).toContain('over 9 of 14 days');
    expect(holed.headline[1]).toContain('30.0 % of 900 against 20.0 % of 810 entries');
    expect(holed.notes).toContain('Without a figure of some or all steps: 1 day of entry, 2026-08-04.');
    expect(holed.notes).toContain(
      'Also left out of the comparison: 2 days whose counterpart is missing or not past the window: 2026-08-06, 2026-08-12.',
    );
  });

  it('of a day that still runs are named once', () => {
    const today = ask(
      { end: '2026-08-15' },
      made(laterStart, [100, 50, 30], undefined, 15),
      made('2026-07-17', [90, 45, 18], undefined, 15),
    );
    expect(today.headline[0]).toContain('over 12 of 15 days');
    const named = today.notes.filter((note) => note.includes('2026-08-15') && !note.includes(' is a '));
    expect(named).toEqual(['Partial: 2026-08-15; the day still runs or is cut by the range.']);
  });

  it('of cached answers are as settled as they were when these were computed', () => {
    const timeComputed = Date.parse('2026-08-14T01:00:00Z');
    const bodies: [unknown, unknown] = [
      { data: [made(laterStart, [100, 50, 30])], timeComputed },
      { data: [made(earlierStart, [90, 45, 18])] },
    ];
    expect(compared(funnel, shop, bodies).headline[0]).toContain('over 11 of 14 days');
  });

  it('that cannot be are no rate', () => {
    const odd = ask({}, made(laterStart, [10, 20, 30]), made(earlierStart, [90, 45, 18]));
    expect(odd.headline[1]).toBe('Conversion n/a.');
    expect(text(odd).split('**steps**')[0]).not.toMatch(/NaN|300\.0 %/);
  });
});

describe('users of ranges whose window is over', () => {
  const over = { start: '2026-07-02', end: '2026-07-15', conversion_window_seconds: 3_600 };
  const hole = (day: number) => (day === 3 ? [null, null, null] : [100, 50, 30]);

  it('are compared, and the days without figures named on either side', () => {
    const told = ask(over, made('2026-07-02', hole, [1400, 700, 420]), made('2026-06-18', [90, 45, 18]));
    expect(told.headline[0]).toContain('each user counted once');
    expect(told.notes).toContain('Without a figure of some or all steps: 1 day of entry, 2026-07-05.');
    const other = ask(over, made('2026-07-02', [90, 45, 18]), made('2026-06-18', hole, [1400, 700, 420]));
    expect(other.notes).toContain('Earlier range: Without a figure of some or all steps: 1 day of entry, 2026-06-21.');
  });
});

describe('without equally long', () => {
  const open = { conversion_window_seconds: undefined };
  const told = ask(open, made(laterStart, [100, 50, 30]), made(earlierStart, [90, 45, 18]));

  it('no change is called; both sides are shown so far, and what to ask instead', () => {
    expect(told.headline).toEqual([
      '2026-08-01 to 2026-08-14 against 2026-07-18 to 2026-07-31: no change in conversion is called. For 1,400 of 1,400 entries (14 of 14 days) of the later range the window to convert (30 d = 2,592,000 s, the default) is not over; those of the earlier range had longer.',
      'So far 30.0 % of 1,400 against 20.0 % of 1,260 users, each counted once: not to be read as a change.',
      'Entries in 14 whole days: 1,400 against 1,260, +11.1 %.',
      'For a change ask for entries whose window is over ("start": "2026-07-02", "end": "2026-07-15"), or a shorter "conversion_window_seconds".',
    ]);
    expect(printed(table(told, 'comparison')).map((row) => [row.change, row.interval_95, row.verdict])).toEqual(
      Array.from({ length: 3 }, () => ['n/a', 'n/a', 'unequal time']),
    );
    expect(text(told)).not.toMatch(/\b(up|down|higher|lower|rose|fell)\b/);
  });

  it('the range that it advises is one in which everybody had the window', () => {
    const advised = ask(
      { ...open, start: '2026-07-02', end: '2026-07-15' },
      made('2026-07-02', [100, 50, 30]),
      made('2026-06-18', [90, 45, 18]),
    );
    expect(advised.headline[0]).toContain('each user counted once; for all the window (30 d = 2,592,000 s) is over:');
    expect(advised.notes.join()).not.toContain('is not over');
    // One day later it would not be.
    const later = { ...open, start: '2026-07-03', end: '2026-07-16' };
    expect(ask(later, made('2026-07-03', [9, 5, 3]), made('2026-06-19', [9, 4, 1])).headline[0]).toContain(
      'over 13 of 14 days',
    );
  });

  it('as where Amplitude sends nothing by day', () => {
    const { dayFunnels: _, ...bare } = made(laterStart, [100, 50, 30]);
    const nothing = ask({}, bare, made(earlierStart, [90, 45, 18]));
    expect(nothing.headline[0]).toContain(
      'no change in conversion is called. Amplitude sent no usable figures by day for the later range, so nobody can tell which entries had all of the window to convert (2 d = 172,800 s).',
    );
    expect(nothing.headline[1]).toContain('not to be read as a change');
    expect(nothing.notes).toContain(
      'For how many the window (2 d = 172,800 s) is not over is not told, as Amplitude sent no figures by day: conversion can rise.',
    );
    const { dayFunnels: __, ...old } = made(earlierStart, [90, 45, 18]);
    expect(ask({}, made(laterStart, [100, 50, 30]), old).headline[0]).toContain('for the earlier range');
  });

  it('as where the answers have different steps', () => {
    const two = {
      cumulativeRaw: [900, 300],
      dayFunnels: { xValues: dates(earlierStart, 14), series: dates(earlierStart, 14).map(() => [60, 20]) },
    };
    const odd = ask({}, made(laterStart, [100, 50, 30]), two);
    expect(odd.headline[0]).toContain('no change in conversion is called. The two answers have different steps.');
    expect(odd.notes).toContain('Amplitude sent 3 steps for the later range and 2 for the earlier.');
  });
});
