import { type Launch, placeholder, type Remote, serverName } from './launch.ts';
import { commandLine } from './quote.ts';

/** An MCP client that people set up by hand: what they copy, and where it goes. */
export interface Client {
  /** What it is called on our command line and in our pages. */
  id: string;
  title: string;
  /** Where the snippet goes, a line for each place. */
  where: readonly string[];
  /** The language of the snippet, for a code block. */
  language: 'json' | 'toml' | 'yaml' | 'sh';
  local(launch: Launch, platform?: NodeJS.Platform): string;
  remote(remote: Remote): string;
}

/** The formats are those that each client's own documentation has; docs/clients.md tells them with examples. */
export const clients: readonly Client[] = [
  {
    id: 'claude-desktop',
    title: 'Claude Desktop',
    where: [
      'macOS: ~/Library/Application Support/Claude/claude_desktop_config.json',
      'Linux: ~/.config/Claude/claude_desktop_config.json',
      'Windows: %APPDATA%\\Claude\\claude_desktop_config.json',
      // The packaged app has its own view of %APPDATA%, which its "Edit Config" need not open.
      'Windows, where that has no effect: %LOCALAPPDATA%\\Packages\\Claude_pzs8sxrjxfjjc\\LocalCache\\Roaming\\Claude\\claude_desktop_config.json',
    ],
    language: 'json',
    local: (launch) => json({ mcpServers: { [serverName]: stdio(launch) } }),
    // It reads no address there, and its connectors take a header of one's own in a beta alone.
    remote: ({ url, token }) =>
      json({
        mcpServers: {
          [serverName]: {
            command: 'npx',
            args: ['-y', 'mcp-remote', url, '--header', `Authorization:\${AUTHORIZATION}`],
            env: { AUTHORIZATION: `Bearer ${token}` },
          },
        },
      }),
  },
  {
    id: 'claude-code',
    title: 'Claude Code',
    where: ['in a terminal', 'Windows: the Command Prompt, as PowerShell may drop the --'],
    language: 'sh',
    // The name stands first: --env and --header take every word up to the next option.
    local: ({ command, args, env }, platform) =>
      commandLine(
        ['claude', 'mcp', 'add', '--scope', 'user', serverName, ...envOptions(env), '--', command, ...args],
        platform,
      ),
    remote: ({ url, token }) =>
      commandLine([
        ...['claude', 'mcp', 'add', '--scope', 'user', '--transport', 'http', serverName, url],
        ...['--header', `Authorization: Bearer ${token}`],
      ]),
  },
  {
    id: 'cursor',
    title: 'Cursor',
    where: ['~/.cursor/mcp.json', 'Windows: %USERPROFILE%\\.cursor\\mcp.json', 'or .cursor/mcp.json in a project'],
    language: 'json',
    local: (launch) => json({ mcpServers: { [serverName]: stdio(launch) } }),
    remote: ({ url, token }) => json({ mcpServers: { [serverName]: { url, headers: bearer(token) } } }),
  },
  {
    id: 'vscode',
    title: 'VS Code',
    where: [
      'the command "MCP: Open User Configuration"',
      'Windows: the same, %APPDATA%\\Code\\User\\mcp.json',
      'or .vscode/mcp.json in a project',
    ],
    language: 'json',
    local: (launch) => json({ inputs: promptsFor(launch), servers: { [serverName]: prompted(launch) } }),
    remote: ({ url }) =>
      json({
        inputs: [{ type: 'promptString', id: 'metrics_token', description: 'Token of metrics-mcp', password: true }],
        servers: { [serverName]: { type: 'http', url, headers: bearer(`\${input:metrics_token}`) } },
      }),
  },
  {
    id: 'codex',
    title: 'Codex',
    where: ['~/.codex/config.toml', 'Windows: %USERPROFILE%\\.codex\\config.toml'],
    language: 'toml',
    local: ({ command, args, env }) =>
      [
        `[mcp_servers.${serverName}]`,
        `command = ${JSON.stringify(command)}`,
        `args = [${args.map((word) => JSON.stringify(word)).join(', ')}]`,
        ...(Object.keys(env).length === 0 ? [] : ['', `[mcp_servers.${serverName}.env]`]),
        ...Object.entries(env).map(([name, value]) => `${name} = ${JSON.stringify(value)}`),
      ].join('\n'),
    remote: ({ url }) =>
      [
        `[mcp_servers.${serverName}]`,
        `url = ${JSON.stringify(url)}`,
        '# the name of the variable that holds the token, not the token',
        'bearer_token_env_var = "METRICS_TOKEN"',
      ].join('\n'),
  },
  {
    id: 'windsurf',
    title: 'Devin Desktop (Windsurf)',
    where: [
      '~/.config/devin/mcp_config.json',
      'before June 2026: ~/.codeium/windsurf/mcp_config.json',
      'Windows: %APPDATA%\\devin\\mcp_config.json',
      'Windows, before June 2026: %USERPROFILE%\\.codeium\\windsurf\\mcp_config.json',
    ],
    language: 'json',
    local: (launch) => json({ mcpServers: { [serverName]: stdio(launch) } }),
    remote: ({ url, token }) => json({ mcpServers: { [serverName]: { serverUrl: url, headers: bearer(token) } } }),
  },
  {
    id: 'zed',
    title: 'Zed',
    where: [
      'the settings (zed: open settings file)',
      '~/.config/zed/settings.json',
      'Windows: %APPDATA%\\Zed\\settings.json',
    ],
    language: 'json',
    local: (launch) => json({ context_servers: { [serverName]: stdio(launch) } }),
    remote: ({ url, token }) => json({ context_servers: { [serverName]: { url, headers: bearer(token) } } }),
  },
  {
    id: 'goose',
    title: 'Goose',
    where: ['~/.config/goose/config.yaml', 'Windows: %APPDATA%\\Block\\goose\\config\\config.yaml'],
    language: 'yaml',
    local: ({ command, args, env }) => yaml({ type: 'stdio', cmd: command, args, envs: env, timeout: 120 }),
    remote: ({ url, token }) => yaml({ type: 'streamable_http', uri: url, headers: bearer(token), timeout: 120 }),
  },
];

export function clientNamed(id: string): Client | undefined {
  return clients.find((client) => client.id === id);
}

/** What VS Code asks for once and keeps out of the file: all that only the owner knows. */
export function promptsFor({ env, secrets }: Launch) {
  return Object.keys(env)
    .filter((name) => env[name] === placeholder)
    .map((name) => ({
      type: 'promptString',
      id: name.toLowerCase(),
      description: `${name} (may be empty)`,
      password: secrets.includes(name),
    }));
}

/** The server as VS Code starts it, with a reference in the place of whatever it asks for. */
export function prompted({ command, args, env }: Launch) {
  const referring = Object.entries(env).map(([name, value]) => {
    return [name, value === placeholder ? `\${input:${name.toLowerCase()}}` : value];
  });
  return { type: 'stdio', command, args, env: Object.fromEntries(referring) };
}

function stdio({ command, args, env }: Launch) {
  return { command, args, env };
}

function envOptions(env: Launch['env']): string[] {
  return Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
}

function bearer(token: string) {
  return { Authorization: `Bearer ${token}` };
}

function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

/** JSON's texts, lists and objects on one line are YAML too. */
function yaml(extension: Readonly<Record<string, unknown>>): string {
  const fields = { enabled: true, name: serverName, ...extension };
  const lines = Object.entries(fields).map(([name, value]) => `    ${name}: ${JSON.stringify(value)}`);
  return ['extensions:', `  ${serverName}:`, ...lines].join('\n');
}
