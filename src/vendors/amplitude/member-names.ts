import type { Masks } from '../../report/mask.ts';
import { segmentWords, usersWords } from './condition-words.ts';
import { type Grouping, valuesReader } from './group-words.ts';
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
  /** By what they are grouped, at the top or inside an event; null where they are not. */
  grouping: Grouping | null;
  /** What personal values in the conditions of segments are shown as. */
  masks: Masks;
}

/** Names of the members for table cells, in the vendor's raw words; those asked for when there is nothing to tell apart. */
export function memberNames(members: readonly Member[], { segments, grouping, masks }: Asked): string[] {
  const oneEach = members.length === segments.length;
  const show = grouping === null ? (values: string[]) => values : valuesReader(grouping);
  const groups = groupsOf(members, show);
  return members.map(({ segment }, index) => {
    const place = segment ?? (oneEach ? index : null);
    const parts = [
      ...(segments.length > 1 ? [segmentText(segments, place, masks)] : []),
      ...(grouping === null ? [] : [groups[index] ?? `group ${index + 1} ${unnamed}`]),
    ];
    return parts.join(', ') || everybody(segments, masks);
  });
}

/** The values by which the members are grouped, in the vendor's raw words; what it leaves out is called so. */
export function memberGroups(members: readonly Member[]): string[] {
  return groupsOf(members, (values) => values).map((group) => group ?? unnamed);
}

/** Whether a name is what the vendor calls the member: those that it leaves out are numbered and may be others elsewhere. */
export function isNamed(name: string): boolean {
  return !name.endsWith(unnamed) && !name.includes(segmentUntold);
}

const unnamed = '(not named)';
const segmentUntold = 'segment not told';

function segmentText(segments: readonly Segment[], place: number | null, masks: Masks): string {
  const segment = place === null ? undefined : segments[place];
  if (segment === undefined || place === null) return segmentUntold;
  return `segment ${place + 1} (${segmentWords(segment, masks) || 'everybody'})`;
}

function everybody([segment, ...others]: readonly Segment[], masks: Masks): string {
  const users = segment === undefined || others.length > 0 ? '' : usersWords(segment, masks);
  return users === '' ? 'all users' : users;
}

type Show = (values: string[]) => string[];

/** The value of each member's group; null where it has none. */
function groupsOf(members: readonly Member[], show: Show): (string | null)[] {
  const indexed = members.every(({ label }, index) => label === 0 || label === index);
  return members.map(({ group, label }) => {
    const worded = typeof group === 'number' && typeof label === 'string' && label !== '';
    return (worded ? null : valueWords(group, show)) ?? (indexed ? null : labelWords(label, show));
  });
}

/** The value of a group-by in words; null where there is none. */
function valueWords(value: unknown, show: Show): string | null {
  const values = textsOf(value);
  return values === null ? null : show(values).map(notSet).join('; ');
}

function textsOf(value: unknown): string[] | null {
  if (Array.isArray(value)) return value.map(textOf);
  return ['string', 'number', 'boolean'].includes(typeof value) ? [String(value)] : null;
}

function textOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '');
}

/** A pair of an index and a value counts as the value. */
function labelWords(label: unknown, show: Show): string | null {
  const pair = Array.isArray(label) && typeof label[0] === 'number' && label.length > 1;
  return valueWords(pair ? label.slice(1) : label, show);
}
