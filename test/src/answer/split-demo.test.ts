import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { call } from '../../../src/call.ts';
import { type Demo, startDemo } from '../../../src/demo/server.ts';
import type { Engine } from '../../../src/engine.ts';
import { addDays } from '../../../src/report/calendar.ts';
import { catalogue } from '../../../tools/index.ts';
import { engineOf } from '../../support/engine.ts';

const start = '2025-11-21';
const end = '2026-11-20';
let demo: Demo;
let engine: Engine;

beforeAll(async () => {
  demo = await startDemo({ now: Date.parse('2026-11-21T12:00:00Z') });
  const ahead = Date.parse('2026-11-21T12:00:00Z') - Date.now();
  const clock = { ...engineOf(catalogue, {}).clock, now: () => Date.now() + ahead };
  engine = engineOf(catalogue, demo.environment, clock);
});

afterAll(async () => {
  await engine.http.close();
  await demo.close();
});

const figure = z.union([
  z.number().nullable(),
  z.looseObject({ value: z.number().nullable() }).transform((one) => one.value),
]);
const answer = z.object({
  data: z.object({
    series: z.array(z.array(figure)),
    seriesLabels: z.array(z.tuple([z.number(), z.string()])),
    xValues: z.array(z.string()),
  }),
});

/** The same question put to the vendor itself, a small range at a time: every figure by group and day. */
async function direct(query: Record<string, string>, days: number): Promise<Map<string, number | null>> {
  const { AMPLITUDE_API_KEY: user, AMPLITUDE_SECRET_KEY: password } = demo.environment;
  const headers = { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` };
  const found = new Map<string, number | null>();
  for (let from = start; from <= end; from = addDays(from, days)) {
    const to = [addDays(from, days - 1), end].sort()[0] ?? end;
    const dates = { start: from.replaceAll('-', ''), end: to.replaceAll('-', '') };
    const parameters = new URLSearchParams({
      e: '{"event_type":"view_item"}',
      i: '1',
      limit: '1000',
      ...query,
      ...dates,
    });
    const response = await fetch(`${demo.origin}/api/2/events/segmentation?${parameters}`, { headers });
    const { data } = answer.parse(await response.json());
    for (const [row, [, sent]] of data.seriesLabels.entries()) {
      const group = sent === '(none)' ? '(none) = not set' : sent;
      for (const [at, day] of data.xValues.entries()) found.set(`${group} ${day}`, data.series[row]?.[at] ?? null);
    }
  }
  return found;
}

describe('a year of days by group, too dear for one query', () => {
  it.each([
    ['uniques', ['country'], { g: 'country' }, 0],
    ['totals', ['country', 'platform'], { g: 'country', g2: 'platform' }, 0],
    ['average', ['city'], { g: 'city' }, null],
  ])('%s by %j is point by point what smaller queries say', async (metric, group_by, groups, absent) => {
    const args = { events: 'view_item', metric, group_by, start, end };
    const { text, failed, report } = await call('amplitude_event_segmentation', args, engine, {
      signal: new AbortController().signal,
    });
    expect(failed, text).toBe(false);
    expect(text).toMatch(/asked in \d+ parts by date/);
    const points = report?.tables.find(({ name }) => name === 'points')?.rows ?? [];
    const truth = await direct({ m: metric, ...groups }, 13);
    const names = new Set([...truth.keys()].map((key) => key.slice(0, -11)));
    expect(names.size).toBeGreaterThan(5);
    expect(points).toHaveLength(names.size * 365);
    const wrong = points.filter(([name, day, value]) => (truth.get(`${name} ${day}`) ?? absent) !== value);
    expect(wrong).toEqual([]);
    expect(points.filter(([, , value]) => (value ?? 0) !== 0).length).toBeGreaterThan(500);
  });
});
