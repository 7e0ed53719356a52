/** A stranger's words as data: one line, nothing invisible, no markup, at most `most` characters. */
export function label(text: string, most = 60): string {
  return shortened(text, most).replace(markup, '\\$&');
}

/** The words in plain, at most so many characters of them. */
export function shortened(text: string, most: number): string {
  // Of a long text only the beginning is looked at, which is enough unless hardly anything of it can be seen.
  const start = text.slice(0, most * longestRatio);
  const characters = [...plain(start)];
  const isWhole = characters.length <= most && start.length === text.length;
  return isWhole ? characters.join('') : `${characters.slice(0, most - 1).join('')}…`;
}

const longestRatio = 40;

/** The same without the escapes: for CSV and JSON, where markup means nothing. */
export function plain(text: string): string {
  return visible(text).replace(spaces, ' ').replaceAll('<|', '< |').trim();
}

/** The text without what cannot be seen; line breaks and tabs stay. */
export function visible(text: string): string {
  return text.replace(invisible, '').replace(lonely, '\ufffd');
}

/** Our own sentence as one line that begins like none of the lines which programs read, whatever a stranger's word in it. */
export function ownLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ').replace(/^(?:result_id|tables|source|notes)(?=\s*:)/i, '"$&"');
}

// Control and format characters, zero-width and bidi ones, fillers, variation selectors, tags, and blanks that are no space.
const invisible =
  /(?![\t-\r\u0085\u2028\u2029])[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800]/gu;
const spaces = /[\s\u0085]+/g;
const lonely = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

// What Markdown, GFM or a template language would read as its own. A backslash before punctuation is seen in none of them.
const markup = new RegExp(
  [
    '[\\\\`*[\\]<>|~]',
    // "{{", "}}", "${", "#{", "{%", "{#", "<%", "<!--", "<?": no two of these stay beside each other.
    '\\{(?=\\{)|(?<=[{$#@])\\{|(?<=[}%#])\\}|(?<=[<{])[%#?!$@=]',
    // An underscore emphasizes where one ends a word, also one of another label. Inside of a name and before it they stay,
    // so that event names can be copied as they are.
    '_(?=_*(?![\\p{L}\\p{N}_]))',
    // Bare addresses become links, and names with a scheme that runs something may.
    ':(?=//)|(?<=(?<![\\p{L}\\p{N}])www)\\.|(?<=(?<![\\p{L}\\p{N}])(?:mailto|xmpp|javascript|vbscript|data|file)):(?=\\S)',
    // At its start: headings, rules and lists.
    '^#|^[-+](?=\\s|$|--)|(?<=^\\d{1,9})[.)](?=\\s|$)',
  ].join('|'),
  'giu',
);
