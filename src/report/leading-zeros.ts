/** Of so many, chance puts all into one of two equal halves once in 1,000 cases. */
export const surelyCounted = 10;

/** How many periods have nothing before one has; all where none has. */
export function leadingZeros(values: readonly (number | null)[]): number {
  const first = values.findIndex((value) => value !== 0);
  return first < 0 ? values.length : first;
}

/** The most periods in a row that have nothing. */
export function longestZeros(values: readonly (number | null)[]): number {
  let [longest, run] = [0, 0];
  for (const value of values) {
    run = value === 0 ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}
