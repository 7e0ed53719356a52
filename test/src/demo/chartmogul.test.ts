import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type ChartMogulOptions, chartMogulDialect } from '../../../src/demo/chartmogul.ts';
import { chartMogulLimits } from '../../../src/demo/chartmogul-limits.ts';
import type { DemoAnswer } from '../../../src/demo/company/types.ts';
import { simulateSubscriptions } from '../../../src/demo/subscriptions/simulate.ts';
import { smallCompany } from './small-company.ts';

const log = simulateSubscriptions(smallCompany());
const moved = log.entries.filter(({ movement }) => movement !== 0);

const activity = z.strictObject({
  description: z.string().min(1),
  'activity-mrr-movement': z.int(),
  'activity-mrr': z.int().nonnegative(),
  'activity-arr': z.int().nonnegative(),
  date: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\+00:00)?$/),
  type: z.enum(['new_biz', 'expansion', 'contraction', 'churn', 'reactivation']),
  currency: z.enum(['USD', 'EUR']),
  'subscription-external-id': z.string(),
  'subscription-set-external-id': z.string().nullable(),
  'plan-external-id': z.string().nullable(),
  'customer-name': z.string(),
  'customer-uuid': z.string(),
  'customer-external-id': z.string().nullable(),
  'billing-connector-uuid': z.string(),
  uuid: z.uuid(),
});
const page = z.strictObject({
  entries: z.array(activity),
  cursor: z.string().nullable(),
  has_more: z.boolean(),
  per_page: z.int().optional(),
});
type Page = z.infer<typeof page>;

describe('a page of activities', () => {
  it('tells every movement once, oldest first, with the documented keys', async () => {
    const entries = await everything('');
    expect(entries.map(({ uuid }) => uuid)).toEqual(moved.map(({ id }) => id));
    expect(entries.map((entry) => entry['activity-mrr-movement'])).toEqual(moved.map(({ movement }) => movement));
    expect(entries.every((entry) => entry['activity-arr'] === entry['activity-mrr'] * 12)).toBe(true);
    expect(moved.length).toBeGreaterThan(100);
  });

  it.each(['date', '-date'])('follows the cursor through every page in order %s', async (order) => {
    const ids = (await everything(`order=${order}&per-page=7`)).map(({ uuid }) => uuid);
    const expected = moved.map(({ id }) => id);
    expect(ids).toEqual(order === 'date' ? expected : expected.toReversed());
  });

  it('follows start-after as it follows the cursor', async () => {
    const first = await ask('per-page=5');
    const last = first.entries.at(-1)?.uuid ?? '';
    const second = await ask(`per-page=5&start-after=${last}`);
    expect(second.entries.map(({ uuid }) => uuid)).toEqual(moved.slice(5, 10).map(({ id }) => id));
    expect(second.per_page).toBe(5);
  });

  it('has a cursor with = even on the last page, and per_page on answers without cursor only', async () => {
    const first = await ask('per-page=200&type=reactivation');
    expect(first.has_more).toBe(false);
    expect(first.cursor).toMatch(/=$/);
    expect(first.per_page).toBe(200);
    const second = await ask(`cursor=${encodeURIComponent(first.cursor ?? '')}`);
    expect(second).not.toHaveProperty('per_page');
  });

  it('keeps the filters of each request beside its cursor', async () => {
    const churned = await everything('type=churn&per-page=3');
    expect(churned.map(({ uuid }) => uuid)).toEqual(moved.filter(({ kind }) => kind === 'churn').map(({ id }) => id));
  });

  it('loses the last day of a bare end-date', async () => {
    const [time] = moved
      .map((entry) => entry.time)
      .filter((at) => at % 86_400_000 > 0)
      .slice(-1);
    const date = new Date(time ?? 0).toISOString().slice(0, 10);
    const bare = await everything(`end-date=${date}`);
    expect(bare.length).toBe(moved.filter((entry) => entry.time <= Date.parse(date)).length);
    const whole = await everything(`end-date=${date}T23:59:59Z`);
    expect(whole.length).toBe(moved.filter((entry) => entry.time < Date.parse(date) + 86_400_000).length);
    expect(bare.length).toBeLessThan(whole.length);
  });

  it('includes both ends of the period, in the zone that is given', async () => {
    const [first, last] = [moved[10], moved[20]];
    const start = new Date((first?.time ?? 0) + 7_200_000).toISOString().replace('.000Z', '+02:00');
    const query = new URLSearchParams({ 'start-date': start, 'end-date': new Date(last?.time ?? 0).toISOString() });
    const expected = moved.filter(({ time }) => time >= (first?.time ?? 0) && time <= (last?.time ?? 0));
    expect((await everything(query.toString())).map(({ uuid }) => uuid)).toEqual(expected.map(({ id }) => id));
  });

  it('reads a time without zone as UTC', async () => {
    const at = new Date(moved[30]?.time ?? 0).toISOString().slice(0, 19);
    const expected = moved.filter(({ time }) => time === moved[30]?.time).map(({ id }) => id);
    expect((await everything(`start-date=${at}&end-date=${at}`)).map(({ uuid }) => uuid)).toEqual(expected);
  });

  it('is as uneven as the real ones: null plans, dates without zone, ids without prefix', async () => {
    const entries = await everything('');
    const share = (test: (entry: Page['entries'][number]) => boolean) => entries.filter(test).length / entries.length;
    const shares = [
      share((entry) => entry['plan-external-id'] === null),
      share((entry) => !entry.date.endsWith('+00:00')),
      share((entry) => !entry['customer-uuid'].startsWith('cus_')),
    ];
    for (const one of shares) {
      expect(one).toBeGreaterThan(0);
      expect(one).toBeLessThan(0.35);
    }
    const customers = new Map(entries.map((entry) => [entry['customer-uuid'].replace('cus_', ''), entry]));
    const spellings = new Set(entries.map((entry) => entry['customer-uuid']));
    expect(spellings.size).toBe(customers.size);
  });

  it('answers an empty period with no entries', async () => {
    const empty = await ask('start-date=2001-01-01&end-date=2001-02-01');
    expect(empty).toEqual({ entries: [], cursor: null, has_more: false, per_page: 200 });
  });
});

