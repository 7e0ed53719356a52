import type { Clock } from '../clock.ts';

/** Wakes the one who sleeps until room is made. */
export interface Bell {
  ring(): void;
  /** How often it has rung. */
  rings(): number;
  /** Sleeps until the time is up, the signal aborts or the bell rings; not at all if it has rung since `heard`. */
  nap(milliseconds: number, heard: number, signal: AbortSignal): Promise<void>;
}

export function createBell(clock: Clock): Bell {
  let rings = 0;
  let wake = () => {};
  return {
    ring() {
      rings += 1;
      wake();
    },
    rings: () => rings,
    async nap(milliseconds, heard, signal) {
      if (rings !== heard || signal.aborted) return;
      const alarm = new AbortController();
      wake = () => alarm.abort();
      signal.addEventListener('abort', wake, { once: true });
      await clock.sleep(Math.max(milliseconds, 1), alarm.signal);
      signal.removeEventListener('abort', wake);
    },
  };
}
