import { afterEach, describe, expect, it } from 'vitest';
import { call } from '../../src/call.ts';
import type { Engine } from '../../src/engine.ts';
import { catalogue } from '../../tools/index.ts';
import { engineOf } from '../support/engine.ts';
import { reply, type VendorServer, vendorServer } from '../support/vendor-server.ts';

const secrets = { AMPLITUDE_API_KEY: 'api-key-7f3a', AMPLITUDE_SECRET_KEY: 'secret-key-91bc' };
const users = { data: { series: [[10, 12, 14]], seriesMeta: [], xValues: ['2026-08-01', '2026-08-02', '2026-08-03'] } };
const range = { start: '2026-08-01', end: '2026-08-03' };
const activity = {
  ...{ uuid: 'a', type: 'new_biz', date: '2026-07-10T00:00:00+00:00', currency: 'EUR', description: 'purchased' },
  ...{
    'activity-mrr-movement': 600,
    'activity-mrr': 600,
    'activity-arr': 7_200,
    'customer-name': 'Acme',
    'customer-uuid': 'cus_1',
  },
};
let server: VendorServer;
let engine: Engine;
const clock = { shift: 0, now: () => Date.parse('2026-08-15T12:00:00Z') + clock.shift, sleep: async () => {} };

async function vendor(answer: Parameters<typeof vendorServer>[0]): Promise<void> {
  server = await vendorServer(answer);
  clock.shift = 0;
  engine = engineOf(catalogue, { ...secrets, AMPLITUDE_BASE_URL: server.origin }, { ...clock, sleep: forever });
}

/** The limiter's patience never ends in these tests; retries do not sleep long enough to notice. */
function forever(milliseconds: number, signal?: AbortSignal): Promise<void> {
  if (milliseconds < 20_000) return new Promise((resolve) => setTimeout(resolve, Math.min(milliseconds, 5)));
  return new Promise((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }));
}

const ask = (name: string, args: unknown) => call(name, args, engine, { signal: new AbortController().signal });

afterEach(async () => {
  await engine.http.close();
  await server.close();
});