describe('refusals', () => {
  it('answers a wrong key, and a missing one, with the recorded body', async () => {
    const body = { code: 401, message: 'No valid API key provided', param: null };
    for (const authorization of [undefined, 'Basic bm9wZTo=', 'Bearer key']) {
      expect(await given('', { authorization })).toEqual({ status: 401, body });
    }
  });

  it.each([
    ['type=refund', 'type'],
    ['order=asc', 'order'],
    ['per-page=201', 'per-page'],
    ['per-page=0', 'per-page'],
    ['start-date=yesterday', 'start-date'],
    ['end-date=2025-02-01T00:00:00+00:00', 'end-date'],
    ['start-date=2025-13-01', 'start-date'],
    ['cursor=abc', 'cursor'],
    ['start_date=2025-01-01', 'start_date'],
  ])('answers 400 to %s and names the parameter', async (query, parameter) => {
    const answer = await given(query);
    expect(answer.status).toBe(400);
    const { errors } = z.object({ errors: z.record(z.string(), z.string()) }).parse(answer.body);
    expect(Object.keys(errors)).toEqual([parameter]);
  });

  it('answers 400 to a position that is not in the list', async () => {
    expect((await given(`start-after=${'0'.repeat(36)}`)).status).toBe(400);
  });

  it('leaves other paths to other vendors', () => {
    const dialect = chartMogulDialect(log, options);
    expect(dialect({ ...request(''), path: '/v1/customers' })).toBeNull();
  });
});

describe('limits', () => {
  it('refuses the 41st request within any second, and takes it a second after the first', async () => {
    let now = 5_000;
    const dialect = chartMogulDialect(log, { ...options, clock: () => now });
    for (let count = 0; count < 40; count += 1) {
      expect((await dialect(request('per-page=1')))?.status).toBe(200);
      now += 10;
    }
    now = 5_999;
    const refused = await dialect(request('per-page=1'));
    expect(refused).toMatchObject({ status: 429, body: { code: 429, param: null } });
    now = 6_000;
    expect((await dialect(request('per-page=1')))?.status).toBe(200);
  });

  it('refuses the 21st request at once with 503, and takes it when one has ended', async () => {
    const dialect = chartMogulDialect(log, { ...options, latency: 30 });
    const answers = await Promise.all(Array.from({ length: 21 }, () => dialect(request('per-page=1'))));
    expect(answers.map((answer) => answer?.status).toSorted()).toEqual([...Array(20).fill(200), 503]);
    expect((await dialect(request('per-page=1')))?.status).toBe(200);
  });

  it('frees the place of a client that hangs up', async () => {
    const limits = chartMogulLimits();
    const entries = Array.from({ length: 20 }, () => limits.enter(0));
    expect(limits.enter(0)).toEqual({ refused: 503 });
    const [first] = entries;
    if (first !== undefined && 'leave' in first) {
      first.leave();
      first.leave();
    }
    expect(limits.enter(0)).toHaveProperty('leave');
    expect(limits.enter(0)).toEqual({ refused: 503 });
  });

  it('stops when its client aborts', async () => {
    const dialect = chartMogulDialect(log, { ...options, latency: 10_000 });
    const client = new AbortController();
    const answer = dialect({ ...request(''), signal: client.signal });
    client.abort();
    await expect(answer).rejects.toThrow();
  });
});

const options: ChartMogulOptions = { apiKey: 'key', clock: () => 0, latency: 0 };

function request(query: string) {
  const authorization = `Basic ${Buffer.from('key:').toString('base64')}`;
  return {
    path: '/v1/activities',
    query: new URLSearchParams(query),
    authorization,
    signal: new AbortController().signal,
  };
}

async function given(query: string, changes: { authorization?: string | undefined } = {}): Promise<DemoAnswer> {
  const answer = await chartMogulDialect(log, options)({ ...request(query), ...changes });
  if (answer === null) throw new Error('not answered');
  return answer;
}

async function ask(query: string): Promise<Page> {
  const answer = await given(query);
  expect(answer.status).toBe(200);
  return page.parse(answer.body);
}

async function everything(query: string): Promise<Page['entries']> {
  let current = await ask(query);
  const entries = [...current.entries];
  while (current.has_more) {
    current = await ask(`${query}&cursor=${encodeURIComponent(current.cursor ?? '')}`);
    entries.push(...current.entries);
  }
  return entries;
}
