import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Demo, startDemo } from '../../src/demo/server.ts';
import type { Diagnosis } from '../../src/doctor/diagnosis.ts';
import { runProgram } from '../support/run-program.ts';
import { reply, vendorServer } from '../support/vendor-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'metrics-mcp-test-'));
const state = { METRICS_MCP_STATE_DIR: folder };
let demo: Demo;
beforeAll(async () => {
  demo = await startDemo();
});
afterAll(async () => {
  await demo.close();
  rmSync(folder, { recursive: true, force: true });
});

async function examine(env: Record<string, string>, ...words: string[]): Promise<{ code: number | null } & Diagnosis> {
  const { code, stdout } = await runProgram(['doctor', '--json', ...words], { ...state, ...env });
  return { code, ...JSON.parse(stdout) };
}

function settingOf({ settings }: Diagnosis, name: string) {
  return settings.flatMap((group) => group.settings).find((setting) => setting.name === name);
}

describe('nothing set', () => {
  it('says what each vendor needs, and how to add this installation', async () => {
    const { code, stdout } = await runProgram(['doctor'], state);
    expect(code).toBe(3);
    expect(stdout).toMatch(/✓ Node: v\d+/);
    expect(stdout).toContain('✓ State folder: that of METRICS_MCP_STATE_DIR can be written.');
    expect(stdout).toMatch(/AMPLITUDE_API_KEY +unset. The project's API key/);
    expect(stdout).toContain('not set up: Amplitude, ChartMogul, Qonversion, Fynn');
    expect(stdout).toContain('No vendor is set up yet');
    expect(stdout).toContain('Your own values go in place of ….');
    const [, snippet = ''] = /\n(\{\n[\s\S]*?\n\})\n/.exec(stdout) ?? [];
    expect(JSON.parse(snippet)).toEqual({
      mcpServers: {
        metrics: {
          command: process.execPath,
          args: [join(process.cwd(), 'dist/metrics-mcp.mjs')],
          env: { AMPLITUDE_API_KEY: '…', AMPLITUDE_SECRET_KEY: '…', METRICS_MCP_STATE_DIR: '…' },
        },
      },
    });
  });
});

describe('the demo', () => {
  it('is well, and nothing is written for it', async () => {
    const { code, verdict, vendors, installation, snippet } = await examine({}, '--demo');
    expect([code, verdict]).toEqual([0, 'well']);
    expect(vendors.map(({ health }) => health)).toEqual(['well', 'well', 'well', 'well']);
    expect(installation.find(({ what }) => what === 'State folder')).toMatchObject({ health: 'none' });
    expect(JSON.parse(snippet.text).mcpServers.metrics.args.at(-1)).toBe('--demo');
  });
});

describe('all set', () => {
  it('reaches each vendor by one call that the quota counts, and compares the clocks', async () => {
    const found = await examine(demo.environment);
    expect([found.code, found.verdict]).toEqual([0, 'well']);
    for (const { clockAheadSeconds, milliseconds } of found.vendors) {
      expect(Math.abs(clockAheadSeconds ?? 99)).toBeLessThan(3);
      expect(milliseconds).toBeLessThan(5_000);
    }
    const usage = found.vendors.find(({ id }) => id === 'amplitude')?.usage;
    expect(usage?.find(({ limit }) => limit === 'cost an hour')).toMatchObject({ used: 1, most: 108_000 });
    expect(found.quota.scope).toBe('all processes of this machine');
  });

  const kinds = [[], ['--json'], ['--client', 'claude-code'], ['--client', 'vscode'], ['--client', 'codex']];

  it.each(kinds.map((words) => [words]))('shows the value of no setting: %j', async (words) => {
    const own = {
      ...demo.environment,
      ...state,
      AMPLITUDE_TIMEZONE: 'Pacific/Chatham',
      FYNN_BASE_URL: `${demo.origin}/t0ken-in-a-path`,
      FYNN_TENANT: 'tenant-of-a-test',
      FYNN_TIMEZONE: 'Asia/Kathmandu',
      METRICS_MCP_LABEL: 'label-of-a-test',
    };
    const { stdout, stderr } = await runProgram(['doctor', ...words], own);
    const shown = Object.entries(own).filter(([, value]) =>
      (stdout + stderr).includes(value.replace(/^https?:../, '')),
    );
    expect(shown).toEqual([]);
    expect(stdout + stderr).not.toContain('t0ken-in');
  });

  it.each(kinds.map((words) => [words]))('shows no value of a malformed one either: %j', async (words) => {
    const wrong = {
      AMPLITUDE_API_KEY: '"quoted-key"',
      AMPLITUDE_SECRET_KEY: 'two words-7',
      AMPLITUDE_REGION: 'europe, and must be told',
      AMPLITUDE_TIMEZONE: 'Nowhere/Town',
      AMPLITUDE_COST_WINDOW: 'ten-minutes',
      CHARTMOGUL_API_KEY: 'fine-key-of-a-test',
      CHARTMOGUL_BASE_URL: 'http://proxy-of-a-test.example.com',
      FYNN_TENANT: 'https://acme-of-a-test',
      METRICS_MCP_SHOW_PII: 'perhaps',
      METRICS_MCP_STATE_DIR: 'a-folder-of-a-test',
      HTTPS_PROXY: 'http://ann:s3cret-pass@127.0.0.1:9',
      METRICS_MCP_REDIS_URL: 'http://:s3cret-pass@127.0.0.1:9',
    };
    const { code, stdout, stderr } = await runProgram(['doctor', ...words], { ...wrong, HOME: folder });
    const shown = Object.entries(wrong).filter(([, value]) => (stdout + stderr).includes(value));
    expect(shown).toEqual([]);
    expect(stdout + stderr).not.toMatch(/s3cret|of-a-test/);
    for (const name of Object.keys(wrong)) expect(stdout).toContain(name);
    expect(stdout).toContain('AMPLITUDE_REGION must be us or eu');
    expect(code).toBe(1);
  });
});

describe('wrong settings', () => {
  it('a wrong key: says so, whose it is, and exits with 1', async () => {
    const { code, verdict, vendors } = await examine({
      ...demo.environment,
      AMPLITUDE_SECRET_KEY: 'not-the-secret-key',
    });
    expect([code, verdict]).toEqual([1, 'broken']);
    expect(vendors.map(({ health }) => health)).toEqual(['broken', 'well', 'well', 'well']);
    expect(vendors[0]).toMatchObject({ status: 403 });
    expect(vendors[0]?.finding).toMatch(/Check AMPLITUDE_API_KEY and AMPLITUDE_SECRET_KEY.*AMPLITUDE_REGION/);
  });

  it('malformed, missing, empty, unfilled, misspelled: each is told by its name', async () => {
    const found = await examine({
      ...demo.environment,
      CHARTMOGUL_API_KEY: 'with a space',
      FYNN_API_TOKEN: ' ',
      AMPLITUDE_REGION: '$' + '{user_config.amplitude_region}',
      AMPLITUDE_TIMEZONE: 'Berlin',
      METRICS_MCP_SHOW_PII: 'perhaps',
      QONVERSION_KEY: 'misspelled-key',
    });
    expect(found.code).toBe(1);
    expect(settingOf(found, 'CHARTMOGUL_API_KEY')).toMatchObject({ state: 'malformed', secret: true });
    expect(settingOf(found, 'FYNN_API_TOKEN')).toMatchObject({ state: 'missing', note: 'It is empty.' });
    expect(settingOf(found, 'AMPLITUDE_REGION')).toMatchObject({
      state: 'unset',
      note: expect.stringContaining('template'),
    });
    expect(settingOf(found, 'AMPLITUDE_TIMEZONE')).toMatchObject({
      state: 'malformed',
      note: 'AMPLITUDE_TIMEZONE must be an IANA time zone such as Europe/Berlin or UTC.',
    });
    expect(settingOf(found, 'METRICS_MCP_SHOW_PII')).toMatchObject({ state: 'malformed' });
    expect(settingOf(found, 'QONVERSION_KEY')).toMatchObject({
      state: 'unknown',
      note: expect.stringContaining('QONVERSION_API_KEY'),
    });
    expect(JSON.stringify(found)).not.toMatch(/with a space"|misspelled-key/);
  });

  it('a proxy that is malformed, certificates that are none, a Redis that is away', async () => {
    const file = join(folder, 'none.pem');
    writeFileSync(file, 'no certificate');
    const { code, installation, quota } = await examine({
      ...demo.environment,
      HTTPS_PROXY: 'socks5://127.0.0.1:9',
      NODE_EXTRA_CA_CERTS: file,
      METRICS_MCP_REDIS_URL: 'redis://127.0.0.1:9',
    });
    expect(code).toBe(1);
    expect(installation.filter(({ health }) => health === 'broken').map(({ what }) => what)).toEqual([
      ...['Proxy', 'Certificates'],
    ]);
    expect(quota.notes[0]).toMatch(/Redis .* is out of reach/);
  });

  it('a state folder that cannot be written is a warning: everything works without it', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    const { code, installation } = await examine({ ...demo.environment, METRICS_MCP_STATE_DIR: join(file, 'state') });
    expect(code).toBe(0);
    expect(installation.find(({ what }) => what === 'State folder')).toMatchObject({ health: 'warning' });
  });
});

describe('a clock', () => {
  it('that differs is told by how much, and marked from a minute on', async () => {
    const vendor = await vendorServer((_, response) => {
      response.setHeader('date', new Date(Date.now() + 3_600_000).toUTCString());
      reply(response, { data: [] });
    });
    const env = { FYNN_API_TOKEN: 'token-of-a-test', FYNN_BASE_URL: vendor.origin, ...state };
    const { vendors } = await examine(env);
    expect(Math.abs((vendors.at(-1)?.clockAheadSeconds ?? 0) - 3_600)).toBeLessThan(3);
    const { stdout } = await runProgram(['doctor'], env);
    await vendor.close();
    expect(stdout).toMatch(/! clock: 3,(599|600|601) s ahead of this machine's/);
  });
});
