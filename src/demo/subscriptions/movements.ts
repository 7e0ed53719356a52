import type { Entry, MovementType } from './types.ts';

/** The entries that moved the monthly recurring revenue, which is what ChartMogul and Fynn tell of. */
export function isMovement(entry: Entry): entry is Entry & { kind: MovementType } {
  return entry.movement !== 0;
}
