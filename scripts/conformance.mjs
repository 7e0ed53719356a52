// Runs the server scenarios of the MCP conformance suite over HTTP, in each revision of the protocol that clients speak, and
// compares what it finds with conformance.json. There stand the scenarios that must be kept, and the exceptions: why a scenario
// cannot be kept, and what the suite says then. Anything else is a fault: another finding, an exception that is none any more, a
// scenario that nobody has read yet. Extensions of the protocol are not run: this server has none. `--results FOLDER` judges
// what an earlier run has found.
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { withProtocolTools } from './protocol-tools.mjs';
import { teamServer } from './team-server.mjs';

const { kept, exceptions } = JSON.parse(readFileSync('scripts/conformance.json', 'utf8'));
const revisions = Object.keys(kept);
const { values } = parseArgs({ options: { results: { type: 'string' } } });

const folder = values.results ?? (await results());
const runs = revisions.flatMap((revision) => runsIn(folder, revision));
if (values.results === undefined) rmSync(folder, { recursive: true });
const faults = faultsIn(runs);
tell(runs);
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;

/** Runs the suite, and returns the folder that holds a folder for each revision. It needs a newer Node than the server does. */
async function results() {
  const folder = mkdtempSync(join(tmpdir(), 'metrics-mcp-'));
  const env = withProtocolTools();
  const server = await teamServer();
  for (const revision of revisions) {
    const words = ['server', '--url', server.url, '--suite', 'all', '--spec-version', revision];
    // It ends with 1 on the exceptions too: what counts is what it has written.
    await new Promise((resolve) => {
      execFile('conformance', [...words, '-o', join(folder, revision)], { env }, resolve);
    });
  }
  await server.stop();
  return folder;
}

/** The scenarios of a revision with what was found wrong in each. */
function runsIn(folder, revision) {
  return readdirSync(join(folder, revision)).map((name) => {
    const checks = JSON.parse(readFileSync(join(folder, revision, name, 'checks.json'), 'utf8'));
    const [, scenario] = /^server-(.+)-\d{4}-\d\d-\d\dT[\d-]+Z$/.exec(name);
    const passed = checks.filter(({ status }) => status === 'SUCCESS');
    const wrong = checks.filter(({ status }) => ['FAILURE', 'WARNING'].includes(status));
    // What checks nothing keeps nothing; that messages have the right form is looked at in every scenario.
    const isIdle = wrong.length === 0 && passed.every(({ id }) => id === 'wire-schema-valid');
    const findings = (isIdle ? checks : wrong).map(saidBy);
    return { revision, scenario, passed: passed.length, findings };
  });
}

function saidBy({ id, errorMessage, details, description }) {
  return `${id}: ${errorMessage ?? details?.message ?? description}`;
}

function faultsIn(runs) {
  const known = [...Object.values(kept), ...exceptions.map(({ scenarios }) => scenarios)].flat();
  const met = runs.map(({ scenario }) => scenario);
  return [
    ...[...new Set(met)].filter((name) => !known.includes(name)).map((name) => `${name}: a new scenario, to be listed`),
    ...revisions.flatMap((revision) => missing(runs, revision)),
    ...runs.flatMap((run) => newsIn(run).map((text) => `${run.revision} ${run.scenario}: ${text}`)),
    ...stale(runs),
  ];
}

function missing(runs, revision) {
  const met = runs.filter((run) => run.revision === revision).map(({ scenario }) => scenario);
  return kept[revision].filter((name) => !met.includes(name)).map((name) => `${revision} ${name}: did not run`);
}

/** What the suite says about a scenario and no exception foresees. */
function newsIn({ scenario, findings }) {
  return findings.filter((text) => !exceptions.some((one) => foresees(one, scenario, text)));
}

function foresees({ says, scenarios }, scenario, text) {
  return scenarios.includes(scenario) && says.some((part) => text.includes(part));
}

function stale(runs) {
  const isMet = (exception, name) =>
    runs.some(
      ({ scenario, findings }) => scenario === name && findings.some((text) => foresees(exception, name, text)),
    );
  return exceptions.flatMap((exception) =>
    exception.scenarios
      .filter((name) => !isMet(exception, name))
      .map((name) => `${name}: no exception any more, though it is listed as one that ${exception.why}`),
  );
}

function tell(runs) {
  for (const revision of revisions) {
    const here = runs.filter((run) => run.revision === revision && kept[revision].includes(run.scenario));
    const counts = here.map(({ scenario, passed }) => `${scenario} ${passed}`);
    console.log(`${revision}, checks passed: ${counts.join(', ')}`);
  }
  for (const { why, scenarios } of exceptions) console.log(`excepted, ${why}: ${scenarios.join(', ')}`);
}
