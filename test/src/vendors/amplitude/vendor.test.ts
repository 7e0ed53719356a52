import { describe, expect, it } from 'vitest';
import { amplitude } from '../../../../src/vendors/amplitude/vendor.ts';
import { connection, from } from '../../../support/settings.ts';

const keys = { AMPLITUDE_API_KEY: 'api-key-0123', AMPLITUDE_SECRET_KEY: 'secret:key-4567' };
const token = Buffer.from('api-key-0123:secret:key-4567').toString('base64');

describe('the connection to Amplitude', () => {
  it('signs with both keys and assumes the US region, UTC and the page’s reading of the cost limit', () => {
    expect(connection(amplitude, keys)).toEqual({
      origin: 'https://amplitude.com',
      headers: { authorization: `Basic ${token}` },
      pathSecrets: {},
      fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
      secrets: ['api-key-0123', 'secret:key-4567', 'secret%3Akey-4567', token],
      zone: 'UTC',
      zoneAssumed: true,
      limits: {
        atOnce: { calls: 5, cost: 1000 },
        windows: [
          { name: 'cost an hour', milliseconds: 3_600_000, unit: 'cost', limit: 108_000 },
          {
            name: 'user activity and user search calls an hour',
            milliseconds: 3_600_000,
            unit: 'calls',
            limit: 360,
            pool: 'user',
          },
        ],
      },
      facts: { region: 'us', 'cost limit': '1,000 at once' },
    });
  });

  it('reaches the EU region', () => {
    const eu = connection(amplitude, { ...keys, AMPLITUDE_REGION: 'EU' });
    expect(eu).toMatchObject({ origin: 'https://analytics.eu.amplitude.com', facts: { region: 'eu' } });
  });

  it('reaches another address, with its path, and names that too', () => {
    const proxied = connection(amplitude, { ...keys, AMPLITUDE_BASE_URL: 'https://proxy.example/amplitude/' });
    expect(proxied.origin).toBe('https://proxy.example/amplitude');
    expect(proxied.facts).toEqual({ region: 'us', 'base URL': 'https://proxy.example', 'cost limit': '1,000 at once' });
  });

  it('takes the owner’s word for the zone, UTC too', () => {
    const berlin = connection(amplitude, { ...keys, AMPLITUDE_TIMEZONE: 'Europe/Berlin' });
    expect(berlin).toMatchObject({ zone: 'Europe/Berlin', zoneAssumed: false });
    expect(connection(amplitude, { ...keys, AMPLITUDE_TIMEZONE: 'UTC' })).toMatchObject({
      zone: 'UTC',
      zoneAssumed: false,
    });
  });

  it('reads 1,000 cost as a window of five minutes instead of at once when it is told so', () => {
    const { limits, facts } = connection(amplitude, { ...keys, AMPLITUDE_COST_WINDOW: '5min' });
    expect(limits.atOnce).toEqual({ calls: 5 });
    expect(limits.windows).toHaveLength(3);
    expect(limits.windows).toContainEqual({
      name: 'cost in 5 minutes',
      milliseconds: 300_000,
      unit: 'cost',
      limit: 1000,
    });
    expect(facts['cost limit']).toBe('1,000 in 5 minutes');
  });

  it('names its quota, cache and results by credentials and origin', () => {
    const prints = [
      keys,
      { ...keys, AMPLITUDE_API_KEY: 'another' },
      { ...keys, AMPLITUDE_SECRET_KEY: 'another' },
      { ...keys, AMPLITUDE_REGION: 'eu' },
      { AMPLITUDE_API_KEY: 'api-key-0123s', AMPLITUDE_SECRET_KEY: 'ecret:key-4567' },
    ].map((variables) => connection(amplitude, variables).fingerprint);
    expect(new Set(prints).size).toBe(prints.length);
    expect(connection(amplitude, { ...keys, AMPLITUDE_TIMEZONE: 'Europe/Berlin' }).fingerprint).toBe(prints[0]);
  });
});

describe('wrong settings of Amplitude', () => {
  it('names what is missing', () => {
    expect(amplitude.connect(from({}))).toEqual({
      missing: ['AMPLITUDE_API_KEY', 'AMPLITUDE_SECRET_KEY'],
      problems: [],
    });
    expect(amplitude.connect(from({ AMPLITUDE_API_KEY: 'k' })).missing).toEqual(['AMPLITUDE_SECRET_KEY']);
  });

  it.each([
    ['AMPLITUDE_REGION', 'mars', 'AMPLITUDE_REGION is "mars", and must be us or eu.'],
    ['AMPLITUDE_COST_WINDOW', '10min', 'AMPLITUDE_COST_WINDOW is "10min", and must be concurrent or 5min.'],
    [
      'AMPLITUDE_TIMEZONE',
      'Berlin',
      'AMPLITUDE_TIMEZONE is "Berlin", and must be an IANA time zone such as Europe/Berlin or UTC.',
    ],
    [
      'AMPLITUDE_BASE_URL',
      'http://proxy.example',
      'AMPLITUDE_BASE_URL is "http://proxy.example", and must be an https:// address (http:// on this machine only) in ASCII, without user name, password, ? or #.',
    ],
    ['AMPLITUDE_API_KEY', 'a:b', 'AMPLITUDE_API_KEY has a colon in it: set the API key alone, not a pair of keys.'],
    ['AMPLITUDE_SECRET_KEY', '"abc"', 'AMPLITUDE_SECRET_KEY has quotes in it: set the key alone, without quotes.'],
  ])('%s = %s', (name, value, problem) => {
    expect(amplitude.connect(from({ ...keys, [name]: value }))).toEqual({ missing: [], problems: [problem] });
  });

  it('names all of them at once, and no secret that was put in the wrong place', () => {
    const { problems } = amplitude.connect(
      from({ ...keys, AMPLITUDE_REGION: 'secret:key-4567', AMPLITUDE_TIMEZONE: 'x', AMPLITUDE_BASE_URL: 'x' }),
    );
    expect(problems).toHaveLength(3);
    expect(problems.join()).not.toContain('secret:key');
  });
});

it('reads event names from the list of events, and none from what is not one', () => {
  const names = amplitude.eventNames;
  expect(names?.request).toEqual({ path: '/api/2/events/list', query: [] });
  expect(names?.price).toEqual({ cost: 1 });
  const listed = [{ value: 'Add Friends', display: null, totals: 1 }, { value: null }, { value: '' }, { name: 'x' }];
  expect(names?.read({ data: listed })).toEqual(['Add Friends']);
  expect(names?.read({ data: 'Add Friends' })).toEqual([]);
  expect(names?.read(null)).toEqual([]);
});
