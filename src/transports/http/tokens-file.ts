import { readFile } from 'node:fs/promises';
import type { Checked } from '../../vendors/checks.ts';
import { parseTokens, type TokenHash } from './tokens.ts';

/** The tokens of a file that can be read again while the server runs. */
export interface TokensFile {
  tokens(): readonly TokenHash[];
  /** Takes over what the file says now, or keeps what it said and returns what is wrong with it. */
  reload(): Promise<string | undefined>;
}

export async function openTokensFile(path: string): Promise<Checked<TokensFile>> {
  const first = await read(path);
  if ('problem' in first) return first;
  let current = first.value;
  const reload = async () => {
    const next = await read(path);
    if ('problem' in next) return next.problem;
    current = next.value;
    return undefined;
  };
  return { value: { tokens: () => current, reload } };
}

async function read(path: string): Promise<Checked<readonly TokenHash[]>> {
  const text = await readFile(path, 'utf8').catch((fault: unknown) => ({ problem: reasonOf(fault) }));
  if (typeof text !== 'string') return { problem: `${path} cannot be read (${text.problem}).` };
  const { tokens, problems } = parseTokens(text);
  return problems.length > 0
    ? { problem: `${path} is no file of tokens:\n- ${problems.join('\n- ')}` }
    : { value: tokens };
}

function reasonOf(fault: unknown): string {
  return fault instanceof Error && 'code' in fault ? String(fault.code) : 'unknown reason';
}
