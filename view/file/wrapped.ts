import { fitted, widthOf } from '../chart/frame.ts';

/** Words in lines of at most that width. */
export function wrapped(words: string, width: number, size: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words.split(/\s+/).filter((one) => one !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOf(longer, size) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line].filter((one) => one !== '').map((one) => fitted(one, width, size));
}
