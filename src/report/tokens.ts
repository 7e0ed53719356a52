/**
 * How many tokens a text has at most, without a tokenizer: two small letters, one and a half capitals, three digits or one
 * other character a token, a space before a word or a sign for nothing, and a byte a token outside ASCII. About right for
 * dense tables of figures and strange words, twice too high for English; not too low for a page of either. The words that
 * our own tables and closing lines are made of are known.
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
  for (const [piece] of text.matchAll(/ ?[a-z]+| ?[A-Z]+|\d+|-{3}| ?[!-/:-`{-~]|[\s\S]/gu)) {
    const word = piece.trimStart();
    if (oneToken.has(word)) tokens += 1;
    else if (/^[a-z]/.test(word)) tokens += wordTokens(word.length);
    else if (/^[A-Z]/.test(word)) tokens += capitalTokens(word.length);
    else tokens += signTokens(piece);
  }
  return tokens;
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

/** Words of column names and closing lines, and currencies, that are one token each, with or without a space before. */
export const oneToken: ReadonlySet<string> = new Set([
  ...['AUD', 'CAD', 'CHF', 'EUR', 'GBP', 'USD', 'UTC', 'activities', 'average', 'change', 'cost', 'count', 'country'],
  ...['currency', 'customer', 'date', 'day', 'days', 'event', 'events', 'first', 'group', 'groups', 'hour', 'largest'],
  ...[
    'last',
    'latest',
    'left',
    'limit',
    'live',
    'month',
    'more',
    'movement',
    'name',
    'order',
    'points',
    'quota',
    'read',
  ],
  ...['requests', 'result', 'rows', 'running', 'segment', 'series', 'session', 'sessions', 'share', 'size', 'source'],
  ...['step', 'steps', 'table', 'tables', 'this', 'time', 'times', 'total', 'type', 'types', 'unique', 'user', 'users'],
  ...['value', 'values', 'week', 'weeks', 'whole', 'with'],
]);
