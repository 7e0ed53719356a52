/** Of two proportions: how far apart they are, in points, and the 95 % interval of that (Newcombe's, of Wilson's). */
export function difference(back: number, of: number, backBefore: number, ofBefore: number) {
  const [rate, before] = [back / of, backBefore / ofBefore];
  const [low, high] = wilson(back, of);
  const [lowBefore, highBefore] = wilson(backBefore, ofBefore);
  const apart = rate - before;
  return {
    points: 100 * apart,
    low: 100 * (apart - Math.hypot(rate - low, highBefore - before)),
    high: 100 * (apart + Math.hypot(high - rate, before - lowBefore)),
  };
}

function wilson(part: number, whole: number): [low: number, high: number] {
  const z = 1.959964;
  const rate = part / whole;
  const middle = rate + z ** 2 / (2 * whole);
  const half = z * Math.sqrt((rate * (1 - rate)) / whole + (z / (2 * whole)) ** 2);
  const size = 1 + z ** 2 / whole;
  return [(middle - half) / size, (middle + half) / size];
}
