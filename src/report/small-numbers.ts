import { label } from './label.ts';
import { type Note, noteOf } from './note.ts';
import { count } from './number.ts';
import { enough } from './proportion.ts';

/** So many of which shares are told; `name` where there are several such. */
export interface Whole {
  name: string;
  of: number;
}

/** Which shares are of so few that they are mostly chance, up to three by name; `noun` is what is counted: "sessions". */
export function smallNumbers(wholes: readonly Whole[], noun: string): Note[] {
  const few = wholes.filter(({ of }) => of > 0 && of < enough);
  if (few.length === 0) return [];
  const told = few.slice(0, 3).map(({ name, of }) => `${name === '' ? '' : `${label(name, 30)} `}${count(of)}`);
  const more = few.length > told.length ? ` and ${count(few.length - told.length)} more` : '';
  return [
    noteOf('reading')(
      `Small numbers: shares of fewer than ${enough} ${noun} are mostly chance (${told.join(', ')}${more}).`,
    ),
  ];
}
