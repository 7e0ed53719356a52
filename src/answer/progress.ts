import type { Clock } from '../clock.ts';

export interface Progress {
  /** What the call does now. */
  tell(message: string): void;
  end(): void;
}

const quiet = 2_000;

/** Passes on what a call waits for, from two seconds on and every two seconds, so that clients do not give up on it. */
export function createProgress(notify: ((message: string) => void) | undefined, clock: Clock): Progress {
  const over = new AbortController();
  let current = 'waiting for the vendor';
  const repeat = async () => {
    await clock.sleep(quiet, over.signal);
    while (!over.signal.aborted) {
      notify?.(current);
      await clock.sleep(quiet, over.signal);
    }
  };
  if (notify !== undefined) void repeat();
  return {
    tell: (message) => {
      current = message;
    },
    end: () => over.abort(),
  };
}
