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
  if (Array.isArray(value)) return mapList(value, change, depth);
  return isRecord(value) ? mapRecord(value, change, depth) : value;
}

function isRecord(value: object): value is Record<string, unknown> {
  return !Array.isArray(value);
}

// Most lists and records are of figures: they are copied only from where something in them changes.
function mapList(list: readonly unknown[], change: Change, depth: number): unknown {
  let copy: unknown[] | undefined;
  for (let index = 0; index < list.length; index++) {
    const sent = list[index];
    if (typeof sent === 'number') continue;
    const one = mapped(sent, change, depth - 1);
    if (one === sent) continue;
    copy ??= [...list];
    copy[index] = one;
  }
  return copy ?? list;
}

function mapRecord(record: Record<string, unknown>, change: Change, depth: number): unknown {
  let copy: [string, unknown][] | undefined;
  const names = Object.keys(record);
  for (const name of names) {
    const sent = record[name];
    const key = change.key(name);
    const one = typeof sent === 'number' ? sent : mapped(sent, change, depth - 1);
    if (key !== name || one !== sent)
      copy ??= names.slice(0, names.indexOf(name)).map((before) => [before, record[before]]);
    copy?.push([key, one]);
  }
  // Unlike an assignment this keeps a key such as "__proto__" a key.
  return copy === undefined ? record : Object.fromEntries(copy);
}
