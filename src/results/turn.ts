import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { StoredResult, Turn, Wait } from '../results.ts';
import { claimTime, type Shelf } from './shelf.ts';

export interface TurnOptions extends Wait {
  /** The answer, if somebody has left one by now. */
  look(): Promise<StoredResult | undefined>;
  shelf: Shelf;
  clock: Clock;
}

/** The turn to ask, of all processes; or what the one that had it before has found. Whoever waits long asks as well. */
export async function takeTurn(
  name: string,
  { look, shelf, clock, signal, deadline, tell }: TurnOptions,
): Promise<Turn> {
  const token = randomUUID();
  const until = Math.min(deadline, clock.now() + patience);
  for (;;) {
    const claim = await shelf.claim(name, token);
    if (claim === 'away') return nothing;
    const held = claim === 'mine' ? hold(name, token, shelf) : nothing;
    // Who had the turn before has kept its answer before ending it.
    const result = await look();
    if (result !== undefined) {
      await held.end();
      return { result };
    }
    if (claim === 'mine' || signal.aborted || clock.now() >= until) return held;
    tell('waiting for the answer to an identical call');
    await clock.sleep(pause, signal);
  }
}

// Milliseconds. Half of what a call has: the rest is enough to ask oneself.
const patience = 20_000;
const pause = 100;

const nothing = { end: async () => {} };

/** Keeps the claim for as long as this process lives and the turn lasts. */
function hold(name: string, token: string, shelf: Shelf) {
  const renewal = setInterval(() => void shelf.renew(name, token), claimTime / 3).unref();
  return {
    async end() {
      clearInterval(renewal);
      await shelf.release(name, token);
    },
  };
}
