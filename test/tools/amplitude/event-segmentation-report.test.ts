import { describe, expect, it } from 'vitest';
import { eventSegmentation } from '../../../tools/amplitude/event-segmentation.ts';
import { dates, expectReadable, times } from '../../support/amplitude-series.ts';
import { printed, report, table, text } from '../../support/ask.ts';

const month = dates('2026-07-16', 30);
const ask = (args: Record<string, unknown>, data: object, envelope: object = {}) =>
  report(eventSegmentation, { events: 'buy', ...args }, [{ data: { xValues: month, ...data }, ...envelope }]);
const series = (figure: (index: number) => unknown) => month.map((_, index) => figure(index));
const rising = series((index) => 100 + index);
const priced = { event_type: 'buy', group_by: [{ type: 'event', property: 'price' }] };

describe('the documented answer', () => {
  // The page's sample has one figure for two dates.
  const data = {
    series: [[273333], [190351]],
    seriesLabels: ['United States', 'Germany'],
    seriesCollapsed: [[{ value: 273333 }], [{ value: 190351 }]],
    xValues: ['2014-10-01', '2014-10-02'],
  };
  const told = ask({ start: '2014-10-01', end: '2014-10-02', group_by: 'country' }, data);

  it('ranks the groups by their deduplicated users', () => {
    expect(told.headline).toEqual([
      'buy, 2 series, 2014-10-01 to 2014-10-02, largest first; latest complete day 2014-10-01 (Wed):',
      'United States: 273,333 users over the range, latest 273,333, peak 273,333 on 2014-10-01 (Wed), low 273,333 on 2014-10-01 (Wed).',
      'Germany: 190,351 users over the range, latest 190,351, peak 190,351 on 2014-10-01 (Wed), low 190,351 on 2014-10-01 (Wed).',
    ]);
    expect(told.notes).toContain('2 of 4 points have no data (n/a), which is not 0.');
    expect(told.notes.join()).toContain('more or fewer figures than dates');
    expect(told.notes.join()).not.toContain('limit');
  });

  it('reads well', () => expectReadable(told));
});

describe('uniques', () => {
  it("has the vendor's deduplicated figure, and never a sum", () => {
    const told = ask({}, { series: [rising], seriesLabels: [0], seriesCollapsed: [[{ setId: 'x', value: 1_500 }]] });
    expect(told.headline).toEqual([
      'buy, 2026-07-16 to 2026-08-14: 1,500 users, each counted once.',
      'Latest complete day, 2026-08-14 (Fri): 129 users, +5.7 % against 2026-08-07 (Fri) (122 users).',
      'Mean 114.50 users over 30 complete days, peak 129 users on 2026-08-14 (Fri), low 100 users on 2026-07-16 (Thu).',
    ]);
    expect(told.notes).toEqual([]);
    const shown = text(ask({}, { series: [rising], seriesLabels: [0] }), 6_000, true);
    expect(shown).not.toContain('3,435');
    expect(shown).toContain('no deduplicated figure');
  });

  it('says that events are filtered and users are of a segment', () => {
    const filters = [{ type: 'event', property: 'price', operator: 'greater', values: ['5'] }];
    const segments = [{ filters: [{ property: 'city', operator: 'is', values: ['Rome'] }] }];
    expect(ask({ events: [{ event_type: 'buy', filters }], segments }, { series: [rising] }).headline[0]).toBe(
      'Users whose city is Rome, with buy (price is greater than 5): buy (filtered), 2026-07-16 to 2026-08-14:',
    );
  });

  it('says when only active users count', () =>
    expect(ask({ user_type: 'active' }, { series: [rising] }).headline[0]).toBe(
      'buy (active users only), 2026-07-16 to 2026-08-14:',
    ));
});

