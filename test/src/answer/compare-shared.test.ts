import { afterEach, describe, expect, it } from 'vitest';
import { call } from '../../../src/call.ts';
import type { Engine } from '../../../src/engine.ts';
import { addDays } from '../../../src/report/calendar.ts';
import { pack, unpack } from '../../../src/results/pack.ts';
import { catalogue } from '../../../tools/index.ts';
import { entry, page } from '../../support/chartmogul-activities.ts';
import { engineOf } from '../../support/engine.ts';
import { fynnPages, fynnRow } from '../../support/fynn-rows.ts';
import { reply, type VendorServer, vendorServer } from '../../support/vendor-server.ts';

let server: VendorServer;
let engine: Engine;
const clock = { shift: 0, now: () => Date.parse('2026-08-15T12:00:00Z') + clock.shift };
const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, Math.min(milliseconds, 5)));

async function vendor(answer: Parameters<typeof vendorServer>[0]): Promise<void> {
  server = await vendorServer(answer);
  clock.shift = 0;
  const settings = { FYNN_API_TOKEN: 'token-5e21', FYNN_BASE_URL: server.origin };
  const others = { CHARTMOGUL_API_KEY: 'key-77aa', CHARTMOGUL_BASE_URL: server.origin };
  engine = engineOf(catalogue, { ...settings, ...others }, { now: clock.now, sleep });
}

const ask = (tool: string, args: object = {}) =>
  call(tool, { compare: 'previous_period', ...args }, engine, { signal: new AbortController().signal });
const idIn = (text: string) => /result_id: (\w+)/.exec(text)?.[1] ?? '';

afterEach(async () => {
  await engine.http.close();
  await server.close();
});

describe('a comparison of a vendor without a date filter', () => {
  const rows = Array.from({ length: 150 }, (_, index) =>
    fynnRow(addDays('2026-03-19', index), `${1000 + index}.00`, { new_revenue: '1.00' }),
  );
  const pages = fynnPages(rows);
  const all: Parameters<typeof vendorServer>[0] = (_, response, path) =>
    reply(response, pages[Number(/page=(\d+)/.exec(path)?.[1]) - 1]);

  it('asks once, pays once, and tells both ranges', async () => {
    await vendor(all);
    const { text, failed } = await ask('fynn_subscription_revenue');
    expect(failed).toBe(false);
    expect(server.asked).toEqual([1, 2].map((number) => `/analytics/subscription-revenue?page=${number}&limit=100`));
    expect(text).toContain('EUR: MRR EUR 1,148.00 against EUR 1,120.00, change EUR 28.00 (+2.5 %).');
    expect(text).toMatch(
      /2026-07-18 to 2026-08-14 against 2026-06-20 to 2026-07-17 \(UTC, assumed\), live .*, cost 2 requests/,
    );
  });

  it('is kept with its parts read for nothing, and its later range too', async () => {
    await vendor(all);
    const id = idIn((await ask('fynn_subscription_revenue')).text);
    expect((await ask('fynn_subscription_revenue', { detail: 'full' })).text).toMatch(
      /cached 0 s ago, cost 0 requests/,
    );
    const plain = await ask('fynn_subscription_revenue', {
      compare: undefined,
      start: '2026-07-18',
      end: '2026-08-14',
    });
    expect(plain.text).toMatch(/cached 0 s ago, cost 0 requests/);
    const read = (table: string) =>
      call('read_result', { result_id: id, table, limit: 1, format: 'json' }, engine, {
        signal: new AbortController().signal,
      });
    expect((await read('comparison')).text).toContain(
      '{"currency":"EUR","figure":"mrr","current":"1148.00","previous":"1120.00",',
    );
    expect((await read('compared_points')).text).toContain('"date":"2026-08-14","mrr":"1148.00"');
    expect((await read('points')).text).toContain('"date":"2026-08-14"');
    expect((await read('points')).text).toContain('2026-07-18 to 2026-08-14 against 2026-06-20 to 2026-07-17');
    expect(server.asked).toHaveLength(2);
  });

  it('holds the pages once, in the process and where they are shared', async () => {
    await vendor(all);
    const result = await engine.results.get(idIn((await ask('fynn_subscription_revenue')).text));
    if (result?.base === undefined) throw new Error('nothing was kept');
    expect(result.base.bodies).toBe(result.bodies);
    expect(result).toMatchObject({ cost: 2, base: { input: { start: '2026-06-20', end: '2026-07-17' } } });
    const packed = (await pack(result)) ?? '';
    const alone = (await pack({ ...result, base: undefined })) ?? '';
    expect(packed.length - alone.length).toBeLessThan(200);
    expect(await unpack(packed)).toEqual(JSON.parse(JSON.stringify(result)));
  });

  it('tells once what was not read, calls no change, and asks again next time', async () => {
    await vendor((request, response, path) =>
      path.includes('page=2') ? reply(response, { title: 'gone' }, 404) : all(request, response, path),
    );
    const { text } = await ask('fynn_subscription_revenue');
    expect(text).toContain('Partial: 1 of 2 pages were read');
    expect(text).toContain(
      'No MRR data from 2026-07-18 to 2026-08-14.\nNot everything was read, so no change is told.',
    );
    expect(text.match(/Page 2 was not read/g)).toHaveLength(1);
    await ask('fynn_subscription_revenue');
    expect(server.asked).toHaveLength(4);
  });
});

