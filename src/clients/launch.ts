import { realpathSync } from 'node:fs';

/** How a client starts the server on stdio. */
export interface Launch {
  command: string;
  args: readonly string[];
  /** Variables by name; what stands for a secret is a placeholder. */
  env: Readonly<Record<string, string>>;
  /** The names of those that are secrets. */
  secrets: readonly string[];
}

/** How a client reaches a server over Streamable HTTP. */
export interface Remote {
  url: string;
  /** The caller's token, or a placeholder. */
  token: string;
}

/** What the server is called in a client's list. */
export const serverName = 'metrics';

export const packageName = 'metrics-mcp';

/** Stands where the owner's own secret goes. */
export const placeholder = '…';

/** From the registry of packages, whatever is installed. On Windows npx is a script, which many clients start only by cmd. */
export function npxLaunch(env: Launch['env'], secrets: Launch['secrets'], platform?: NodeJS.Platform): Launch {
  const npx = ['npx', '-y', packageName];
  const [command = '', ...args] = platform === 'win32' ? ['cmd', '/c', ...npx] : npx;
  return { command, args, env, secrets };
}

/**
 * This very installation: this Node and this file, by their whole paths, as clients have another PATH than shells. What npx
 * has brought along for this one time is brought by npx again.
 */
export function ownLaunch(env: Launch['env'], secrets: Launch['secrets'], words: readonly string[] = []): Launch {
  const file = ownFile();
  if (!/[\\/]_npx[\\/]/.test(file)) return { command: process.execPath, args: [file, ...words], env, secrets };
  const { command, args } = npxLaunch(env, secrets, process.platform);
  return { command, args: [...args, ...words], env, secrets };
}

function ownFile(): string {
  const [, path = packageName] = process.argv;
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
