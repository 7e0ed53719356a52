import { describe, expect, it } from 'vitest';
import { eventSegmentation } from '../../../tools/amplitude/event-segmentation.ts';
import { dates, expectReadable, figure, hostile, times } from '../../support/amplitude-series.ts';
import { report, table } from '../../support/ask.ts';

const number = (value: number | undefined) => (value ?? Number.NaN).toLocaleString('en-US');
const days = dates('2025-08-15', 365);

describe('two events, a thousand groups each, a year of days', () => {
  const sent = Array.from({ length: 2_000 }, (_, index) => ({
    event: index % 2,
    group: hostile(index >> 1),
    values: days.map((_, day) => 1 + figure(index * 400 + day, 1_000_000 - index * 450)),
  }));
  const body = {
    data: {
      series: sent.map(({ values }) => values),
      seriesLabels: sent.map(({ event, group }) => [event, group]),
      seriesMeta: sent.map(({ event }) => ({ segmentIndex: 0, eventIndex: event })),
      seriesCollapsed: sent.map(() => [{ setId: '', value: 1 }]),
      xValues: days,
    },
    minSampleRate: 0.1,
  };
  const args = { events: ['view', 'buy'], metric: 'totals', start: '-365d', group_by: 'gp:plan', limit: 1_000 };
  const told = report(eventSegmentation, args, [body]);
  const { short, full } = expectReadable(told);
  const sums = sent.map(({ values }) => values.reduce((sum, value) => sum + value, 0));
  const best = sums.indexOf(Math.max(...sums));
  const values = sent[best]?.values ?? [];

  it.each([
    ['summary', short],
    ['full', full],
  ])('still holds the facts in the %s', (_, shown) => {
    expect(shown).toContain('view and buy, 2,000 series, 2025-08-15 to 2026-08-14, largest first');
    expect(shown).toContain(`g${best >> 1} \\|a`);
    expect(shown).toContain(`${number(sums[best])} events in all`);
    expect(shown).toContain(`latest ${number(values.at(-1))}`);
    expect(shown).toContain(`${(((values.at(-1) ?? 0) / (values.at(-8) ?? 0) - 1) * 100).toFixed(1)} %`);
    expect(shown).toContain(`peak ${number(Math.max(...values))} on ${days[values.indexOf(Math.max(...values))]}`);
    expect(shown).toContain(`low ${number(Math.min(...values))} on ${days[values.indexOf(Math.min(...values))]}`);
    expect(shown).toContain('1,000 groups came back, which is the limit');
    expect(shown).toContain('Sampled');
  });

  it('keeps every point', () => expect(table(told, 'points').rows).toHaveLength(730_000));
});

describe('others', () => {
  it('two days of five minutes in a hundred groups', () => {
    const slots = times('2026-08-14', 576, 5);
    const series = Array.from({ length: 100 }, (_, group) => slots.map((_, slot) => figure(group * 600 + slot, 5_000)));
    const labels = series.map((_, group) => `https://example.com/a/rather/long/path/of/a/page/${group}/index.html`);
    const asked = { events: 'view', interval: 'realtime', group_by: 'page' };
    const told = report(eventSegmentation, asked, [{ data: { series, seriesLabels: labels, xValues: slots } }]);
    const { short } = expectReadable(told);
    const means = series.map((values) => values.slice(0, 432).reduce((sum, value) => sum + value, 0));
    const best = series[means.indexOf(Math.max(...means))] ?? [];
    expect(short).toContain(
      'latest complete 5-minute slot 2026-08-15 11:55 (Sat), change against 2026-08-14 11:55 (Fri)',
    );
    expect(short).toContain(`latest ${number(best[431])} users`);
    expect(short).toContain('100 groups came back');
  });

  it('a histogram of two hundred bins in a thousand groups', () => {
    const series = Array.from({ length: 1_000 }, (_, group) =>
      Array.from({ length: 200 }, (_, bin) => figure(group * 200 + bin, 9_000)),
    );
    const xValues = Array.from({ length: 200 }, (_, bin) => `${bin * 1_000_000} - ${(bin + 1) * 1_000_000}`);
    const asked = { events: [{ event_type: hostile(1), group_by: [{ type: 'event', property: hostile(2) }] }] };
    const cut = { events: asked.events.map((one) => ({ ...one, event_type: one.event_type.slice(0, 1_000) })) };
    const told = report(eventSegmentation, { ...cut, metric: 'histogram', group_by: 'gp:plan', limit: 1_000 }, [
      { data: { series, seriesLabels: series.map((_, group) => hostile(group)), xValues } },
    ]);
    const { short } = expectReadable(told);
    const sums = series.map((counts) => counts.reduce((sum, count) => sum + count, 0));
    const best = series[sums.indexOf(Math.max(...sums))] ?? [];
    expect(short).toContain(`${number(Math.max(...sums))} counted in 200 bins`);
    expect(short).toContain(`${xValues[best.indexOf(Math.max(...best))]}: ${number(Math.max(...best))}`);
    expect(table(told, 'bins').rows).toHaveLength(200_000);
  });

  it('a year of one event', () => {
    const values = days.map((_, day) => 1 + figure(day, 1_000_000_000));
    const told = report(eventSegmentation, { events: hostile(0).slice(0, 1_000), start: '-365d' }, [
      { data: { series: [values], seriesLabels: [hostile(1)], seriesCollapsed: [[9_999_999_999]], xValues: days } },
    ]);
    const { short } = expectReadable(told);
    for (const fact of [9_999_999_999, values.at(-1), values.at(-8), Math.max(...values), Math.min(...values)])
      expect(short).toContain(number(fact));
  });
});
