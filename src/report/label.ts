// Control and format characters, line separators, zero-width and bidi characters, fillers, variation selectors, tags.
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
// An underscore inside a name is no markup, so that event names can be copied as they are.
const markdown = /[\\`*[\]<>|]|^#|~(?=~)|(?<![\p{L}\p{N}_])_+(?=.*_(?![\p{L}\p{N}_]))/gu;
const lonely = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A stranger's words as data: one line, nothing invisible, no markup, at most `most` characters. */
export function label(text: string, most = 60): string {
  return cut(plain(text), most).replace(markdown, '\\$&');
}

/** The same without the escapes: for CSV and JSON, where markup means nothing. */
export function plain(text: string): string {
  const flat = text
    .replace(/[\r\n\t]+/g, ' ')
    .replace(invisible, '')
    .replace(lonely, '\ufffd');
  return flat.replace(/ {2,}/g, ' ').trim();
}

function cut(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
