// Asks the built files, with no package anywhere above them, the same questions under the oldest Node that it supports and under
// each that came after; they must all be told the same.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { getDefaultEnvironment, StdioClientTransport } from '@modelcontextprotocol/client/stdio';

const { engines } = JSON.parse(readFileSync('package.json', 'utf8'));
const versions = [engines.node.replace('>=', ''), '22', '24', '26'];
// Long gone and whole, so that the answers do not change while they are compared.
const dates = { start: daysAgo(60), end: daysAgo(31), detail: 'full' };
const questions = [
  ['amplitude_active_users', dates],
  ['amplitude_funnel', { events: ['view_item', 'purchase'], group_by: 'platform', ...dates }],
  ['chartmogul_list_activities', dates],
  ['qonversion_customer_metrics', dates],
  ['fynn_subscription_revenue', dates],
];

const folder = mkdtempSync(join(tmpdir(), 'metrics-mcp-'));
for (const file of ['metrics-mcp.mjs', 'metrics-mcp-chart.mjs']) copyFileSync(`dist/${file}`, join(folder, file));
let expected;
for (const version of versions) {
  const [command, exact] = nodeOf(version);
  const began = Date.now();
  const answers = [...(await asked(command)), drawn(command)];
  console.log(
    `Node ${exact}: ${answers.length - 1} questions answered and a chart drawn in ${Date.now() - began} ms: ${answers[0].split('\n')[1]}`,
  );
  expected ??= answers;
  const odd = answers.findIndex((text, index) => text !== expected[index]);
  if (odd >= 0)
    throw new Error(
      `Node ${exact} tells ${questions[odd]?.[0] ?? 'the chart'} differently:\n${answers[odd]}\n\nnot\n${expected[odd]}`,
    );
}
rmSync(folder, { recursive: true });

/** Its program and its exact version; npx fetches it. */
function nodeOf(version) {
  const tell = 'JSON.stringify([process.execPath, process.version])';
  return JSON.parse(
    execFileSync('npx', ['-y', '--loglevel=error', '-p', `node@${version}`, 'node', '-p', tell], { encoding: 'utf8' }),
  );
}

/** The answers up to their last lines, which name an id and the minute. */
async function asked(command) {
  const client = new Client({ name: 'metrics-mcp-nodes', version: '1.0.0' });
  const env = { ...getDefaultEnvironment(), METRICS_MCP_STATE_DIR: join(folder, 'state') };
  await client.connect(new StdioClientTransport({ command, args: ['metrics-mcp.mjs', '--demo'], cwd: folder, env }));
  const answers = [];
  for (const [name, args] of questions) {
    const { content, isError } = await client.callTool({ name, arguments: args });
    const { text } = content[0];
    if (isError || !text.startsWith('DEMO DATA')) throw new Error(`${name} was not answered: ${text}`);
    answers.push(text.split('\n---\n')[0]);
  }
  await client.close();
  return answers;
}

/** A chart as SVG, up to the line that names the minute. */
function drawn(command) {
  const env = { ...getDefaultEnvironment(), METRICS_MCP_STATE_DIR: join(folder, 'state') };
  const words = ['call', 'amplitude_active_users', JSON.stringify(dates), '--demo', '--chart', 'chart.svg'];
  execFileSync(command, ['metrics-mcp.mjs', ...words], { cwd: folder, env, stdio: 'pipe' });
  return readFileSync(join(folder, 'chart.svg'), 'utf8').split('Source: ')[0];
}

function daysAgo(days) {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}
