import type { Passage } from './passage.ts';

/** The value that the vendor sends where there is no time to speak of. */
const noData = -1;

/** Milliseconds: index 0 is the whole funnel of those who finished it, index k the way into step k. */
export function transitionTimes(passages: readonly Passage[], steps: number): number[][] {
  return Array.from({ length: steps }, (_, step) =>
    passages.flatMap(({ times }) => {
      const [from, to] = step === 0 ? [times[0], times[steps - 1]] : [times[step - 1], times[step]];
      return from === undefined || to === undefined ? [] : [to - from];
    }),
  );
}

export function medians(times: readonly (readonly number[])[]): number[] {
  return times.map((values) => {
    const sorted = values.toSorted((a, b) => a - b);
    const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
    return low === undefined || high === undefined ? noData : Math.round((low + high) / 2);
  });
}

export function averages(times: readonly (readonly number[])[]): number[] {
  return times.map((values) =>
    values.length === 0 ? noData : Math.round(values.reduce((sum, value) => sum + value, 0) / values.length),
  );
}

/** Histograms of the whole funnel, of the first step (which takes no time) and of each later step. */
export function timeDistribution(times: readonly (readonly number[])[]) {
  const [whole = [], ...steps] = times;
  return {
    step_bins: [whole, [], ...steps].map((values) => ({
      bins: edges.slice(1).map((end, index) => bin(values, edges[index] ?? 0, end)),
    })),
  };
}

function bin(values: readonly number[], start: number, end: number) {
  const inside = values.filter((value) => value >= start && value < end);
  return {
    start,
    end,
    bin_dist: { uniques: inside.length, totals: inside.length, sums: inside.reduce((sum, value) => sum + value, 0) },
  };
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const edges = [0, 10_000, minute, 10 * minute, hour, 6 * hour, day, 3 * day, 7 * day, 30 * day, 3650 * day];
