import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { catalogue } from '../../tools/index.ts';
import { inTerminal } from '../support/in-terminal.ts';
import { runProgram } from '../support/run-program.ts';
import { reply, vendorServer } from '../support/vendor-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'metrics-mcp-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const state = { METRICS_MCP_STATE_DIR: folder };
const esc = '\u001b[';
const users = { data: { series: [[10]], seriesMeta: [], xValues: ['2026-08-01'] } };

describe('call', () => {
  it('takes pairs, and answers on stdout', async () => {
    const words = ['call', 'amplitude_funnel', 'events=view_item', 'events=purchase', 'start=-7d', '--demo'];
    const { code, stdout, stderr } = await runProgram(words, state);
    expect(stdout).toMatch(/^DEMO DATA/);
    expect(stdout).toMatch(/finish all 2 steps/);
    expect(stdout).not.toContain(esc);
    expect(stderr).toBe('');
    expect(code).toBe(0);
  });

  it('takes an object from stdin, and prints a table as CSV or JSON, its cautions on stderr', async () => {
    const words = ['call', 'amplitude_active_users', '-', 'start=-3d', '--demo', '--table', 'points'];
    const csv = await runProgram([...words, '--csv'], state, '{"start":"-9d","end":"yesterday"}');
    expect(csv.stdout.trim().split('\n')).toHaveLength(4);
    expect(csv.stdout).toMatch(/^date,active_users,complete\n/);
    expect(csv.stderr).toMatch(/^DEMO DATA/);
    const json = await runProgram([...words, '--json'], state, '{}');
    expect(JSON.parse(json.stdout)).toHaveLength(3);
  });

  it('prints tables of the status too', async () => {
    const { stdout } = await runProgram(['call', 'metrics_status', '--table', 'quota', '--json', '--demo'], state);
    expect(JSON.parse(stdout)[0]).toMatchObject({ vendor: 'Amplitude', used: 0 });
  });

  it('tells an error of the tool on stdout, with exit code 1', async () => {
    const { code, stdout } = await runProgram(['call', 'amplitude_active_users', 'start=soon', '--demo'], state);
    expect(stdout).toMatch(/"start": "soon" is no date/);
    expect(code).toBe(1);
  });

  it('leaves what programs read empty where the answer is an error', async () => {
    const words = ['call', 'amplitude_active_users', 'start=soon', '--demo', '--csv'];
    const { code, stdout, stderr } = await runProgram(words, state);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/"start": "soon" is no date/);
    expect(code).toBe(1);
  });

  it.each([
    [['--table', 'none'], /no table none .* there are: points/],
    [['dry_run=true', '--csv'], /there is no table to print/],
  ])('with an answer that lacks what was asked of it, exits with 1: %j', async (words, sentence) => {
    const asked = ['call', 'amplitude_active_users', 'start=-3d', '--demo', ...words];
    const { code, stdout, stderr } = await runProgram(asked, state);
    expect(stderr).toMatch(sentence);
    expect(stdout).toBe('');
    expect(code).toBe(1);
  });

  it('is silent where its reader goes away', async () => {
    const program = `"${process.execPath}" dist/metrics-mcp.mjs tools | true; exit "\${PIPESTATUS[0]}"`;
    const ran = spawnSync('bash', ['-c', program], { encoding: 'utf8', timeout: 20_000 });
    expect(ran).toMatchObject({ status: 0, stderr: '' });
  });

  it.each([
    ['tells nobody of a wrong name', 'call what --demo', 2],
    ['warns nobody', `call amplitude_active_users --csv --demo`, 0],
  ])('%s, and ends, where the reader of stderr goes away', (_, words, code) => {
    const program = `"${process.execPath}" dist/metrics-mcp.mjs ${words} 2>&1 >/dev/null | true; exit "\${PIPESTATUS[0]}"`;
    const ran = spawnSync('bash', ['-c', program], { timeout: 20_000, env: { ...process.env, ...state } });
    expect(ran.status).toBe(code);
  });

  it('fails where what it prints cannot be written', () => {
    const program = `"${process.execPath}" dist/metrics-mcp.mjs tools >/dev/full`;
    const ran = spawnSync('bash', ['-c', program], { encoding: 'utf8', timeout: 20_000 });
    expect(ran).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^metrics-mcp: not all could be printed: .*\n$/),
    });
  });
});

