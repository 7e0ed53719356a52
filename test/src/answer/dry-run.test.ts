import { afterEach, describe, expect, it } from 'vitest';
import { grouped, keys, norway, openScene, type Scene } from '../../support/part-vendor.ts';

let scene: Scene;

const vendor = async (...given: Parameters<typeof openScene>) => {
  scene = await openScene(...given);
};
const ask: Scene['ask'] = (...given) => scene.ask(...given);

afterEach(() => scene.close());

describe('a dry run', () => {
  const dry = (args: object, name?: string) => ask({ ...args, dry_run: true }, name);

  it('tells price, dates and request, and sends and keeps nothing', async () => {
    await vendor(norway);
    const { text, failed } = await dry({ start: '2026-01-01', end: '2026-01-31', segments: [{}, {}] });
    expect(failed).toBe(false);
    expect(text.split('\n')).toEqual([
      'Dry run: nothing was sent. Its cost is 62, and Amplitude allows 1,000 at once.',
      'It would be sent as one query.',
      'Dates: 2026-01-01 to 2026-01-31 (31 days).',
      'Would send: GET /api/2/users?start=20260101&end=20260131&m=active&i=1&s=[]&s=[]',
      '---',
      'source: Amplitude, 2026-01-01 to 2026-01-31 (UTC, assumed), dry run, cost 0, quota left 108,000 of 108,000 an hour',
    ]);
    expect(scene.server.asked).toEqual([]);
    const asked = await ask({ start: '2026-01-01', end: '2026-01-31', segments: [{}, {}] });
    expect(asked.text).not.toContain('cached');
    expect(scene.server.asked).toHaveLength(1);
  });

  it('tells the plan of parts', async () => {
    await vendor(norway);
    const { text, report } = await dry(grouped);
    expect(text).toContain('It would be sent in 8 parts by date and joined, in about 14 s at most.');
    expect(report?.tables[0]?.rows).toHaveLength(8);
    expect(report?.tables[0]?.rows.reduce((sum, [, , cost]) => sum + Number(cost), 0)).toBe(1_800);
    expect(scene.server.asked).toEqual([]);
  });

  it('of what would be refused tells why, and cheaper questions', async () => {
    await vendor(norway);
    const { text, failed } = await dry({ ...grouped, events: ['view', 'buy'] }, 'amplitude_funnel');
    expect(failed).toBe(false);
    expect(text).toContain('Its cost is 7,200');
    expect(text).toMatch(/It would be refused\..*\nThese fit:\n- /);
    expect(scene.server.asked).toEqual([]);
  });

  it('says when the answer is there already', async () => {
    await vendor(norway);
    await ask(grouped);
    const { text } = await dry(grouped);
    expect(text).toContain('costs nothing now');
    expect(scene.server.asked).toHaveLength(8);
  });

  it('holds no origin and no secret, and none of it where nothing is priced', async () => {
    await vendor(norway);
    const { text } = await dry(grouped);
    for (const secret of [...Object.values(keys), scene.server.origin, 'Basic']) expect(text).not.toContain(secret);
    expect((await dry({}, 'amplitude_list_events')).text).toContain('"dry_run" is not an argument');
  });
});
