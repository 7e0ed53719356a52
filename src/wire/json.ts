/**
 * The value of a JSON text, in which integers of 16 digits and more become strings, so that ids keep all their digits.
 * Throws SyntaxError where the text is no JSON; its message may quote the text.
 */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(sixteenDigits.test(text) ? quoteLongIntegers(text) : text);
  return value;
}

const sixteenDigits = /\d{16}/;

// The start of a string, or a whole long integer where a value may stand: decimals, exponents and object keys differ.
const stringOrInteger = /"|(?<=^|[[,:\s])-?[1-9]\d{15,}(?=\s*(?:[,\]}]|$))/g;

function quoteLongIntegers(text: string): string {
  const parts: string[] = [];
  const token = new RegExp(stringOrInteger);
  let copied = 0;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    if (match[0] === '"') {
      token.lastIndex = endOfString(text, match.index + 1);
      continue;
    }
    parts.push(text.slice(copied, match.index), '"', match[0], '"');
    copied = token.lastIndex;
  }
  parts.push(text.slice(copied));
  return parts.join('');
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
