// Has npm look up known vulnerabilities of what is built into the program, in exactly the versions that are in it. High and
// critical ones fail; others are told. A registry that cannot audit, as mirrors often cannot, is told too and fails nothing:
// it says nothing about the packages.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const bundled = JSON.parse(readFileSync('dist/bundled-packages.json', 'utf8'));
// What others have built into their own files tells no version, so that nobody can look it up.
const audited = bundled.filter(({ version }) => version !== '');
const unknown = bundled.filter(({ version }) => version === '').map(({ name }) => name);
if (new Set(audited.map(({ name }) => name)).size < audited.length)
  throw new Error('a package is in it in two versions');
const { stdout, stderr } = audit(audited);
const answer = parsed(stdout);
if (answer?.auditReportVersion !== undefined) judge(answer);
else if (answer?.error !== undefined || answer?.message !== undefined) warn(answer);
else throw new Error(`npm audit answered neither a report nor an error:\n${stdout}\n${stderr}`);

/** npm's report on a project that depends on nothing but these. */
function audit(packages) {
  const folder = mkdtempSync(join(tmpdir(), 'metrics-mcp-'));
  const dependencies = Object.fromEntries(packages.map(({ name, version }) => [name, version]));
  const project = { name: 'bundled', version: '1.0.0', dependencies };
  const installed = packages.map(({ name, version }) => [`node_modules/${name}`, { version }]);
  const lock = { ...project, lockfileVersion: 3, packages: { '': project, ...Object.fromEntries(installed) } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(project));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock));
  const retries = ['--fetch-retries=1', '--fetch-retry-mintimeout=1000'];
  const ran = spawnSync('npm', ['audit', '--json', ...retries], { cwd: folder, encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return ran;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function judge({ vulnerabilities }) {
  const advisories = Object.values(vulnerabilities).flatMap(({ via }) => via.filter((one) => typeof one === 'object'));
  for (const { name, severity, title, url, range } of advisories) {
    console.error(`${severity}: ${name} ${range}: ${title} (${url})`);
  }
  const grave = advisories.filter(({ severity }) => ['high', 'critical'].includes(severity));
  console.log(
    `${audited.length} packages in the program: ${advisories.length} advisories, ${grave.length} of them grave`,
  );
  console.log(`not looked up, for being inside others' files: ${unknown.join(', ')}`);
  if (grave.length > 0) process.exitCode = 1;
}

function warn({ error, message }) {
  const why = message ?? error.summary;
  console.error(
    `!!! NOT AUDITED: the npm registry cannot audit (${why}). Nothing is known about the ${audited.length} packages.`,
  );
}
