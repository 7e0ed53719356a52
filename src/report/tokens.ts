import { oneToken, oneTokenAfterSpace } from './own-words.ts';

/**
 * How many tokens a text has at most, without a tokenizer: two small letters, one and a half capitals, three digits or one
 * other character a token, a space before a word or a sign for nothing, and a byte a token outside ASCII. About right for
 * dense tables of figures and strange words, twice too high for English; not too low for a page of either. The words that
 * our own tables, sentences and closing lines are made of are known.
 */
export function estimateTokens(text: string): number {
  return estimate(text, (letters) => Math.ceil(letters / 2));
}

/** The same for our own sentences, which are English but for the few strange words in them. */
export function estimateProse(text: string): number {
  return estimate(text, (letters) => (letters <= 8 ? Math.ceil(letters * 0.7) : Math.ceil(letters / 2)));
}

function estimate(text: string, wordTokens: (letters: number) => number): number {
  let tokens = 0;
  let before = ' ';
  for (const [piece] of text.matchAll(/ ?[a-z]+| ?[A-Z]+|\d+|-{3}| ?[!-/:-`{-~]|[\s\S]/gu)) {
    const word = piece.trimStart();
    const known = word === piece ? oneToken.has(word) && !/[A-Za-z\d]$/.test(before) : isKnown(word);
    before = piece;
    if (known) tokens += 1;
    else if (/^[a-z]/.test(word)) tokens += wordTokens(word.length);
    else if (/^[A-Z]/.test(word)) tokens += capitalTokens(word.length);
    else tokens += signTokens(piece);
  }
  return tokens;
}

function isKnown(word: string): boolean {
  return oneToken.has(word) || oneTokenAfterSpace.has(word);
}

/** Strange capitals have about 0.6 a letter, and a bit more where they are few. */
function capitalTokens(letters: number): number {
  return Math.ceil((letters * 2) / 3);
}

function signTokens(piece: string): number {
  if (/^\d/.test(piece)) return Math.ceil(piece.length / 3);
  if (piece === '---') return 1;
  return (piece.codePointAt(0) ?? 0) < 0x80 ? 1 : Buffer.byteLength(piece);
}