describe('totals', () => {
  it('are the sum of the points', () => {
    const told = ask({ metric: 'totals' }, { series: [rising], seriesCollapsed: [[{ value: 3_435 }]] });
    expect(told.headline[0]).toBe('buy, 2026-07-16 to 2026-08-14: 3,435 events in all.');
    expect(told.notes).toEqual([]);
    expect(ask({ metric: 'totals' }, { series: [rising] }).headline[0]).toContain('3,435 events in all');
  });

  it('leave no dust behind, in text or in bare values', () => {
    const told = ask(
      { metric: 'totals', group_by: 'c' },
      {
        series: [month.map((_, index) => (index < 14 ? 0.1 : 0)), series(() => 0.2)],
        seriesLabels: ['a', 'b'],
      },
    );
    const bare = table(told, 'series').rows.map(([name, whole]) => [name, whole]);
    expect(bare).toEqual([
      ['b', 6],
      ['a', 1.4],
    ]);
  });

  it("say when the vendor's own figure differs", () => {
    const told = ask({ metric: 'totals' }, { series: [rising], seriesCollapsed: [[3_400]] });
    expect(told.headline[0]).toContain('3,435 events in all');
    expect(told.notes).toEqual([
      "Amplitude's own figure for the range (3,400 events) is not the sum of the points (3,435 events), which is what is shown.",
    ]);
  });

  it('include the current day, and say so', () => {
    const days = dates('2026-08-01', 15);
    const told = ask(
      { metric: 'totals', start: '2026-08-01', end: 'today' },
      { series: [days.map(() => 2)], xValues: days },
    );
    expect(told.headline[0]).toContain('30 events in all');
    expect(told.headline[1]).toContain('2026-08-14 (Fri)');
    expect(told.notes[0]).toMatch(
      /2026-08-15 \(the day is not over, or is cut by the range\)\. The sum includes it\.$/,
    );
  });
});

describe('two events', () => {
  const events = ['view', 'buy'];
  const lines = { series: [rising, series(() => 7)], seriesLabels: [0, 0] };

  it('are named by their event types, though both labels are 0', () => {
    const told = ask({ events, metric: 'totals' }, { ...lines, seriesMeta: [{ eventIndex: 1 }, { eventIndex: 0 }] });
    expect(told.headline[1]).toMatch(/^buy: 3,435 events in all, latest 129, \+5\.7 %/);
    expect(told.headline[2]).toMatch(/^view: 210 events in all, latest 7, 0\.0 %/);
    expect(printed(table(told, 'series')).map((row) => row.series)).toEqual(['buy', 'view']);
  });

  it('make one series in a formula', () => {
    const data = {
      series: [series((index) => (index === 3 ? null : 0.1 + index / 1_000))],
      seriesCollapsed: [[{ value: 0.11254 }]],
    };
    const told = ask({ events, metric: 'formula', formula: 'UNIQUES(A)/UNIQUES(B)' }, data);
    expect(told.headline).toEqual([
      "UNIQUES(A)/UNIQUES(B) with A = view, B = buy, 2026-07-16 to 2026-08-14: 0.1125 over the whole range (the vendor's own figure).",
      'Latest complete day, 2026-08-14 (Fri): 0.129, +5.7 % against 2026-08-07 (Fri) (0.122).',
      'Unweighted mean 0.1149 over 29 complete days, peak 0.129 on 2026-08-14 (Fri), low 0.1 on 2026-07-16 (Thu).',
    ]);
    expect(told.notes).toEqual(['1 of 30 points has no data (n/a), which is not 0: 2026-07-19.']);
  });

  it('never lead with a mean of ratios', () => {
    const data = { series: [series(() => 0.5)], seriesCollapsed: [[{ value: null }]] };
    const told = ask({ events, metric: 'formula', formula: 'UNIQUES(A)/UNIQUES(B)' }, data);
    expect(told.headline[0]).toBe('UNIQUES(A)/UNIQUES(B) with A = view, B = buy, 2026-07-16 to 2026-08-14:');
    expect(told.headline.at(-1)).toContain('Unweighted mean 0.5 over 30 complete days');
    const fine = { series: [series(() => 0.12444)], seriesCollapsed: [[0.12377]] };
    const ratio = ask({ events, metric: 'formula', formula: 'UNIQUES(A)/UNIQUES(B)' }, fine);
    expect(ratio.headline[0]).toContain(': 0.1238 over the whole range');
    expect(printed(table(ratio, 'points'))[0]?.formula).toBe('0.1244');
    expect(told.notes).toEqual(['There is no figure for the whole range; the mean over days is unweighted.']);
  });
});

describe('averages', () => {
  it('per user', () => {
    const told = ask({ metric: 'average' }, { series: [series(() => 2.5)], seriesCollapsed: [[4.25]] });
    expect(told.headline[0]).toBe(
      "buy, 2026-07-16 to 2026-08-14: 4.25 events per user over the whole range (the vendor's own figure).",
    );
    expect(told.headline[2]).toMatch(/^Unweighted mean 2\.50 events per user over 30 complete days/);
  });

  it('of a property', () => {
    const told = ask(
      { events: [priced], metric: 'value_avg' },
      { series: [series(() => 12.5)], seriesCollapsed: [[13]] },
    );
    expect(told.headline[0]).toContain('13 average price over the whole range');
    expect(ask({ events: [priced], metric: 'sums' }, { series: [series(() => 0.1)] }).headline[0]).toBe(
      'buy, 2026-07-16 to 2026-08-14: 3 sum of price in all.',
    );
  });
});

