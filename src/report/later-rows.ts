import type { Cell } from './report.ts';

/**
 * Rows that are made when they are looked at, each time anew: a table may have a million of them, and a page is printed.
 * Whoever reads them sees an array like any other. There is one for each item of each part.
 */
export function laterRows<Part, Item>(
  parts: readonly Part[],
  items: (part: Part) => readonly Item[],
  make: (part: Part, item: Item, index: number) => Cell[],
): Cell[][] {
  const starts = [0];
  for (const part of parts) starts.push((starts.at(-1) ?? 0) + items(part).length);
  const length = starts.at(-1) ?? 0;
  return rowsAt(length, (index) => {
    const place = lastUpTo(starts, index);
    const part = parts[place];
    if (part === undefined) return undefined;
    const within = index - (starts[place] ?? 0);
    const item = items(part)[within];
    return item === undefined ? undefined : make(part, item, within);
  });
}

/** The same where the rows are those of one list. */
export function rowPerItem<Item>(items: readonly Item[], make: (item: Item, index: number) => Cell[]): Cell[][] {
  return rowsAt(items.length, (index) => {
    const item = items[index];
    return item === undefined ? undefined : make(item, index);
  });
}

/** Rows of known number that can only be made together: all of them once, when one is looked at. */
export function rowsTogether(length: number, make: () => readonly Cell[][]): Cell[][] {
  let made: readonly Cell[][] | undefined;
  return rowsAt(length, (index) => {
    made ??= make();
    return made[index];
  });
}

/** What looks like an array of so many rows. */
function rowsAt(length: number, row: (index: number) => Cell[] | undefined): Cell[][] {
  const rowAt = (key: string | symbol) => (isIndex(key) && Number(key) < length ? row(Number(key)) : undefined);
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

function isIndex(key: string | symbol): boolean {
  return typeof key === 'string' && /^\d+$/.test(key);
}

/** The last place whose number is not above the index; numbers repeat where a part has no items. */
function lastUpTo(numbers: readonly number[], index: number): number {
  let [low, high] = [0, numbers.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((numbers[middle] ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  return low;
}
