// Asks the built file, with no package anywhere above it, the same questions under the oldest Node that it supports and under
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
copyFileSync('dist/metrics-mcp.mjs', join(folder, 'metrics-mcp.mjs'));
let expected;
for (const version of versions) {
  const [command, exact] = nodeOf(version);
  const began = Date.now();
  const answers = await asked(command);
  console.log(
    `Node ${exact}: ${answers.length} questions answered in ${Date.now() - began} ms: ${answers[0].split('\n')[1]}`,
  );
  expected ??= answers;
  const odd = answers.findIndex((text, index) => text !== expected[index]);
  if (odd >= 0)
    throw new Error(`Node ${exact} tells ${questions[odd][0]} differently:\n${answers[odd]}\n\nnot\n${expected[odd]}`);
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

function daysAgo(days) {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}
