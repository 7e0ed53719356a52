/** A place in the queue: taken once, by a grant or by leaving it, whichever comes first. */
export interface Place<Grant> {
  /** Settles with the grant, or rejects with the reason for leaving. */
  outcome: Promise<Grant>;
  /** Aborts as soon as the place is settled. */
  settled: AbortSignal;
  /** False when the place had been left: the grant must be given back. */
  take(grant: Grant): boolean;
  leave(reason: unknown): void;
}

export function openPlace<Grant>(): Place<Grant> {
  const controller = new AbortController();
  let resolve: (grant: Grant) => void = () => {};
  let reject: (reason: unknown) => void = () => {};
  const outcome = new Promise<Grant>((onGrant, onLeave) => {
    resolve = onGrant;
    reject = onLeave;
  });
  const first = () => {
    if (controller.signal.aborted) return false;
    controller.abort();
    return true;
  };
  return {
    outcome,
    settled: controller.signal,
    take(grant) {
      const taken = first();
      if (taken) resolve(grant);
      return taken;
    },
    leave(reason) {
      if (first()) reject(reason);
    },
  };
}
