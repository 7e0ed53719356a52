import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { simulateCompany } from '../../../src/demo/company/simulate.ts';
import { asker } from './amplitude-asking.ts';
import { fiveUsers } from './amplitude-five-users.ts';

const company = simulateCompany({ now: Date.parse('2026-05-13T14:30:00Z'), zone: 'UTC' });
const ask = asker(company);
const few = asker(fiveUsers());

const activity = z.object({
  userData: z.looseObject({
    user_id: z.string().nullable(),
    num_events: z.number(),
    num_sessions: z.number(),
    usage_time: z.number(),
    revenue: z.number(),
    purchases: z.number(),
    last_location: z.object({ lat: z.string(), lng: z.string() }).nullable(),
  }),
  events: z.array(z.looseObject({ event_type: z.string(), event_time: z.string(), session_id: z.number() })),
});
const search = z.object({ matches: z.array(z.looseObject({ user_id: z.string() })), type: z.string() });

describe('user activity', () => {
  it("sums up that user's events of the log", async () => {
    for (const user of company.users.slice(90, 100)) {
      const own = company.events.filter((event) => event.user === user);
      const { userData, events } = await ask.parsed(activity, '/api/2/useractivity', { user: user.amplitudeId });
      const revenue = own.reduce((sum, { properties }) => sum + Number(properties.$revenue ?? 0), 0);
      expect(userData.num_events).toBe(own.length);
      expect(events).toHaveLength(own.length);
      expect(userData.num_sessions).toBe(new Set(own.flatMap(({ session }) => (session < 0 ? [] : [session]))).size);
      expect(userData.revenue).toBeCloseTo(revenue, 2);
      expect(events[0]?.event_time).toBe(
        `${new Date(own.at(-1)?.time ?? 0).toISOString().replace('T', ' ').slice(0, 23)}000`,
      );
    }
  });

  it('counts its limit from 0 and never cuts a session', async () => {
    const types = async (parameters: object) => {
      const { events } = await few.parsed(activity, '/api/2/useractivity', { user: '300000000000', ...parameters });
      return events.map(({ event_type }) => event_type);
    };
    expect(await types({})).toEqual(['view', 'buy', 'cart', 'view']);
    expect(await types({ limit: 0 })).toEqual(['view']);
    expect(await types({ limit: 1 })).toEqual(['view', 'buy', 'cart', 'view']);
    expect(await types({ offset: 2, limit: 0 })).toEqual(['cart', 'view']);
    expect(await types({ direction: 'earliest', limit: 0 })).toEqual(['view', 'cart', 'buy']);
  });

  it('keeps all digits of an id', async () => {
    const { text } = await few.raw('/api/2/useractivity', { user: '9007199254740995001' });
    expect(text).toContain('"canonical_amplitude_id":9007199254740995001');
    expect(text).toContain('"user_id":"eve"');
  });

  it('answers an unknown id with zeros', async () => {
    const { userData, events } = await few.parsed(activity, '/api/2/useractivity', { user: '42' });
    expect(userData).toMatchObject({ user_id: null, num_events: 0, usage_time: 0, last_location: null });
    expect(events).toEqual([]);
  });
});

describe('user search', () => {
  it.each([
    ['300000000001', 'match_amplitude_id', ['bob']],
    ['bob', 'match_user_or_device_id', ['bob']],
    ['device-of-cid', 'match_user_or_device_id', ['cid']],
    ['Dee@example.com', 'match_user_props', ['dee']],
    ['e', 'match_user_id_prefix', ['eve']],
    ['nobody', 'nomatch', []],
  ])('%s is a %s', async (user, type, users) => {
    const found = await few.parsed(search, '/api/2/usersearch', { user });
    expect([found.type, found.matches.map(({ user_id }) => user_id)]).toEqual([type, users]);
  });

  it('keeps all digits of an id', async () => {
    expect((await few.raw('/api/2/usersearch', { user: 'eve' })).text).toContain('"amplitude_id":9007199254740995001');
  });
});

