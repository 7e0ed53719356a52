import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { chartReport as ask, chartCsv as csv, days } from '../../support/amplitude-chart.ts';
import { printed, table, text } from '../../support/ask.ts';

describe('other charts', () => {
  it('tells a funnel from its counts', () => {
    const data = [{ cumulativeRaw: [200, 50, 25], events: ['A', 'B', 'C'], groupValue: '' }];
    const said = ask({ data });
    expect(said.headline).toEqual([
      'Chart abc123: A funnel of 3 steps.',
      '12.5 % of 200 users reach the last step (25).',
    ]);
    expect(printed(table(said, 'steps'))[2]).toEqual({
      group: '',
      step: '3',
      event: 'C',
      users: '25',
      of_first: '12.5 %',
      of_previous: '50.0 %',
    });
  });

  it('marks groups of few in a funnel', () => {
    const group = (groupValue: string, size: number) => ({ cumulativeRaw: [size, 3], events: ['A', 'B'], groupValue });
    const few = 'Small numbers: shares of fewer than 30 users are mostly chance (iOS 12).';
    expect(ask({ data: [group('web', 30), group('iOS', 12)] }).notes).toContain(few);
    expect(ask({ data: [group('web', 30)] }).notes.join()).not.toContain('Small numbers');
  });

  it('does not guess what position 0 of a retention chart is', () => {
    const combined = [
      { count: 10, outof: 10 },
      { count: 4, outof: 8 },
      { count: 0, outof: 0, incomplete: true },
    ];
    const said = ask({ data: { series: [{ dates: [], values: {}, combined }], seriesMeta: [] } });
    expect(said.headline[0]).toContain('complete positions as sent: 0: 100.0 % (10 of 10), 1: 50.0 % (4 of 8).');
    expect(printed(table(said, 'positions'))[2]).toMatchObject({ share: 'n/a', complete: 'no' });
    expect(said.notes[0]).toContain('Position 0 may be the whole cohort or day 0');
    expect(said.notes).toContain(
      'Small numbers: shares of fewer than 30 users are mostly chance (position 0: 10, position 1: 8).',
    );
  });

  it('says which keys came where the shape is not known', () => {
    const said = ask({ data: { nodes: [{ name: 'A', value: 3 }], links: [], ok: null } });
    expect(said.headline[0]).toBe(
      'Chart abc123: Amplitude answered in a shape that is not known here: its keys are nodes, links, ok. No figure was interpreted.',
    );
    expect(table(said, 'raw_values').rows).toEqual([
      ['nodes.0.name', 'A'],
      ['nodes.0.value', '3'],
      ['ok', null],
    ]);
  });

  it('fails where there is no data at all', () => {
    expect(() => ask({})).toThrow(/data is not what was expected but is missing/);
    expect(() => ask({ data: null })).toThrow(/data/);
  });
});

describe('the budget', () => {
  const wild = '|`*_[x]\n\u202e\u200bvery long hostile label '.repeat(40);

  it('holds for 2,000 groups of 365 days', () => {
    const xValues = days(365, '2026-08-14');
    const series = Array.from({ length: 2_000 }, (_, group) =>
      xValues.map((_, day) => ({ setId: 's', value: ((group * 31 + day * 17) % 997) + group })),
    );
    const labels = series.map((_, group) => [0, `${wild}${group}`]);
    const said = ask({
      data: {
        series,
        seriesLabels: labels,
        seriesCollapsed: series.map((_, group) => [{ value: group * 1000 }]),
        xValues,
      },
    });
    const short = text(said);
    const full = text(said, 6_000, true);
    expect(countTokens(short)).toBeLessThanOrEqual(800);
    expect(countTokens(full)).toBeLessThanOrEqual(6_000);
    const top = series[1_999]?.map(({ value }) => value) ?? [];
    for (const fact of [
      '2,000 daily series of 365 dates, 2025-08-15 to 2026-08-14',
      'whole range 1,999,000',
      `2026-08-14 (Fri): ${top.at(-1)?.toLocaleString('en-US')}`,
      `peak ${Math.max(...top).toLocaleString('en-US')}`,
    ])
      expect(short).toContain(fact);
    expect(`${short}${full}`).not.toMatch(/NaN|Infinity|undefined|null|\[object|\u202e/);
    expect(table(said, 'points').rows).toHaveLength(730_000);
  });

  it('holds for a hostile table of 50,000 rows', () => {
    const rows = Array.from({ length: 50_000 }, (_, index) => [wild, String(index), `${index % 100}%`, 'NaN']);
    const quoted = csv([wild], [''], [`${wild}`, 'Users', 'Rate', 'Null'], ...rows);
    const said = ask({ data: quoted });
    const short = text(said);
    const full = text(said, 6_000, true);
    expect(countTokens(short)).toBeLessThanOrEqual(800);
    expect(countTokens(full)).toBeLessThanOrEqual(6_000);
    for (const fact of ['50,000 rows', 'Users: highest 49,999', 'Rate: highest 99.0 %']) expect(short).toContain(fact);
    expect(`${short}${full}`).not.toMatch(/Infinity|undefined|\[object|\u202e/);
  });

  it('holds for an unknown shape of any size', () => {
    const data = { [wild]: Array.from({ length: 50_000 }, (_, index) => ({ [`${wild}k`]: index })) };
    const said = ask({ data });
    expect(countTokens(text(said))).toBeLessThanOrEqual(800);
    expect(countTokens(text(said, 6_000, true))).toBeLessThanOrEqual(6_000);
    expect(table(said, 'raw_values').rows).toHaveLength(20_000);
  });
});
