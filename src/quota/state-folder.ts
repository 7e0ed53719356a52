import { homedir, tmpdir } from 'node:os';
import { join, posix, win32 } from 'node:path';
import type { Environment } from '../set-up.ts';

/** Where this system keeps what programs remember of one user on one machine. */
export function stateFolder(
  environment: Environment,
  platform: NodeJS.Platform = process.platform,
  home = homeFolder(),
) {
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

/** Who has no home, as users of containers often have none, keeps the state with what is temporary. */
function homeFolder(): string {
  try {
    return homedir();
  } catch {
    return join(tmpdir(), `${name}-${process.getuid?.() ?? 'user'}`);
  }
}
