/**
 * How many tokens a text has at most, without a tokenizer: two small letters, three digits or one other character a token,
 * a space before a word or a sign for nothing, and a byte a token outside ASCII. About right for dense tables of figures
 * and strange words, twice too high for English; not too low for a page of either.
 */
export function estimateTokens(text: string): number {
  return estimate(text, (letters) => Math.ceil(letters / 2));
}

/** The same for our own sentences, which are English but for the few strange words in them. */
export function estimateProse(text: string): number {
  return estimate(text, (letters) => (letters <= 3 ? 1 : letters <= 7 ? 1.5 : Math.ceil(letters / 3)));
}

function estimate(text: string, wordTokens: (letters: number) => number): number {
  let tokens = 0;
  for (const [piece] of text.matchAll(/ ?[a-z]+|\d+| ?[!-/:-`{-~]|[\s\S]/gu)) {
    if (/^ ?[a-z]/.test(piece)) tokens += wordTokens(piece.trimStart().length);
    else tokens += signTokens(piece);
  }
  return tokens;
}

function signTokens(piece: string): number {
  if (/^\d/.test(piece)) return Math.ceil(piece.length / 3);
  return (piece.codePointAt(0) ?? 0) < 0x80 ? 1 : Buffer.byteLength(piece);
}
