import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lonelyFolder } from './support/host.ts';

const folder = lonelyFolder();
const program = join(folder, 'program.mjs');

const sources = {
  'entry.ts': `
    import { kept } from './kept.ts';
    console.log('started', globalThis.loaded);
    const { lazy, Fault } = await import('./lazy.ts').then((all) => all);
    console.log(lazy(kept), globalThis.loaded);
    const { named, default: whole } = await import('./old.cjs');
    console.log(named, whole.named);
    try {
      await (await import('./faulty.ts')).fails();
    } catch (fault) {
      console.log(fault instanceof Fault, fault.stack);
    }`,
  'kept.ts': 'export const kept = { times: 0 };',
  'lazy.ts': `
    import { kept } from './kept.ts';
    export { Fault } from './fault.ts';
    globalThis.loaded = 'lazy';
    export function lazy(given: object) { return given === kept ? '/* the same */ \`$1\`' : 'another'; }`,
  'fault.ts': 'export class Fault extends Error {}',
  'old.cjs': "exports.named = 'by name';",
  'faulty.ts': `
    import { Fault } from './fault.ts';
    export async function fails() { throwsHere(); }
    function throwsHere() { throw new Fault('on purpose'); }`,
};

beforeAll(() => {
  mkdirSync(join(folder, 'source'));
  for (const [name, text] of Object.entries(sources)) writeFileSync(join(folder, 'source', name), text);
  const build = `
    import { writeFileSync } from 'node:fs';
    import { oneFile } from ${JSON.stringify(pathToFileURL('scripts/parts.mjs').href)};
    const banner = "import { createRequire } from 'node:module'; import { compileFunction } from 'node:vm'; const require = createRequire(import.meta.url);";
    const { text } = await oneFile(process.argv[1], { banner });
    writeFileSync(process.argv[2], text);`;
  node('--input-type=module', '--eval', build, join(folder, 'source/entry.ts'), program);
  // From here on the file has to do alone.
  rmSync(join(folder, 'source'), { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('one file with parts', () => {
  it('loads on first use what is imported there, and shares what both need', () => {
    const [first, second, third, fourth] = node(program).split('\n');
    expect(first).toBe('started undefined');
    expect(second).toBe('/* the same */ `$1` lazy');
    expect(third).toBe('by name by name');
    expect(fourth).toMatch(/^true Error: on purpose/);
  });

  it('names in a stack trace the function, and the very line of the file', () => {
    const [, line] = /at throwsHere \(file:.*program\.mjs:(\d+):\d+\)/.exec(node(program)) ?? [];
    expect(readFileSync(program, 'utf8').split('\n')[Number(line) - 1]).toContain('.Fault(');
  });
});

describe('the notices', () => {
  it.each([
    ['GPL-3.0', 'LICENSE', /stray is under GPL-3\.0/],
    ['MIT', 'index.js', /stray has no licence file/],
  ])('are not written for a package under %s with only a file %s', (license, file, told) => {
    const home = join(folder, 'node_modules/stray');
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'package.json'), JSON.stringify({ name: 'stray', version: '1.0.0', license }));
    writeFileSync(join(home, 'index.js'), '');
    writeFileSync(join(home, file), '');
    const metafile = { outputs: { 'out.js': { inputs: { [`${home}/index.js`]: { bytesInOutput: 1 } } } } };
    const write = `
      import { notices } from ${JSON.stringify(pathToFileURL('scripts/notices.mjs').href)};
      notices(${JSON.stringify(metafile)});`;
    expect(() => node('--input-type=module', '--eval', write)).toThrow(told);
    rmSync(home, { recursive: true });
  });
});

function node(...words: string[]): string {
  return execFileSync(process.execPath, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
