import { afterEach, describe, expect, it } from 'vitest';
import { grouped, norway, openScene, type Scene } from '../../support/part-vendor.ts';

let scene: Scene;

const vendor = async (...given: Parameters<typeof openScene>) => {
  scene = await openScene(...given);
};
const ask: Scene['ask'] = (...given) => scene.ask(...given);

afterEach(() => scene.close());

describe('what is still refused, before anything is sent', () => {
  const refused = async (args: object, name?: string) => {
    const { text, failed, kind } = await ask(args, name);
    expect(failed).toBe(true);
    expect(kind).toBe('quota');
    expect(scene.server.asked).toEqual([]);
    const offers = [...text.matchAll(/^- .*: cost ([\d,]+)$/gm)].map(([, cost]) => Number(cost?.replaceAll(',', '')));
    expect(offers.length, text).toBeGreaterThanOrEqual(2);
    expect(offers.length).toBeLessThanOrEqual(3);
    for (const cost of offers) expect(cost).toBeLessThanOrEqual(1_000);
    return text;
  };
  const events = [{ event_type: 'buy', group_by: [{ type: 'event', property: 'price' }] }];

  it.each([
    ['weekly uniques', 'amplitude_active_users', { interval: 'weekly' }],
    ['monthly uniques', 'amplitude_active_users', { interval: 'monthly' }],
    ['who performed', 'amplitude_active_users', { segments: [{ performed: [{ event_type: 'buy' }] }] }],
    ['a rolling window', 'amplitude_event_segmentation', { events: 'buy', rolling_window: 7 }],
    ['a rolling average', 'amplitude_event_segmentation', { events: 'buy', rolling_average: 7 }],
    ['weekly events', 'amplitude_event_segmentation', { events: 'buy', interval: 'weekly' }],
    ['a histogram', 'amplitude_event_segmentation', { events, metric: 'histogram' }],
    [
      'a formula that looks back',
      'amplitude_event_segmentation',
      { events: 'buy', metric: 'formula', formula: 'CUMSUM(TOTALS(A))' },
    ],
    ['a funnel', 'amplitude_funnel', { events: ['view', 'buy'] }],
    ['retention', 'amplitude_retention', { start_event: 'view', return_event: 'buy' }],
    ['lifetime value', 'amplitude_revenue_ltv', {}],
  ])('%s', async (_, name, args) => {
    await vendor(norway);
    await refused({ ...grouped, ...args }, name);
  });

  it('parts that cannot all be asked in time', async () => {
    await vendor(norway);
    const args = { ...grouped, group_by: ['country', 'platform'], events: ['view', 'buy'] };
    const text = await refused(args, 'amplitude_event_segmentation');
    expect(text).toMatch(/in \d+ parts by date, which would take about \d+ s, and a call has 45 s/);
  });

  it('parts where the cost limit holds for five minutes', async () => {
    await vendor(norway, { AMPLITUDE_COST_WINDOW: '5min' });
    const text = await refused(grouped);
    expect(text).toContain('Its cost is 1,800, and Amplitude allows 1,000 cost in 5 minutes.');
    expect(text).toContain('which take 1,800 together, and Amplitude has 1,000 left of 1,000');
  });

  it('parts for which too little of the hour is left', async () => {
    await vendor(norway);
    const connection = scene.engine.config.vendors.find(({ connection }) => connection !== undefined)?.connection;
    if (connection === undefined) throw new Error('no connection');
    const { fingerprint: key, limits } = connection;
    for (let spent = 0; spent < 107_000; spent += 1_000) {
      const { signal } = new AbortController();
      (await scene.engine.limiter.acquire({ key, limits, price: { cost: 1_000 }, signal })).release();
    }
    const text = await refused(grouped);
    expect(text).toContain('which take 1,800 together, and Amplitude has 1,000 left of 108,000 cost an hour');
  });
});
