import { describe, expect, it } from 'vitest';
import { freshFor } from '../../../src/answer/freshness.ts';
import { call } from '../../../src/call.ts';
import { systemClock } from '../../../src/clock.ts';
import { catalogue } from '../../../tools/index.ts';
import { engineOf } from '../../support/engine.ts';
import { keys } from '../../support/part-vendor.ts';
import { reply, vendorServer } from '../../support/vendor-server.ts';

const minute = 60_000;
const hour = 60 * minute;

describe('an answer is fresh', () => {
  it('for an hour where its range ended before yesterday, for a minute otherwise', () => {
    const of = (input: Record<string, unknown>) => freshFor(input, '2026-08-15');
    expect(of({ start: '2026-08-01', end: '2026-08-13' })).toBe(hour);
    expect(of({ start: '2026-08-01', end: '2026-08-14' })).toBe(minute);
    expect(of({ start: '2026-08-01', end: '2026-08-15' })).toBe(minute);
    expect(of({ end: '2026-08-13T23:59:59Z' })).toBe(hour);
    expect(of({ end: '2026-08-14T00:00:00Z' })).toBe(minute);
    expect(of({ start: '2026-08-01', end: '' })).toBe(minute);
    expect(of({ start: '2026-08-01' })).toBe(minute);
    expect(of({})).toBe(minute);
  });

  /** How often the vendor was asked when the same was asked at these times, and what the last answer said. */
  async function asked(end: string, times: readonly string[]) {
    let time = 0;
    const clock = { ...systemClock, now: () => time };
    const server = await vendorServer((_, response) =>
      reply(response, { data: { series: [[10]], seriesMeta: [], xValues: [end] } }),
    );
    const engine = engineOf(catalogue, { ...keys, AMPLITUDE_BASE_URL: server.origin }, clock);
    let text = '';
    for (const at of times) {
      time = Date.parse(at);
      const { signal } = new AbortController();
      ({ text } = await call('amplitude_active_users', { start: end, end }, engine, { signal }));
    }
    await engine.http.close();
    await server.close();
    return { times: server.asked.length, text };
  }

  it('by the clock, and says how old it is', async () => {
    const settled = await asked('2026-08-13', ['2026-08-15T12:00:00Z', '2026-08-15T12:59:59Z']);
    expect(settled).toMatchObject({ times: 1, text: expect.stringMatching(/cached 60 min ago, cost 0/) });
    expect((await asked('2026-08-13', ['2026-08-15T12:00:00Z', '2026-08-15T13:00:00Z'])).times).toBe(2);
    const moving = await asked('2026-08-14', ['2026-08-15T12:00:00Z', '2026-08-15T12:00:59Z']);
    expect(moving).toMatchObject({ times: 1, text: expect.stringMatching(/cached 59 s ago, cost 0/) });
    expect((await asked('2026-08-14', ['2026-08-15T12:00:00Z', '2026-08-15T12:01:00Z'])).times).toBe(2);
  });

  it('by the day on which it was fetched: midnight settles nothing that was read before it', async () => {
    expect((await asked('2026-08-14', ['2026-08-15T23:59:30Z', '2026-08-16T00:00:31Z'])).times).toBe(2);
  });
});
