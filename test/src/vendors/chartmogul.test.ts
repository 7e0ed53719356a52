import { describe, expect, it } from 'vitest';
import { chartmogul } from '../../../src/vendors/chartmogul.ts';
import { connection, from } from '../../support/settings.ts';

describe('the connection to ChartMogul', () => {
  it('signs with the key and an empty password, in UTC by documentation', () => {
    const token = Buffer.from('neutral-key-1:').toString('base64');
    expect(connection(chartmogul, { CHARTMOGUL_API_KEY: 'neutral-key-1' })).toEqual({
      origin: 'https://api.chartmogul.com',
      headers: { authorization: `Basic ${token}` },
      pathSecrets: {},
      fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
      secrets: ['neutral-key-1', token],
      zone: 'UTC',
      zoneAssumed: false,
      limits: {
        atOnce: { calls: 10 },
        windows: [{ name: 'calls a second', milliseconds: 1000, unit: 'calls', limit: 40 }],
      },
      facts: {},
    });
  });

  it('reaches another address', () => {
    const variables = { CHARTMOGUL_API_KEY: 'k', CHARTMOGUL_BASE_URL: 'http://127.0.0.1:9/mogul/' };
    expect(connection(chartmogul, variables)).toMatchObject({
      origin: 'http://127.0.0.1:9/mogul',
      facts: { 'base URL': 'http://127.0.0.1:9' },
    });
  });

  it('names what is missing or malformed', () => {
    expect(chartmogul.connect(from({}))).toEqual({ missing: ['CHARTMOGUL_API_KEY'], problems: [] });
    const { problems, connection: none } = chartmogul.connect(from({ CHARTMOGUL_API_KEY: 'neutral-key-1:' }));
    expect(problems).toEqual([expect.stringMatching(/^CHARTMOGUL_API_KEY has a colon/)]);
    expect(none).toBeUndefined();
  });
});

describe('errors of ChartMogul', () => {
  it.each([
    [{ code: 401, message: 'No valid API key provided', param: null }, 'No valid API key provided'],
    [{ code: 422, message: 'is invalid', param: 'start-date' }, 'start-date: is invalid'],
    [{ error: 'Account trial expired' }, 'Account trial expired'],
    [{ errors: { 'start-date': 'is invalid', type: ['is unknown'] } }, 'start-date: is invalid; type: is unknown'],
    ['Too many requests', 'Too many requests'],
  ])('%j says its words', (body, detail) => expect(fail(422, body).detail).toBe(detail));

  it.each([
    [400, 'input', false, /arguments/],
    [401, 'credentials', false, /CHARTMOGUL_API_KEY/],
    [402, 'vendor', false, /not about a payment/],
    [403, 'permission', false, /trial.*administrator/],
    [404, 'not_found', false, /CHARTMOGUL_BASE_URL/],
    [422, 'input', false, /arguments/],
    [429, 'rate_limit', false, /40 calls a second/],
    [500, 'vendor', false, /Ask again/],
    [502, 'vendor', true, /Ask again/],
    [503, 'rate_limit', true, /connections/],
    [301, 'vendor', false, /CHARTMOGUL_BASE_URL/],
  ])('%d is %s', (status, kind, retry, advice) => {
    expect(fail(status, { error: 'x' })).toMatchObject({
      kind,
      retry,
      advice: expect.stringMatching(advice),
      detail: 'x',
    });
  });
});

function fail(status: number, body: unknown) {
  return chartmogul.failure({ status, body, endpoint: '/v1/activities' });
}
