import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { generalSettings } from '../src/config.ts';
import { version } from '../src/version.ts';
import { catalogue } from '../tools/index.ts';

// The rules of the registry's schema of 2025-12-11 for what our entry uses. Stricter than that schema: a key that it does
// not know is a mistake here.
const exactVersion = z
  .string()
  .max(255)
  .regex(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
const variable = z.strictObject({
  name: z.string(),
  description: z.string(),
  isRequired: z.boolean(),
  isSecret: z.boolean(),
});
const entry = z.strictObject({
  $schema: z.literal('https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json'),
  name: z
    .string()
    .min(3)
    .max(200)
    .regex(/^[a-zA-Z0-9.-]+\/[a-zA-Z0-9._-]+$/),
  title: z.string().min(1).max(100),
  description: z.string().min(1).max(100),
  version: exactVersion,
  packages: z.tuple([
    z.strictObject({
      registryType: z.literal('npm'),
      identifier: z.string(),
      version: exactVersion,
      transport: z.strictObject({ type: z.literal('stdio') }),
      environmentVariables: z.array(variable),
    }),
  ]),
});
const ours = z.looseObject({ name: z.string(), mcpName: z.string(), version: z.string() });

it('server.json keeps the registry’s rules and fits the package', () => {
  const parsed = entry.parse(read('server.json'));
  const [{ identifier, ...npm }] = parsed.packages;
  const { name, mcpName } = ours.parse(read('package.json'));
  // "mcpName" is how npm packages prove that they belong to an entry.
  expect([identifier, parsed.name]).toEqual([name, mcpName]);
  expect([parsed.version, npm.version]).toEqual([version, version]);
});

it('server.json asks for every setting, keys as secrets', () => {
  const [{ environmentVariables }] = entry.parse(read('server.json')).packages;
  const vendors = [...new Set(catalogue.tools.map(({ vendor }) => vendor))];
  const settings = [...vendors.flatMap((vendor) => vendor.settings), ...generalSettings];
  expect(environmentVariables.map(({ name, isSecret }) => [name, isSecret])).toEqual(
    settings.map(({ name, secret }) => [name, secret]),
  );
});

function read(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
