import type { Limits } from '../vendor.ts';
import type { Refusal } from './curb.ts';
import { correct, type Edit, learn, release } from './edits.ts';

/** The right to send one request. */
export interface Lease {
  /** Frees the slot; what was spent stays spent. May be called more than once. */
  release(): void;
  /** The vendor named another cost than our price; only before the release. */
  correct(cost: number): void;
  /** The vendor refused the request as one too many; only before the release. */
  refused(refusal: Pick<Refusal, 'atOnce' | 'pause'>): void;
}

/** The granted lease of that id. What happens to it is handed to `change`, in order. */
export function openLease(id: string, limits: Limits, change: (edit: Edit) => void): Lease {
  let released = false;
  const unlessReleased = (edit: Edit) => {
    if (!released) change(edit);
  };
  return {
    release() {
      unlessReleased(release(id, limits));
      released = true;
    },
    correct: (cost) => unlessReleased(correct(id, cost)),
    refused: (refusal) => unlessReleased(learn(id, limits, refusal)),
  };
}
