import { accessSync, constants, statSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Charts are written as these, which the file's ending tells. */
export type ChartKind = 'svg' | 'html';

export function chartKindOf(path: string): ChartKind | undefined {
  const ending = /\.(svg|html)$/i.exec(path)?.[1]?.toLowerCase();
  return ending === 'svg' || ending === 'html' ? ending : undefined;
}

/** Why no chart can be written there, whatever the answer will be; undefined where nothing speaks against it. */
export function chartPathProblem(path: string): string | undefined {
  const quoted = JSON.stringify(path);
  if (chartKindOf(path) === undefined)
    return `--chart takes a file that ends in .svg or .html, and ${quoted} does not.`;
  try {
    accessSync(dirname(path), constants.W_OK);
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return undefined;
  } catch (fault) {
    return `no chart can be written to ${quoted}: ${writingProblem(fault)}.`;
  }
  return `no chart can be written to ${quoted}: it is a folder.`;
}

/** Writes a file whole or not at all: what stood there before stands until then. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const fresh = join(dirname(path), `.${basename(path)}.${process.pid}`);
  try {
    await writeFile(fresh, text);
    await rename(fresh, path);
  } catch (fault) {
    await rm(fresh, { force: true });
    throw fault;
  }
}

/** Why a file cannot be written, in words. */
export function writingProblem(fault: unknown): string {
  const code = fault instanceof Error && 'code' in fault ? String(fault.code) : '';
  return reasons[code] ?? (code === '' ? String(fault) : code);
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'what should be its folder is a file',
  EACCES: 'its folder may not be written to',
  EPERM: 'its folder may not be written to',
  EROFS: 'the disk may only be read',
  ENOSPC: 'the disk is full',
  ENAMETOOLONG: 'its name is too long',
};
