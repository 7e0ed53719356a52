import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import list from '../../scripts/conformance.json' with { type: 'json' };

const { exceptions, kept } = list;
const newest = '2026-07-28';

const passed = { id: 'check', status: 'SUCCESS' };

interface Check {
  id: string;
  status: string;
  errorMessage?: string;
}

/** The checks of the newest revision's scenarios, as they are when all is as listed. */
function asListed(): Map<string, Check[]> {
  const found = new Map<string, Check[]>(kept[newest].map((name) => [name, [passed]]));
  for (const { says, scenarios } of exceptions) {
    const check = { id: 'check', status: 'FAILURE', errorMessage: `Failed: ${says[0]}…` };
    for (const name of scenarios) found.set(name, [...(found.get(name) ?? []), check]);
  }
  return found;
}

it('is content when all is as listed', () => {
  expect(judged(asListed())).toEqual({ code: 0, faults: '' });
});

it.each(['FAILURE', 'WARNING'])('finds a %s in what must be kept', (status) => {
  const found = asListed().set('tools-list', [passed, { id: 'form', status, errorMessage: 'no form' }]);
  expect(judged(found)).toEqual({ code: 1, faults: `${newest} tools-list: form: no form\n` });
});

it('finds an excepted scenario failing otherwise than foreseen', () => {
  const found = asListed();
  found.get('server-stateless')?.push({ id: 'new-check', status: 'FAILURE', errorMessage: 'Method not found' });
  expect(judged(found)).toEqual({
    code: 1,
    faults: `${newest} server-stateless: new-check: Method not found\n`,
  });
});

it('finds an exception that is none any more', () => {
  const found = asListed().set('resources-read-text', [passed]);
  const { code, faults } = judged(found);
  expect(faults).toMatch(/^resources-read-text: no exception any more, .* reads resources of the suite's own server/);
  expect(code).toBe(1);
});

it('finds a scenario that nobody has read yet, be it passed or not', () => {
  const found = asListed().set('tools-dance', [passed]);
  expect(judged(found)).toEqual({ code: 1, faults: 'tools-dance: a new scenario, to be listed\n' });
});

it('finds a scenario that did not run, and one that checked nothing', () => {
  const found = asListed().set('tools-list', [
    { id: 'wire-schema-valid', status: 'SUCCESS' },
    { id: 'form', status: 'SKIPPED', errorMessage: 'no time' },
  ]);
  found.delete('prompts-list');
  const { code, faults } = judged(found);
  expect(faults).toMatch(/^2026-07-28 prompts-list: did not run\n/);
  expect(faults).toContain('2026-07-28 tools-list: form: no time\n');
  expect(code).toBe(1);
});

/** The verdict on results that are written as the suite writes them; those of older revisions are as listed. */
function judged(found: Map<string, Check[]>): { code: number | null; faults: string } {
  const folder = mkdtempSync(join(tmpdir(), 'metrics-mcp-test-'));
  for (const [revision, names] of Object.entries(kept)) {
    for (const name of revision === newest ? [] : names) write(folder, revision, name, [passed]);
  }
  for (const [name, checks] of found) write(folder, newest, name, checks);
  const words = ['scripts/conformance.mjs', '--results', folder];
  const { status, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return { code: status, faults: stderr };
}

function write(folder: string, revision: string, scenario: string, checks: readonly Check[]): void {
  const place = join(folder, revision, `server-${scenario}-2026-11-22T01-36-37-486Z`);
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'checks.json'), JSON.stringify(checks));
}
