import type { Clock } from '../clock.ts';

/** Wakes the one who sleeps, as there is something to do. */
export interface Bell {
  ring(): void;
  /** Sleeps until the time is up or the bell rings; not at all if it has rung since the last nap. */
  nap(milliseconds: number): Promise<void>;
}

export function createBell(clock: Clock): Bell {
  let rung = false;
  let wake = () => {};
  return {
    ring() {
      rung = true;
      wake();
    },
    async nap(milliseconds) {
      if (!rung) {
        const alarm = new AbortController();
        // With a reason of its own, since the usual one is an error with a stack, and the bell rings several times a page.
        wake = () => alarm.abort('rung');
        await clock.sleep(Math.max(milliseconds, 1), alarm.signal);
        wake = () => {};
      }
      rung = false;
    },
  };
}
