import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';
import type { Environment } from '../config.ts';

/** Where this system keeps what programs remember of one user on one machine. */
export function stateFolder(environment: Environment, platform: NodeJS.Platform = process.platform, home = homedir()) {
  if (platform === 'win32') {
    const { LOCALAPPDATA: local } = environment;
    return win32.join(local ?? win32.join(home, 'AppData', 'Local'), name);
  }
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', name);
  const { XDG_STATE_HOME: chosen = '' } = environment;
  // "All paths set in these environment variables must be absolute. If … relative … ignore it." (XDG Base Directory)
  return posix.join(posix.isAbsolute(chosen) ? chosen : posix.join(home, '.local', 'state'), name);
}

const name = 'metrics-mcp';
