import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { generalSettings } from '../src/config.ts';
import { catalogue } from '../tools/index.ts';
import { asked, type Command, connected, lonelyFolder } from './support/host.ts';

const bundle = 'dist/metrics-mcp.mcpb';
const folder = lonelyFolder();
const settings = [...new Set(catalogue.tools.map(({ vendor }) => vendor))]
  .flatMap((vendor) => vendor.settings)
  .concat(generalSettings);

const named = z.array(z.looseObject({ name: z.string(), description: z.string() }));
const option = z.looseObject({
  title: z.string(),
  description: z.string(),
  sensitive: z.boolean(),
  default: z.string(),
});
const shape = z.looseObject({
  version: z.string(),
  icon: z.string(),
  screenshots: z.array(z.string()),
  privacy_policies: z.array(z.url()),
  server: z.object({
    type: z.literal('node'),
    entry_point: z.string(),
    mcp_config: z.object({ command: z.string(), args: z.array(z.string()), env: z.record(z.string(), z.string()) }),
  }),
  tools: named,
  prompts: named,
  user_config: z.record(z.string(), option),
});

beforeAll(() => {
  execFileSync(process.execPath, ['scripts/bundle.mjs'], { stdio: 'pipe' });
  execFileSync('npx', ['mcpb', 'unpack', bundle, folder], { stdio: 'pipe' });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the bundle', () => {
  it('is small, holds no native code and no packages, and its hash is beside it', () => {
    expect(statSync(bundle).size).toBeLessThan(1_000_000);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'));
    expect(files.filter((file) => /\.(node|so|dll|dylib|exe|wasm)$|node_modules/.test(file))).toEqual([]);
    for (const needed of ['LICENSE', 'THIRD-PARTY-NOTICES.txt', 'README.md', 'dist/metrics-mcp.mjs'])
      expect(files).toContain(needed);
    const hash = createHash('sha256').update(readFileSync(bundle)).digest('hex');
    expect(readFileSync(`${bundle}.sha256`, 'utf8')).toBe(`${hash}  metrics-mcp.mcpb\n`);
  });

  it('leaves out what draws charts into files, and says so to who asks for one', () => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    expect(files.filter((file) => /chart/.test(file))).toEqual([]);
    const words = ['call', 'amplitude_active_users', '--demo', '--chart', join(folder, 'users.svg')];
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'dist/metrics-mcp.mjs'), ...words], {
      encoding: 'utf8',
    });
    expect(stderr).toMatch(/--chart needs metrics-mcp-chart\.mjs beside the program/);
    expect([status, stdout]).toEqual([1, '']);
  });

  it('comes out the same when it is packed again', () => {
    const first = readFileSync(bundle);
    execFileSync(process.execPath, ['scripts/bundle.mjs'], { stdio: 'pipe' });
    expect(readFileSync(bundle).equals(first)).toBe(true);
  });

  it('passes its maker’s validation', () => {
    const told = execFileSync('npx', ['mcpb', 'validate', join(folder, 'manifest.json')], { encoding: 'utf8' });
    expect(told).toContain('Manifest schema validation passes');
  });

  it('has its pictures, and the icon in the size that hosts want', () => {
    const { icon, screenshots } = manifest();
    expect(pngSize(icon)).toEqual([512, 512]);
    expect(screenshots.length).toBeGreaterThan(0);
    for (const picture of screenshots) expect(Math.min(...pngSize(picture))).toBeGreaterThan(400);
  });

  it('names a privacy policy for each vendor', () => {
    const hosts = manifest().privacy_policies.map((address) => new URL(address).hostname.split('.').at(-2));
    expect(hosts).toEqual([...new Set(catalogue.tools.map(({ vendor }) => vendor.id))]);
  });

  it('asks for every setting, keys as secrets, all of them blank', () => {
    const { user_config: options, server } = manifest();
    expect(Object.keys(options)).toEqual(settings.map(({ name }) => name.toLowerCase()));
    expect(server.mcp_config.env).toEqual(
      Object.fromEntries(settings.map(({ name }) => [name, `\${user_config.${name.toLowerCase()}}`])),
    );
    for (const { name, secret } of settings) {
      expect(options[name.toLowerCase()]).toMatchObject({
        sensitive: secret,
        default: '',
        required: false,
        type: 'string',
      });
    }
    const secrets = settings.filter(({ secret }) => secret).map(({ name }) => name);
    expect(settings.filter(({ name }) => /KEY|TOKEN|REDIS/.test(name)).map(({ name }) => name)).toEqual(secrets);
  });

  it('carries the licence of everything in it', () => {
    const text = readFileSync(join(folder, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    for (const name of [
      '@modelcontextprotocol/server',
      'zod',
      'undici',
      'llhttp',
      '@redis/client',
      'big.js',
      'lru-cache',
      // Of the page that clients show, and of what draws files.
      '@modelcontextprotocol/ext-apps',
      'd3-scale',
      'd3-selection',
      '@mixmark-io/domino',
    ]) {
      expect(text).toMatch(new RegExp(`^${name.replace('.', '\\.')}( [\\d.]+)?\nLicence: `, 'm'));
    }
    const [, ...chapters] = text.split(/^-{80}$/m);
    for (const chapter of chapters)
      expect(chapter).toMatch(
        /Permission is hereby granted|Permission to use, copy|Redistribution and use|Apache License|Blue Oak/,
      );
  });
});

describe.each([
  ['its templates', (template: string) => template],
  ['empty text', () => ''],
])('unpacked elsewhere and started with what is unset as %s', (_, unset) => {
  it('lists what its manifest lists, and answers the demo question', async () => {
    const client = await connected(asHost(unset, ['--demo']));
    const listed = (list: readonly { name: string; description?: string | undefined }[]) =>
      list.map(({ name, description }) => [name, description]);
    expect(listed((await client.listTools()).tools)).toEqual(listed(manifest().tools));
    expect(listed((await client.listPrompts()).prompts)).toEqual(listed(manifest().prompts));
    expect(client.getServerVersion()?.version).toBe(manifest().version);
    const text = await asked(client, 'amplitude_active_users', { start: '-7d' });
    await client.close();
    expect(text).toMatch(/^DEMO DATA/);
    expect(text).toMatch(/[\d,]+ active users, each counted once/);
  });

  it('takes what is unset for unset', async () => {
    const client = await connected(asHost(unset, []));
    const text = await asked(client, 'metrics_status', {});
    await client.close();
    expect(text).toMatch(/not set up/i);
    expect(text).not.toMatch(/user_config|malformed|must be/);
  });
});

/** As Claude Desktop starts it: the templates of the manifest filled in, all settings left alone. */
function asHost(unset: (template: string) => string, more: readonly string[]): Command {
  const { args, env } = manifest().server.mcp_config;
  return {
    command: process.execPath,
    args: [...args.map((one) => one.replace(/^\$\{__dirname\}/, folder)), ...more],
    env: Object.fromEntries(Object.entries(env).map(([name, template]) => [name, unset(template)])),
    cwd: folder,
  };
}

function manifest() {
  return shape.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));
}

/** Width and height, which stand at the beginning of every PNG. */
function pngSize(path: string): [number, number] {
  const file = readFileSync(join(folder, path));
  expect(file.subarray(0, 4).toString('latin1')).toBe('\x89PNG');
  return [file.readUInt32BE(16), file.readUInt32BE(20)];
}
