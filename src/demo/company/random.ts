/** Numbers that look random and repeat with their seed. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** Both ends included. */
  integer(low: number, high: number): number;
  pick<T>(list: readonly T[]): T;
  /** One of the values, as often as its weight says. */
  weighted<T>(choices: readonly (readonly [value: T, weight: number])[]): T;
  chance(probability: number): boolean;
  /** Positive, skewed to the right: half of the numbers are below `median`. */
  skewed(median: number, spread: number): number;
}

/** A small seeded generator (mulberry32): the same seed gives the same numbers. */
export function seededRandom(seed: number): Random {
  const next = mulberry32(seed);
  return {
    next,
    integer: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (list) => at(list, Math.floor(next() * list.length)),
    weighted: (choices) => weighted(choices, next()),
    chance: (probability) => next() < probability,
    skewed: (median, spread) => median * Math.exp(spread * (next() + next() + next() - 1.5) * 2),
  };
}

function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Called for most of what the simulation decides: plain loops are several times faster than reduce here. */
function weighted<T>(choices: readonly (readonly [T, number])[], random: number): T {
  let total = 0;
  for (const choice of choices) total += choice[1];
  let rest = random * total;
  for (const choice of choices) {
    rest -= choice[1];
    if (rest < 0) return choice[0];
  }
  return at(choices, choices.length - 1)[0];
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new RangeError('Nothing to choose from.');
  return item;
}
