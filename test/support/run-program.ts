import { spawn } from 'node:child_process';

export interface Ran {
  /** Null where it was killed. */
  code: number | null;
  stdout: string;
  stderr: string;
}

/** The built program with these words in a bare environment, until it ends; killed after 20 s. */
export async function runProgram(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
  stdin = '',
): Promise<Ran> {
  const path = { PATH: process.env.PATH ?? '' };
  const child = spawn(process.execPath, ['dist/metrics-mcp.mjs', ...words], {
    env: { ...path, ...env },
    timeout: 20_000,
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.stderr += text;
  });
  // A program that asks for nothing may be gone before it is told anything.
  child.stdin.on('error', () => {}).end(stdin);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, ...said };
}
