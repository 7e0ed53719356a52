/** What a note does to the figures, gravest first. */
const gravity = ['doubt', 'missing', 'partial', 'moved', 'assumed', 'reading'] as const;

/**
 * doubt: figures may be wrong (they contradict each other, were sampled, cut off by the vendor) ·
 * missing: something is not in them (pages, groups, dates, points) ·
 * partial: periods that still run, cohorts and entries that are too young ·
 * moved: what the series itself did, and what may mislead a comparison (a sudden zero, a new level, a weekday) ·
 * assumed: what nobody said (zone, currency, layout, a default) ·
 * reading: what must not be made of them, and what they count.
 */
export type Gravity = (typeof gravity)[number];

/** One short sentence, or a few, on what changes the meaning of the figures. */
export interface Note {
  gravity: Gravity;
  text: string;
  /** It is about the headline of its own report, and says nothing where that is compared with another. */
  alone?: true;
}

export function alone(note: Note): Note {
  return { ...note, alone: true };
}

/** A maker of notes of one gravity: `const doubt = noteOf('doubt')`. */
export function noteOf(gravity: Gravity): (text: string) => Note {
  return (text) => ({ gravity, text });
}

/** Gravest first, else in their order; none twice. */
export function inOrder(notes: readonly Note[]): Note[] {
  const sorted = gravity.flatMap((one) => notes.filter((note) => note.gravity === one));
  return sorted.filter(({ text }, index) => sorted.findIndex((other) => other.text === text) === index);
}
