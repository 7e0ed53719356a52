import { type Note, noteOf } from '../../report/note.ts';

/** Why the change of averages and shares comes without a verdict. */
export const untested: Note = noteOf('reading')(
  'Compared without a test of chance: Amplitude sends no counts behind these figures.',
);
