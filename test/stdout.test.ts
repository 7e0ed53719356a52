import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

// A byte on stdout that is no JSON-RPC breaks every client. What commands print goes through src/terminal.ts.
const allowed: Readonly<Record<string, RegExp>> = {
  'src/terminal.ts': /process\.stdout/g,
  // It hears when the client has gone away.
  'src/transports/stdio.ts': /process\.stdout\.once\('error'/g,
};

/** Who may print: commands, and nothing that a server runs. */
const printers = [
  ...['src/cli.ts', 'src/doctor.ts', 'src/doctor/text.ts', 'src/transports/http/token-command.ts'],
  ...['src/commands/call.ts', 'src/commands/tools.ts'],
];

const files = ['src', 'tools'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name)),
);

/** The ways to a standard stream that JavaScript has here. */
const ways = [
  /\bprocess\??\.stdout\b|\bprocess\[/,
  /\{[^{}]*\bstdout\b[^{}]*\}\s*(?:=|from\b)/,
  /\bconsole\s*\??[.[]/,
  /\b(?:write|writev|writeSync|writevSync)\(\s*1\b|\bfd:\s*1\b|\/dev\/stdout/,
];

test('nothing but commands writes to stdout', () => {
  const writers = files.filter((file) => {
    const text = readFileSync(file, 'utf8').replaceAll(allowed[file] ?? /(?!)/g, '');
    return ways.some((way) => way.test(text));
  });
  expect(writers).toEqual([]);
});

test('only commands know how to print', () => {
  const users = files.filter((file) =>
    /from '[./]*terminal\.ts'|import\('[./]*terminal\.ts'\)/.test(readFileSync(file, 'utf8')),
  );
  expect(users.toSorted()).toEqual(printers.toSorted());
});
