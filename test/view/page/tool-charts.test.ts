import { describe, expect, it } from 'vitest';
import type { Chart } from '../../../src/chart.ts';
import { readAnswer } from '../../../view/answer/answer-text.ts';
import { chartsFor } from '../../../view/page/tool-charts.ts';

const line = (table: string, title: string): Chart => ({ kind: 'lines', table, title, along: 'date' });
const charts = {
  amplitude_users: [line('points', 'Users')],
  amplitude_spread: [line('points', 'Spread'), line('bins', 'Bins')],
  fynn_revenue: [line('points', 'MRR')],
};
const answer = (source: string, tables: string) =>
  readAnswer(`Some.\n---\nresult_id: a1\ntables: ${tables}\nsource: ${source}, live, cost 1`);

describe('the charts of an answer', () => {
  it('are those of its tool', () => {
    expect(chartsFor('fynn_revenue', answer('Amplitude', 'points (3)'), charts)).toBe(charts.fynn_revenue);
  });

  it.each([undefined, 'mcp__metrics__amplitude_users', 'constructor', '__proto__', 'toString'])(
    'are those that fit its tables where the host says %j',
    (tool) => {
      expect(chartsFor(tool, answer('Amplitude', 'points (3)'), charts)).toBe(charts.amplitude_users);
      expect(chartsFor(tool, answer('Amplitude', 'points (3), bins (2)'), charts)).toBe(charts.amplitude_spread);
      expect(chartsFor(tool, answer('Fynn (team)', 'points (3)'), charts)).toBe(charts.fynn_revenue);
    },
  );

  it('are none of a source that is not known', () => {
    expect(chartsFor(undefined, answer('Somebody', 'points (3)'), charts)).toEqual([]);
    expect(chartsFor(undefined, readAnswer(''), charts)).toEqual([]);
  });
});
