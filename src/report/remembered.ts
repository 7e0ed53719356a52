/** A function of a text that is worked out once for each: an answer may say the same few dates a hundred thousand times. */
export function remembered<Value>(find: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, { value: Value }>();
  return (text) => {
    const found = known.get(text) ?? { value: find(text) };
    known.set(text, found);
    return found.value;
  };
}
