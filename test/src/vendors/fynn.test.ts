import { describe, expect, it } from 'vitest';
import { fynn } from '../../../src/vendors/fynn.ts';
import { connection, from } from '../../support/settings.ts';

const variables = { FYNN_API_TOKEN: 'eyJhbGciOi+J9/x==', FYNN_TENANT: 'Acme' };

describe('the connection to Fynn', () => {
  it('carries the token to the tenant, in an assumed zone', () => {
    expect(connection(fynn, variables)).toEqual({
      origin: 'https://acme.coreapi.io',
      headers: { authorization: 'Bearer eyJhbGciOi+J9/x==' },
      pathSecrets: {},
      fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
      secrets: ['eyJhbGciOi+J9/x==', 'eyJhbGciOi%2BJ9%2Fx%3D%3D'],
      zone: 'UTC',
      zoneAssumed: true,
      limits: { atOnce: { calls: 5 }, windows: [] },
      facts: { tenant: 'acme' },
    });
  });

  it('needs no tenant with another address, and takes the owner’s word for the zone', () => {
    const proxied = { FYNN_API_TOKEN: 'k', FYNN_BASE_URL: 'http://localhost:8/fynn/', FYNN_TIMEZONE: 'Europe/Vienna' };
    expect(connection(fynn, proxied)).toMatchObject({
      origin: 'http://localhost:8/fynn',
      zone: 'Europe/Vienna',
      zoneAssumed: false,
      facts: { 'base URL': 'http://localhost:8' },
    });
  });

  it('names what is missing', () => {
    expect(fynn.connect(from({})).missing).toEqual(['FYNN_API_TOKEN', 'FYNN_TENANT']);
    expect(fynn.connect(from({ FYNN_BASE_URL: 'https://proxy.example' })).missing).toEqual(['FYNN_API_TOKEN']);
  });

  it.each([
    ['FYNN_TENANT', 'acme.coreapi.io', /^FYNN_TENANT is "acme\.coreapi\.io", and must be one name/],
    ['FYNN_TIMEZONE', '+01:00', /^FYNN_TIMEZONE is "\+01:00", and must be an IANA time zone/],
    ['FYNN_BASE_URL', 'acme.coreapi.io', /^FYNN_BASE_URL is "acme\.coreapi\.io", and must be an https:/],
    ['FYNN_API_TOKEN', 'Bearer neutral', /^FYNN_API_TOKEN begins with "Bearer"(?!.*neutral)/],
  ])('names a malformed %s', (name, value, problem) => {
    const connected = fynn.connect(from({ ...variables, [name]: value }));
    expect(connected).toEqual({ missing: [], problems: [expect.stringMatching(problem)] });
  });

  it('sends no name server a token that was set as the tenant', () => {
    const connected = fynn.connect(from({ FYNN_API_TOKEN: 'Neutral-token-1', FYNN_TENANT: 'neutral-token-1' }));
    expect(connected).toEqual({ missing: [], problems: [expect.stringMatching(/^FYNN_TENANT (?!.*neutral)/i)] });
  });

  it('names a malformed tenant even where it is not needed', () => {
    const both = { FYNN_API_TOKEN: 'k', FYNN_TENANT: 'a.b', FYNN_BASE_URL: 'https://proxy.example' };
    expect(fynn.connect(from(both)).problems).toHaveLength(1);
  });
});

describe('errors of Fynn', () => {
  it.each([
    [{ message: 'Expired JWT Token', code: 401 }, 'Expired JWT Token'],
    [{ error: { message: 'No access' } }, 'No access'],
    [{ violations: [{ propertyPath: 'page', message: 'is too big' }], detail: 'page: is too big' }, 'page: is too big'],
    [{ type: 'about:blank', title: 'Not Found', detail: 'No route' }, 'No route'],
    ['<!doctype html><title>Welcome</title>', 'Welcome'],
  ])('%j says its words', (body, detail) => expect(fail(400, body).detail).toBe(detail));

  it.each([
    [401, 'credentials', false, /FYNN_API_TOKEN/],
    [403, 'permission', false, /analytics:read/],
    [404, 'not_found', false, /FYNN_TENANT/],
    [400, 'input', false, /arguments/],
    [429, 'rate_limit', false, /Wait a minute/],
    [500, 'vendor', false, /Ask again/],
    [504, 'vendor', true, /Ask again/],
  ])('%d is %s', (status, kind, retry, advice) => {
    expect(fail(status, {})).toEqual({ kind, retry, advice: expect.stringMatching(advice) });
  });

  it.each([200, 302, 403, 404, 410])('takes a web page with status %d for a wrong tenant', (status) => {
    expect(fail(status, '<html><body>Not here').advice).toContain('FYNN_TENANT');
  });
});

function fail(status: number, body: unknown) {
  return fynn.failure({ status, body, endpoint: '/analytics/subscription-revenue' });
}
