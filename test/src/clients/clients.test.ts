import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { clientNamed, clients } from '../../../src/clients/clients.ts';
import { type Launch, npxLaunch } from '../../../src/clients/launch.ts';
import { commandLine } from '../../../src/clients/quote.ts';

const launch: Launch = {
  command: '/opt/my node/bin/node',
  args: ["/home/ann's/metrics-mcp.mjs", '--demo'],
  env: { AMPLITUDE_API_KEY: '…', AMPLITUDE_REGION: 'eu' },
  secrets: ['AMPLITUDE_API_KEY'],
};
const { command, args, env } = launch;
const remote = { url: 'https://metrics.example.com/mcp', token: 't0ken' };
const headers = { Authorization: 'Bearer t0ken' };
const local = (id: string, platform?: NodeJS.Platform) => clientNamed(id)?.local(launch, platform) ?? '';
const over = (id: string) => clientNamed(id)?.remote(remote) ?? '';

/** The words that a shell makes of a line, in which `claude` tells them. */
function wordsOf(line: string): string[] {
  const program = `claude() { printf '%s\\0' "$@"; }\n${line}`;
  return execFileSync('sh', ['-c', program], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

test('every client has its own name', () => {
  expect(new Set(clients.map(({ id }) => id)).size).toBe(clients.length);
  expect(clientNamed('none')).toBeUndefined();
});

test('every client says where its snippet goes on Windows', () => {
  const silent = clients.filter(({ where }) => !where.some((place) => /^Windows.*: ./.test(place)));
  expect(silent.map(({ id }) => id)).toEqual([]);
});

describe('started by the client', () => {
  test.each([
    ['claude-desktop', 'mcpServers'],
    ['cursor', 'mcpServers'],
    ['windsurf', 'mcpServers'],
    ['zed', 'context_servers'],
  ])('%s has it under %s', (id, key) => {
    expect(JSON.parse(local(id))).toEqual({ [key]: { metrics: { command, args, env } } });
  });

  test('VS Code asks for what only the owner knows', () => {
    const asked = { AMPLITUDE_API_KEY: '$' + '{input:amplitude_api_key}', AMPLITUDE_REGION: 'eu' };
    expect(JSON.parse(local('vscode'))).toEqual({
      inputs: [{ type: 'promptString', id: 'amplitude_api_key', description: expect.any(String), password: true }],
      servers: { metrics: { type: 'stdio', command, args, env: asked } },
    });
  });

  test('Claude Code: a shell reads every word as it was meant, the name first', () => {
    expect(wordsOf(local('claude-code'))).toEqual([
      ...['mcp', 'add', '--scope', 'user', 'metrics'],
      ...['--env', 'AMPLITUDE_API_KEY=…', '--env', 'AMPLITUDE_REGION=eu', '--', command, ...args],
    ]);
  });

  test('Codex: a table with its own table of variables', () => {
    const [head, first, second, , inner, ...rest] = local('codex').split('\n');
    expect([head, inner]).toEqual(['[mcp_servers.metrics]', '[mcp_servers.metrics.env]']);
    expect(first).toBe(`command = ${JSON.stringify(command)}`);
    expect(JSON.parse(second?.replace('args = ', '') ?? '')).toEqual(args);
    expect(rest).toEqual(['AMPLITUDE_API_KEY = "…"', 'AMPLITUDE_REGION = "eu"']);
  });

  test('Goose: fields whose values are JSON, which YAML is too', () => {
    expect(fieldsOf(local('goose'))).toEqual({
      ...{ enabled: true, name: 'metrics', type: 'stdio', cmd: command, args, envs: env, timeout: 120 },
    });
  });
});

describe('over HTTP', () => {
  test.each([
    ['cursor', { mcpServers: { metrics: { url: remote.url, headers } } }],
    ['windsurf', { mcpServers: { metrics: { serverUrl: remote.url, headers } } }],
    ['zed', { context_servers: { metrics: { url: remote.url, headers } } }],
  ])('%s', (id, expected) => {
    expect(JSON.parse(over(id))).toEqual(expected);
  });

  test('VS Code and Codex keep the token out of the file', () => {
    expect(over('vscode') + over('codex')).not.toContain('t0ken');
    expect(JSON.parse(over('vscode')).servers.metrics).toMatchObject({ type: 'http', url: remote.url });
    expect(over('codex')).toContain('bearer_token_env_var = "METRICS_TOKEN"');
  });

  test('Claude Code, the header last', () => {
    expect(wordsOf(over('claude-code')).slice(-4)).toEqual([
      ...['metrics', remote.url, '--header', 'Authorization: Bearer t0ken'],
    ]);
  });

  test('Goose', () => {
    expect(fieldsOf(over('goose'))).toMatchObject({ type: 'streamable_http', uri: remote.url, headers });
  });
});

describe('a command line', () => {
  test.each(["it's", 'a b', '$HOME', '`id`', 'a"b', 'a\\b', '!x', '', 'é…', '--x=1', 'a\nb'])(
    '%j, for a shell',
    (word) => {
      expect(wordsOf(commandLine(['claude', word]))).toEqual([word]);
    },
  );

  test('for Windows', () => {
    const words = ['C:\\Program Files\\nodejs\\node.exe', 'C:\\m\\metrics-mcp.mjs', '--env', 'A=…'];
    expect(commandLine(words, 'win32')).toBe('"C:\\Program Files\\nodejs\\node.exe" C:\\m\\metrics-mcp.mjs --env A=…');
  });

  test('npx is started by cmd there', () => {
    expect(npxLaunch({}, [], 'win32')).toMatchObject({ command: 'cmd', args: ['/c', 'npx', '-y', 'metrics-mcp'] });
  });
});

function fieldsOf(yaml: string): Record<string, unknown> {
  const [head, name, ...lines] = yaml.split('\n');
  expect([head, name]).toEqual(['extensions:', '  metrics:']);
  return Object.fromEntries(
    lines.map((line) => {
      const [, key = '', value = ''] = /^ {4}(\w+): (.+)$/.exec(line) ?? [];
      return [key, JSON.parse(value)];
    }),
  );
}
