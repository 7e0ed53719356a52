/**
 * How many tokens a text has at most, without a tokenizer: two small letters, three digits or one other character a token,
 * a space before a word or a sign for nothing, and a byte a token outside ASCII. Too high for prose by half, about right
 * for dense tables of figures; not too low for a page of either.
 */
export function estimateTokens(text: string): number {
  let tokens = 0;
  for (const [piece] of text.matchAll(/ ?[a-z]+|\d+| ?[!-/:-`{-~]|[^]/gu)) tokens += pieceTokens(piece);
  return tokens;
}

function pieceTokens(piece: string): number {
  if (/^ ?[a-z]/.test(piece)) return Math.ceil(piece.trimStart().length / 2);
  if (/^\d/.test(piece)) return Math.ceil(piece.length / 3);
  return (piece.codePointAt(0) ?? 0) < 0x80 ? 1 : Buffer.byteLength(piece);
}
