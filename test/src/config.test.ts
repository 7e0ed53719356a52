import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generalSettings, readConfig } from '../../src/config.ts';
import { amplitude } from '../../src/vendors/amplitude/vendor.ts';
import { chartmogul } from '../../src/vendors/chartmogul.ts';
import { fynn } from '../../src/vendors/fynn.ts';
import { qonversion } from '../../src/vendors/qonversion.ts';

const vendors = [amplitude, chartmogul, qonversion, fynn];
const keys = { AMPLITUDE_API_KEY: 'neutral-key-1', AMPLITUDE_SECRET_KEY: 'neutral-key-2' };

describe('the state of a vendor', () => {
  it.each([
    ['unset', {}],
    ['unset', { AMPLITUDE_API_KEY: '', AMPLITUDE_SECRET_KEY: ' \t\n' }],
    ['unset', { AMPLITUDE_API_KEY: `$\{user_config.amplitude_api_key}`, AMPLITUDE_SECRET_KEY: ` $\{input:x} ` }],
    ['unset', { AMPLITUDE_REGION: 'eu', AMPLITUDE_BASE_URL: 'https://proxy.example' }],
    ['incomplete', { AMPLITUDE_API_KEY: 'neutral-key-1' }],
    ['incomplete', { AMPLITUDE_API_KEY: `$\{X}`, AMPLITUDE_SECRET_KEY: 'neutral-key-2' }],
    ['malformed', { ...keys, AMPLITUDE_REGION: 'mars' }],
    ['malformed', { AMPLITUDE_API_KEY: '""' }],
    ['malformed', { ...keys, AMPLITUDE_SECRET_KEY: `neutral-$\{X}` }],
    ['ready', keys],
    ['ready', { ...keys, AMPLITUDE_REGION: `$\{user_config.region}`, AMPLITUDE_TIMEZONE: '' }],
  ])('is %s with %j', (state, environment) => {
    const of = stateOf(environment);
    expect(of.state).toBe(state);
    expect(of.connection !== undefined).toBe(state === 'ready');
  });

  it('names what is missing beside what is malformed', () => {
    expect(stateOf({ AMPLITUDE_API_KEY: 'a b', AMPLITUDE_TIMEZONE: 'x' })).toMatchObject({
      state: 'malformed',
      missing: ['AMPLITUDE_SECRET_KEY'],
      problems: [expect.stringContaining('AMPLITUDE_API_KEY'), expect.stringContaining('AMPLITUDE_TIMEZONE')],
    });
  });

  it('names a malformed variable of a vendor that is not set up', () => {
    const { state, problems } = stateOf({ AMPLITUDE_REGION: 'mars' });
    expect(state).toBe('unset');
    expect(problems).toEqual([expect.stringContaining('"mars"')]);
  });

  it('trims values', () => {
    const padded = { AMPLITUDE_API_KEY: '  neutral-key-1\n', AMPLITUDE_SECRET_KEY: '\tneutral-key-2 ' };
    expect(stateOf(padded).connection).toEqual(stateOf(keys).connection);
  });

  it('is one for each vendor, in their order, and none spoils another', () => {
    const config = readConfig(
      { ...keys, AMPLITUDE_REGION: 'mars', CHARTMOGUL_API_KEY: 'k', FYNN_TENANT: 'a' },
      vendors,
    );
    expect(config.vendors.map(({ vendor, state }) => [vendor.id, state])).toEqual([
      ['amplitude', 'malformed'],
      ['chartmogul', 'ready'],
      ['qonversion', 'unset'],
      ['fynn', 'incomplete'],
    ]);
  });
});

