import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../tools/index.ts';

const files = [...walk('src'), ...walk('tools')];
const viewFiles = walk('view');

describe('arrows point one way', () => {
  it('src/report imports nothing of ours but itself', () => {
    expect(
      arrows(
        (file) => file.startsWith('src/report/'),
        (target) => !target.startsWith('src/report/'),
      ),
    ).toEqual([]);
  });

  it('an endpoint tool imports the tool shape, its own vendor, words for numbers, and its own parts', () => {
    const wrong = (target: string, file: string) => {
      const vendor = file.split('/')[1] ?? '';
      const allowed = ['src/tool.ts', 'src/define-tool.ts', 'src/report/', `src/vendors/${vendor}`];
      return !allowed.some((start) => target.startsWith(start)) && !isShared(target) && !isPart(target, file);
    };
    expect(arrows((file) => /^tools\/(amplitude|chartmogul|qonversion|fynn)\//.test(file), wrong)).toEqual([]);
  });

  it('a prompt imports the prompt shape, vendors and words, and no tool', () => {
    const allowed = ['src/prompt', 'src/errors.ts', 'src/names/event-list.ts', 'src/report/', 'src/vendors/'];
    expect(
      arrows(
        (file) => file.startsWith('tools/prompts/'),
        (target) => !allowed.some((start) => target.startsWith(start)),
      ),
    ).toEqual([]);
  });

  it('the engine imports no tool; only the command line knows the catalogue', () => {
    expect(
      arrows(
        (file) => file.startsWith('src/') && file !== 'src/cli.ts',
        (target) => target.startsWith('tools/'),
      ),
    ).toEqual([]);
  });

  it('the engine names no tool', () => {
    const names = [...catalogue.tools, ...catalogue.helpers].map(({ name }) => name);
    const naming = files
      .filter((file) => file.startsWith('src/') && !file.startsWith('src/demo/'))
      .filter((file) => {
        const text = readFileSync(file, 'utf8');
        return names.some((name) => text.includes(name));
      });
    expect(naming).toEqual([]);
  });

  it('only the server and the transports know the MCP SDK', () => {
    const users = files.filter((file) => readFileSync(file, 'utf8').includes("from '@modelcontextprotocol/"));
    expect(users.every((file) => file === 'src/server.ts' || file.startsWith('src/transports/'))).toBe(true);
  });

  it('the simulated vendors and the product know nothing of each other', () => {
    expect(
      arrows(
        (file) => file.startsWith('src/demo/'),
        (target) => !target.startsWith('src/demo/'),
      ),
    ).toEqual([]);
    expect(
      arrows(
        (file) => !file.startsWith('src/demo/') && file !== 'src/start.ts',
        (target) => target.startsWith('src/demo/'),
      ),
    ).toEqual([]);
  });

  it('what draws knows an answer by its text, and only the build knows what draws', () => {
    const known = ['src/chart.ts', 'src/version.ts', 'src/commands/chart-file.ts', 'tools/charts.ts'];
    const wrong = (target: string) => !target.startsWith('view/') && !known.includes(target);
    expect(viewFiles.flatMap((file) => imports(file).filter(wrong))).toEqual([]);
    expect(
      arrows(
        () => true,
        (target) => target.startsWith('view/'),
      ),
    ).toEqual([]);
  });

  it('drawing knows no page, no file and nothing of this process', () => {
    const drawing = viewFiles.filter((file) => /^view\/(?:chart|answer)\//.test(file));
    const wrong = (target: string) => !/^(?:view\/(?:chart|answer)\/|src\/chart\.ts$)/.test(target);
    expect(drawing.length).toBeGreaterThan(10);
    expect(drawing.flatMap((file) => imports(file).filter(wrong))).toEqual([]);
    const global = /(?<![.\w])(?:window|navigator|process|globalThis)\./;
    expect(drawing.filter((file) => global.test(readFileSync(file, 'utf8')))).toEqual([]);
  });

  it('no file is long', () => {
    const long = [...files, ...viewFiles].filter((file) => readFileSync(file, 'utf8').split('\n').length > 251);
    expect(long).toEqual([]);
  });
});

/** Pieces of `src/vendors` that belong to no vendor. */
function isShared(target: string): boolean {
  const vendors = catalogue.tools.map(({ vendor }) => vendor.id);
  return /^src\/vendors\/[^/]+\.ts$/.test(target) && !vendors.some((vendor) => target === `src/vendors/${vendor}.ts`);
}

/** `tools/amplitude/funnel.ts` and its parts beside it, such as `tools/amplitude/funnel-steps.ts`, may know each other. */
function isPart(target: string, file: string): boolean {
  const tools = catalogue.tools.map(
    ({ name, vendor }) => `tools/${vendor.id}/${name.replace(`${vendor.id}_`, '').replaceAll('_', '-')}`,
  );
  const ownerOf = (path: string) =>
    tools.filter((tool) => path === `${tool}.ts` || path.startsWith(`${tool}-`)).sort((a, b) => b.length - a.length)[0];
  return ownerOf(file) !== undefined && ownerOf(file) === ownerOf(target);
}

function arrows(from: (file: string) => boolean, wrong: (target: string, file: string) => boolean): string[] {
  return files.filter(from).flatMap((file) =>
    imports(file)
      .filter((target) => wrong(target, file))
      .map((target) => `${file} → ${target}`),
  );
}

function imports(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(([, path]) => join(dirname(file), path ?? ''));
}

function walk(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.ts')).map((name) => join(folder, name));
}