describe('shares of active users', () => {
  it('above 1 are percentages', () => {
    const told = ask(
      { metric: 'pct_dau' },
      { series: [series((index) => (index === 0 ? 0.4 : 12.5))], seriesCollapsed: [[30]] },
    );
    expect(told.headline[0]).toContain('30.0 % of active users over the whole range');
    expect(told.headline[1]).toContain('12.5 % of active users');
    expect(told.notes).toEqual([
      'Amplitude documents no unit for pct_dau; with values up to 12.50 they are percentages.',
    ]);
    expect(table(told, 'points').rows.at(-1)).toEqual(['2026-07-16', 0.004, true]);
  });

  it('up to 1 are fractions, and say how it was decided', () => {
    const told = ask(
      { metric: 'pct_dau' },
      { series: [series(() => 0.125), series(() => 1)], seriesCollapsed: [[0.3], [1]] },
    );
    expect(told.headline[2]).toContain('30.0 % of active users over the range, latest 12.5 %');
    expect(told.notes.join()).toContain('values up to 1 are read as fractions of 1');
  });

  it('drops a figure of the whole range that no share can be', () => {
    const told = ask({ metric: 'pct_dau' }, { series: [series(() => 0.2)], seriesCollapsed: [[6]] });
    expect(told.headline.join()).not.toMatch(/600|6\.0 %/);
    expect(told.headline[1]).toContain('20.0 % of active users');
    expect(told.notes.join()).toContain('above 100 %');
  });
});

describe('rolling points', () => {
  it('are never summed, and the first ones are left out', () => {
    const told = ask({ metric: 'totals', rolling_window: 7 }, { series: [rising], seriesCollapsed: [[3_435]] });
    expect(text(told, 6_000, true)).not.toContain('3,435');
    expect(told.headline).toEqual([
      'buy (rolling window of 7 days), 2026-07-16 to 2026-08-14:',
      'Latest complete day, 2026-08-14 (Fri): 129 events, +5.7 % against 2026-08-07 (Fri) (122 events).',
      'Mean 117.50 events over 24 complete days, peak 129 events on 2026-08-14 (Fri), low 106 events on 2026-07-22 (Wed).',
    ]);
    expect(told.notes[0]).toContain('The first 6 points may lack what came before the range');
    expect(told.notes[1]).toContain('points overlap: they are not added up');
  });

  it('say so for averages too', () =>
    expect(ask({ rolling_average: 3 }, { series: [rising], seriesCollapsed: [[999]] }).headline[0]).toBe(
      'buy (rolling average of 3 days), 2026-07-16 to 2026-08-14:',
    ));
});

describe('hours and slots', () => {
  it('end with the last complete hour; hours to come are no zeros', () => {
    const labels = times('2026-08-14', 48, 60);
    const data = {
      series: [labels.map((_, hour) => (hour <= 36 ? hour : 0))],
      xValues: labels,
      seriesCollapsed: [[300]],
    };
    const told = ask({ interval: 'hourly', start: '-1d' }, data);
    expect(told.headline.slice(1)).toEqual([
      'Latest complete hour, 2026-08-15 11:00 (Sat): 35 users, +218.2 % against 2026-08-14 11:00 (Fri) (11 users).',
      'Mean 17.50 users over 36 complete hours, peak 35 users at 2026-08-15 11:00 (Sat), low 0 users at 2026-08-14 00:00 (Fri).',
    ]);
    expect(told.notes).toEqual([
      'Partial, so left out of latest, mean, peak and low: 2026-08-15 12:00 (the hour is not over, or is cut by the range). The figure of the whole range includes it.',
      "The latest change is Sat against Fri, so part of it is the weekday's.",
    ]);
    expect(table(told, 'points').rows).toHaveLength(37);
  });

  it('end with the last complete five minutes', () => {
    const labels = times('2026-08-15', 288, 5);
    const told = ask(
      { interval: 'realtime', start: 'today' },
      { series: [labels.map((_, slot) => (slot < 150 ? 5 : null))], xValues: labels },
    );
    expect(told.headline[1]).toContain('Latest complete 5-minute slot, 2026-08-15 11:55 (Sat): 5 users');
  });
});
