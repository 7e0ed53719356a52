import type { DemoUser } from '../../src/demo/company/types.ts';
import { type Deed, split } from './deeds.ts';

export interface Funnel {
  /** What counts as each step. */
  steps: readonly ((deed: Deed) => boolean)[];
  /** The first and the last day on which one may enter. */
  from: string;
  to: string;
  /** To reach the last step, from the first. */
  seconds: number;
  /** No other deed between two steps. */
  strict?: boolean;
}

/** One user's best way through: the times of the steps that were reached. */
export type Way = readonly number[];

/**
 * The best way of each user who entered: of all their entries the one that led furthest, the earlier of equals. A way
 * takes each next step at its first occurrence after the one before.
 */
export function waysThrough(deeds: readonly Deed[], funnel: Funnel): Map<DemoUser, Way> {
  const best = new Map<DemoUser, Way>();
  for (const life of split(deeds, ({ user }) => user.userId).values()) {
    life.forEach((deed, index) => {
      if (deed.day < funnel.from || deed.day > funnel.to || funnel.steps[0]?.(deed) !== true) return;
      const way = wayFrom(deed, life, index, funnel);
      if (way.length > (best.get(deed.user)?.length ?? 0)) best.set(deed.user, way);
    });
  }
  return best;
}

/** How many users reached each step. */
export function reached(ways: Map<DemoUser, Way>, steps: number): number[] {
  return Array.from({ length: steps }, (_, step) => [...ways.values()].filter((way) => way.length > step).length);
}

/** Half of those who took the step needed no longer than this after the step before, in seconds. */
export function medianSeconds(ways: Map<DemoUser, Way>, step: number): number {
  const times = [...ways.values()].flatMap((way) => {
    const [before, at] = [way[step - 1], way[step]];
    return before === undefined || at === undefined ? [] : [at - before];
  });
  times.sort((a, b) => a - b);
  const [low = 0, high = 0] = [times[Math.ceil(times.length / 2) - 1], times[Math.floor(times.length / 2)]];
  return (low + high) / 2 / 1000;
}

function wayFrom(entry: Deed, life: readonly Deed[], index: number, { steps, seconds, strict = false }: Funnel): Way {
  const way = [entry.time];
  for (let at = index + 1; at < life.length && way.length < steps.length; at++) {
    const deed = life[at];
    if (deed === undefined || deed.time > entry.time + seconds * 1000) break;
    if (steps[way.length]?.(deed)) way.push(deed.time);
    else if (strict) break;
  }
  return way;
}
