/**
 * A JSON value with every text and every key of an object written anew by `change`, which gives the same for the same;
 * the same value where none changes. What lies deeper than any answer is replaced by a word.
 */
export function mapTexts(value: unknown, change: (text: string) => string): unknown {
  const keys = new Map<string, string>();
  // An answer may have millions of keys, and few different ones.
  const key = (name: string) => {
    const known = keys.get(name);
    if (known !== undefined) return known;
    const changed = change(name);
    keys.set(name, changed);
    return changed;
  };
  return mapped(value, { text: change, key }, deepest);
}

interface Change {
  text(text: string): string;
  key(name: string): string;
}

const deepest = 200;

function mapped(value: unknown, change: Change, depth: number): unknown {
  if (typeof value === 'string') return change.text(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) return '(nested too deep)';
  return Array.isArray(value) ? mapList(value, change, depth) : mapRecord(value, change, depth);
}

function mapList(list: readonly unknown[], change: Change, depth: number): unknown {
  let copy: unknown[] | undefined;
  // Most lists are of figures: they are copied only when something in them changes.
  for (let index = 0; index < list.length; index++) {
    const one = mapped(list[index], change, depth - 1);
    if (one !== list[index]) copy ??= [...list];
    if (copy !== undefined) copy[index] = one;
  }
  return copy ?? list;
}

function mapRecord(record: object, change: Change, depth: number): unknown {
  const entries: [string, unknown][] = Object.entries(record);
  let isSame = true;
  for (const entry of entries) {
    const [name, one] = entry;
    entry[0] = change.key(name);
    entry[1] = mapped(one, change, depth - 1);
    isSame &&= entry[0] === name && entry[1] === one;
  }
  // Unlike an assignment this keeps a key such as "__proto__" a key.
  return isSame ? record : Object.fromEntries(entries);
}
