import { describe, expect, it } from 'vitest';
import { costOf } from '../../../src/demo/amplitude/cost.ts';
import { amplitudeDialect } from '../../../src/demo/amplitude/dialect.ts';
import { openQuota } from '../../../src/demo/amplitude/quota.ts';
import { authorization, credentials, event, type Parameters, queryOf } from './amplitude-asking.ts';
import { fiveUsers } from './amplitude-five-users.ts';

const day = { start: '20260302', end: '20260302' };
const germans = JSON.stringify([{ prop: 'country', op: 'is', values: ['Germany'] }]);
const pair = JSON.stringify([
  { prop: 'country', op: 'is', values: ['Germany'] },
  { prop: 'platform', op: 'is', values: ['iOS'] },
]);
const grouped = event('view', { group_by: [{ type: 'event', value: 'size' }] });
const filtered = event('view', {
  filters: [{ subprop_type: 'event', subprop_key: 'size', subprop_op: 'is', subprop_value: ['1'] }],
});

describe('cost', () => {
  const prices: [path: string, parameters: Parameters, cost: number][] = [
    ['events/segmentation', { ...day, e: event('view') }, 1],
    ['events/segmentation', { ...day, e: filtered }, 1],
    ['events/segmentation', { ...day, e: event('view'), e2: event('buy') }, 2],
    ['events/segmentation', { ...day, e: grouped, e2: event('buy') }, 6],
    ['events/segmentation', { start: '20260101', end: '20260324', e: event('view'), g: 'country' }, 415],
    ['events/segmentation', { ...day, e: event('view'), g: 'country', g2: 'platform' }, 9],
    ['events/segmentation', { ...day, e: event('view'), s: [germans] }, 2],
    ['events/segmentation', { ...day, e: event('view'), s: [germans, pair] }, 5],
    ['funnels', { start: '20260301', end: '20260310', e: [event('a'), event('b'), event('c')] }, 60],
    ['funnels', { ...day, e: [grouped, event('b')] }, 8],
    ['retention', { start: '20260101', end: '20260506', se: event('a'), re: event('b') }, 1008],
    ['sessions/length', { start: '20260301', end: '20260330' }, 120],
    ['sessions/average', day, 4],
    ['sessions/peruser', day, 4],
    ['users', { start: '20260301', end: '20260330' }, 30],
    ['composition', { ...day, p: 'country' }, 1],
    ['revenue/ltv', { start: '20260301', end: '20260330', g: 'country' }, 150],
    ['realtime', {}, 2],
    ['events/list', {}, 1],
    ['events/segmentation', { ...day, e: 'not json', s: ['neither'] }, 1],
    ['users', { start: '2026-03-01', end: '20260330' }, 1],
    ['users', { end: '20260330' }, 1],
  ];

  it.each(prices)('%s %o costs %i', (path, parameters, cost) => {
    expect(costOf(`/api/2/${path}`, queryOf(parameters))).toBe(cost);
  });
});

describe('quota', () => {
  it('lets five requests run at once', () => {
    const quota = openQuota(() => 0);
    const entries = Array.from({ length: 5 }, () => quota.enter('query', 1));
    expect(quota.enter('user', 1)).toEqual({ refused: 'concurrent' });
    leave(entries[2]);
    expect(quota.enter('user', 1)).toHaveProperty('leave');
    expect(quota.enter('query', 1)).toEqual({ refused: 'concurrent' });
  });

  it('lets a cost of 1,000 run at once', () => {
    const quota = openQuota(() => 0);
    const first = quota.enter('query', 600);
    expect(quota.enter('query', 401)).toEqual({ refused: 'concurrent' });
    expect(quota.enter('query', 400)).toHaveProperty('leave');
    leave(first);
    expect(quota.enter('query', 600)).toHaveProperty('leave');
    expect(openQuota(() => 0).enter('query', 1001)).toEqual({ refused: 'concurrent' });
  });

  it('lets a cost of 108,000 run in any hour, not counting what was refused', () => {
    let time = 0;
    const quota = openQuota(() => time);
    for (let query = 0; query < 108; query++) {
      leave(quota.enter('query', 1000));
      time += 10_000;
    }
    expect(quota.enter('query', 1)).toEqual({ refused: 'rate' });
    time = 3_599_999;
    expect(quota.enter('query', 1)).toEqual({ refused: 'rate' });
    time = 3_600_000;
    leave(quota.enter('query', 1000));
    expect(quota.enter('query', 1)).toEqual({ refused: 'rate' });
  });

  it('lets 360 user queries run in an hour, beside the others', () => {
    let time = 0;
    const quota = openQuota(() => time);
    for (let query = 0; query < 360; query++) leave(quota.enter('user', 1));
    expect(quota.enter('user', 1)).toEqual({ refused: 'rate' });
    expect(quota.enter('query', 1000)).toHaveProperty('leave');
    time = 3_600_000;
    expect(quota.enter('user', 1)).toHaveProperty('leave');
  });
});

describe('the API within its quota', () => {
  const open = (clock = () => 0, latency = 30) => {
    const dialect = amplitudeDialect(fiveUsers(), { credentials, clock, latency });
    return async (path: string, parameters: Parameters = {}, signal = new AbortController().signal) => {
      const answer = await dialect({ path: `/api/2/${path}`, query: queryOf(parameters), authorization, signal });
      return { status: answer?.status, text: String(answer?.body) };
    };
  };

  it('answers the sixth request at once with 429, and lets others in again afterwards', async () => {
    const ask = open();
    const answers = await Promise.all(Array.from({ length: 6 }, () => ask('users', day)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
    expect(JSON.parse(answers[5]?.text ?? '')).toEqual({
      error: {
        http_code: 429,
        type: 'too_many_requests',
        message: 'Unspecified Error',
        metadata: { details: 'Exceeded concurrent limit with query of cost 1' },
      },
    });
    expect((await ask('users', day)).status).toBe(200);
  });

  it('refuses too much cost at once', async () => {
    const ask = open();
    const query = { start: '20260101', end: '20260324', e: event('view'), g: 'country' };
    const answers = await Promise.all([1, 2, 3].map(() => ask('events/segmentation', query)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(answers[2]?.text).toContain('Exceeded concurrent limit with query of cost 415');
  });

  it('refuses the user query that is one too many', async () => {
    const ask = open(() => 0, 0);
    for (let query = 0; query < 360; query++) await ask('usersearch', { user: 'ann' });
    expect((await ask('useractivity', { user: '1' })).text).toContain('Exceeded rate limit with query of cost 1');
    expect((await ask('users', day)).status).toBe(200);
  });

  it('frees the slot of a request that is given up', async () => {
    const ask = open(() => 0, 60_000);
    const giveUp = new AbortController();
    const waiting = Array.from({ length: 5 }, () => ask('users', day, giveUp.signal));
    expect((await ask('users', day)).status).toBe(429);
    giveUp.abort();
    expect((await Promise.allSettled(waiting)).map(({ status }) => status)).toEqual(Array(5).fill('rejected'));
    const stop = new AbortController();
    const next = ask('users', day, stop.signal);
    stop.abort();
    await expect(next).rejects.toThrow('abort');
  });

  it('frees the slot of a request that is refused', async () => {
    const ask = open(() => 0, 0);
    for (let query = 0; query < 7; query++) expect((await ask('users', { start: 'x', end: 'y' })).status).toBe(400);
    expect((await ask('users', day)).status).toBe(200);
  });
});

function leave(entry: ReturnType<ReturnType<typeof openQuota>['enter']> | undefined): void {
  if (entry === undefined || 'refused' in entry) throw new Error('was refused');
  entry.leave();
}
