import { describe, expect, it } from 'vitest';
import { chartReport as ask, chartCsv as csv, days } from '../../support/amplitude-chart.ts';
import { printed, table } from '../../support/ask.ts';

describe('a data table', () => {
  it('reads labels and values side by side, with the header in row 0', () => {
    const data = {
      labels: [
        ['Country', 'Platform'],
        ['US', 'iOS'],
        ['', 'Web'],
        ['DE', 'iOS'],
      ],
      values: [
        ['Uniques', 'Rate'],
        [12, '12.5%'],
        [{ value: 4 }, '3%'],
        [null, null],
      ],
    };
    const said = ask({ data });
    expect(said.headline).toEqual([
      'Chart abc123: A table of 3 rows and 4 columns: Country, Platform, Uniques, Rate.',
      'Uniques: highest 12 (US; iOS), lowest 4 (US; Web).',
      'Rate: highest 12.5 % (US; iOS), lowest 3.0 % (US; Web).',
    ]);
    expect(printed(table(said, 'table'))).toEqual([
      { country: 'US', platform: 'iOS', uniques: '12', rate: '12.5 %' },
      { country: 'US', platform: 'Web', uniques: '4', rate: '3.0 %' },
      { country: 'DE', platform: 'iOS', uniques: 'n/a', rate: 'n/a' },
    ]);
  });

  it('takes no row of figures for a header', () => {
    const said = ask({ data: { labels: [['US'], ['DE']], values: [[12], [3]] } });
    expect(table(said, 'table').rows).toEqual([
      ['US', 12],
      ['DE', 3],
    ]);
  });

  it('keeps a blank label of a single label column blank', () => {
    const said = ask({ data: { labels: [['Plan'], ['gold'], ['']], values: [['Uniques'], [12], [3]] } });
    expect(table(said, 'table').rows).toEqual([
      ['gold', 12],
      ['', 3],
    ]);
  });

  it('keeps mixed columns as text, and numbered labels as labels', () => {
    const data = {
      labels: [['Version'], ['1'], ['2']],
      values: [
        ['A', 'B'],
        ['$1', '5%'],
        ['2', '6'],
      ],
    };
    expect(table(ask({ data }), 'table').rows).toEqual([
      ['1', '$1', '5%'],
      ['2', '2', '6'],
    ]);
  });

  it('reads columns of dates as series', () => {
    const dates = days(8, '2026-08-14');
    const said = ask({ data: { labels: [['Segment'], ['All']], values: [dates, dates.map((_, index) => index + 1)] } });
    expect(said.headline[1]).toContain('All: latest ended 2026-08-14 (Fri): 8, +700.0 % against 2026-08-07 (Fri) (1)');
  });

  it('marks a date that runs, and says when it does not know', () => {
    const at = (date: string) => ask({ data: { labels: [['Date'], [date]], values: [['Uniques'], [1]] } }).notes[0];
    expect(at('2026-08-15')).toBe('2026-08-15 still runs: its figures are partial.');
    expect(at('2026-08-10')).toContain('whether its period has ended, Amplitude does not tell');
  });

  it('gives a wide table a row for each figure', () => {
    const header = Array.from({ length: 60 }, (_, index) => `Metric ${index}`);
    const said = ask({ data: { labels: [['Plan'], ['gold']], values: [header, header.map((_, index) => index)] } });
    expect(table(said, 'table').rows).toHaveLength(60);
    expect(table(said, 'table').rows[59]).toEqual(['gold', 'Metric 59', 59]);
  });
});

describe('CSV', () => {
  const dates = days(9, '2026-08-15');
  const series = csv(
    ['Daily actives'],
    ['Uniques of Any Active Event'],
    [''],
    ['Segment', ...dates],
    ['All, users', ...dates.map((_, index) => String(1000 + index))],
  );

  it.each([
    ['in JSON', { data: series }],
    ['with a byte order mark and plain line ends', { data: `\ufeff${series.replaceAll('\r\n', '\n')}\n` }],
  ])('reads a series %s', (_, body) => {
    const said = ask(body);
    expect(said.headline[0]).toBe(
      'Chart abc123 (Daily actives; Uniques of Any Active Event): 1 daily series of 9 dates, 2026-08-07 to 2026-08-15.',
    );
    expect(said.headline[1]).toContain(
      'All, users: latest ended 2026-08-14 (Fri): 1,007, +0.7 % against 2026-08-07 (Fri) (1,000)',
    );
  });

  it('fills blank leading cells of a hierarchical table', () => {
    const said = ask({
      data: csv(
        ['By country'],
        [''],
        ['Country', 'Platform', 'Uniques'],
        ['US', 'iOS', '1,234'],
        ['', 'Web', '56'],
        ['DE', 'iOS', '7'],
      ),
    });
    expect(table(said, 'table').rows).toEqual([
      ['US', 'iOS', 1234],
      ['US', 'Web', 56],
      ['DE', 'iOS', 7],
    ]);
    expect(said.headline[1]).toBe('Uniques: highest 1,234 (US; iOS), lowest 7 (DE; iOS).');
  });

  it('fills the segments of a series too', () => {
    const said = ask({
      data: csv(['Segment', 'Event', '2026-08-12', '2026-08-13'], ['All', 'Play', '1', '2'], ['', 'Stop', '3', '']),
    });
    expect(said.headline.slice(1).map((one) => one.split(':')[0])).toEqual(['All; Stop', 'All; Play']);
  });

  it('reads percentages, and dates that are only words', () => {
    const said = ask({ data: csv(['Segment', 'Aug 13', 'Aug 14'], ['All', '12.5%', '25 %']) });
    expect(said.headline).toEqual([
      'Chart abc123: 1 series of 2 labels, not all of them dates.',
      'All: highest 25.0 % (Aug 14), lowest 12.5 % (Aug 13).',
    ]);
  });

  it('reads several tables', () => {
    const said = ask({ data: csv(['Step', 'Users'], ['One', '5'], [''], ['Day', 'Rate'], ['1', '50%']) });
    expect(said.tables.map(({ name }) => name)).toEqual(['table_1', 'table_2']);
    expect(table(said, 'table_2').rows).toEqual([['1', 0.5]]);
  });

  it('interprets nothing of what is no table, and refuses a web page', () => {
    const said = ask({ data: 'just a line\nanother' });
    expect(said.headline[0]).toContain('No figure was interpreted');
    expect(table(said, 'raw_values').rows).toEqual([
      ['0', 'just a line'],
      ['1', 'another'],
    ]);
    expect(() => ask({ data: '<html><body>Sign in</body></html>' })).toThrow(/data is not what was expected/);
  });
});
