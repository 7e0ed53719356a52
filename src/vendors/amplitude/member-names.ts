import type { Segment } from './inputs.ts';
import { notSet } from './series.ts';

/** One funnel, retention or revenue series of an answer, as the answer tells it apart from the others. */
export interface Member {
  /** Index of the segment, where the answer gives one. */
  segment?: number | null | undefined;
  /** Value of the group-by where the vendor names it so: text, a number, true or false, or a list of these. */
  group?: unknown;
  /** The label of the series, where it has no such value; it may be an index, or a pair of an index and a value. */
  label?: unknown;
}

interface Asked {
  segments: readonly Segment[];
  /** Whether anything is grouped, at the top or inside an event. */
  grouped: boolean;
}

/** Names of the members for table cells, in the vendor's raw words; "all users" when there is nothing to tell apart. */
export function memberNames(members: readonly Member[], { segments, grouped }: Asked): string[] {
  const oneEach = members.length === segments.length;
  const indexed = members.every(({ label }, index) => label === 0 || label === index);
  const groups = members.map(({ group, label }) => {
    const worded = typeof group === 'number' && typeof label === 'string' && label !== '';
    return (worded ? null : valueWords(group)) ?? (indexed ? null : labelWords(label));
  });
  return members.map(({ segment }, index) => {
    const place = segment ?? (oneEach ? index : null);
    const parts = [
      ...(segments.length > 1 ? [segmentWords(segments, place)] : []),
      ...(grouped ? [groups[index] ?? `group ${index + 1}`] : []),
    ];
    return parts.join(', ') || 'all users';
  });
}

function segmentWords(segments: readonly Segment[], place: number | null): string {
  const segment = place === null ? undefined : segments[place];
  if (segment === undefined || place === null) return 'segment not told';
  const conditions = [
    ...segment.filters.map(({ property, operator, values }) => `${property} ${operator} ${values.join(' or ')}`),
    ...segment.performed.map((one) => `performed ${one.event_type} ${one.operator} ${one.count}`),
  ].join(' and ');
  return `segment ${place + 1}${conditions === '' ? ' (everybody)' : ` (${conditions})`}`;
}

/** The value of a group-by in words; null where there is none. */
function valueWords(value: unknown): string | null {
  if (Array.isArray(value)) return value.map((one: unknown) => notSet(String(one ?? ''))).join('; ');
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? notSet(value) : null;
}

/** A pair of an index and a value counts as the value. */
function labelWords(label: unknown): string | null {
  const pair = Array.isArray(label) && typeof label[0] === 'number' && label.length > 1;
  return valueWords(pair ? label.slice(1) : label);
}
