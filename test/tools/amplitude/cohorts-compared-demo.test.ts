import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { call } from '../../../src/call.ts';
import { type Demo, startDemo } from '../../../src/demo/server.ts';
import type { Engine } from '../../../src/engine.ts';
import { catalogue } from '../../../tools/index.ts';
import { engineOf } from '../../support/engine.ts';
import { clearly, interval } from '../../support/newcombe.ts';

/** Three comparisons of the simulated company, each figure a second time from its event log or the vendor's raw answer. */
const now = Date.parse('2026-11-22T00:30:00Z');
const day = 86_400_000;
const ranges = [
  { start: '2026-10-25', end: '2026-11-21' },
  { start: '2026-09-27', end: '2026-10-24' },
] as const;
let demo: Demo;
let engine: Engine;

beforeAll(async () => {
  demo = await startDemo({ now });
  engine = engineOf(catalogue, demo.environment, { ...engineOf(catalogue, {}).clock, now: () => now });
});

afterAll(async () => {
  await engine.http.close();
  await demo.close();
});

async function told(tool: string, args: Record<string, unknown>): Promise<string> {
  const compared = { compare: 'previous_period', ...ranges[0], ...args };
  const { text } = await call(tool, compared, engine, { signal: new AbortController().signal });
  return text;
}

async function raw(path: string, query: [string, string][], { start, end }: (typeof ranges)[number]): Promise<unknown> {
  const { AMPLITUDE_API_KEY: user, AMPLITUDE_SECRET_KEY: password } = demo.environment;
  const headers = { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` };
  const dates: [string, string][] = [
    ['start', start.replaceAll('-', '')],
    ['end', end.replaceAll('-', '')],
    ['i', '1'],
  ];
  const response = await fetch(`${demo.origin}${path}?${new URLSearchParams([...query, ...dates])}`, { headers });
  return response.json();
}

const dateOf = (time: number) => new Date(time).toISOString().slice(0, 10);

it('a funnel, from the days of the raw answers: the last seven days had no seven days to convert', async () => {
  const steps = ['view_item', 'add_to_cart', 'checkout', 'purchase'];
  const text = await told('amplitude_funnel', { events: steps, conversion_window_seconds: 7 * 86_400 });
  const shape = z.object({
    data: z.tuple([
      z.looseObject({
        cumulativeRaw: z.array(z.number()),
        dayFunnels: z.looseObject({ series: z.array(z.array(z.number())) }),
      }),
    ]),
  });
  const query = [
    ...steps.map((event_type): [string, string] => ['e', JSON.stringify({ event_type })]),
    ['cs', '604800'] satisfies [string, string],
  ];
  const [own, other] = await Promise.all(
    ranges.map(async (range) => shape.parse(await raw('/api/2/funnels', query, range)).data[0]),
  );
  const share = (to: number, from: number, one = own) => {
    const { series = [] } = one?.dayFunnels ?? {};
    const sum = (rows: number[][], step: number) => rows.reduce((all, users) => all + (users[step] ?? 0), 0);
    const settled = series.slice(0, 21);
    const people = (sum(settled, from) * (one?.cumulativeRaw[from] ?? 0)) / sum(series, from);
    return { hits: sum(settled, to), of: sum(settled, from), people };
  };
  expect(text).toContain('over 21 of 28 days of entry whose window (7 d = 604,800 s) is over on both sides');
  expect(text).toContain(`Conversion ${clearly(share(3, 0), share(3, 0, other), 'entries')}.`);
  expect(text).toContain(
    `Changed most: step 3 → 4 (to purchase), ${clearly(share(3, 2), share(3, 2, other), 'entries')}.`,
  );
});

it('a funnel with the window that Amplitude takes by default is not compared', async () => {
  const text = await told('amplitude_funnel', { events: ['view_item', 'purchase'] });
  expect(text).toContain('no change in conversion is called.');
  expect(text).not.toMatch(/ (up|down) \d/);
});

it('retention, from the event log', async () => {
  const text = await told('amplitude_retention', { start_event: '_new', return_event: 'purchase' });
  const bought = new Set(
    demo.company.events
      .filter(({ type }) => type === 'purchase')
      .map(({ user, time }) => `${user.amplitudeId} ${dateOf(time)}`),
  );
  for (const n of [1, 7, 14]) {
    // Day n of a cohort is over when that day lies before 22 November.
    const shares = ranges.map(({ start }) => {
      const last = dateOf(Date.parse(start) + (27 - n) * day);
      const users = demo.company.users.filter(
        ({ firstSeen }) => dateOf(firstSeen) >= start && dateOf(firstSeen) <= last,
      );
      const back = users.filter(({ amplitudeId, firstSeen }) =>
        bought.has(`${amplitudeId} ${dateOf(firstSeen + n * day)}`),
      );
      return { hits: back.length, of: users.length };
    });
    const [own = { hits: 0, of: 0 }, other = { hits: 0, of: 0 }] = shares;
    const rate = ({ hits, of }: typeof own) => `${((100 * hits) / of).toFixed(1)} % of ${of.toLocaleString('en-US')}`;
    expect(text).toContain(`Day ${n}, ${28 - n} cohorts of each: ${rate(own)} against ${rate(other)} new users: `);
    expect(text).toContain(interval(own, other));
  }
});

it('paying users, from the event log', async () => {
  const text = await told('amplitude_revenue_ltv', { metric: 'paying_users' });
  const first = new Map<string, number>();
  for (const { user, time, properties } of demo.company.events)
    if ('$revenue' in properties && !first.has(user.amplitudeId)) first.set(user.amplitudeId, time);
  const [own = { hits: 0, of: 0 }, other = { hits: 0, of: 0 }] = ranges.map(({ start }) => {
    const last = dateOf(Date.parse(start) + 20 * day);
    const users = demo.company.users.filter(({ firstSeen }) => dateOf(firstSeen) >= start && dateOf(firstSeen) <= last);
    // By day 7, of which the first is that of the first event.
    const paid = users.filter(({ amplitudeId, firstSeen }) => {
      const time = first.get(amplitudeId);
      return time !== undefined && Date.parse(dateOf(time)) - Date.parse(dateOf(firstSeen)) < 7 * day;
    });
    return { hits: paid.length, of: users.length };
  });
  const rate = ({ hits, of }: typeof own) => `${((100 * hits) / of).toFixed(1)} % of ${of.toLocaleString('en-US')}`;
  expect(text).toContain(`Day 7, 21 cohorts of each: ${rate(own)} against ${rate(other)} users: `);
  expect(text).toContain(interval(own, other));
});
