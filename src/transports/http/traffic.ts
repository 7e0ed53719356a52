/** Counts the requests in flight, and the tool calls of each caller among them. */
export interface Traffic {
  /** Lets a request with so many calls in and returns how it leaves; undefined when its caller would have too many. */
  enter(caller: string, calls: number): (() => void) | undefined;
  inFlight(): number;
  /** Resolves when none is in flight. */
  empty(): Promise<void>;
}

export function createTraffic(mostCalls: number): Traffic {
  const calling = new Map<string, number>();
  const waiting: (() => void)[] = [];
  let requests = 0;
  const count = (caller: string, change: number) => {
    const calls = (calling.get(caller) ?? 0) + change;
    if (calls === 0) calling.delete(caller);
    else calling.set(caller, calls);
  };
  const leave = (caller: string, calls: number) => {
    count(caller, -calls);
    requests -= 1;
    if (requests === 0) for (const wake of waiting.splice(0)) wake();
  };
  return {
    enter(caller, calls) {
      if (calls > 0 && (calling.get(caller) ?? 0) + calls > mostCalls) return undefined;
      count(caller, calls);
      requests += 1;
      return () => leave(caller, calls);
    },
    inFlight: () => requests,
    empty: () => new Promise((resolve) => (requests === 0 ? resolve() : waiting.push(resolve))),
  };
}
