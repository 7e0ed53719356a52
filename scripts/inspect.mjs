// Lets the MCP Inspector ask the built server over stdio and HTTP, in both protocol eras. It fails on schemas that some client
// cannot use, and its warnings about them fail too. The Inspector needs a newer Node than the server does, so it brings its own.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { withProtocolTools } from './protocol-tools.mjs';
import { teamServer } from './team-server.mjs';

const env = withProtocolTools();
const team = await teamServer();
try {
  await inspect('stdio', [process.execPath, 'dist/metrics-mcp.mjs', '--demo']);
  await inspect('HTTP', [team.url]);
} finally {
  await team.stop();
}

async function inspect(transport, target) {
  const eras = ['legacy', 'modern'];
  const told = await Promise.all(eras.map((era) => asked(['--protocol-era', era], target)));
  for (const [index, text] of told.entries()) console.log(`${transport}, ${eras[index]} protocol: ${text}`);
}

async function asked(era, target) {
  const ask = (...words) => answer([...era, '--method', ...words], target);
  const { tools } = await ask('tools/list', '--strict');
  const { content } = await ask('tools/call', '--tool-name', 'amplitude_active_users', '--tool-arg', 'start=-7d');
  const { prompts } = await ask('prompts/list');
  const { messages } = await ask('prompts/get', '--prompt-name', prompts[0].name);
  const [users] = /[\d,]+ active users, each counted once/.exec(content[0].text) ?? [];
  if (tools.length === 0 || users === undefined || !messages[0].content.text.includes('amplitude_'))
    throw new Error(
      `the Inspector was answered otherwise than expected: ${JSON.stringify({ tools, content, messages })}`,
    );
  return `${tools.length} tools without fault, ${prompts.length} prompts; "${users}"; ${prompts[0].name} told`;
}

/** Rejects, with what the Inspector says, where it is not content; its warnings are no less. */
async function answer(words, target) {
  const { stdout, stderr } = await promisify(execFile)('mcp-inspector', ['--cli', ...target, ...words], {
    env,
    maxBuffer: 2 ** 24,
  });
  if (/^Warning: tool/m.test(stderr)) throw new Error(stderr);
  return JSON.parse(stdout);
}
