/**
 * The value of a JSON text, in which integers of 16 digits and more become strings, so that ids keep all their digits.
 * Throws SyntaxError where the text is no JSON; its message may quote the text.
 */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(quoteLongIntegers(text));
  return value;
}

/** The text itself, which may be of many megabytes, where nothing of it is quoted. */
function quoteLongIntegers(text: string): string {
  const parts: string[] = [];
  let copied = 0;
  const strings = { after: 0, next: text.indexOf('"') };
  for (let at = longNumber(text, 0); at !== undefined; at = longNumber(text, at.end)) {
    if (!mayBeValue(text, at) || isInString(text, at.start, strings)) continue;
    parts.push(text.slice(copied, at.start), '"', text.slice(at.start, at.end), '"');
    copied = at.end;
  }
  return copied === 0 ? text : [...parts, text.slice(copied)].join('');
}

interface Place {
  start: number;
  end: number;
}

/** The next 16 digits or more in a row, with their sign: one in sixteen characters is nearly enough to find them. */
function longNumber(text: string, from: number): Place | undefined {
  for (let last = from + 15; last < text.length; ) {
    let before = last;
    while (before >= from && isDigit(text, before)) before -= 1;
    if (last - before > 15) return { start: text[before] === '-' ? before : before + 1, end: endOfDigits(text, last) };
    // A row of sixteen can only begin after what is no digit.
    last = before + 16;
  }
  return undefined;
}

function endOfDigits(text: string, from: number): number {
  let end = from;
  while (isDigit(text, end)) end += 1;
  return end;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}

/** A whole integer where a value may stand: decimals, exponents and object keys differ. */
function mayBeValue(text: string, { start, end }: Place): boolean {
  return (
    (start === 0 || /[[,:\s]/.test(text.charAt(start - 1))) &&
    /^-?[1-9]/.test(text.slice(start, start + 2)) &&
    ends(text, end)
  );
}

const ending = /\s*(?:[,\]}]|$)/y;

function ends(text: string, at: number): boolean {
  ending.lastIndex = at;
  return ending.test(text);
}

/** Whether a string holds the place; `strings` is how far they were followed: past `after`, with `next` to open. */
function isInString(text: string, place: number, strings: { after: number; next: number }): boolean {
  while (strings.next !== -1 && strings.next < place) {
    strings.after = endOfString(text, strings.next + 1);
    strings.next = text.indexOf('"', strings.after);
  }
  return place < strings.after;
}

/** The place after the closing quote; the end of the text where there is none, which JSON.parse then tells. */
function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    if (!isEscaped(text, quote, start)) return quote + 1;
  }
  return text.length;
}

function isEscaped(text: string, quote: number, start: number): boolean {
  let first = quote;
  while (first > start && text[first - 1] === '\\') first -= 1;
  return (quote - first) % 2 === 1;
}
