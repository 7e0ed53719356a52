import { spawn } from 'node:child_process';

/** The built program in a terminal of its own, with all that it shows there, escape sequences included. */
export async function inTerminal(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const program = [process.execPath, 'dist/metrics-mcp.mjs', ...words];
  // The two kinds of `script` take their words in different ways.
  const line = program.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
  const args = process.platform === 'darwin' ? ['-q', '/dev/null', ...program] : ['-qec', line, '/dev/null'];
  const shown = { PATH: process.env.PATH ?? '', TERM: 'xterm', ...env };
  const child = spawn('script', args, { env: shown, stdio: ['ignore', 'pipe', 'inherit'], timeout: 20_000 });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  await new Promise((resolve) => child.once('close', resolve));
  return text;
}
