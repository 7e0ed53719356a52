/** Names of events as one text: with commas between, or as JSON where a name has a comma itself. */
export function eventList(names: readonly string[]): string {
  return names.some((name) => name.includes(',')) ? JSON.stringify(names) : names.join(', ');
}

/** The names in such a text, in their order; undefined where it begins like JSON and is no list of names. */
export function readEventList(text: string): string[] | undefined {
  if (!text.trim().startsWith('[')) return text.split(',').map((name) => name.trim());
  try {
    const names: unknown = JSON.parse(text);
    return Array.isArray(names) && names.every((name) => typeof name === 'string') ? names : undefined;
  } catch {
    return undefined;
  }
}
