import { z } from 'zod';
import { groupBy } from '../../src/report/group-by.ts';

const indexes = z.looseObject({ segmentIndex: z.number().optional(), eventIndex: z.number().optional() });

/**
 * Names of series from their labels: an index, a word, a list of words, or a pair of an index and words. The chart's
 * events and segments are not known, so where names repeat their indexes, else their place, tell them apart.
 */
export function named(length: number, labels: readonly unknown[], meta: readonly unknown[]): string[] {
  const words = Array.from({ length }, (_, index) => labelWords(labels[index]) || labelWords(meta[index]));
  const same = groupBy(words, (name) => name);
  return words.map((name, index) => {
    const repeated = (same.get(name)?.length ?? 0) > 1;
    const place = repeated || name === '' ? placeWords(labels[index], meta[index], index) : '';
    if (name === '') return length === 1 ? 'the only series' : place;
    return place === '' ? name : `${name} (${place})`;
  });
}

function labelWords(label: unknown): string {
  if (typeof label === 'string') return label;
  if (!Array.isArray(label)) return '';
  const words = typeof label[0] === 'number' && label.length > 1 ? label.slice(1) : label;
  return words.flatMap((word: unknown) => (typeof word === 'string' ? [word === '' ? '(none)' : word] : [])).join('; ');
}

function placeWords(label: unknown, meta: unknown, index: number): string {
  const { data } = indexes.safeParse(meta);
  const parts = [
    data?.segmentIndex === undefined ? '' : `segment ${data.segmentIndex + 1}`,
    data?.eventIndex === undefined ? '' : `event ${data.eventIndex + 1}`,
  ].filter((part) => part !== '');
  if (parts.length > 0) return parts.join(', ');
  const [first] = Array.isArray(label) ? label : [];
  return typeof first === 'number' ? `index ${first}, series ${index + 1}` : `series ${index + 1}`;
}
