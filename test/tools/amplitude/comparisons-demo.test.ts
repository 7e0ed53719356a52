import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { call } from '../../../src/call.ts';
import { type Demo, startDemo } from '../../../src/demo/server.ts';
import type { Engine } from '../../../src/engine.ts';
import { catalogue } from '../../../tools/index.ts';
import { engineOf } from '../../support/engine.ts';

// Four whole weeks against the four before.
const later = { start: '20261024', end: '20261120' };
const earlier = { start: '20260926', end: '20261023' };
const opening = '2026-10-24 to 2026-11-20 against 2026-09-26 to 2026-10-23';
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
const body = z.object({
  data: z.object({
    series: z.array(z.array(figure)),
    seriesLabels: z.array(z.unknown()).optional(),
    seriesCollapsed: z.array(z.array(figure)).optional(),
    xValues: z.array(z.string()),
  }),
});
type Raw = z.output<typeof body>['data'];

/** The vendor's own answers for both ranges, asked without anything of the product. */
async function raw(path: string, query: Record<string, string>): Promise<[Raw, Raw]> {
  const { AMPLITUDE_API_KEY: user, AMPLITUDE_SECRET_KEY: password } = demo.environment;
  const headers = { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` };
  const one = async (range: Record<string, string>) => {
    const response = await fetch(`${demo.origin}${path}?${new URLSearchParams({ ...query, ...range })}`, { headers });
    return body.parse(await response.json()).data;
  };
  return [await one(later), await one(earlier)];
}

async function ask(tool: string, args: object): Promise<string> {
  const asked = { ...args, start: '2026-10-24', compare: 'previous_period' };
  const { text, failed } = await call(`amplitude_${tool}`, asked, engine, { signal: new AbortController().signal });
  expect(failed, text).toBe(false);
  expect(text).toContain(opening);
  return text;
}

const sum = (values: readonly (number | null)[] = []) =>
  values.reduce<number>((total, value) => total + (value ?? 0), 0);
const whole = (value: number) => value.toLocaleString('en-US');
const change = (now: number, before: number) => {
  const part = (now / before - 1) * 100;
  return `${part > 0 ? '+' : ''}${part.toFixed(1)} %`;
};

describe('active users', () => {
  it('by the deduplicated figure and the mean', async () => {
    const [now, before] = await raw('/api/2/users', { m: 'active', i: '1' });
    const text = await ask('active_users', {});
    const [own = 0, other = 0] = [now, before].map((one) => one.seriesCollapsed?.[0]?.[0] ?? 0);
    expect(own).toBeGreaterThan(100);
    expect(text).toContain(
      `${whole(own)} active users, each counted once, against ${whole(other)} active users, ${change(own, other)}.`,
    );
    expect(text).toContain(`, ${change(sum(now.series[0]), sum(before.series[0]))}.`);
  });
});

describe('event segmentation', () => {
  const e = JSON.stringify({ event_type: 'purchase' });

  it('totals by group', async () => {
    const [now, before] = await raw('/api/2/events/segmentation', { e, m: 'totals', i: '1', g: 'platform' });
    const text = await ask('event_segmentation', { events: 'purchase', metric: 'totals', group_by: 'platform' });
    const of = (one: Raw, name: string) =>
      sum(one.series[one.seriesLabels?.findIndex((label) => JSON.stringify(label).includes(`"${name}"`)) ?? -1]);
    for (const name of ['iOS', 'Android', 'Web']) {
      const [own, other] = [of(now, name), of(before, name)];
      expect(own).toBeGreaterThan(20);
      expect(text).toContain(
        `${name}: ${whole(own)} events in 28 complete days against ${whole(other)} events, ${change(own, other)}.`,
      );
    }
  });

  it('shares of active users in points', async () => {
    const [now, before] = await raw('/api/2/events/segmentation', { e, m: 'pct_dau', i: '1' });
    const text = await ask('event_segmentation', { events: 'purchase', metric: 'pct_dau' });
    const [own = 0, other = 0] = [now, before].map((one) => (sum(one.series[0]) / 28) * 100);
    const difference = (own - other).toFixed(1);
    expect(text).toContain(
      `Unweighted mean of 28 complete days: ${own.toFixed(1)} % of active users against ${other.toFixed(1)} % of active users, ${own > other ? '+' : ''}${difference} points.`,
    );
  });
});

describe.each([
  ['average_session_length', 'average'],
  ['sessions_per_user', 'peruser'],
])('%s', (tool, path) => {
  it('by the days that rose and the unweighted mean', async () => {
    const [now, before] = await raw(`/api/2/sessions/${path}`, {});
    const text = await ask(tool, {});
    const pairs = now.xValues.map((_, day) => [now.series[0]?.[day] ?? 0, before.series[0]?.[day] ?? 0] as const);
    const [rose, fell] = [pairs.filter(([a, b]) => a > b).length, pairs.filter(([a, b]) => a < b).length];
    expect(text).toContain(`Higher in ${rose} and lower in ${fell} of 28 complete days`);
    expect(text).toContain(`, ${change(sum(now.series[0]), sum(before.series[0]))}.`);
  });
});

it('session length by totals and the share under 10 s', async () => {
  const [now, before] = await raw('/api/2/sessions/length', {});
  const text = await ask('session_length', {});
  const [own, other] = [sum(now.series[0]), sum(before.series[0])];
  expect(now.xValues.slice(0, 2)).toEqual(['0s-3s', '3s-10s']);
  const short = ({ series: [counts = []] }: Raw) => `${((sum(counts.slice(0, 2)) / sum(counts)) * 100).toFixed(1)} %`;
  expect(text).toContain(`${whole(own)} sessions against ${whole(other)}, ${change(own, other)}.`);
  expect(text).toContain(
    `Under 10 s: ${short(now)} of ${whole(own)} against ${short(before)} of ${whole(other)} sessions: `,
  );
});

it('user composition value by value', async () => {
  const [now, before] = await raw('/api/2/composition', { p: 'platform' });
  const text = await ask('user_composition', { property: 'platform' });
  for (const name of ['iOS', 'Android', 'Web']) {
    const [own = 0, other = 0] = [now, before].map((one) => one.series[0]?.[one.xValues.indexOf(name)] ?? 0);
    expect(own).toBeGreaterThan(20);
    expect(text).toContain(`${name}: ${whole(own)} users against ${whole(other)}, ${change(own, other)}`);
  }
});
