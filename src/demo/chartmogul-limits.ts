/** Says whether a request may go in: the status it is refused with, or the function that ends it. */
export interface ChartMogulLimits {
  enter(now: number): { refused: 429 | 503 } | { leave: () => void };
}

/** "40 requests a second; 20 connections": the 41st within any second is a 429, the 21st at once a 503. */
export function chartMogulLimits(): ChartMogulLimits {
  const recent: number[] = [];
  let open = 0;
  return {
    enter(now) {
      while (recent[0] !== undefined && recent[0] <= now - 1000) recent.shift();
      if (open >= 20) return { refused: 503 };
      if (recent.length >= 40) return { refused: 429 };
      recent.push(now);
      open += 1;
      return { leave: once(() => (open -= 1)) };
    },
  };
}

function once(action: () => void): () => void {
  let done = false;
  return () => {
    if (!done) action();
    done = true;
  };
}
