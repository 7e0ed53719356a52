// Writes what follows from the catalogue: the README's tables, the manifest's tools and settings, a snapshot per tool.
// With --check nothing is written, and drift fails.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';

const check = process.argv.includes('--check');
const { catalogue, generalSettings, jsonSchemaOf, version } = await load();
const tools = [...catalogue.tools, ...catalogue.helpers];
const vendors = [...new Set(catalogue.tools.map(({ vendor }) => vendor))];
const settings = [...vendors.flatMap(({ settings }) => settings), ...generalSettings];

const files = {
  'README.md': await readme(),
  'manifest.json': await manifest(),
  ...Object.fromEntries(tools.map((tool) => [`test/snapshots/${tool.name}.json`, json(listed(tool))])),
};
await mkdir('test/snapshots', { recursive: true });
const strays = (await readdir('test/snapshots'))
  .map((name) => `test/snapshots/${name}`)
  .filter((path) => !(path in files));
const stale = [];
for (const [path, text] of Object.entries(files)) {
  const now = await readFile(path, 'utf8').catch(() => '');
  if (now !== text) stale.push(path);
  if (now !== text && !check) await writeFile(path, text);
}
if (!check) await Promise.all(strays.map((path) => rm(path)));
const drift = [...stale, ...strays];
console.error(
  drift.length === 0 ? 'generated files are current' : `${check ? 'out of date' : 'written'}: ${drift.join(', ')}`,
);
if (check && drift.length > 0) {
  console.error('run: npm run generate');
  process.exitCode = 1;
}

async function load() {
  const outfile = 'dist/catalogue.mjs';
  const banner = { js: "import { createRequire as c } from 'node:module'; const require = c(import.meta.url);" };
  await build({
    entryPoints: ['scripts/catalogue.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner,
  });
  return await import(new URL(`../${outfile}`, import.meta.url));
}

async function readme() {
  const text = await readFile('README.md', 'utf8');
  return between(between(text, 'tools', toolTable()), 'settings', settingTable());
}

function between(text, name, content) {
  const [start, end] = [`<!-- ${name}: generated -->`, `<!-- end of ${name} -->`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`README.md has no place for ${name}`);
  return `${text.slice(0, from + start.length)}\n${content}\n${text.slice(to)}`;
}

function toolTable() {
  const rows = tools.map((tool) => {
    const inputs = Object.keys(jsonSchemaOf(tool.schema).properties ?? {}).map((name) => `\`${name}\``);
    return `| \`${tool.name}\` | ${tool.endpoint ? `\`${tool.endpoint}\`` : '–'} | ${tool.description} | ${inputs.join(', ') || '–'} |`;
  });
  return ['| tool | endpoint | what it answers | inputs |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function settingTable() {
  const rows = settings.map(({ name, meaning, required }) => `| \`${name}\` | ${required ? 'yes' : ''} | ${meaning} |`);
  return ['| variable | required for its vendor | meaning |', '| --- | --- | --- |', ...rows].join('\n');
}

async function manifest() {
  const now = JSON.parse(await readFile('manifest.json', 'utf8'));
  const options = settings.filter(({ name }) => !name.endsWith('_BASE_URL'));
  const env = Object.fromEntries(options.map(({ name }) => [name, `\${user_config.${name.toLowerCase()}}`]));
  return json({
    ...now,
    version,
    server: { ...now.server, mcp_config: { ...now.server.mcp_config, env } },
    tools: tools.map(({ name, description }) => ({ name, description })),
    user_config: Object.fromEntries(options.map(userOption)),
  });
}

// Nothing is required: the server starts without any vendor, and tells what is missing.
function userOption({ name, meaning, secret }) {
  const option = { type: 'string', title: title(name), description: meaning, required: false, sensitive: secret };
  return [name.toLowerCase(), secret ? option : { ...option, default: '' }];
}

function title(name) {
  const known = {
    amplitude: 'Amplitude',
    chartmogul: 'ChartMogul',
    qonversion: 'Qonversion',
    fynn: 'Fynn',
    api: 'API',
    mcp: 'MCP',
    pii: 'PII',
  };
  const words = name.toLowerCase().replace('timezone', 'time zone').replace('metrics_mcp_', '').split(/[_ ]/);
  const text = words.map((word) => known[word] ?? word).join(' ');
  return text[0].toUpperCase() + text.slice(1);
}

function listed({ name, title, description, schema }) {
  return { name, title, description, inputSchema: jsonSchemaOf(schema) };
}

function json(value) {
  return `${JSON.stringify(value, null, 2)}\n`;
}