describe('a wrong command line', () => {
  const tool = 'amplitude_active_users';

  it.each<[string[], RegExp]>([
    [['call'], /call takes a tool/],
    [['call', 'amplitude_funel'], /there is no tool "amplitude_funel"; is it amplitude_funnel\?/],
    [['call', tool, 'limit', '--demo'], /"limit" is no argument/],
    [['call', tool, '{"start":', '--demo'], /must be one JSON object/],
    [['call', tool, 'segments=[{country:DE}]', '--demo'], /segments begins and ends like JSON, and is none/],
    [['call', tool, '--csv', '--json', '--demo'], /one of --csv and --json/],
    [['call', tool, '--csv', '--chart', 'x.svg', '--demo'], /without --csv and --json/],
    [['call', tool, '--chart', 'x.png', '--demo'], /\.svg or \.html/],
    [['call', tool, '--limit=5'], /without dashes/],
    [['call', tool, '--client', 'cursor'], /--client does not belong to call/],
    [['what'], /there is no command "what"/],
    [['completion', 'tcsh'], /bash, zsh, fish/],
    [['completion'], /bash, zsh, fish/],
    [['help', 'what'], /there is no command "what"/],
    [['constructor'], /there is no command/],
    [['call', tool, 'start', '-3d'], /Unknown option '-3'\n/],
    [['tools', 'what'], /there is no tool "what"/],
    [['tools', 'amplitude_retentoin'], /is it amplitude_retention\?/],
    [['tools', tool, 'more'], /one tool at most/],
    [['tools', '--csv'], /--csv does not belong to tools/],
    [['doctor', '--client', 'what'], /there is no client "what"/],
    [['doctor', 'more'], /doctor takes no more words/],
    [['doctor', '--table', 'points'], /--table does not belong to doctor/],
    [['serve', 'more'], /serve takes no more words/],
    [['--json'], /--json does not belong to the server/],
    [['--port', '3000'], /--port belongs to --http/],
    [['--http', '--port', 'many'], /--port must be a number/],
    [['--http', '--host', '0.0.0.0'], /give it --tokens FILE/],
    [['token'], /token takes one name/],
  ])('%j: words on stderr, nothing on stdout, exit code 2', async (words, sentence) => {
    const { code, stdout, stderr } = await runProgram(words, state);
    expect(stderr).toMatch(sentence);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });
});

describe('in a terminal', () => {
  it('shows colours, and none with NO_COLOR', async () => {
    const words = ['call', 'amplitude_active_users', 'start=-3d', '--demo'];
    expect(await inTerminal(words, state)).toContain(`${esc}33mDEMO DATA`);
    expect(await inTerminal(words, { ...state, NO_COLOR: '1' })).not.toContain(esc);
  });

  it('says on one line that it waits, and takes the line away', async () => {
    const vendor = await vendorServer((_, response) => void setTimeout(() => reply(response, users), 2_600));
    const settings = {
      AMPLITUDE_API_KEY: 'key',
      AMPLITUDE_SECRET_KEY: 'secret-7f3a',
      AMPLITUDE_BASE_URL: vendor.origin,
    };
    const words = ['call', 'amplitude_active_users', 'start=2026-08-01', 'end=2026-08-01'];
    const shown = await inTerminal(words, { ...state, ...settings, NO_COLOR: '1' });
    await vendor.close();
    expect(shown).toContain(`\r${esc}K… waiting for the vendor, 2 s`);
    // The last line of waiting is gone before the answer begins.
    expect(shown).toMatch(/2 s\r\u001b\[K[^…]*10 active users/);
  });
});

describe('without a terminal', () => {
  it('says that it waits in lines of the log', async () => {
    const vendor = await vendorServer((_, response) => void setTimeout(() => reply(response, users), 2_600));
    const settings = {
      AMPLITUDE_API_KEY: 'key',
      AMPLITUDE_SECRET_KEY: 'secret-91bc',
      AMPLITUDE_BASE_URL: vendor.origin,
    };
    const words = ['call', 'amplitude_active_users', 'start=2026-08-01', 'end=2026-08-01'];
    const { stderr } = await runProgram(words, { ...state, ...settings });
    await vendor.close();
    expect(stderr).toBe('metrics-mcp: waiting for the vendor\n');
  });
});

describe('tools and help', () => {
  it('lists tools as JSON as clients are told', async () => {
    const { stdout } = await runProgram(['tools', '--json'], state);
    const listed: { name: string }[] = JSON.parse(stdout);
    expect(listed.map(({ name }) => name)).toEqual([...catalogue.tools, ...catalogue.helpers].map(({ name }) => name));
  });

  it('shows the inputs of one, whatever is set up', async () => {
    const { stdout } = await runProgram(['tools', 'amplitude_retention'], { ...state, CHARTMOGUL_API_KEY: 'key' });
    expect(stdout).toMatch(/retention_type \(n-day \| rolling \| bracket\)/);
  });

  it.each([
    [['--help']],
    [['help']],
    [['call', '--help']],
    [['help', 'call']],
    [['doctor', '-h']],
    [['help', 'tools']],
  ])('%j is told on stdout, at once', async (words) => {
    const { code, stdout, stderr } = await runProgram(words, state);
    expect(stdout).toMatch(/^metrics-mcp .*\n/);
    expect(stderr).toBe('');
    expect(code).toBe(0);
  });
});
