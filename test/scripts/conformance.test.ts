import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import list from '../../scripts/conformance.json' with { type: 'json' };

const { exceptions, kept, revisions } = list;

interface Check {
  id: string;
  status: string;
  errorMessage?: string;
}

/** Each scenario's checks, as they are when all is as listed. */
function asListed(): Map<string, Check[]> {
  const excepted = exceptions.flatMap(({ says: [words = ''], scenarios }) =>
    scenarios.map((name) => [name, { id: 'check', status: 'FAILURE', errorMessage: `Failed: ${words}…` }] as const),
  );
  const found = new Map<string, Check[]>(kept.map((name) => [name, [{ id: 'check', status: 'SUCCESS' }]]));
  for (const [name, check] of excepted) found.set(name, [...(found.get(name) ?? []), check]);
  return found;
}

it('is content when all is as listed', () => {
  expect(judged(asListed())).toEqual({ code: 0, faults: '' });
});

it.each(['FAILURE', 'WARNING'])('finds a %s in what must be kept', (status) => {
  const found = asListed().set('ping', [{ id: 'pong', status, errorMessage: 'no pong' }]);
  expect(judged(found)).toEqual({ code: 1, faults: `${revisions[0]} ping: pong: no pong\n` });
});

it('finds an excepted scenario failing otherwise than foreseen', () => {
  const found = asListed();
  found.get('server-stateless')?.push({ id: 'new-check', status: 'FAILURE', errorMessage: 'Method not found' });
  expect(judged(found)).toEqual({
    code: 1,
    faults: `${revisions[0]} server-stateless: new-check: Method not found\n`,
  });
});

it('finds an exception that is none any more', () => {
  const found = asListed().set('resources-list', [{ id: 'check', status: 'SUCCESS' }]);
  const { code, faults } = judged(found);
  expect(faults).toMatch(/^resources-list: no exception any more, .* reads resources, of which there are none\n$/);
  expect(code).toBe(1);
});

it('finds a scenario that nobody has read yet, be it passed or not', () => {
  const found = asListed().set('tools-dance', [{ id: 'check', status: 'SUCCESS' }]);
  expect(judged(found)).toEqual({ code: 1, faults: 'tools-dance: a new scenario, to be read and listed\n' });
});

it('finds a scenario that did not run, and one that checked nothing', () => {
  const found = asListed().set('ping', [
    { id: 'wire-schema-valid', status: 'SUCCESS' },
    { id: 'pong', status: 'SKIPPED', errorMessage: 'no time' },
  ]);
  found.delete('tools-list');
  const { code, faults } = judged(found);
  expect(faults).toMatch(/^tools-list: did not run\n/);
  expect(faults).toContain(`${revisions[0]} ping: pong: no time\n`);
  expect(code).toBe(1);
});

/** The verdict on results that are written as the suite writes them. */
function judged(found: Map<string, Check[]>): { code: number | null; faults: string } {
  const folder = mkdtempSync(join(tmpdir(), 'metrics-mcp-test-'));
  for (const revision of revisions) mkdirSync(join(folder, revision));
  for (const [scenario, checks] of found) {
    const place = join(folder, revisions[0] ?? '', `server-${scenario}-2026-11-22T01-36-37-486Z`);
    mkdirSync(place);
    writeFileSync(join(place, 'checks.json'), JSON.stringify(checks));
  }
  const words = ['scripts/conformance.mjs', '--results', folder];
  const { status, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return { code: status, faults: stderr };
}
