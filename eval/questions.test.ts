import { describe, expect, it } from 'vitest';
import { catalogue } from '../tools/index.ts';
import { datesAsked } from './dates.ts';
import { groups } from './question.ts';
import { questionsAbout } from './questions/index.ts';
import { worldAt } from './truth/world.ts';

const world = worldAt(Date.parse('2026-09-17T11:41:00Z'), 'Europe/Berlin');
const questions = questionsAbout(world);

describe('the questions', () => {
  it('are enough, of every group, and each has a name of its own', () => {
    expect(questions.length).toBeGreaterThanOrEqual(80);
    expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
    for (const group of groups) expect(questions.filter((one) => one.group === group).length, group).toBeGreaterThan(9);
  });

  it('ask every tool', () => {
    const asked = new Set(questions.flatMap(({ calls }) => calls.map(({ tool }) => tool)));
    expect(catalogue.tools.map(({ name }) => name).filter((name) => !asked.has(name))).toEqual([]);
  });

  it('take two calls at most, and one look into what they answered', () => {
    for (const { id, calls } of questions) {
      const looks = calls.filter(({ tool }) => tool === 'read_result').length;
      expect(looks, id).toBeLessThanOrEqual(1);
      expect(calls.length - looks, id).toBeLessThanOrEqual(2);
      expect(looks === 0 || calls.at(-1)?.tool === 'read_result', id).toBe(true);
    }
  });

  it('expect figures that have something to stand with', () => {
    for (const { id, expects } of questions) {
      expect(expects.length, id).toBeGreaterThan(0);
      for (const { figure, words, column, of } of expects) {
        expect(figure, id).toMatch(/^(?!.*(?:NaN|undefined|Infinity)).*\d/);
        expect(words !== undefined || column !== undefined, id).toBe(true);
        expect(
          of.every(({ is }) => is !== ''),
          id,
        ).toBe(true);
      }
    }
  });
});

it('the dates of a call are resolved as its vendor cuts days', () => {
  const late = worldAt(Date.parse('2026-03-30T23:41:00Z'), 'Asia/Tokyo');
  const dates = (tool: string, args: Record<string, unknown>) => datesAsked(tool, args, late);
  expect(late.today).toBe('2026-03-31');
  expect(dates('amplitude_funnel', { start: '-1m' })).toBe('2026-02-28 to 2026-03-30');
  expect(dates('amplitude_funnel', { start: '-2w', end: 'today' })).toBe('2026-03-17 to 2026-03-31');
  expect(dates('chartmogul_list_activities', { start: '-30d' })).toBe('2026-02-28 to 2026-03-29');
  expect(dates('fynn_subscription_revenue', { start: '-3d' })).toBe('2026-03-28 to the latest');
  expect(dates('amplitude_query_chart', { chart: 'x' })).toBeNull();
});