describe('a comparison of which one range was cut', () => {
  it('says which, calls no change, and is not given again', async () => {
    await vendor((_, response, path) => {
      if (path.includes('start-date=2026-07-18')) return reply(response, page([entry({ date: '2026-07-20' })]));
      if (path.includes('cursor=')) return reply(response, { code: 400, message: 'no' }, 400);
      return reply(response, page([entry({ date: '2026-06-21' })], true, 'next'));
    });
    const { text } = await ask('chartmogul_list_activities');
    expect(text).toContain(
      'no change is told, because the earlier range was cut after 1 activity (2026-06-21 to 2026-06-21).',
    );
    expect(text).toContain('Earlier range: Page 2 was not read');
    expect(text).toMatch(/, cost 2 requests/);
    await ask('chartmogul_list_activities');
    const of = (start: string) => server.asked.filter((path) => path.includes(`start-date=${start}`));
    expect([of('2026-07-18').length, of('2026-06-20').length]).toEqual([1, 4]);
    const page1 = await call('read_result', { result_id: idIn(text), table: 'activities' }, engine, {
      signal: new AbortController().signal,
    });
    expect(page1.text).toContain('Partial: no change is told, because the earlier range was cut');
  });

  it('counts the earlier range to the moment at which the later one was read, not itself', async () => {
    await vendor((_, response, path) => {
      const isLater = path.includes('start-date=2026-08-14T00');
      const times = isLater ? ['2026-08-15T12:10:00Z'] : ['2026-08-13T12:20:00Z', '2026-08-13T12:40:00Z'];
      reply(response, page(times.map((date) => entry({ date }))));
    });
    await ask('chartmogul_list_activities', { compare: undefined, start: '2026-08-12', end: '2026-08-13' });
    clock.shift = 30 * 60_000;
    const { text } = await ask('chartmogul_list_activities', { start: '2026-08-14', end: 'today' });
    expect(server.asked).toHaveLength(2);
    expect(text).toContain('The earlier range is counted to 2026-08-13T12:30:00Z,');
    expect(text).toContain('1 activity against 1, ');
    expect(text).toMatch(/live 2026-08-15 12:30 UTC, cost 1 request/);
    // It is as old as the older of the two.
    const id = idIn(text);
    clock.shift = 61 * 60_000;
    expect(await engine.results.get(id)).toBeUndefined();
  });
});
