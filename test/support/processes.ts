import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';

/** A bundle of one of the programs in this folder, in a new folder that is also good for its state. */
export async function bundled(name: string): Promise<{ program: string; folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'metrics-mcp-test-'));
  const program = join(folder, `${name}.mjs`);
  const banner = { js: "import { createRequire as c } from 'node:module'; const require = c(import.meta.url);" };
  const [entryPoints, format, platform] = [[`test/support/${name}.ts`], 'esm', 'node'] as const;
  await build({ entryPoints: [...entryPoints], outfile: program, bundle: true, format, platform, banner });
  return { program, folder };
}

export interface Running {
  child: ChildProcess;
  /** Lines of stdout so far. */
  lines: string[];
  errors: string[];
  /** Null where it was killed. */
  ended: Promise<number | null>;
}

export function run(program: string, words: readonly string[], env: Record<string, string>): Running {
  const child = spawn(process.execPath, [program, ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [lines, errors]: [string[], string[]] = [[], []];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  createInterface({ input: child.stderr }).on('line', (line) => errors.push(line));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, lines, errors, ended };
}
