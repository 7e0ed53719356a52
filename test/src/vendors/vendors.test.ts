import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Vendor } from '../../../src/vendor.ts';
import { amplitude } from '../../../src/vendors/amplitude/vendor.ts';
import { chartmogul } from '../../../src/vendors/chartmogul.ts';
import { fynn } from '../../../src/vendors/fynn.ts';
import { qonversion } from '../../../src/vendors/qonversion.ts';
import { from, told } from '../../support/settings.ts';

const vendors = [amplitude, chartmogul, qonversion, fynn];

describe.each(vendors)('$title', (vendor) => {
  it('describes each of its settings in a sentence, and names them after itself', () => {
    for (const { name, meaning } of vendor.settings) {
      expect(name).toMatch(new RegExp(`^${vendor.id.toUpperCase()}_[A-Z_]+$`));
      expect(meaning).toMatch(/^.{20,}\.$/);
    }
    expect(new Set(vendor.settings.map(({ name }) => name)).size).toBe(vendor.settings.length);
  });

  it('says of any settings what is wrong, by name and without a secret, or connects', () => {
    fc.assert(
      fc.property(variablesOf(vendor), (variables) => {
        const connected = vendor.connect(from(variables));
        const names = vendor.settings.map(({ name }) => name);
        for (const name of connected.missing) expect(variables).not.toHaveProperty(name);
        for (const problem of connected.problems) expect(names).toContain(problem.split(' ')[0]);
        const wrong = connected.missing.length + connected.problems.length;
        expect(connected.connection === undefined).toBe(wrong > 0);
        for (const secret of secretsIn(vendor, variables)) expect(told(connected)).not.toContain(secret);
      }),
      { numRuns: 500 },
    );
  });

  it('is probed by one cheap request, whose secrets it has', () => {
    const { endpoint, price, request } = vendor.probe;
    expect(request.path).toBe(endpoint);
    expect(price.cost).toBe(1);
    const keys = vendor.settings.filter(({ required }) => required).map(({ name }) => [name, 'neutral'] as const);
    const { connection } = vendor.connect(from(Object.fromEntries(keys)));
    const named = [...request.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(Object.keys(connection?.pathSecrets ?? {})).toEqual(named);
  });

  it('lists every secret that it sends', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (one, two) => {
        const values = [one, two];
        const required = vendor.settings.filter(({ required }) => required);
        const variables = Object.fromEntries(required.map(({ name }, index) => [name, values[index] ?? 'x']));
        const { connection } = vendor.connect(from(variables));
        for (const secret of secretsIn(vendor, variables)) expect(connection?.secrets).toContain(secret);
        const sent = [...Object.values(connection?.headers ?? {}), ...Object.values(connection?.pathSecrets ?? {})];
        expect(sent).toHaveLength(1);
        for (const value of sent) expect(connection?.secrets).toContain(value.replace(/^(?:Basic|Bearer) /, ''));
      }),
    );
  });

  it('reads any error answer, and says who must act', () => {
    const body = fc.oneof(fc.jsonValue(), fc.string(), fc.constant('<html><title>x</title>'));
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 599 }), body, fc.webPath(), (status, answered, endpoint) => {
        const failed = vendor.failure({ status, body: answered, endpoint });
        expect(failed.advice).toMatch(/\.$/);
        expect(failed.detail).not.toBe('');
        if (status === 500 || status < 429) expect(failed.retry).toBe(false);
      }),
    );
  });
});

it('gives each vendor its own names', () => {
  expect(vendors.map(({ id }) => id)).toEqual(['amplitude', 'chartmogul', 'qonversion', 'fynn']);
});

// Secrets are long enough not to stand in a sentence by chance; some are put where they do not belong.
function variablesOf(vendor: Vendor): fc.Arbitrary<Record<string, string>> {
  const secret = fc.uuid().map((id) => `s3cret-${id}`);
  const spoiled = fc.constantFrom('', '"', ' x', ':pair', '\n', '\u200b', '/..');
  return fc.tuple(secret, secret, spoiled).chain(([one, two, spoil]) => {
    const secrets = fc.constantFrom(one, `${two}${spoil}`);
    const others = fc.oneof(
      fc.constantFrom('us', 'EU', '5min', 'concurrent', 'UTC', 'Europe/Berlin', 'acme', 'https://proxy.example/x'),
      fc.constantFrom(`https://me:${one}@proxy.example`, `https://proxy.example?key=${one}`, one),
      fc.string({ minLength: 1 }),
    );
    const values = vendor.settings.map(({ name, secret: hidden }) => [name, hidden ? secrets : others] as const);
    return fc.subarray(values).chain((some) => fc.record(Object.fromEntries(some)));
  });
}

function secretsIn(vendor: Vendor, variables: Readonly<Record<string, string>>): string[] {
  const names = vendor.settings.filter(({ secret }) => secret).map(({ name }) => name);
  return names.flatMap((name) => variables[name] ?? []);
}