describe('a call', () => {
  it('is asked once, told with its source, cost and quota, and read again for nothing', async () => {
    await vendor((_, response) => reply(response, users));
    const first = await ask('amplitude_active_users', range);
    expect(first.failed).toBe(false);
    expect(first.text).toMatch(/tables: points \(3\)/);
    expect(first.text).toMatch(
      /source: Amplitude, 2026-08-01 to 2026-08-03 \(UTC, assumed\), live 2026-08-15 12:00 UTC, cost 3, quota left 107,997 of 108,000 an hour/,
    );
    clock.shift = 90_000;
    const second = await ask('amplitude_active_users', { ...range, detail: 'full' });
    expect(second.text).toMatch(/cached 2 min ago, cost 0, quota left 107,997/);
    expect(server.asked).toEqual(['/api/2/users?start=20260801&end=20260803&m=active&i=1']);
    const [, id] = /result_id: (\w+)/.exec(first.text) ?? [];
    const page = await ask('read_result', {
      result_id: id,
      where: { column: 'active_users', operator: '>', value: 11 },
      format: 'json',
    });
    expect(page.text).toContain('{"date":"2026-08-02","active_users":12,"complete":true}');
    expect(server.asked).toHaveLength(1);
  });

  it('asks again when what still moves is older than a minute, and what is settled than an hour', async () => {
    await vendor((_, response) => reply(response, users));
    await ask('amplitude_active_users', { start: '-3d', end: 'today' });
    clock.shift = 61_000;
    await ask('amplitude_active_users', { start: '-3d', end: 'today' });
    expect(server.asked).toHaveLength(2);
    await ask('amplitude_active_users', range);
    clock.shift = 3_500_000;
    await ask('amplitude_active_users', range);
    expect(server.asked).toHaveLength(3);
    clock.shift = 3_700_000;
    await ask('amplitude_active_users', range);
    expect(server.asked).toHaveLength(4);
  });

  it('forgets a result after an hour and says what to do', async () => {
    await vendor((_, response) => reply(response, users));
    const [, id] = /result_id: (\w+)/.exec((await ask('amplitude_active_users', range)).text) ?? [];
    clock.shift = 3_600_001;
    const { text, failed } = await ask('read_result', { result_id: id });
    expect(failed).toBe(true);
    expect(text).toMatch(/Call the tool again/);
  });

  it('is refused before it is sent when no quota has room for it, with cheaper ones that fit', async () => {
    await vendor((_, response) => reply(response, users));
    const { text, failed } = await ask('amplitude_retention', {
      start_event: '_new',
      return_event: '_active',
      start: '-150d',
    });
    expect(failed).toBe(true);
    expect(text).toMatch(/cost is 1,200, and Amplitude allows 1,000 at once/);
    expect(text).toMatch(/"start": "2026-04-12" \(the last 125 days\): cost 1,000/);
    expect(server.asked).toEqual([]);
  });

  it('explains an empty answer with the nearest event names, by one more cheap request', async () => {
    await vendor((_, response, path) =>
      reply(
        response,
        path.startsWith('/api/2/events/list')
          ? { data: [{ value: 'view_item' }, { value: 'purchase' }] }
          : { data: { series: [], seriesLabels: [], xValues: ['2026-08-01'] } },
      ),
    );
    const { text } = await ask('amplitude_event_segmentation', { events: 'View Items', ...range });
    expect(text).toMatch(/has no "View Items": nearest: "view\\?_item"/);
  });

  it('names the key where an answer drifted from its shape, and reads no figure', async () => {
    await vendor((_, response) => reply(response, { data: { series: [[10, 'many', 14]], xValues: ['2026-08-01'] } }));
    const { text, failed } = await ask('amplitude_active_users', range);
    expect(failed).toBe(true);
    expect(text).toMatch(
      /Amplitude \/api\/2\/users answered in a shape that this version does not know: data\.series\[0\]\[1\]/,
    );
  });

  it('keeps what was read when a later page fails, says so, and asks again next time', async () => {
    const page = { entries: [activity], cursor: 'next=', has_more: true };
    server = await vendorServer((_, response, path) =>
      path.includes('cursor') ? reply(response, { error: 'broken' }, 500) : reply(response, page),
    );
    engine = engineOf(
      catalogue,
      { CHARTMOGUL_API_KEY: 'a-key', CHARTMOGUL_BASE_URL: server.origin },
      { ...clock, sleep: forever },
    );
    const first = await ask('chartmogul_list_activities', { start: '2026-07-01', end: '2026-07-31' });
    expect(first.failed).toBe(false);
    expect(first.text).toMatch(/Partial/);
    expect(first.text).toMatch(/Page 2 was not read: ChartMogul answered HTTP 500/);
    const [, id] = /result_id: (\w+)/.exec(first.text) ?? [];
    expect((await ask('read_result', { result_id: id, table: 'movements' })).text).toMatch(/Partial/);
    const asked = server.asked.length;
    await ask('chartmogul_list_activities', { start: '2026-07-01', end: '2026-07-31' });
    expect(server.asked.length).toBeGreaterThan(asked);
  });

  it('strikes a key that a vendor echoes in its data', async () => {
    const key = 'QKEY12345678901234567890ABCDEFGH';
    server = await vendorServer((_, response) =>
      reply(response, { data: { clientsWithEvent: 5, self: `/v1/analytics/${key}/customers-metrics` } }),
    );
    engine = engineOf(
      catalogue,
      { QONVERSION_API_KEY: key, QONVERSION_BASE_URL: server.origin },
      { ...clock, sleep: forever },
    );
    const { text } = await ask('qonversion_customer_metrics', {});
    expect(text).toContain('5');
    expect(text).not.toContain(key);
    expect(text).not.toContain(key.slice(0, 16));
  });

  it('keeps secrets out of whatever is said', async () => {
    await vendor((request, response) =>
      reply(
        response,
        `<html><title>${request.headers.authorization} ${secrets.AMPLITUDE_SECRET_KEY}</title></html>`,
        403,
      ),
    );
    const { text } = await ask('amplitude_active_users', range);
    const token = Buffer.from(`${secrets.AMPLITUDE_API_KEY}:${secrets.AMPLITUDE_SECRET_KEY}`).toString('base64');
    for (const secret of [...Object.values(secrets), token, server.origin]) expect(text).not.toContain(secret);
    expect(text).toMatch(/AMPLITUDE_API_KEY/);
  });

  it('opens a result only for the credentials that made it', async () => {
    await vendor((_, response) => reply(response, users));
    const [, id] = /result_id: (\w+)/.exec((await ask('amplitude_active_users', range)).text) ?? [];
    const other = engineOf(catalogue, { ...secrets, AMPLITUDE_API_KEY: 'another', AMPLITUDE_BASE_URL: server.origin });
    const shared = { ...other, results: engine.results, clock: engine.clock };
    const { text, failed } = await call('read_result', { result_id: id }, shared, {
      signal: new AbortController().signal,
    });
    expect(failed).toBe(true);
    expect(text).toMatch(/there is no result/);
  });

  it('is cancelled with its request', async () => {
    let gone = false;
    await vendor((request) => request.on('close', () => (gone = true)));
    const cancel = new AbortController();
    const pending = call('amplitude_active_users', range, engine, { signal: cancel.signal });
    await new Promise((resolve) => setTimeout(resolve, 200));
    cancel.abort();
    expect(await pending).toMatchObject({ failed: true });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(gone).toBe(true);
  });
});
