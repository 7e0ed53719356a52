import { afterEach, describe, expect, it } from 'vitest';
import { texts } from '../../support/ask.ts';
import { type Asked, grouped, norway, openScene, type Scene } from '../../support/part-vendor.ts';

let scene: Scene;

const vendor = async (...given: Parameters<typeof openScene>) => {
  scene = await openScene(...given);
};
const ask: Scene['ask'] = (...given) => scene.ask(...given);

afterEach(() => scene.close());

describe('a series that is too dear for one query', () => {
  it('is asked in parts, side by side within the limits, and charged once', async () => {
    await vendor(norway);
    const { text, failed } = await ask(grouped);
    expect(failed).toBe(false);
    expect(scene.server.asked).toHaveLength(8);
    expect(scene.most).toEqual({ cost: 900, calls: 4 });
    expect(text).toContain('asked in 8 parts by date and joined point by point');
    expect(text).toMatch(/tables: points \(360\)/);
    expect(text).toMatch(/cost 1,800, quota left 106,200 of 108,000 an hour/);
  });

  it('says what it cannot know, and why: users of the whole range', async () => {
    await vendor(norway);
    const { text } = await ask(grouped);
    expect(text).toContain('Users over the whole range, each counted once: n/a, because users of several parts');
    expect(text).not.toContain('360 active users');
  });

  it('has a right sum where figures add up', async () => {
    await vendor(({ days, limit }) => {
      expect(limit).toBe('1000');
      return { data: { series: [days.map(() => 2)], seriesLabels: [[0, 'Norway']], xValues: days } };
    });
    const { text } = await ask(
      { ...grouped, events: 'buy', metric: 'totals', limit: 3 },
      'amplitude_event_segmentation',
    );
    expect(text).toContain('720 events in all');
    expect(text).not.toContain('n/a');
    expect(text).toContain('"limit" is left aside');
  });

  it('is read again part by part for nothing, as it was', async () => {
    await vendor(({ days, part }) => ({
      data: { series: [days.map(() => part)], seriesMeta: [part === 3 ? 'Sweden' : 'Norway'], xValues: days },
    }));
    const first = await ask(grouped);
    const [, id] = /result_id: (\w+)/.exec(first.text) ?? [];
    const where = [
      { column: 'series', value: 'Sweden' },
      { column: 'active_users', operator: '>', value: 0 },
    ];
    const page = await ask({ result_id: id, table: 'points', where, format: 'json' }, 'read_result');
    expect(page.failed).toBe(false);
    expect(page.text.match(/"active_users":3/g)).toHaveLength(45);
    const again = await ask({ ...grouped, detail: 'full' });
    expect(again.text).toMatch(/cached .* cost 0/);
    expect(again.report?.tables).toEqual(first.report?.tables);
    expect(scene.server.asked).toHaveLength(8);
  });

  it('passes on what any part says about its numbers', async () => {
    await vendor((asked) =>
      norway(asked, {
        minSampleRate: asked.part === 2 ? 0.1 : 1,
        wasCached: asked.part === 5,
        timedOut: asked.part === 7,
        realtimeDataMissing: asked.part === 8,
      }),
    );
    const { report, text } = await ask(grouped);
    const notes = texts(report?.notes ?? []).join('\n');
    expect(notes).toContain('sample rate 0.1');
    expect(notes).toContain('ran out of time');
    expect(notes).toContain('from its own cache');
    expect(notes).toContain('Real-time data is missing');
    const page = await ask({ result_id: /result_id: (\w+)/.exec(text)?.[1] }, 'read_result');
    expect(page.text.split('\n').filter((line) => line.startsWith('- '))).toEqual([
      expect.stringContaining('sample rate 0.1'),
      expect.stringContaining('ran out of time'),
      expect.stringContaining('asked in 8 parts'),
    ]);
  });

  it('tells which part it is at', async () => {
    await vendor(norway);
    const heard = new Set<string>();
    const clock = { ...scene.engine.clock, sleep: () => new Promise<void>((resolve) => setTimeout(resolve, 2)) };
    scene.engine.clock = clock;
    await ask(grouped, 'amplitude_active_users', { onProgress: (message: string) => heard.add(message) });
    expect([...heard].join('\n')).toMatch(/^part 1 of 8/);
    expect([...heard].some((message) => /^part [2-8] of 8/.test(message))).toBe(true);
  });
});