describe('the general settings', () => {
  it.each([
    ['true', true],
    ['TRUE', true],
    [' True ', true],
    ['false', false],
    ['', false],
    [`$\{user_config.show_pii}`, false],
    [undefined, false],
  ])('show personal data with %j: %s', (text, shown) => {
    expect(readConfig({ METRICS_MCP_SHOW_PII: text }, vendors)).toMatchObject({
      showPersonalData: shown,
      problems: [],
    });
  });

  it.each(['1', 'yes', 'ture', 'on'])('keep personal data masked with %j, and say so', (text) => {
    const { showPersonalData, problems } = readConfig({ METRICS_MCP_SHOW_PII: text }, vendors);
    expect(showPersonalData).toBe(false);
    expect(problems).toEqual([
      `METRICS_MCP_SHOW_PII is "${text}", and must be true or false; personal data stays masked.`,
    ]);
  });

  it('show no key that was put in a wrong place', () => {
    const environment = { QONVERSION_API_KEY: 'neutral-key-1', METRICS_MCP_SHOW_PII: 'neutral-key-1' };
    expect(readConfig(environment, vendors).problems.join()).not.toContain('neutral');
  });

  it.each([
    ['  Shop (live) ', 'Shop (live)'],
    ['Shop\n\u202e\u200blive', 'Shop live'],
    ['x'.repeat(60), 'x'.repeat(40)],
    ['🛒'.repeat(60), '🛒'.repeat(40)],
  ])('label %j is %s', (text, label) => {
    expect(readConfig({ METRICS_MCP_LABEL: text }, vendors).label).toBe(label);
  });

  it.each(['', '  ', '\u200b', `$\{user_config.label}`])('label %j is none', (text) => {
    expect(readConfig({ METRICS_MCP_LABEL: text }, vendors)).not.toHaveProperty('label');
  });

  it('say where the quota is shared', () => {
    const environment = { METRICS_MCP_STATE_DIR: ' /var/quota ', METRICS_MCP_REDIS_URL: 'rediss://u:p@cache:6380/2' };
    expect(readConfig(environment, vendors)).toMatchObject({
      stateFolder: '/var/quota',
      redisUrl: 'rediss://u:p@cache:6380/2',
      problems: [],
    });
    expect(readConfig({}, vendors)).not.toHaveProperty('redisUrl');
  });

  it.each(['http://u:neutral@cache', 'neutral@cache:6379', 'redis://', 'redis:///0', 'redis://cache:port'])(
    'name a malformed Redis address without showing it: %j',
    (text) => {
      const { redisUrl, problems } = readConfig({ METRICS_MCP_REDIS_URL: text }, vendors);
      expect(redisUrl).toBeUndefined();
      expect(problems).toEqual([expect.stringContaining('METRICS_MCP_REDIS_URL')]);
      expect(problems.join()).not.toContain('neutral');
    },
  );

  it('are listed with their meaning', () => {
    expect(generalSettings.map(({ name }) => name)).toEqual([
      'METRICS_MCP_SHOW_PII',
      'METRICS_MCP_LABEL',
      'METRICS_MCP_STATE_DIR',
      'METRICS_MCP_REDIS_URL',
    ]);
  });
});

it('reads any environment without a fault, the same way each time, and leaves it as it was', () => {
  const names = [...vendors.flatMap(({ settings }) => settings), ...generalSettings].map(({ name }) => name);
  const value = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('us', 'true', 'k', 'https://x.example', 'UTC'));
  const environments = fc.record(Object.fromEntries(names.map((name) => [name, value])), { requiredKeys: [] });
  fc.assert(
    fc.property(environments, (environment) => {
      const config = readConfig(Object.freeze(environment), vendors);
      expect(readConfig(environment, vendors)).toEqual(config);
      for (const { state, connection } of config.vendors) expect(connection !== undefined).toBe(state === 'ready');
      for (const problem of config.problems) expect(names).toContain(problem.split(' ')[0]);
      expect([...(config.label ?? '')].length).toBeLessThanOrEqual(40);
    }),
  );
});

function stateOf(environment: Readonly<Record<string, string>>) {
  const [configured] = readConfig(environment, [amplitude]).vendors;
  if (configured === undefined) throw new Error('no vendor was configured');
  return configured;
}
