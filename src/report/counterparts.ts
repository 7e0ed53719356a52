import { label } from './label.ts';
import { type Note, noteOf } from './note.ts';
import { counterpart, type Shift } from './periods.ts';

/** One thing in both ranges. */
export interface Pair<One> {
  now: One;
  before: One;
}

/** Every dated thing of the later range with the earlier one that it is held against; a date that stands twice has none. */
export function pairDates<One>(
  now: readonly One[],
  before: readonly One[],
  dateOf: (one: One) => string | null,
  shift: Shift,
): { now: One; before: One | undefined; at: string | null }[] {
  const [own, others] = [uniques(now, dateOf), uniques(before, dateOf)];
  return now.map((one) => {
    const date = dateOf(one);
    const at = date === null || own.get(date) === undefined ? null : counterpart(date, shift);
    return { now: one, at, before: at === null ? undefined : others.get(at) };
  });
}

/** What bears the same name in both, in the order of the later range, and a note on what does not. */
export function pairNames<One extends { name: string }>(
  now: readonly One[],
  before: readonly One[],
  isName: (name: string) => boolean = () => true,
): { pairs: Pair<One>[]; notes: Note[] } {
  const nameOf = ({ name }: One) => (isName(name) ? name : null);
  const [own, others] = [uniques(now, nameOf), uniques(before, nameOf)];
  const pairs = [...own].flatMap(([name, one]) => {
    const other = others.get(name);
    return one === undefined || other === undefined ? [] : [{ now: one, before: other }];
  });
  const paired = new Set(pairs.map(({ now: { name } }) => name));
  const lone = (some: readonly One[], which: string) =>
    loneNote(
      some.filter(({ name }) => !paired.has(name)),
      which,
    );
  return { pairs, notes: [...lone(now, 'later'), ...lone(before, 'earlier')] };
}

const missing = noteOf('missing');

function loneNote(lone: readonly { name: string }[], which: string): Note[] {
  if (lone.length === 0) return [];
  const names = lone.slice(0, 3).map(({ name }) => label(name, 30));
  const more = lone.length > names.length ? ` and ${lone.length - names.length} more` : '';
  return [missing(`Only in the ${which} range or not clearly named, so not compared: ${names.join(', ')}${more}.`)];
}

/** By key, in their order; undefined for a key that stands twice. */
function uniques<One>(all: readonly One[], keyOf: (one: One) => string | null): Map<string, One | undefined> {
  const found = new Map<string, One | undefined>();
  for (const one of all) {
    const key = keyOf(one);
    if (key !== null) found.set(key, found.has(key) ? undefined : one);
  }
  return found;
}
