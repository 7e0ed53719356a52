// Measures the start: from spawn to the answer of tools/list, side by side with node alone and with the bare SDK serving 20
// tools from one file. `--runs 60` for more of them, `--check` to fail where it takes more than 1.3 times the bare SDK's.
// NODE_BINARY measures another Node.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '40' }, check: { type: 'boolean' } } });
const node = process.env.NODE_BINARY ?? process.execPath;
const aim = 1.3;

const folder = mkdtempSync(join(tmpdir(), 'metrics-mcp-bench-'));
const [empty, bare] = [join(folder, 'empty.mjs'), join(folder, 'bare.mjs')];
writeFileSync(empty, '');
await build({
  entryPoints: ['scripts/bare-server.ts'],
  outfile: bare,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  minifySyntax: true,
  banner: { js: "import { createRequire as c } from 'node:module'; const require = c(import.meta.url);" },
});
const programs = [
  { title: 'node, empty file', args: [empty], serves: false },
  { title: 'bare SDK, 20 tools', args: [bare], serves: true },
  { title: 'metrics-mcp', args: ['dist/metrics-mcp.mjs'], serves: true },
].map((program) => ({ ...program, times: [], memory: [] }));

// One after the other in each round, so that whatever else the machine does meets all of them alike.
for (let round = -2; round < Number(values.runs); round++) {
  for (const program of programs) {
    const measured = await start(program, round === 0);
    if (round < 0) continue;
    program.times.push(measured.time);
    if (measured.memory !== undefined) program.memory.push(measured.memory);
  }
}
for (const program of programs) program.size = statSync(program.args[0]).size;
rmSync(folder, { recursive: true, force: true });
report();

function report() {
  const [, reference, ours] = programs;
  const version = process.env.NODE_BINARY === undefined ? process.version : node;
  console.log(`spawn to tools/list, ${values.runs} rounds, Node ${version}\n`);
  console.log('| program | median, ms | fastest, ms | of the bare SDK | size, kB | idle memory, MB |');
  console.log('| --- | --- | --- | --- | --- | --- |');
  for (const { title, size, times, memory } of programs) {
    const ratio = (middle(times) / middle(reference.times)).toFixed(2);
    const told = [middle(times), Math.min(...times)].map((time) => time.toFixed(1));
    console.log(`| ${[title, ...told, ratio, (size / 1000).toFixed(0), memory].join(' | ')} |`);
  }
  const bundle = statSync('dist/metrics-mcp.mcpb', { throwIfNoEntry: false });
  console.log(
    `\nbundle: ${bundle === undefined ? 'not packed (npm run bundle)' : `${(bundle.size / 1000).toFixed(0)} kB`}`,
  );
  if (values.check && middle(ours.times) > aim * middle(reference.times)) {
    console.error(`more than ${aim} times the bare SDK`);
    process.exitCode = 1;
  }
}

/** Milliseconds until it has listed its tools, or ended where it serves nothing; with `stay`, its memory a second later. */
function start({ args, serves }, stay) {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn(node, args, { stdio: [serves ? 'pipe' : 'ignore', 'pipe', 'ignore'] });
    child.once('error', reject);
    if (!serves) return child.once('exit', () => resolve({ time: performance.now() - began }));
    const say = (message) => child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
    onMessage(child.stdout, async ({ id }) => {
      if (id === 1) {
        say({ method: 'notifications/initialized' });
        return say({ id: 2, method: 'tools/list', params: {} });
      }
      const time = performance.now() - began;
      const memory = stay ? await idleMemory(child.pid) : undefined;
      child.once('exit', () => resolve({ time, memory }));
      child.kill('SIGKILL');
    });
    const clientInfo = { name: 'bench', version: '1.0.0' };
    say({ id: 1, method: 'initialize', params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo } });
  });
}

function onMessage(stream, tell) {
  let rest = '';
  stream.on('data', (chunk) => {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop();
    for (const line of lines) tell(JSON.parse(line));
  });
}

/** Megabytes in memory, which Linux tells; empty elsewhere. */
async function idleMemory(pid) {
  await sleep(1_000);
  const status = process.platform === 'linux' ? readFileSync(`/proc/${pid}/status`, 'utf8') : '';
  const kilobytes = /VmRSS:\s*(\d+)/.exec(status)?.[1];
  return kilobytes === undefined ? '' : (Number(kilobytes) / 1024).toFixed(0);
}

function middle(times) {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
}
