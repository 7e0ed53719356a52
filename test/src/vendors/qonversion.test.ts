import { describe, expect, it } from 'vitest';
import { qonversion } from '../../../src/vendors/qonversion.ts';
import { connection, from } from '../../support/settings.ts';

describe('the connection to Qonversion', () => {
  it('has its key for the path and nowhere else', () => {
    const made = connection(qonversion, { QONVERSION_API_KEY: 'JFPATc4VaaWYsfurml3qZ4zsmNw0VfWH' });
    expect(made).toEqual({
      origin: 'https://api.qonversion.io',
      headers: {},
      pathSecrets: { projectApiKey: 'JFPATc4VaaWYsfurml3qZ4zsmNw0VfWH' },
      fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
      secrets: ['JFPATc4VaaWYsfurml3qZ4zsmNw0VfWH'],
      zone: 'UTC',
      zoneAssumed: false,
      limits: { atOnce: { calls: 5 }, windows: [] },
      facts: {},
    });
  });

  it('names what is missing or malformed, without its value', () => {
    expect(qonversion.connect(from({}))).toEqual({ missing: ['QONVERSION_API_KEY'], problems: [] });
    const { problems, connection: none } = qonversion.connect(from({ QONVERSION_API_KEY: 'neutral/../key' }));
    expect(problems).toEqual([expect.stringMatching(/^QONVERSION_API_KEY (?!.*neutral)/)]);
    expect(none).toBeUndefined();
  });
});

describe('errors of Qonversion', () => {
  it.each([
    [
      {
        error: { type: 'validation', code: 'invalid_data', message: 'Invalid data' },
        _meta: { fields: [{ name: 'filter[country]', messages: ['is too long', 'is unknown'] }] },
      },
      'Invalid data; filter[country]: is too long; is unknown',
    ],
    [
      {
        error: {
          code: 'invalid',
          message: 'Invalid data',
          details: [
            { field: 'search', message: 'is too long' },
            { field: 'x', message: 'is odd' },
          ],
        },
      },
      'Invalid data; search: is too long; x: is odd',
    ],
    [{ error: { message: 'Project not found' } }, 'Project not found'],
    [{ message: 'Unauthorized' }, 'Unauthorized'],
    ['Bad gateway', 'Bad gateway'],
  ])('%j says its words', (body, detail) => expect(fail(422, body).detail).toBe(detail));

  it.each([
    [401, 'credentials', false, /QONVERSION_API_KEY.*"API Key".*not the project key that apps use with the SDK/],
    [404, 'credentials', false, /QONVERSION_API_KEY.*"API Key"/],
    [403, 'permission', false, /QONVERSION_API_KEY/],
    [400, 'input', false, /arguments/],
    [422, 'input', false, /arguments/],
    [429, 'rate_limit', false, /Wait a minute/],
    [500, 'vendor', false, /Ask again/],
    [503, 'vendor', true, /Ask again/],
  ])('%d is %s', (status, kind, retry, advice) => {
    expect(fail(status, {})).toEqual({ kind, retry, advice: expect.stringMatching(advice) });
  });
});

function fail(status: number, body: unknown) {
  return qonversion.failure({ status, body, endpoint: '/v1/analytics/{projectApiKey}/customers-metrics' });
}
