/** The lists as one. For long lists, as `flat` and `flatMap` take over ten times as long. */
export function joined<Item>(lists: Iterable<readonly Item[]>): Item[] {
  const all: Item[] = [];
  for (const list of lists) for (const item of list) all.push(item);
  return all;
}
