import { distance } from 'fastest-levenshtein';

/** The names most like a word, best first; none that have little in common with it. */
export function nearest(word: string, names: readonly string[], most = 3): string[] {
  const wanted = bare(word);
  return names
    .map((name) => ({ name, score: unlikeness(wanted, bare(name)) }))
    .filter(({ score }) => score <= 0.5)
    .sort((a, b) => a.score - b.score)
    .slice(0, most)
    .map(({ name }) => name);
}

/** 0 for the same word, 1 for nothing in common; a word inside another is nearer than any misspelling. */
function unlikeness(wanted: string, other: string): number {
  const [shorter, longer] = wanted.length < other.length ? [wanted, other] : [other, wanted];
  const length = Math.max(longer.length, 1);
  if (shorter.length > 2 && longer.includes(shorter)) return 0.2 * (1 - shorter.length / length);
  return distance(wanted, other) / length;
}

function bare(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
