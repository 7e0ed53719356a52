/** A key of a cohort that holds a figure, and which: of the cohort as a whole, or of that many days after joining. */
export interface Place {
  key: string;
  place: 'count' | 'paid' | 'total_amount' | number;
}

let last: { keys: readonly string[]; places: readonly Place[] } = { keys: [], places: [] };

/**
 * The keys that hold figures. There are keys beside these (r7new, rtotal, …) that say nothing of a day. A cohort has as many
 * as two hundred, nearly always those of the cohort before it, so these are remembered.
 */
export function placesOf(keys: readonly string[]): readonly Place[] {
  if (!isSame(keys, last.keys)) last = { keys, places: keys.flatMap(placeOf) };
  return last.places;
}

function isSame(keys: readonly string[], others: readonly string[]): boolean {
  return keys.length === others.length && keys.every((key, index) => key === others[index]);
}

function placeOf(key: string): Place[] {
  if (key === 'count' || key === 'paid' || key === 'total_amount') return [{ key, place: key }];
  const [, day] = /^r(\d{1,3})d$/.exec(key) ?? [];
  return day === undefined ? [] : [{ key, place: Number(day) }];
}
