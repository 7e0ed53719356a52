type Show = (key: string, value: string | null) => string | null;

const mostCharacters = 2_000;
// What is masked may begin before the cut and end after it.
const mostMasked = mostCharacters + 500;

/** A user's or an event's properties as key and value, nested keys joined by dots, lists by commas. */
export function flatProperties(properties: Readonly<Record<string, unknown>>, show: Show): [string, string | null][] {
  return [...pairs(properties, show)];
}

/** All properties in one line: `plan: gold, trial: true`. */
export function condensed(properties: Readonly<Record<string, unknown>>, show: Show): string {
  let line = '';
  for (const [key, value] of pairs(properties, show)) {
    if (line.length > mostCharacters) break;
    if (value !== null) line += `${line === '' ? '' : ', '}${key}: ${value}`;
  }
  return cut(line);
}

function* pairs(properties: Readonly<Record<string, unknown>>, show: Show): Generator<[string, string | null]> {
  // A name may hold somebody's address, and says whether its value is personal: it is judged as it is, and shown masked.
  for (const [name, property] of Object.entries(properties))
    for (const [key, value] of flat(name, property, show, 4)) yield [show('', cut(key)) ?? '', value];
}

function* flat(key: string, value: unknown, show: Show, depth: number): Generator<[string, string | null]> {
  if (typeof value !== 'object' || value === null) yield [key, shown(key, value, show)];
  else if (Array.isArray(value) && value.every((one) => typeof one !== 'object'))
    yield [key, shownList(key, value, show)];
  else if (depth === 0) yield [key, '(nested too deep to show)'];
  else for (const [name, one] of Object.entries(value)) yield* flat(`${key}.${name}`, one, show, depth - 1);
}

function shownList(key: string, values: readonly unknown[], show: Show): string | null {
  const texts = values.slice(0, mostCharacters).flatMap((one) => shown(key, one, show) ?? []);
  const [first] = texts;
  if (first === undefined) return null;
  return texts.length > 1 && texts.every((text) => text === first)
    ? `${first} × ${texts.length}`
    : cut(texts.join(', '));
}

function shown(key: string, value: unknown, show: Show): string | null {
  if (value === null || value === undefined || value === '') return null;
  const text = show(key, String(value).slice(0, mostMasked));
  return text === null ? null : cut(text);
}

function cut(text: string): string {
  return text.length <= mostCharacters ? text : `${text.slice(0, mostCharacters - 1)}…`;
}
