import type { Cell } from './report.ts';

/**
 * Rows that are made when they are looked at, each time anew: a table may have a million of them, and a page is printed.
 * Whoever reads them sees an array like any other. Every part has so many rows, and makes them by their number from 0.
 */
export function laterRows<Part>(
  parts: readonly Part[],
  count: (part: Part) => number,
  make: (part: Part, index: number) => Cell[],
): Cell[][] {
  const starts = [0];
  for (const part of parts) starts.push((starts.at(-1) ?? 0) + count(part));
  const length = starts.at(-1) ?? 0;
  const rowAt = (key: string | symbol): Cell[] | undefined => {
    const index = typeof key === 'string' && /^\d+$/.test(key) ? Number(key) : -1;
    const place = index < 0 || index >= length ? -1 : lastUpTo(starts, index);
    const part = parts[place];
    return part === undefined ? undefined : make(part, index - (starts[place] ?? 0));
  };
  return new Proxy<Cell[][]>([], {
    get: (none, key) => (key === 'length' ? length : (rowAt(key) ?? Reflect.get(none, key))),
    has: (none, key) => rowAt(key) !== undefined || Reflect.has(none, key),
    ownKeys: () => [...Array.from({ length }, (_, index) => String(index)), 'length'],
    getOwnPropertyDescriptor(none, key) {
      const value = rowAt(key);
      if (value === undefined) return Reflect.getOwnPropertyDescriptor(none, key);
      return { value, enumerable: true, configurable: true, writable: true };
    },
  });
}

/** The last place whose number is not above the index; numbers may repeat where a part has no rows. */
function lastUpTo(numbers: readonly number[], index: number): number {
  let [low, high] = [0, numbers.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((numbers[middle] ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  return low;
}