describe('parts that do not join', () => {
  const many = (asked: Asked, count: number, rest: object = {}) => ({
    data: {
      series: Array.from({ length: count }, () => asked.days.map(() => 1)),
      seriesMeta: Array.from({ length: count }, (_, index) => `g${index}`),
      xValues: asked.days,
    },
    ...rest,
  });

  it.each([
    ['a part with as many groups as are sent', (one: Asked) => many(one, one.part === 4 ? 100 : 3)],
    ['a part that hit the group limit', (one: Asked) => many(one, 3, { hitChunkGroupByLimit: one.part === 4 })],
    ['a pruned part', (one: Asked) => many(one, 3, { prunedResult: one.part === 4 })],
  ])('%s: no figure, why, and what to do', async (_, body) => {
    await vendor(body);
    const { text, failed } = await ask(grouped);
    expect(failed).toBe(true);
    expect(text).toMatch(/Amplitude cut the groups of .*, or may have .* charged/);
    expect(text).toContain('Ask without the group-by');
    const usage = await ask({}, 'metrics_status');
    expect(usage.text).toContain('106,200');
    await ask(grouped);
    expect(scene.server.asked).toHaveLength(16);
  });

  it.each([1_000, 100])('segmentation is asked for 1,000 groups, and %i may be cut', async (count) => {
    await vendor((one) => {
      const { data } = many(one, one.part === 4 ? count : 101);
      return { data: { ...data, seriesLabels: data.seriesMeta } };
    });
    const { text } = await ask({ ...grouped, events: 'buy' }, 'amplitude_event_segmentation');
    expect(text).toContain(`${count.toLocaleString('en-US')} came back`);
  });

  it('99 groups are all there were', async () => {
    await vendor((one) => many(one, 99));
    expect((await ask(grouped)).failed).toBe(false);
  });

  it('ungrouped, no flag about groups stops it, but it is told', async () => {
    const everybody = ({ days, part }: Asked) => ({
      data: { series: [days.map(() => 60)], xValues: days },
      prunedResult: part === 2,
    });
    await vendor(everybody);
    const { text, failed } = await ask({ start: '-360d' }, 'amplitude_average_session_length');
    expect(failed).toBe(false);
    expect(text).toContain('pruned this result');
  });

  it('a part with other dates than asked is an error, not a hole', async () => {
    await vendor((one) => norway({ ...one, days: one.part === 6 ? one.days.slice(1) : one.days }));
    const { text, failed } = await ask(grouped);
    expect(failed).toBe(true);
    expect(text).toMatch(/answered the part \S+ to \S+ with other days than asked/);
  });

  it('a part that fails fails all, says which, and calls the others off', async () => {
    await vendor((one) => (one.part === 2 ? { status: 400, details: 'Invalid user property country' } : norway(one)));
    const { text, failed } = await ask(grouped);
    expect(failed).toBe(true);
    expect(text).toContain('Invalid user property country');
    expect(text).toMatch(/This was part 2 of 8, \S+ to \S+; the parts that were asked are charged/);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(scene.server.asked.length).toBeLessThan(8);
  });

  it('a caller who leaves takes all parts along', async () => {
    await vendor(norway);
    const cancel = new AbortController();
    const pending = ask(grouped, 'amplitude_active_users', { signal: cancel.signal });
    await new Promise((resolve) => setTimeout(resolve, 20));
    cancel.abort();
    expect(await pending).toMatchObject({ failed: true, kind: 'cancelled' });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(scene.server.asked.length).toBeLessThan(8);
  });
});
