import type { Segment } from './inputs.ts';
import { notSet } from './series.ts';

/** One funnel, retention or revenue series of an answer, as the answer tells it apart from the others. */
export interface Member {
  /** Index of the segment, where the answer gives one. */
  segment?: number | null | undefined;
  /** Value of the group-by as the vendor sends it: text, a number, or a list of values. */
  group?: unknown;
}

interface Asked {
  segments: readonly Segment[];
  /** Whether anything is grouped, at the top or inside an event. */
  grouped: boolean;
}

/** Names of the members for table cells, in the vendor's raw words; "all users" when there is nothing to tell apart. */
export function memberNames(members: readonly Member[], { segments, grouped }: Asked): string[] {
  const oneEach = members.length === segments.length;
  return members.map(({ segment, group }, index) => {
    const place = segment ?? (oneEach ? index : null);
    const parts = [
      ...(segments.length > 1 ? [segmentWords(segments, place)] : []),
      ...(grouped ? [groupWords(group, index)] : []),
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

/** The value of a group-by; a pair of an index and a text counts as the text, and 0 alone says nothing. */
function groupWords(group: unknown, index: number): string {
  if (typeof group === 'string') return notSet(group);
  if (!Array.isArray(group)) return typeof group === 'number' && group !== 0 ? String(group) : `group ${index + 1}`;
  const [first, ...rest]: unknown[] = group;
  const values = typeof first === 'number' && rest.length > 0 ? rest : group;
  return values.map((value: unknown) => notSet(String(value ?? ''))).join('; ');
}