describe('saved charts', () => {
  const yesterday = '20260512';

  it('a series is the query that it saves', async () => {
    const series = z.object({ data: z.looseObject({ series: z.unknown(), xValues: z.array(z.string()) }) });
    const { data } = await ask.parsed(series, '/api/3/chart/demo-dau/query');
    const same = await ask.parsed(series, '/api/2/events/segmentation', {
      start: '20260413',
      end: yesterday,
      e: '{"event_type":"_active"}',
    });
    expect(data).toEqual(same.data);
  });

  it('a funnel', async () => {
    const funnel = z.object({
      data: z.array(z.looseObject({ groupValue: z.string(), cumulativeRaw: z.array(z.number()) })),
    });
    const { data } = await ask.parsed(funnel, '/api/3/chart/demo-checkout-funnel/query');
    expect(data.map(({ groupValue }) => groupValue).sort()).toEqual(['Android', 'Web', 'iOS']);
  });

  it('sums of revenue by country', async () => {
    const shape = z.object({
      data: z.object({
        seriesLabels: z.array(z.tuple([z.number(), z.string()])),
        series: z.array(z.array(z.number())),
      }),
    });
    const { data } = await ask.parsed(shape, '/api/3/chart/demo-revenue/query');
    expect(data.seriesLabels).toHaveLength(11);
    expect(data.series[0]?.length).toBeGreaterThanOrEqual(12);
  });

  it('a data table has its heads in the first rows', async () => {
    const shape = z.object({
      data: z.object({
        labels: z.array(z.array(z.string())),
        values: z.array(z.array(z.union([z.string(), z.number()]))),
      }),
    });
    const { data } = await ask.parsed(shape, '/api/3/chart/demo-countries-table/query');
    const users = await ask.users({ start: '20260413', end: yesterday, g: 'country' });
    expect(data.values[0]).toEqual(['Active users', 'Purchases', 'Revenue (USD)']);
    expect(data.labels.slice(1).map(([country], index) => [country, data.values[index + 1]?.[0]])).toEqual(
      users.seriesMeta.map((country, index) => [country, users.seriesCollapsed[index]]),
    );
  });

  it('one exists as CSV only', async () => {
    expect(await ask.details('/api/3/chart/demo-platforms-export/query')).toBe(
      '404 Chart demo-platforms-export has no query export',
    );
    const { data } = await ask.parsed(z.object({ data: z.string() }), '/api/3/chart/demo-platforms-export/csv');
    const rows = data.split('\r\n');
    expect(rows[2]).toBe('');
    expect(rows[3]).toContain('"\tSegment","\tplatform","\t2026-04-29"');
    expect(rows).toHaveLength(7);
    const android = rows.find((row) => row.includes('Android'))?.match(/\d+/g);
    const users = await ask.users({ start: '20260429', end: yesterday, g: 'platform' });
    expect(android?.map(Number)).toEqual(users.series[users.seriesMeta.indexOf('Android')]);
  });

  it('an unknown one is told which exist', async () => {
    const details = await ask.details('/api/3/chart/abc123/query');
    expect(details).toBe(
      "400 Chart abc123 does not exist. The demo's charts: demo-dau, demo-revenue, demo-checkout-funnel, demo-versions, demo-countries-table, demo-platforms-export",
    );
    const long = await ask.details(`/api/3/chart/${'x'.repeat(500)}/query`);
    expect(long).toMatch(/demo-platforms-export$/);
    expect(long.length).toBeLessThan(300);
    expect(await ask.details('/api/3/chart/%E0%A4%A/query')).toMatch(/^400 Chart .* does not exist/);
  });
});

describe('the envelope', () => {
  it('has what stands beside the data, with an integer that a double cannot hold', async () => {
    const { text } = await ask.raw('/api/2/users', { start: '20260501', end: '20260510' });
    expect(text).toContain('[9007199254740993]');
    expect(JSON.parse(text)).toMatchObject({
      novaCost: 10,
      wasCached: false,
      minSampleRate: 1,
      hitChunkGroupByLimit: false,
    });
  });
});
