import { afterEach, describe, expect, it } from 'vitest';
import { call } from '../../../src/call.ts';
import type { Engine } from '../../../src/engine.ts';
import { catalogue } from '../../../tools/index.ts';
import { engineOf } from '../../support/engine.ts';
import { reply, type VendorServer, vendorServer } from '../../support/vendor-server.ts';

const keys = { AMPLITUDE_API_KEY: 'api-key-7f3a', AMPLITUDE_SECRET_KEY: 'secret-key-91bc' };
const later = { start: '2026-08-04', end: '2026-08-05' };
const paths = {
  later: '/api/2/users?start=20260804&end=20260805&m=active&i=1',
  earlier: '/api/2/users?start=20260802&end=20260803&m=active&i=1',
};
const bodies: Record<string, unknown> = {
  [paths.later]: {
    data: {
      series: [[30, 20]],
      seriesMeta: [],
      xValues: ['2026-08-04', '2026-08-05'],
      seriesCollapsed: [[{ value: 40 }]],
    },
  },
  [paths.earlier]: {
    data: {
      series: [[20, 20]],
      seriesMeta: [],
      xValues: ['2026-08-02', '2026-08-03'],
      seriesCollapsed: [[{ value: 32 }]],
    },
  },
};
let server: VendorServer;
let engine: Engine;
const clock = { shift: 0, now: () => Date.parse('2026-08-15T12:00:00Z') + clock.shift };
const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, Math.min(milliseconds, 5)));

async function vendor(answer: Parameters<typeof vendorServer>[0]): Promise<void> {
  server = await vendorServer(answer);
  clock.shift = 0;
  engine = engineOf(catalogue, { ...keys, AMPLITUDE_BASE_URL: server.origin }, { now: clock.now, sleep });
}

const usual: Parameters<typeof vendorServer>[0] = (_, response, path) => reply(response, bodies[path]);

function ask(args: object, signal = new AbortController().signal) {
  return call('amplitude_active_users', { ...later, compare: 'previous_period', ...args }, engine, { signal });
}

afterEach(async () => {
  await engine.http.close();
  await server.close();
});

describe('a call that compares', () => {
  it('asks both ranges, tells the change with the source of both, and what both cost', async () => {
    await vendor(usual);
    const { text, failed } = await ask({});
    expect(failed).toBe(false);
    expect(server.asked.toSorted()).toEqual([paths.earlier, paths.later]);
    expect(text).toContain('2026-08-04 to 2026-08-05 against 2026-08-02 to 2026-08-03');
    expect(text).toContain('40 active users, each counted once, against 32 active users, +25.0 %');
    expect(text).toContain('25 active users against 20 active users, +25.0 %');
    expect(text).toMatch(/tables: comparison \(2\), compared_points \(2\), points \(2\)/);
    expect(text).toMatch(
      /2026-08-04 to 2026-08-05 against 2026-08-02 to 2026-08-03 \(UTC, assumed\), live .*, cost 4,/,
    );
  });

  it('is kept, and its sides too', async () => {
    await vendor(usual);
    const { text } = await ask({});
    expect((await ask({ detail: 'full' })).text).toMatch(/cached 0 s ago, cost 0,/);
    expect((await ask({ compare: undefined })).text).toMatch(
      /2026-08-04 to 2026-08-05 \(UTC, assumed\), cached 0 s ago/,
    );
    expect(server.asked).toHaveLength(2);
    const [, id] = /result_id: (\w+)/.exec(text) ?? [];
    const page = await call('read_result', { result_id: id, table: 'compared_points', format: 'json' }, engine, {
      signal: new AbortController().signal,
    });
    expect(page.text).toContain('{"date":"2026-08-05","current":20,"previous_date":"2026-08-03","previous":20,');
    expect(page.text).toMatch(
      /source: amplitude_active_users, 2026-08-04 to 2026-08-05 against 2026-08-02 to 2026-08-03/,
    );
  });

  it('pays for what it did not know yet', async () => {
    await vendor(usual);
    await ask({ compare: undefined });
    expect((await ask({})).text).toMatch(/, live .*, cost 2,/);
    expect(server.asked).toEqual([paths.later, paths.earlier]);
  });

  it('tells the later range where the earlier one cannot be had, and why', async () => {
    await vendor((_, response, path) =>
      path === paths.later
        ? reply(response, bodies[path])
        : reply(response, { error: { http_code: 403, metadata: { details: 'Date too far back' } } }, 403),
    );
    const { text, failed } = await ask({});
    expect(failed).toBe(false);
    expect(text).toMatch(
      /^Not compared: the earlier range \(2026-08-02 to 2026-08-03\) was not read\. .*Date too far back/,
    );
    expect(text).toContain('2026-08-04 to 2026-08-05: 40 active users, each counted once.');
    expect(text).not.toContain('comparison');
  });

  it('fails as the later range does, and calls the earlier one off', async () => {
    let open = 0;
    await vendor((_, response, path) => {
      if (path === paths.later) return reply(response, { error: { metadata: { details: 'Invalid chart' } } }, 400);
      open += 1;
      response.on('close', () => {
        open -= 1;
      });
    });
    const { text, failed } = await ask({});
    expect(failed).toBe(true);
    expect(text).toContain('Invalid chart');
    await expect.poll(() => open).toBe(0);
  });

  it('is called off whole', async () => {
    await vendor(() => undefined);
    const caller = new AbortController();
    const asked = ask({}, caller.signal);
    await expect.poll(() => server.asked.length).toBe(2);
    caller.abort();
    expect((await asked).text).toContain('cancelled');
  });

  it('is priced by a dry run', async () => {
    await vendor(usual);
    const { text } = await ask({ dry_run: true });
    expect(text).toContain('The comparison asks the same for 2026-08-02 to 2026-08-03: cost 2 more.');
    expect(server.asked).toEqual([]);
  });

  it('says that there is nothing to compare with', async () => {
    const nothing = { data: { series: [], seriesMeta: [], xValues: ['2026-08-02', '2026-08-03'] } };
    await vendor((_, response, path) => reply(response, path === paths.later ? bodies[path] : nothing));
    const { text } = await ask({});
    expect(text).toContain('2026-08-04 to 2026-08-05: 40 active users, each counted once.');
    expect(text).toContain('There is nothing to compare with.');
    expect(text).not.toContain('Likely causes');
  });
});
