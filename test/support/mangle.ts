import fc from 'fast-check';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** What a vendor might send where something else was: none of these words may be taken for our own mistakes. */
const strange: Json[] = [
  ...[null, 0, -1, -40, 3, 12.5, 1e21, 1e-9, 2 ** 53, -1e15],
  ...['', ' ', '12', '-0.5', '1e400', 'x', '2026-02-30', '2026-11-01', '(none)', 'a | b', true, false],
  ...[[], {}, [[]], [null], { value: null }, { setId: 'a', value: 3 }, { value: { value: 1 } }, [0, 'iOS'], [[1, 2]]],
];

type Change = { at: number; how: (typeof ways)[number]; value: Json };

const ways = ['replace', 'drop', 'reverse', 'halve', 'double', 'rename', 'swap'] as const;

const changes: fc.Arbitrary<Change[]> = fc.array(
  fc.record({ at: fc.nat(), how: fc.constantFrom(...ways), value: fc.constantFrom(...strange) }),
  { minLength: 1, maxLength: 8 },
);

/** The same body with up to eight things about it changed: values, keys, lengths, orders. */
export function mangled(body: unknown): fc.Arbitrary<unknown> {
  const text = JSON.stringify(body);
  return changes.map((list) => list.reduce<Json>(apply, JSON.parse(text)));
}

interface Place {
  parent: Json[] | { [key: string]: Json };
  key: string;
}

function apply(body: Json, { at, how, value: drawn }: Change): Json {
  // A copy, as later changes may meet it: a value put into itself would be what no JSON can be.
  const value = structuredClone(drawn);
  const places = placesOf(body);
  // Half of all changes meet the first levels, where there are few places and much depends on each.
  const near = places.slice(0, 12);
  const place = at % 2 === 0 ? near[(at / 2) % near.length] : places[Math.floor(at / 2) % places.length];
  if (place === undefined) return value;
  const found = read(place);
  if (how === 'drop') drop(place);
  else if (how === 'rename' && !Array.isArray(place.parent)) {
    drop(place);
    place.parent[`${place.key}_`] = found;
  } else if (Array.isArray(found) && how !== 'replace') write(place, rearranged(found, how));
  else write(place, value);
  return body;
}

function rearranged(list: Json[], how: Change['how']): Json[] {
  const [first, ...rest] = list;
  if (how === 'reverse') return list.toReversed();
  if (how === 'halve') return list.slice(0, Math.floor(list.length / 2));
  if (how === 'double') return [...list, ...list.slice(-1)];
  return first === undefined ? list : [...rest, first];
}

/** Breadth first, so that the outermost come first. */
function placesOf(body: Json): Place[] {
  const places: Place[] = [];
  const queue: Json[] = [body];
  for (let next = queue.shift(); next !== undefined && places.length < 5_000; next = queue.shift()) {
    if (typeof next !== 'object' || next === null) continue;
    for (const key of Object.keys(next)) {
      places.push({ parent: next, key });
      queue.push(Array.isArray(next) ? (next[Number(key)] ?? null) : (next[key] ?? null));
    }
  }
  return places;
}

function read({ parent, key }: Place): Json {
  return (Array.isArray(parent) ? parent[Number(key)] : parent[key]) ?? null;
}

function write({ parent, key }: Place, value: Json): void {
  if (Array.isArray(parent)) parent[Number(key)] = value;
  else parent[key] = value;
}

function drop({ parent, key }: Place): void {
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
}
