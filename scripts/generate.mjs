// Writes what follows from the catalogue: the README's tables, the clients' snippets and links, a snapshot per tool, the
// settings of the bundle's manifest and of server.json; and the manifest's tools and prompts, which the built server is asked for.
// With --check nothing is written, and drift fails.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';
import './build.mjs';
import { offered } from './offered.mjs';
import { title } from './setting-titles.mjs';

const check = process.argv.includes('--check');
const { catalogue, clientPages, generalSettings, jsonSchemaOf, version } = await load();
const tools = [...catalogue.tools, ...catalogue.helpers];
const vendors = [...new Set(catalogue.tools.map(({ vendor }) => vendor))];
const settings = [...vendors.flatMap(({ settings }) => settings), ...generalSettings];
const pages = clientPages(vendors);

const files = {
  'README.md': await filled('README.md', readmeParts()),
  'docs/clients.md': await filled('docs/clients.md', pages.clients),
  'manifest.json': await manifest(await offered()),
  'server.json': await registryEntry(),
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

function readmeParts() {
  return { ...pages.readme, tools: toolTable(), prompts: promptTable(), settings: settingTable() };
}

async function filled(path, parts) {
  const text = await readFile(path, 'utf8');
  return Object.entries(parts).reduce((written, [name, part]) => between(path, written, name, part), text);
}

function between(path, text, name, content) {
  const [start, end] = [`<!-- ${name}: generated -->`, `<!-- end of ${name} -->`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${path} has no place for ${name}`);
  return `${text.slice(0, from + start.length)}\n${content}\n${text.slice(to)}`;
}

function toolTable() {
  const rows = tools.map((tool) => {
    const inputs = Object.keys(jsonSchemaOf(tool.schema).properties ?? {}).map((name) => `\`${name}\``);
    return `| \`${tool.name}\` | ${tool.endpoint ? `\`${tool.endpoint}\`` : '–'} | ${tool.description} | ${inputs.join(', ') || '–'} |`;
  });
  return ['| tool | endpoint | what it answers | inputs |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function promptTable() {
  const rows = catalogue.prompts.map(({ name, description, arguments: inputs }) => {
    const words = inputs.map((one) => `\`${one.name}\`${one.required ? ' (required)' : ''}: ${one.description}`);
    return `| \`${name}\` | ${description} | ${words.join('<br>')} |`;
  });
  return ['| prompt | what it looks into | arguments |', '| --- | --- | --- |', ...rows].join('\n');
}

function settingTable() {
  const rows = settings.map(({ name, meaning, required }) => `| \`${name}\` | ${required ? 'yes' : ''} | ${meaning} |`);
  return ['| variable | required for its vendor | meaning |', '| --- | --- | --- |', ...rows].join('\n');
}

async function manifest(listed) {
  const now = JSON.parse(await readFile('manifest.json', 'utf8'));
  const env = Object.fromEntries(settings.map(({ name }) => [name, `\${user_config.${name.toLowerCase()}}`]));
  return json({
    ...now,
    version,
    server: { ...now.server, mcp_config: { ...now.server.mcp_config, env } },
    tools: listed.tools.map(({ name, description }) => ({ name, description })),
    prompts: listed.prompts.map(listedPrompt),
    // The scripts name the vendors that are set up, and today's dates.
    prompts_generated: true,
    user_config: Object.fromEntries(settings.map(userOption)),
  });
}

/** The bundle has no room for a script that depends on where it is told: its text is the question that the script answers. */
function listedPrompt({ name, description, arguments: inputs }) {
  const given = inputs.map((one) => `${one.name}: \${arguments.${one.name}}`).join(', ');
  return { name, description, arguments: inputs.map((one) => one.name), text: `${description} ${given}` };
}

// Nothing is required: the server starts without any vendor, and tells what is missing.
function userOption({ name, meaning, secret }) {
  const shown = { title: title(name), description: meaning };
  return [name.toLowerCase(), { type: 'string', ...shown, required: false, sensitive: secret, default: '' }];
}

/** The entry of the MCP registry: how to start the npm package, and what may be set. */
async function registryEntry() {
  const now = JSON.parse(await readFile('server.json', 'utf8'));
  const environmentVariables = settings.map(({ name, meaning, secret }) => ({
    ...{ name, description: meaning, isRequired: false, isSecret: secret },
  }));
  return json({
    ...now,
    version,
    packages: now.packages.map((one) => ({ ...one, version, environmentVariables })),
  });
}

function listed({ name, title, description, schema }) {
  return { name, title, description, inputSchema: jsonSchemaOf(schema) };
}

function json(value) {
  return `${JSON.stringify(value, null, 2)}\n`;
}
