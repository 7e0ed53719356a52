import type { Clock } from '../../src/clock.ts';

/** A clock that stands still until it is told how long to run. */
export interface FakeClock extends Clock {
  /** Lets so many milliseconds pass: every sleeper wakes at its own moment, in order. */
  run(milliseconds: number): Promise<void>;
  /** Calls the function at that moment, unless the clock never gets there. */
  at(moment: number, act: () => void): void;
  /** Everybody who sleeps now. */
  sleepers(): number;
}

export function createFakeClock(start = Date.UTC(2026, 0, 5)): FakeClock {
  const alarms = new Set<{ moment: number; ring: () => void }>();
  let now = start;

  function next() {
    return [...alarms].reduce<{ moment: number; ring: () => void } | undefined>(
      (first, alarm) => (first && first.moment <= alarm.moment ? first : alarm),
      undefined,
    );
  }

  return {
    now: () => now,
    sleepers: () => alarms.size,
    at(moment, act) {
      const alarm = {
        moment,
        ring: () => {
          alarms.delete(alarm);
          act();
        },
      };
      alarms.add(alarm);
    },
    sleep(milliseconds, signal) {
      return new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        const ring = () => {
          alarms.delete(alarm);
          signal?.removeEventListener('abort', ring);
          resolve();
        };
        const alarm = { moment: now + Math.max(milliseconds, 0), ring };
        alarms.add(alarm);
        signal?.addEventListener('abort', ring, { once: true });
      });
    },
    async run(milliseconds) {
      const end = now + milliseconds;
      await settled();
      for (let alarm = next(); alarm && alarm.moment <= end; alarm = next()) {
        now = Math.max(now, alarm.moment);
        alarm.ring();
        await settled();
      }
      now = end;
    },
  };
}

/** All that can go on without time passing has gone on. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
