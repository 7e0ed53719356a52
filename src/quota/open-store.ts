import type { Clock } from '../clock.ts';
import { log } from '../log.ts';
import { createFileStore } from './file-store.ts';
import { processIsGone } from './process-name.ts';
import { createRedisStore } from './redis-store.ts';
import { createSteadyStore } from './steady-store.ts';
import type { LedgerStore } from './store.ts';

export interface QuotaPlace {
  stateFolder: string;
  /** Where it is set, the quota is shared through Redis, and not through the folder. */
  redisUrl?: string;
}

/** The store that the settings ask for. It never fails: where the place is away, it counts for this process alone. */
export function openStore({ stateFolder, redisUrl }: QuotaPlace, owner: string, clock: Clock): LedgerStore {
  // Others may be anywhere, and in any number: a fifth leaves room for them.
  if (redisUrl !== undefined) return createSteadyStore(createRedisStore(redisUrl), { clock, share: 0.2 });
  const { losses, onLoss } = lossLog();
  const files = createFileStore({ folder: stateFolder, clock, owner, isGone: processIsGone, onLoss });
  // Where the folder cannot be written, most often there is nobody to share with: a container, a locked-down machine.
  return createSteadyStore(files, { clock, share: 1, retry: 5_000, notes: () => losses });
}

/** Each loss is logged once, and remembered for whoever asks for the state of things. */
function lossLog() {
  const losses: string[] = [];
  const onLoss = (sentence: string) => {
    const note = `Quota: ${sentence}.`;
    if (losses.includes(note)) return;
    losses.push(note);
    log(note);
  };
  return { losses, onLoss };
}
