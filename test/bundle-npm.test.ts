import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { version } from '../src/version.ts';
import { asked, connected, lonelyFolder } from './support/host.ts';

const folder = lonelyFolder();
const home = join(folder, 'node_modules/metrics-mcp');
const packed = z.tuple([z.looseObject({ filename: z.string(), files: z.array(z.looseObject({ path: z.string() })) })]);

beforeAll(() => {
  // The program is built already, and others use it at this moment.
  npm('pack', '--ignore-scripts', '--pack-destination', folder);
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  npm(
    'install',
    '--offline',
    '--no-audit',
    '--no-fund',
    '--prefix',
    folder,
    join(folder, `metrics-mcp-${version}.tgz`),
  );
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the npm package', () => {
  it('holds the program, its licences and the README, and nothing else', () => {
    const [{ files }] = packed.parse(JSON.parse(npm('pack', '--dry-run', '--ignore-scripts', '--json')));
    // The pictures of charts are for the README where it is read, and would be most of the package.
    const documents = readdirSync('docs').flatMap((file) => (file === 'charts' ? [] : [`docs/${file}`]));
    const pages = ['CHANGELOG.md', 'CONTRIBUTING.md', 'LICENSE', 'README.md', 'SECURITY.md', ...documents];
    const program = [
      'dist/THIRD-PARTY-NOTICES.txt',
      'dist/metrics-mcp-chart.mjs',
      'dist/metrics-mcp.mjs',
      'package.json',
    ];
    expect(files.map(({ path }) => path).sort()).toEqual([...pages, ...program].sort());
  });

  it('brings no other package along', () => {
    expect(readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['metrics-mcp']);
    const { dependencies } = z.looseObject({ dependencies: z.unknown().optional() }).parse(readPackage());
    expect(dependencies).toBeUndefined();
  });

  it('starts by its name, as npx does it, and answers the demo question', async () => {
    const args = ['-y', 'metrics-mcp', '--demo'];
    const client = await connected({ command: 'npx', args, env: { npm_config_offline: 'true' }, cwd: folder });
    expect(client.getServerVersion()).toMatchObject({ name: 'metrics-mcp', version });
    const text = await asked(client, 'amplitude_active_users', { start: '-7d' });
    await client.close();
    expect(text).toMatch(/^DEMO DATA/);
    expect(text).toMatch(/[\d,]+ active users, each counted once/);
  });

  it('draws a chart into a file, far from any other package', () => {
    const chart = join(folder, 'users.svg');
    execFileSync(
      process.execPath,
      [join(home, 'dist/metrics-mcp.mjs'), 'call', 'amplitude_active_users', '--demo', '--chart', chart],
      { cwd: folder, stdio: 'pipe' },
    );
    expect(readFileSync(chart, 'utf8')).toMatch(/^<\?xml .*\n<svg .*DEMO DATA/);
  });

  it('is a program and no library', () => {
    const { exports, bin } = z.looseObject({ exports: z.unknown(), bin: z.unknown() }).parse(readPackage());
    expect(bin).toEqual({ 'metrics-mcp': 'dist/metrics-mcp.mjs' });
    expect(exports).toEqual({ './package.json': './package.json' });
  });
});

function readPackage(): unknown {
  return JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
}

function npm(...words: string[]): string {
  return execFileSync('npm', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
