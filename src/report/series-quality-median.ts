/** The middle of some figures, or the mean of the two in the middle; NaN of none. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The figure below which such a part of them lies, straight between neighbours; NaN of none. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = inOrder(values);
  const place = (sorted.length - 1) * part;
  const [low, high] = [sorted[Math.floor(place)] ?? Number.NaN, sorted[Math.ceil(place)] ?? Number.NaN];
  return low + (high - low) * (place - Math.floor(place));
}

/** Few figures are in order before a sort has begun, and thousands of windows of a dozen are looked at. */
function inOrder(values: readonly number[]): ArrayLike<number> {
  if (values.length > 40) return new Float64Array(values).sort();
  const sorted: number[] = [];
  for (const value of values) {
    let place = sorted.length;
    for (; place > 0 && (sorted[place - 1] ?? value) > value; place -= 1) sorted[place] = sorted[place - 1] ?? value;
    sorted[place] = value;
  }
  return sorted;
}
