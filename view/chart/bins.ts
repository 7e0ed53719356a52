import { hasDistances } from './along.ts';

/** Whether the names are ranges of different widths, such as "0s-3s" and "3s-10s"; false of names that are no ranges. */
export function areUneven(names: readonly string[]): boolean {
  const ranges = names.map((name) => /^(-?[\d.,]+)\D*?\s*(?:-|to|–)\s*(-?[\d.,]+)\D*$/.exec(name));
  // A month is no range from a year to a month.
  if (hasDistances(names)) return false;
  const widths = ranges.flatMap((found) => (found === null ? [] : [numberOf(found[2]) - numberOf(found[1])]));
  // The first and the last may be open.
  if (widths.length < 3 || widths.length < names.length - 2) return false;
  return Math.max(...widths) > Math.min(...widths) * 1.01;
}

function numberOf(digits = ''): number {
  return Number(digits.replaceAll(',', ''));
}
