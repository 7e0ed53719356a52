import { describe, expect, it } from 'vitest';
import { amplitudeDialect } from '../../../src/demo/amplitude/dialect.ts';
import { asker, credentials, event, type Parameters, queryOf } from './amplitude-asking.ts';
import { fiveUsers } from './amplitude-five-users.ts';

const ask = asker(fiveUsers());
const week = { start: '20260302', end: '20260308' };
const view = { ...week, e: event('view') };
const filter = (subprop_type: string, subprop_key: string, subprop_op = 'is') =>
  event('view', { filters: [{ subprop_type, subprop_key, subprop_op, subprop_value: ['1'] }] });
const condition = (more: object) => JSON.stringify([{ prop: 'country', op: 'is', values: ['Germany'], ...more }]);
const funnel = { ...week, e: [event('view'), event('buy')] };
const back = { ...week, se: event('_new'), re: event('_active') };

const refusals: [path: string, parameters: Parameters, details: string][] = [
  ['users', { start: '20260302' }, 'Missing parameter end'],
  ['users', { start: '2026-03-02', end: '20260303' }, 'Invalid start date 2026-03-02: the format is YYYYMMDD'],
  ['users', { start: '20260231', end: '20260303' }, 'Invalid start date 20260231: the format is YYYYMMDD'],
  ['users', { start: '20260303', end: '20260302' }, 'start 2026-03-03 is after end 2026-03-02'],
  ['users', { start: '20250101', end: '20260101' }, 'Date range of 366 days is too long for interval 1: at most 365'],
  ['users', { ...week, i: -3600000 }, 'Invalid interval -3600000'],
  ['users', { ...week, m: 'all' }, 'Invalid metric all'],
  ['users', { ...week, colour: 'red' }, 'The demo does not simulate the parameter colour here.'],
  ['events/segmentation', { ...week }, 'Missing parameter e'],
  [
    'events/segmentation',
    { ...week, e: [event('a'), event('b')] },
    'Up to two events: the second one is the parameter e2',
  ],
  ['events/segmentation', { ...week, e: '{' }, 'Invalid parameter e: not JSON'],
  ['events/segmentation', { ...week, e: '{"event":"x"}' }, 'Invalid parameter e: event_type'],
  [
    'events/segmentation',
    { ...view, i: -3600000, end: '20260309' },
    'Date range of 8 days is too long for interval -3600000: at most 7',
  ],
  ['events/segmentation', { ...view, i: -300000 }, 'Date range of 7 days is too long for interval -300000: at most 2'],
  ['events/segmentation', { ...week, e: event('Any Active Event') }, 'Invalid event type Any Active Event'],
  ['events/segmentation', { ...week, e: event('[Amplitude] Any Event') }, 'Invalid event type [Amplitude] Any Event'],
  ['events/segmentation', { ...week, e: event('ce:Other') }, 'Invalid custom event Other'],
  ['events/segmentation', { ...week, e: event('_inactive') }, 'The demo does not simulate the event type _inactive.'],
  ['events/segmentation', { ...week, e: filter('event', 'colour') }, 'Invalid event property colour'],
  ['events/segmentation', { ...week, e: filter('user', 'plan') }, 'Invalid user property plan'],
  ['events/segmentation', { ...week, e: filter('user', 'gp:country') }, 'Invalid user property gp:country'],
  ['events/segmentation', { ...week, e: filter('user', 'constructor') }, 'Invalid user property constructor'],
  ['events/segmentation', { ...week, e: filter('event', 'size', 'like') }, 'Invalid operator like'],
  ['events/segmentation', { ...view, s: condition({ op: 'toString' }) }, 'Invalid operator toString'],
  ['events/segmentation', { ...view, s: condition({ values: [] }) }, 'Operator is needs at least one value'],
  [
    'events/segmentation',
    { ...view, s: condition({ prop: 'userdata_cohort' }) },
    'The demo does not simulate behavioral cohorts',
  ],
  ['events/segmentation', { ...view, g: 'plan' }, 'Invalid user property plan'],
  [
    'events/segmentation',
    { ...view, g: ['country', 'platform', 'os'] },
    'Too many group by properties: 3, the limit is 2',
  ],
  [
    'events/segmentation',
    { ...view, g: 'country', s: [condition({}), condition({})] },
    'Group by is available only when there is a single segment',
  ],
  ['events/segmentation', { ...view, limit: 1001 }, 'Invalid limit 1001: from 1 to 1000'],
  ['events/segmentation', { ...view, m: 'median' }, 'Invalid metric median'],
  ['events/segmentation', { ...view, m: 'sums' }, 'Metric sums needs a group by property in event e'],
  [
    'events/segmentation',
    { ...week, m: 'sums', e: event('buy', { group_by: [{ type: 'event', value: 'kind' }] }) },
    'Event property kind is not numeric',
  ],
  ['events/segmentation', { ...view, m: 'formula' }, 'Missing parameter formula'],
  ['events/segmentation', { ...view, m: 'formula', formula: 'UNIQUES(B)' }, 'Invalid formula: there is no event B'],
  ['events/segmentation', { ...view, m: 'formula', formula: 'UNIQUES(C)' }, 'Invalid formula: UNIQUES takes A or B'],
  [
    'events/segmentation',
    { ...view, m: 'formula', formula: '(1 + TOTALS(A)' },
    'Invalid formula: a bracket is not closed',
  ],
  ['events/segmentation', { ...view, m: 'formula', formula: '1 +' }, 'Invalid formula: unexpected its end'],
  [
    'events/segmentation',
    { ...view, m: 'formula', formula: 'P90(A)' },
    'The demo does not simulate the formula function P90.',
  ],
  [
    'events/segmentation',
    { ...view, m: 'formula', formula: 'PROPSUM(A)' },
    'Metric formula needs a group by property in event e',
  ],
  ['events/segmentation', { ...view, n: 'new' }, 'Invalid user type new'],
  ['events/segmentation', { ...view, rollingWindow: 2, rollingAverage: 2 }, 'Either rollingWindow or rollingAverage'],
  ['events/segmentation', { ...view, rollingWindow: 0 }, 'Invalid rolling length 0'],
  ['funnels', { ...week, e: event('view') }, 'A funnel needs at least two events'],
  ['funnels', { ...funnel, mode: 'any' }, 'Invalid funnel mode any'],
  ['funnels', { ...funnel, cs: 0 }, 'Invalid conversion window 0'],
  ['funnels', { ...funnel, n: 'any' }, 'Invalid user type any'],
  ['funnels', { ...funnel, g: ['country', 'platform'] }, 'Too many group by properties: 2, the limit is 1'],
  ['retention', { ...back, rm: 'n-day' }, 'Invalid retention method.'],
  ['retention', { ...back, rm: 'bracket' }, 'Missing parameter rb: it is required when rm is bracket'],
  ['retention', { ...back, rm: 'bracket', rb: '[[4,4]]' }, 'Invalid parameter rb: a bracket is empty'],
  ['retention', { ...week, se: event('_new') }, 'Missing parameter re'],
  ['revenue/ltv', { ...week, m: 4 }, 'Invalid metric 4'],
  ['composition', week, 'Missing parameter p'],
  ['composition', { ...week, p: 'plan' }, 'Invalid user property plan'],
  ['realtime', { i: 10 }, 'Invalid interval 10'],
  ['useractivity', { user: 'ann' }, 'Invalid Amplitude ID: the parameter user must be numeric'],
  ['useractivity', { user: '1', limit: 1001 }, 'Invalid limit 1001: up to 1000'],
  ['usersearch', {}, 'Missing parameter user'],
];

