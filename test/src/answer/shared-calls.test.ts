import { afterEach, describe, expect, it } from 'vitest';
import { call } from '../../../src/call.ts';
import { catalogue } from '../../../tools/index.ts';
import { engineOf } from '../../support/engine.ts';
import { grouped, keys, norway, openScene, type Scene } from '../../support/part-vendor.ts';

let scene: Scene;

const vendor = async (...given: Parameters<typeof openScene>) => {
  scene = await openScene(...given);
};
const ask: Scene['ask'] = (...given) => scene.ask(...given);

afterEach(() => scene.close());

describe('identical calls at the same time', () => {
  it('share one request, and only the first is charged', async () => {
    await vendor(norway);
    const args = { group_by: 'country', start: '2026-01-01', end: '2026-01-31' };
    const answers = await Promise.all([
      ask(args),
      ask({ ...args, detail: 'full' }),
      ask({ ...args, end: '2026-01-30' }),
    ]);
    expect(scene.server.asked).toHaveLength(2);
    const [first, second, other] = answers.map(({ text }) => text.split('\n').at(-1));
    expect(first).toMatch(/live [\d: -]+ UTC, cost 155/);
    expect(second).toMatch(/live [\d: -]+ UTC \(shared with an identical call\), cost 0/);
    expect(other).toMatch(/, cost 150/);
    const ids = answers.slice(0, 2).map(({ text }) => /result_id: (\w+)/.exec(text)?.[1]);
    expect(ids[0]).toBe(ids[1]);
  });

  it('share the parts of a split one, and their errors', async () => {
    await vendor((one) => (one.part === 2 ? { status: 400, details: 'No such thing' } : norway(one)));
    const answers = await Promise.all([ask(grouped), ask(grouped)]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers[0]?.text).toContain('No such thing');
    expect(scene.server.asked.length).toBeLessThanOrEqual(8);
  });

  it('go on when the first is cancelled, and end with the last', async () => {
    await vendor(norway);
    const args = { start: '2026-01-01', end: '2026-01-31', group_by: 'country' };
    const [one, two] = [new AbortController(), new AbortController()];
    const first = ask(args, 'amplitude_active_users', { signal: one.signal });
    const second = ask(args, 'amplitude_active_users', { signal: two.signal });
    await new Promise((resolve) => setTimeout(resolve, 10));
    one.abort();
    expect(await first).toMatchObject({ failed: true, kind: 'cancelled' });
    expect(await second).toMatchObject({ failed: false });
    expect(scene.server.asked).toHaveLength(1);
  });

  it('of other credentials are other calls', async () => {
    await vendor(norway);
    const args = { start: '2026-01-01', end: '2026-01-31' };
    const settings = { ...keys, AMPLITUDE_API_KEY: 'another', AMPLITUDE_BASE_URL: scene.server.origin };
    const other = { ...engineOf(catalogue, settings), results: scene.engine.results };
    const { signal } = new AbortController();
    await Promise.all([ask(args), call('amplitude_active_users', args, other, { signal })]);
    expect(scene.server.asked).toHaveLength(2);
    await other.http.close();
  });
});
