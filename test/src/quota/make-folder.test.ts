import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { makeFolder } from '../../../src/quota/make-folder.ts';

const other = vi.hoisted(() => ({ isFaster: false }));

vi.mock('node:fs', async (original) => {
  const real = await original<typeof import('node:fs')>();
  /** Another process that starts at the same moment makes each folder just before this one does. */
  function mkdirSync(path: string, options: { mode: number }) {
    if (other.isFaster) {
      try {
        real.mkdirSync(path, options);
      } catch {
        // It has no parent yet for either of them, or is there already.
      }
    }
    return real.mkdirSync(path, options);
  }
  return { ...real, mkdirSync };
});

const folder = mkdtempSync(join(tmpdir(), 'metrics-mcp-folder-'));

beforeEach(() => {
  other.isFaster = false;
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([false, true])(
  'a folder is made with its parents, for this user alone (by somebody faster: %s)',
  (isFaster) => {
    other.isFaster = isFaster;
    const path = join(folder, String(isFaster), 'state', 'work');
    makeFolder(path);
    makeFolder(path);
    expect(statSync(path).mode & 0o777).toBe(0o700);
    expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700);
  },
);

test('what cannot be made is told by its code', () => {
  expect(() => makeFolder('/proc/self/nowhere/deep')).toThrow(/ENOENT|EACCES|EPERM/);
});