describe('refusals', () => {
  it.each(refusals)('%s %o', async (path, parameters, details) => {
    expect(await ask.details(`/api/2/${path}`, parameters)).toContain(`400 ${details}`);
  });

  it('of composition too far back are 403', async () => {
    expect(await ask.details('/api/2/composition', { start: '20240101', end: '20240102', p: 'country' })).toBe(
      '403 Date too far back',
    );
  });

  it('of paths that are not served are 404, and other vendors are left alone', async () => {
    expect(await ask.details('/api/2/annotations')).toBe('404 The demo does not serve /api/2/annotations');
    const dialect = amplitudeDialect(fiveUsers(), { credentials, clock: () => 0 });
    const request = {
      path: '/v1/activities',
      query: queryOf({}),
      authorization: undefined,
      signal: new AbortController().signal,
    };
    expect(dialect(request)).toBeNull();
  });

  it.each([
    [undefined, 401],
    ['Bearer abc', 401],
    [`Basic ${Buffer.from('key:other').toString('base64')}`, 403],
  ])('of the credentials %s are %i', async (authorization, status) => {
    const dialect = amplitudeDialect(fiveUsers(), { credentials, clock: () => 0, latency: 0 });
    const signal = new AbortController().signal;
    const answer = await dialect({ path: '/api/2/events/list', query: queryOf({}), authorization, signal });
    expect(answer?.status).toBe(status);
    expect(JSON.parse(String(answer?.body))).toMatchObject({ error: { http_code: status } });
  });
});
